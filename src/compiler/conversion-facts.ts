import { records } from "../diagnostics/records.js";
import type { Field, XdmType } from "../schema/index.js";
import type { Expr } from "./expr.js";
import type { Reason } from "./facts.js";
import { tryOnSample } from "./facts-of-sample.js";
import { onlyColumnOf } from "./only-column.js";
import { reason } from "./reasons.js";
import type { SourceShape } from "./source-shape.js";
import { readTextAs } from "./text-conversion.js";
import { fieldInWords, typeInWords } from "./type-words.js";

/**
 * Whether a field may be unable to take what an expression gives: a text that has to be read as a number, a date or a
 * boolean. What types alone rule out (`assignability.ts`) and what constants are (`check-constants.ts`) is said there.
 */
export function conversionOf(expression: Expr, field: Field, source: SourceShape | null): false | Reason {
  const code = CODES.get(field.type);
  if (expression.type.kind !== "string" || code === undefined || isOfConstants(expression)) return false;
  const words = `${typeInWords(expression.type)} is read as ${fieldInWords(field)}, and not every text is one`;
  const open = reason(expression.span, "possible", words, { code });
  const column = source?.profile === undefined ? null : onlyColumnOf(expression);
  if (column === null || source === null) return open;
  const found = tryOnSample(expression, column, source, (result) => {
    if (typeof result !== "string") return null;
    const reading = readTextAs(result, field.type);
    return reading === "fits" || reading === "open" ? null : { words: `the text is not ${fieldInWords(field)}`, code };
  });
  return found === null ? open : { ...open, ...found };
}

const CODES: ReadonlyMap<XdmType, string> = new Map([
  ["byte", records.XM5102.code],
  ["short", records.XM5102.code],
  ["int", records.XM5102.code],
  ["long", records.XM5102.code],
  ["number", records.XM5103.code],
  ["boolean", records.XM5101.code],
  ["date", records.XM5105.code],
  ["date-time", records.XM5105.code],
]);

/** Whether all that an expression can give are constants, which are judged by their values. */
export function isOfConstants(expression: Expr): boolean {
  switch (expression.kind) {
    case "constant":
      return true;
    case "conditional":
      return isOfConstants(expression.then) && isOfConstants(expression.otherwise);
    case "call": {
      const { args, fn } = expression;
      if (fn.name === "iif") return args.slice(1).every(isOfConstants);
      if (fn.name !== "decode") return false;
      return args
        .slice(1)
        .every((argument, at, options) => (at % 2 === 0 && at < options.length - 1) || isOfConstants(argument));
    }
    default:
      return false;
  }
}
