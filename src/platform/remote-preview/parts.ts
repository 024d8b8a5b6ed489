import { type Coercion, coercions } from "../../compiler/coercions.js";
import type { Expr } from "../../compiler/index.js";
import type { Assumption } from "../../functions/function-record.js";
import type { Fidelity } from "../../functions/index.js";
import { convert } from "../../runtime/convert.js";
import { hasFailed } from "../../runtime/loss.js";
import type { Field, XdmType } from "../../schema/index.js";
import { isFailure, itemsOf, MISSING, type Outcome, type Value } from "../../values/index.js";

/** What a value rests on: something that was applied on its way, and how surely its behaviour is known. */
export interface Part {
  readonly kind: "function" | "method" | "operator" | "conversion" | "record";
  readonly name: string;
  readonly fidelity: Fidelity;
  /** What the documentation leaves open, how xdmap reads it, and what Data Prep may do instead. */
  readonly assumptions: readonly Assumption[];
  /** Two rows, or two runs, may get other values of it. */
  readonly changes: boolean;
}

const JEXL: Fidelity = { level: "verified", source: "answers of Apache Commons JEXL 3.2.1" };

/** What a part of an expression applies by itself; null where it only names or holds values. */
export function partOf(expr: Expr): Part | null {
  switch (expr.kind) {
    case "call":
      return {
        kind: "function",
        name: expr.fn.name,
        fidelity: expr.fn.fidelity,
        assumptions: expr.fn.assumptions,
        changes: !expr.fn.pure,
      };
    case "unknown-call":
      return jexl("function", `${expr.namespace === null ? "" : `${expr.namespace}:`}${expr.name} (unknown)`);
    case "method":
      return jexl("method", `.${expr.name}`);
    case "unary":
      return jexl("operator", expr.operator);
    case "binary":
      return jexl("operator", expr.operator);
    case "conditional":
      return jexl("operator", "?:");
    case "template":
      return jexl("operator", "template");
    case "constant":
    case "path":
    case "member":
    case "index":
    case "each":
    case "array":
    case "map":
    case "set":
    case "parameter":
    case "lambda":
    case "no-value":
      return null;
  }
}

function jexl(kind: Part["kind"], name: string): Part {
  return { kind, name, fidelity: JEXL, assumptions: [], changes: false };
}

/** What `buildRecord` assumes, where a value does not stand in the record as its mapping gave it. */
export const recordParts = {
  /** Of a path through an array. */
  movedItem: record({
    about: "an item of an array that holds nothing",
    chosen: "it is left out, and those after it move up",
    refused: "it keeps its place, as null or as an empty object",
  }),
  overlaid: record({
    about: "targets that lie one inside of another",
    chosen: "the more specific one wins, in whatever order the file has them",
    refused: "the later one wins",
  }),
} as const satisfies Readonly<Record<string, Part>>;

function record(assumption: Assumption): Part {
  const fidelity: Fidelity = { level: "assumed", source: "no page speaks of it" };
  return { kind: "record", name: assumption.about, fidelity, assumptions: [assumption], changes: false };
}

/** The conversions that a value goes through into its field, those of its parts included. */
export function conversionsOf(outcome: Outcome, field: Field | null): readonly Part[] {
  if (outcome === null || outcome === MISSING || isFailure(outcome)) return [];
  const converted = convert(outcome, field);
  if (hasFailed(converted)) return field === null ? [] : [refusal(field.type)];
  return [conversion(converted.by), ...innerConversions(outcome, field)];
}

function innerConversions(value: Exclude<Value, null>, field: Field | null): readonly Part[] {
  const items = itemsOf(value);
  if (items !== undefined) return items.flatMap((item) => conversionsOf(item, field?.items ?? null));
  if (typeof value !== "object" || value.kind !== "map") return [];
  return [...value.entries.values()].flatMap(({ key, value: child }) => {
    const inner = field === null ? null : (field.fields.get(String(key)) ?? field.values);
    // Of an object that the schema describes, other children are left out.
    return inner === null && (field?.fields.size ?? 0) > 0 ? [] : conversionsOf(child, inner);
  });
}

function conversion({ from, to, does, refused, fidelity }: Coercion): Part {
  const assumptions = refused === undefined ? [] : [{ about: `${from} into ${to}`, chosen: does, refused }];
  return { kind: "conversion", name: `${from} → ${to}`, fidelity, assumptions, changes: false };
}

/** What the table of conversions has no row for fails. */
function refusal(to: XdmType): Part {
  const fidelity: Fidelity = { level: "documented", source: coercions.textToText.fidelity.source };
  return { kind: "conversion", name: `a value that fails → ${to}`, fidelity, assumptions: [], changes: false };
}
