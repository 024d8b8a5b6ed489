import type { Diagnostic } from "../../diagnostics/index.js";
import { type Expression, parseExpression, printColumn, printExpression, printString } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import { readAttribute } from "../attribute-path.js";
import type { PathStep } from "../column-path.js";
import type { NormalMapping } from "./mapping-set.js";

/** What a source reads: the columns of a mapping file are gathered from it. */
export type Reads =
  | { readonly kind: "path"; readonly steps: readonly PathStep[] }
  | { readonly kind: "expression"; readonly expression: Expression }
  | { readonly kind: "nothing" };

/** How a source is written in a mapping file. */
export type WrittenSource =
  | {
      readonly kind: "written";
      readonly text: string;
      /** The annotation that says what is deployed; empty where the source alone says it. */
      readonly annotation: string;
      readonly reads: Reads;
    }
  /** It cannot be the source of a mapping in a file; of an expression with what was found in it. */
  | { readonly kind: "broken"; readonly why: string; readonly found: Diagnostic | null };

/**
 * How much is said for the same to be deployed: nothing, that the source stays as it is written, or its text besides, and
 * then nothing helps.
 */
export type Care = "plain" | "as-written" | "by-text" | "left-out";

/** Says that a source stays as it is written. */
export const AS_WRITTEN = "@expression";

/** An expression that was read elsewhere, or is yet to be: then it is written as it stands. */
export type ReadElsewhere = Expression | "later";

/** Writes a mapping's source with some care. */
export function writeSource(
  { type, source, destination }: NormalMapping,
  care: Care,
  read?: ReadElsewhere,
): WrittenSource {
  if (care === "left-out") {
    const isHalf = `${source} ${destination}`.search(HALF_CHARACTER) >= 0;
    return broken(isHalf ? "it holds half of a character, which no file does" : "a mapping file has no form for it");
  }
  switch (type) {
    case "STATIC":
      return { kind: "written", text: printString(source), annotation: "@static", reads: { kind: "nothing" } };
    case "ATTRIBUTE":
      return writeAttribute(source, care);
    case "EXPRESSION":
      return writeExpression(source, care, read);
  }
}

/** More care, where some was not enough. */
export function moreCare(care: Care): Care {
  return care === "plain" ? "as-written" : care === "as-written" ? "by-text" : "left-out";
}

function broken(why: string, found: Diagnostic | null = null): WrittenSource {
  return { kind: "broken", why, found };
}

function writeAttribute(raw: string, care: Care): WrittenSource {
  const steps = readAttribute(raw);
  if (steps === null) return broken("a name in its path is empty");
  if (LINE_BREAK.test(raw)) return broken("a name in its path holds a line break");
  const annotation = care === "plain" ? "" : `@attribute(${printString(raw)})`;
  return { kind: "written", text: printPath(steps), annotation, reads: { kind: "path", steps } };
}

/** The path of a column as an expression writes it. */
function printPath(steps: readonly PathStep[]): string {
  const first = steps.findIndex(({ kind }) => kind !== "name");
  const names = (first < 0 ? steps : steps.slice(0, first)).flatMap((step) =>
    step.kind === "name" ? [step.name] : [],
  );
  const rest = first < 0 ? [] : steps.slice(first);
  return printColumn(names) + rest.map(printStep).join("");
}

function printStep(step: PathStep): string {
  if (step.kind === "each") return "[*]";
  if (step.kind === "index") return `[${step.index}]`;
  const isBare = printColumn(["a", step.name]) === `a.${step.name}`;
  return isBare ? `.${step.name}` : `.${printString(step.name, "'")}`;
}

/** Longer ones never stand on one line with their arrow. */
const LONGEST_LINE = 95;

const LINE_BREAK = /[\r\n\u0085\u2028\u2029]/;

/** What a line of a file does not hold, or not as it is. */
const NOT_IN_LINE = /[\t\0]|\/\/|\/\*|##|\p{Surrogate}/u;

/** JSON can say half of a character, which no file of text holds: in quotes it can be escaped. */
const HALF_CHARACTER = /\p{Surrogate}/gu;

function printUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16)}`;
}

function writeExpression(raw: string, care: Care, read: ReadElsewhere | undefined): WrittenSource {
  const staysInLine = raw !== "" && raw.trim() === raw && !NOT_IN_LINE.test(raw) && !LINE_BREAK.test(raw);
  if (read === "later" && staysInLine) {
    return { kind: "written", text: raw, annotation: "", reads: { kind: "nothing" } };
  }
  const { expression, diagnostics } =
    read === undefined || read === "later"
      ? parseExpression(createSourceFile("", raw))
      : { expression: read, diagnostics: [] };
  const found = diagnostics.find(({ severity }) => severity === "error");
  if (found !== undefined) return broken(found.message, found);
  const reads = { kind: "expression", expression } as const;
  const printed = printExpression(expression).replace(HALF_CHARACTER, printUnit);
  // A line that begins with a dot goes on with the statement before it.
  if (printed.startsWith(".")) {
    return { kind: "written", text: `(${printed})`, annotation: `@expression(${printString(raw)})`, reads };
  }
  // What the formatter would change, or break over lines, is kept from the start: it spares a round.
  const isKept = staysInLine && (printed !== raw || raw.length > LONGEST_LINE);
  if (staysInLine && (care === "as-written" || (care === "plain" && isKept)))
    return { kind: "written", text: raw, annotation: AS_WRITTEN, reads };
  const annotation = care === "plain" ? "" : `@expression(${printString(raw)})`;
  return { kind: "written", text: printed, annotation, reads };
}
