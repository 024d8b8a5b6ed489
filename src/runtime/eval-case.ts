import { lowerExpression } from "../compiler/index.js";
import { isSpan } from "../diagnostics/index.js";
import { functionNamed, type Services } from "../functions/index.js";
import { parseExpression } from "../grammar/index.js";
import { createSourceFile, type Span } from "../text/index.js";
import {
  fieldOf,
  isFailure,
  type JavaMap,
  type KindName,
  kindName,
  MISSING,
  mapOf,
  parseJson,
  readMarkedJson,
  textOf,
  toMarkedJson,
  type Value,
} from "../values/index.js";
import { evaluate } from "./interpret.js";

/** One expression and the record it is evaluated on: what `xdmap eval` takes. */
export interface EvalCase {
  /** Any JSON value; it comes back as it was given. */
  readonly id: Value;
  readonly expr: string;
  /** The record's fields. */
  readonly context: JavaMap;
}

export interface EvalSettings {
  readonly services: Services;
  /** JEXL's strict mode, engine and arithmetic together; lenient without it. */
  readonly strict: boolean;
}

export type EvalResult =
  | {
      readonly id: Value;
      readonly value: Value;
      readonly type: KindName;
      /** Java's text of the value. */
      readonly text: string;
    }
  | { readonly id: Value; readonly error: EvalError };

interface EvalError {
  /** A registered code: XM1… where the expression cannot be read, XM5… where it has no value. */
  readonly code: string;
  readonly message: string;
  /** The part of the expression concerned. */
  readonly span: Span | null;
}

const NO_FIELDS: JavaMap = mapOf([]);

/** Evaluates one case. No names are checked: an unknown column or function is null. */
export function evaluateCase({ id, expr, context }: EvalCase, { services, strict }: EvalSettings): EvalResult {
  const file = createSourceFile("expression", expr);
  const { expression, diagnostics } = parseExpression(file);
  const refused = diagnostics.find(({ severity }) => severity === "error");
  if (refused !== undefined) {
    const span = isSpan(refused.place) ? refused.place : null;
    return { id, error: { code: refused.code, message: refused.message, span } };
  }
  const outcome = evaluate(lowerExpression(expression, { functionNamed }), {
    row: {
      get: (name) => {
        const value = fieldOf(context, name);
        return value === undefined ? MISSING : value;
      },
    },
    services,
    strictEngine: strict,
    strictArithmetic: strict,
    items: [],
  });
  if (isFailure(outcome)) {
    return { id, error: { code: outcome.code, message: outcome.message, span: outcome.span } };
  }
  const value = outcome === MISSING ? null : outcome;
  return { id, value, type: kindName(value), text: textOf(value) };
}

/**
 * Reads a line of a case file: `{"id", "expr", "context"}`, where the context may be left out and may hold
 * `{"$java": "long", "v": 1}` for kinds that JSON has not. The problem is one sentence.
 */
export function readCase(line: string): { readonly case: EvalCase } | { readonly problem: string } {
  const parsed = parseJson(line);
  if ("problem" in parsed) return { problem: `${parsed.problem.message} (character ${parsed.problem.offset + 1})` };
  const { value } = parsed;
  if (value === null || typeof value !== "object" || value.kind !== "map") {
    return { problem: 'A case is an object: {"id", "expr", "context"}.' };
  }
  const expr = fieldOf(value, "expr");
  if (typeof expr !== "string") return { problem: "A case needs a text `expr`." };
  const unmarked = readMarkedJson(fieldOf(value, "context") ?? NO_FIELDS);
  if ("problem" in unmarked) return { problem: `In the context ${unmarked.problem}.` };
  const context = unmarked.value;
  if (context === null || typeof context !== "object" || context.kind !== "map") {
    return { problem: "The `context` of a case is an object." };
  }
  return { case: { id: fieldOf(value, "id") ?? null, expr, context } };
}

/**
 * The line that `xdmap eval --batch` writes: `{"id","result","type","text"}` or `{"id","error":{"code","message"}}`.
 * In `result` whole numbers beyond 2^53, BigInteger, BigDecimal, NaN and the infinities are strings.
 */
export function resultLine(result: EvalResult): string {
  const id = toMarkedJson(result.id);
  if ("error" in result) {
    const { code, message } = result.error;
    return `{"id":${id},"error":${JSON.stringify({ code, message })}}`;
  }
  const { value, type, text } = result;
  return `{"id":${id},"result":${toMarkedJson(value)},"type":"${type}","text":${JSON.stringify(text)}}`;
}
