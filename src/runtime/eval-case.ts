import { lowerExpression } from "../compiler/index.js";
import { isSpan } from "../diagnostics/index.js";
import { functionNamed, type Services } from "../functions/index.js";
import { parseExpression } from "../grammar/index.js";
import { createSourceFile, type Span } from "../text/index.js";
import {
  type Failure,
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
  toJson,
  toMarkedJson,
  type Value,
} from "../values/index.js";
import { evaluate } from "./interpret.js";
import { type RecordedAnswer, readRecordedAnswer } from "./replay-case.js";

/** One expression and the record it is evaluated on: what `xdmap eval` takes. */
export interface EvalCase {
  /** Any JSON value; it comes back as it was given. */
  readonly id: Value;
  readonly expr: string;
  /** The record's fields. */
  readonly context: JavaMap;
  /** What Data Prep made of it when it was recorded, where the line has an `expected`. */
  readonly recorded?: RecordedAnswer;
}

/** What every case is evaluated with. */
export interface EvalSettings {
  readonly services: Services;
  /** JEXL's strict mode, engine and arithmetic together; lenient without it. */
  readonly strict: boolean;
  /** Told of each failure that `coalesce`, `??`, `?:` or a test of emptiness took for null. */
  readonly onSuppressed?: ((problem: Failure) => void) | undefined;
}

/** What a case comes to: a value with its kind, or why there is none. */
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
export function evaluateCase(
  { id, expr, context }: EvalCase,
  { services, strict, onSuppressed }: EvalSettings,
): EvalResult {
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
    onSuppressed,
  });
  if (isFailure(outcome)) {
    return { id, error: { code: outcome.code, message: outcome.message, span: outcome.span } };
  }
  const value = outcome === MISSING ? null : outcome;
  return { id, value, type: kindName(value), text: textOf(value) };
}

/** Why a line is no case, in one sentence. The id is null where the line has none that can be read. */
interface UnreadCase {
  readonly id: Value;
  readonly problem: string;
}

/**
 * Reads a line of a case file: `{"id", "expr", "context"}`, where the context may be left out and may hold
 * `{"$java": "long", "v": 1}` for kinds that JSON has not. What a line of `preview --remote --record` has besides is read too.
 */
export function readCase(line: string): { readonly case: EvalCase } | UnreadCase {
  const read = readText(line);
  if ("problem" in read) return { id: null, problem: read.problem };
  const { value } = read;
  if (!isMap(value)) return { id: null, problem: 'A case is an object: {"id", "expr", "context"}.' };
  const id = fieldOf(value, "id") ?? null;
  const expr = fieldOf(value, "expr");
  if (typeof expr !== "string") return { id, problem: "A case needs a text `expr`." };
  const fields = readFields(fieldOf(value, "context") ?? NO_FIELDS);
  if ("problem" in fields) return { id, problem: fields.problem };
  const recorded = readRecordedAnswer(value);
  if (recorded === null) return { case: { id, expr, context: fields.context } };
  return "problem" in recorded
    ? { id, problem: recorded.problem }
    : { case: { id, expr, context: fields.context, recorded } };
}

/** Reads a context alone, from JSON text. */
export function readContext(text: string): { readonly context: JavaMap } | { readonly problem: string } {
  const read = readText(text);
  return "problem" in read ? read : readFields(read.value);
}

function readText(text: string): { readonly value: Value } | { readonly problem: string } {
  const parsed = parseJson(text);
  if ("value" in parsed) return parsed;
  return { problem: `${parsed.problem.message} (character ${parsed.problem.offset + 1})` };
}

function readFields(json: Value): { readonly context: JavaMap } | { readonly problem: string } {
  const unmarked = readMarkedJson(json);
  if ("problem" in unmarked) return { problem: `In the context ${unmarked.problem}.` };
  return isMap(unmarked.value) ? { context: unmarked.value } : { problem: "A context is an object." };
}

function isMap(value: Value): value is JavaMap {
  return value !== null && typeof value === "object" && value.kind === "map";
}

/**
 * The line that `xdmap eval --batch` writes: `{"id","result","type","text"}` or `{"id","error":{"code","message"}}`.
 * In `result` whole numbers beyond 2^53, BigInteger, BigDecimal, NaN and the infinities are strings.
 */
export function resultLine(result: EvalResult): string {
  const id = toJson(result.id);
  if ("error" in result) {
    const { code, message } = result.error;
    return `{"id":${id},"error":${JSON.stringify({ code, message })}}`;
  }
  const { value, type, text } = result;
  return `{"id":${id},"result":${toMarkedJson(value)},"type":"${type}","text":${JSON.stringify(text)}}`;
}
