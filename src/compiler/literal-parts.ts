import type { Field } from "../schema/index.js";
import type { Expr } from "./expr.js";

/** A part of an array or object that is written in the expression, and the field that it goes to. */
export interface LiteralPart {
  /** Below the target's path: `[*]`, `.city`; `` for a part that goes to the target itself. */
  readonly part: string;
  readonly expression: Expr;
  readonly field: Field;
}

/**
 * The parts of an array or object that an expression puts together itself, each with its own field: `["a", b]`,
 * `{"city": c}`, `to_array(true, …)`, `to_object("city", c)`. Null where the expression hands on what the source has, and
 * where nothing is known of what is inside the field.
 */
export function literalParts(expression: Expr, field: Field): readonly LiteralPart[] | null {
  const items = itemsOf(expression);
  if (items !== null) {
    const { items: inside } = field;
    if (inside === null) return null;
    return items.map(
      (item): LiteralPart =>
        item.isArray
          ? { part: "", expression: item.expression, field }
          : { part: "[*]", expression: item.expression, field: inside },
    );
  }
  const entries = entriesOf(expression);
  if (entries === null) return null;
  const { fields, values } = field;
  const parts = entries.flatMap(({ key, value }): LiteralPart[] => {
    const child = fields.get(key) ?? values;
    return child === null ? [] : [{ part: `.${key}`, expression: value, field: child }];
  });
  // What shares no name with its target is a mistake of the whole.
  return parts.length === 0 ? null : parts;
}

/** The keys that an expression writes itself, each with the place of its value. */
export interface LiteralEntry {
  readonly key: string;
  readonly keyExpression: Expr;
  readonly value: Expr;
}

/** The entries of an object literal and of `to_object`; null where one of the keys is only known when it runs. */
export function entriesOf(expression: Expr): readonly LiteralEntry[] | null {
  const pairs = pairsOf(expression);
  if (pairs === null) return null;
  const entries = pairs.flatMap(({ key, value }): LiteralEntry[] =>
    key.kind === "constant" && typeof key.value === "string" ? [{ key: key.value, keyExpression: key, value }] : [],
  );
  return entries.length === pairs.length && entries.length > 0 ? entries : null;
}

function pairsOf(expression: Expr): readonly { readonly key: Expr; readonly value: Expr }[] | null {
  if (expression.kind === "map") return expression.entries;
  if (expression.kind !== "call") return null;
  const { fn, args } = expression;
  if ((fn.name !== "to_object" && fn.name !== "to_map") || args.length % 2 === 1) return null;
  return args.flatMap((value, at) => {
    const key = args[at - 1];
    return at % 2 === 0 || key === undefined ? [] : [{ key, value }];
  });
}

interface Item {
  readonly expression: Expr;
  /** An array whose items are handed on. */
  readonly isArray: boolean;
}

function itemsOf(expression: Expr): readonly Item[] | null {
  const single = (one: Expr): Item => ({ expression: one, isArray: false });
  const whole = (one: Expr): Item => ({ expression: one, isArray: true });
  if (expression.kind === "array" || expression.kind === "set") return expression.items.map(single);
  if (expression.kind !== "call") return null;
  const [first, ...more] = expression.args;
  if (first === undefined) return null;
  switch (expression.fn.name) {
    case "to_array":
      return more.map(single);
    case "add_to_array":
      return [whole(first), ...more.map(single)];
    case "join_arrays":
      return [first, ...more].map(whole);
    case "upsert_array_append":
    case "upsert_array_replace":
      return [whole(first)];
    default:
      return null;
  }
}
