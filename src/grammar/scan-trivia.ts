import { lexical } from "../diagnostics/syntax.js";
import { spanOf } from "../text/index.js";
import { codeName } from "./characters.js";
import { type Reading, runEnd } from "./lexeme.js";
import { findLineEnd } from "./lines.js";
import type { Comment } from "./tree.js";

/** A comment where it was found; `words` are those of a `///`, without its marks. */
export interface FoundComment {
  readonly comment: Comment;
  readonly words: string | undefined;
}

/** The comment that begins at an offset, if one does. */
export function scanComment(reading: Reading, start: number): FoundComment | undefined {
  const { file, end } = reading;
  const mark = file.text.slice(start, start + 2);
  if (mark === "/*") return { comment: blockComment(reading, start), words: undefined };
  if (mark !== "//" && mark !== "##") return undefined;
  const lineEnd = findLineEnd(file.text, start, end);
  const text = file.text.slice(start, lineEnd).trimEnd();
  const words = /^\/\/\/(?!\/)(.*)$/s.exec(text)?.[1]?.replace(/^ /, "");
  return { comment: { text, span: spanOf(file, start, lineEnd) }, words };
}

function blockComment({ file, end, report }: Reading, start: number): Comment {
  const close = file.text.indexOf("*/", start + 2);
  const isClosed = close >= 0 && close + 2 <= end;
  const commentEnd = isClosed ? close + 2 : findLineEnd(file.text, start, end);
  const span = spanOf(file, start, commentEnd);
  if (!isClosed) {
    const edits = [{ span: spanOf(file, commentEnd, commentEnd), text: " */" }];
    report(lexical.XM1005, span, {}, { fixes: [{ title: "Close the comment", safe: true, edits }] });
  }
  return { text: file.text.slice(start, commentEnd), span };
}

/** The end of a run of one character that looks like a space and is none: reported as one mistake. */
export function scanFalseSpace(reading: Reading, start: number): number {
  const { file, report } = reading;
  const code = file.text.charCodeAt(start);
  const end = runEnd(reading, start + 1, (next) => next === code);
  const span = spanOf(file, start, end);
  const isInvisible = (code >= 0x200b && code <= 0x200d) || code === 0x2060 || code === 0xfeff;
  const edits = [{ span, text: isInvisible ? "" : " " }];
  const fixes = [{ title: "Put an ordinary space", safe: true, edits }];
  report(lexical.XM1008, span, { code: codeName(code) }, { fixes });
  return end;
}
