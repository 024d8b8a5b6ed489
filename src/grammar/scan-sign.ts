import { lexical } from "../diagnostics/syntax.js";
import { expressions } from "../diagnostics/syntax-expressions.js";
import { spanOf } from "../text/index.js";
import { codeName, isControl } from "./characters.js";
import { type Lexeme, type Reading, runEnd } from "./lexeme.js";
import { findLineEnd, trimmedEnd } from "./lines.js";
import { scanOperator } from "./operators.js";
import { scanQuoted } from "./scan-quoted.js";
import { scanAnnotation } from "./scan-word.js";
import { kinds } from "./token.js";

/** What is neither a word nor a number: an annotation, a text in quotes, an operator, or a character that is nothing. */
export function scanSign(reading: Reading, start: number): Lexeme {
  const annotation = reading.file.text.charAt(start) === "@" ? scanAnnotation(reading, start) : undefined;
  return (
    annotation ??
    scanQuoted(reading, start) ??
    scanOperator(reading, start) ??
    scanPragma(reading, start) ??
    scanStray(reading, start)
  );
}

/** `#pragma NAME VALUE`: what a JEXL script says to its engine, to the end of the line. */
function scanPragma({ file, end, report }: Reading, start: number): Lexeme | undefined {
  const word = "#pragma";
  if (!file.text.startsWith(word, start)) return undefined;
  report(expressions.XM1051, spanOf(file, start, start + word.length), {
    word,
    help: "Leave the line out: what a script says to its engine has no place in a mapping.",
  });
  return { kind: kinds.unknown, end: trimmedEnd(file.text, start, findLineEnd(file.text, start, end)) };
}

/** The same character many times over, and bytes that are no text, are one mistake; a lone `@` stands by itself. */
function scanStray(reading: Reading, start: number): Lexeme {
  const { file, report } = reading;
  const code = file.text.codePointAt(start) ?? 0;
  const character = String.fromCodePoint(code);
  const next = start + character.length;
  const isLike = (other: number) => other === code || (isControl(other) && isControl(code));
  const end = character === "@" ? next : runEnd(reading, next, isLike);
  report(lexical.XM1006, spanOf(file, start, end), { character, code: codeName(code) });
  return { kind: kinds.unknown, end };
}
