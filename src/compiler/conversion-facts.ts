import { records } from "../diagnostics/records.js";
import type { Field, XdmType } from "../schema/index.js";
import type { Expr } from "./expr.js";
import type { Reason } from "./fact-types.js";
import { tryOnSample } from "./facts-of-sample.js";
import { type LiteralPart, literalParts } from "./literal-parts.js";
import { onlyColumnOf } from "./only-column.js";
import { placeOf } from "./place.js";
import { reason } from "./reasons.js";
import { isOfConstants } from "./results.js";
import type { SourceShape } from "./source-shape.js";
import { readTextAs } from "./text-conversion.js";
import { fieldInWords, typeInWords } from "./type-words.js";

/** A part of what an expression gives that its field may be unable to take. */
export interface OpenConversion {
  /** Below the target's path; `` for the target itself. */
  readonly part: string;
  readonly field: Field;
  readonly reason: Reason;
}

/**
 * Where fields may be unable to take what an expression gives: a text that has to be read as a number, a date or a
 * boolean; by itself, as an item of an array, as a child of an object that is copied. What types alone rule out
 * (`assignability.ts`) and what constants are (`check-constants.ts`) is said there.
 */
export function conversionsOf(expression: Expr, field: Field, source: SourceShape | null): readonly OpenConversion[] {
  const written = literalParts(expression, field);
  if (written !== null) return written.flatMap((one) => below(one, source));
  const { type } = expression;
  if (type.kind === "array" && field.items !== null && placeOf(expression) !== null) {
    const items: Expr = { kind: "each", object: expression, level: 0, type: type.items, span: expression.span };
    return below({ part: "[*]", expression: items, field: field.items }, source);
  }
  if (type.kind === "object" && type.fields !== null && placeOf(expression) !== null) {
    return [...type.fields].flatMap(([name, fieldType]) => {
      const child = field.fields.get(name);
      if (child === undefined) return [];
      const value: Expr = {
        kind: "member",
        object: expression,
        name,
        safe: true,
        type: fieldType,
        span: expression.span,
      };
      return below({ part: `.${name}`, expression: value, field: child }, source);
    });
  }
  const reason = conversionOf(expression, field, source);
  return reason === false ? [] : [{ part: "", field, reason }];
}

function below({ part, expression, field }: LiteralPart, source: SourceShape | null): readonly OpenConversion[] {
  return conversionsOf(expression, field, source).map((one) => ({ ...one, part: part + one.part }));
}

function conversionOf(expression: Expr, field: Field, source: SourceShape | null): false | Reason {
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
