import type { Expr } from "../../compiler/index.js";
import { coalesce } from "../../functions/arrays.js";
import { decode, iif } from "../../functions/logic.js";
import { keyOf } from "../../values/index.js";
import type { Generation, Leave } from "./generation.js";
import {
  ANY_VALUE,
  BOOLEAN,
  boxedValue,
  isOnly,
  may,
  NULL,
  type Operand,
  operand,
  RAW,
  TEXT,
  truth,
} from "./operand.js";
import { takenByCoalesce } from "./support.js";

type CallExpr = Extract<Expr, { kind: "call" }>;

/** So many options are compared one by one; more are looked up. */
const FEW_OPTIONS = 8;
const MOST_OPTIONS = 200;

/** The functions that evaluate their arguments only where they need them, as branches; undefined for any other call. */
export function emitControl(call: CallExpr, generation: Generation, leave: Leave): Operand | undefined {
  const { fn, args } = call;
  switch (fn.invoke) {
    case iif.invoke:
      return args.length === 3 ? emitIif(call, generation, leave) : undefined;
    case decode.invoke:
      return args.length >= 2 ? emitDecode(call, generation, leave) : undefined;
    case coalesce.invoke:
      return args.length >= 2 && args.length <= MOST_OPTIONS ? emitCoalesce(call, generation, leave) : undefined;
    default:
      return undefined;
  }
}

function emitIif({ args }: CallExpr, generation: Generation, leave: Leave): Operand | undefined {
  const [condition, then, otherwise] = args;
  if (condition === undefined || then === undefined || otherwise === undefined) return undefined;
  return emitChoice(generation.outcome(condition, "guarded", leave), then, otherwise, "guarded", generation, leave);
}

/** One of two parts, by a condition that is evaluated. */
export function emitChoice(
  condition: Operand,
  then: Expr,
  otherwise: Expr,
  use: "plain" | "guarded",
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer } = generation;
  const result = writer.declare("null");
  writer.open(`if (${truth(condition)}) {`);
  const first = assign(result, then, use, generation, leave);
  writer.otherwise();
  const second = assign(result, otherwise, use, generation, leave);
  writer.close();
  return operand(result, first | second);
}

/** Evaluates a part into a variable where branches meet, so without unboxed numbers. Gives the kinds it may have. */
function assign(result: string, part: Expr, use: "plain" | "guarded", generation: Generation, leave: Leave): number {
  const value = generation.value(part, use, leave);
  generation.writer.line(`${result} = ${boxedValue(value)};`);
  return may(value, RAW) ? ANY_VALUE : value.kinds;
}

/** `decode(key, a, x, b, y, otherwise)`: constant keys are compared or looked up, any others in their order. */
function emitDecode({ args }: CallExpr, generation: Generation, leave: Leave): Operand | undefined {
  const { writer } = generation;
  const [first, ...options] = args;
  if (first === undefined) return undefined;
  const pairs: { readonly key: Expr; readonly value: Expr }[] = [];
  for (let at = 0; at + 1 < options.length; at += 2) {
    const key = options[at];
    const value = options[at + 1];
    if (key !== undefined && value !== undefined) pairs.push({ key, value });
  }
  const otherwise = options.length % 2 === 1 ? options.at(-1) : undefined;
  if (pairs.length > FEW_OPTIONS) {
    const looked = emitLookup(first, pairs, otherwise, generation, leave);
    if (looked !== undefined) return looked;
  }
  if (pairs.length > MOST_OPTIONS) return undefined;
  const wanted = generation.value(first, "guarded", leave);
  const result = writer.declare("null");
  const done = writer.name("L");
  let kinds = NULL;
  writer.open(`${done}: {`);
  for (const { key, value } of pairs) {
    const option = generation.value(key, "guarded", leave);
    writer.open(`if (${sameAs(wanted, option)}) {`);
    kinds |= assign(result, value, "guarded", generation, leave);
    writer.line(`break ${done};`);
    writer.close();
  }
  if (otherwise !== undefined) kinds |= assign(result, otherwise, "guarded", generation, leave);
  writer.close();
  return operand(result, kinds);
}

/** Java's equals; of two of which one is text, null or a boolean, JavaScript's own. */
function sameAs(wanted: Operand, option: Operand): string {
  const simple = (one: Operand) => isOnly(one, NULL | TEXT | BOOLEAN);
  if (simple(wanted) || simple(option)) return `${wanted.code} === ${option.code}`;
  return `javaEquals(${boxedValue(wanted)}, ${boxedValue(option)})`;
}

/** Many constant keys, each with a constant: one look into a Map, so that no table is too long. */
function emitLookup(
  first: Expr,
  pairs: readonly { readonly key: Expr; readonly value: Expr }[],
  otherwise: Expr | undefined,
  generation: Generation,
  leave: Leave,
): Operand | undefined {
  const { writer } = generation;
  const ofTexts = pairs.every(({ key }) => key.kind === "constant" && typeof key.value === "string");
  const table = new Map<string, unknown>();
  for (const { key, value } of pairs) {
    if (key.kind !== "constant" || value.kind !== "constant") return undefined;
    const identity = ofTexts && typeof key.value === "string" ? key.value : keyOf(key.value);
    if (!table.has(identity)) table.set(identity, value.value);
  }
  const wanted = generation.value(first, "guarded", leave);
  const place = ofTexts ? wanted.code : `keyOf(${boxedValue(wanted)})`;
  const result = writer.declare(`${writer.constant(table)}.get(${place})`);
  writer.open(`if (${result} === undefined) {`);
  if (otherwise === undefined) writer.line(`${result} = null;`);
  else assign(result, otherwise, "guarded", generation, leave);
  writer.close();
  return operand(result, ANY_VALUE);
}

function emitCoalesce({ args }: CallExpr, generation: Generation, leave: Leave): Operand {
  const { writer } = generation;
  const result = writer.declare("null");
  const done = writer.name("L");
  let kinds = NULL;
  writer.open(`${done}: {`);
  for (const arg of args) {
    const next = writer.name("L");
    const unless = (failure: string) =>
      `if (!${writer.constant(takenByCoalesce)}(${failure}, env)) { ${leave(failure)} } break ${next};`;
    writer.open(`${next}: {`);
    const value = generation.value(arg, "guarded", unless);
    kinds |= may(value, RAW) ? ANY_VALUE : value.kinds;
    writer.line(`if (${value.code} !== null) { ${result} = ${boxedValue(value)}; break ${done}; }`);
    writer.close();
  }
  writer.close();
  return operand(result, kinds);
}
