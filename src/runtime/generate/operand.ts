import type { Value } from "../../values/index.js";

/**
 * What is known of a generated variable: which kinds of outcomes it may hold. A failure is none of them: the code has
 * left before.
 */
export const NULL = 1;
export const ABSENT = 2;
export const TEXT = 4;
export const BOOLEAN = 8;
/** A JavaScript number: a value of the operand's `raw` kind without its box. */
export const RAW = 16;
/** Any other value, boxed numbers among them. */
export const OTHER = 32;

export const ANY_VALUE = NULL | TEXT | BOOLEAN | OTHER;
export const ANYTHING = ANY_VALUE | ABSENT;

/** Number kinds whose value a JavaScript number holds, so that generated code need not box them. */
export type RawKind = "integer" | "float" | "double";

/** A part of generated code that has been evaluated: a variable or a constant, to be read any number of times. */
export interface Operand {
  readonly code: string;
  readonly kinds: number;
  /** What kind a JavaScript number is here; null where there is none. */
  readonly raw: RawKind | null;
  /** The value, where it is the same in every row. */
  readonly constant?: { readonly value: Value };
}

export function operand(code: string, kinds: number, raw: RawKind | null = null): Operand {
  return { code, kinds, raw };
}

export const NULL_OPERAND: Operand = { code: "null", kinds: NULL, raw: null, constant: { value: null } };

/** Whether it can hold nothing but these. */
export function isOnly({ kinds }: Operand, allowed: number): boolean {
  return (kinds & ~allowed) === 0;
}

export function may({ kinds }: Operand, kind: number): boolean {
  return (kinds & kind) !== 0;
}

/** The value as everything outside of generated code has it. */
export function boxed(of: Operand): string {
  const { code, raw } = of;
  if (raw === null || !may(of, RAW)) return code;
  const box = `{ kind: "${raw}", value: ${code} }`;
  return isOnly(of, RAW) ? `(${box})` : `(typeof ${code} === "number" ? ${box} : ${code})`;
}

/** The same, with null for what is missing. */
export function boxedValue(of: Operand): string {
  return may(of, ABSENT) ? `(${of.code} === MISSING ? null : ${boxed(of)})` : boxed(of);
}

/** Whether it counts as true, as `isTruthy` has it; a missing one does not. */
export function truth(of: Operand): string {
  const { code } = of;
  if (of.constant !== undefined && typeof of.constant.value === "boolean") return code;
  if (isOnly(of, BOOLEAN)) return code;
  if (isOnly(of, BOOLEAN | NULL | ABSENT)) return `(${code} === true)`;
  if (isOnly(of, RAW)) return `(${code} !== 0 && ${code} === ${code})`;
  const known = `${code} === true || ${code} !== false && ${code} !== null`;
  const present = may(of, ABSENT) ? `${known} && ${code} !== MISSING` : known;
  if (isOnly(of, TEXT | BOOLEAN | NULL | ABSENT)) return `(${present} && ${code} !== "" && ${code} !== "false")`;
  return `(${present} && isTruthy(${boxed(of)}))`;
}
