import type { Token } from "./token.js";
import type { BinaryOperator, Expression, UnaryOperator } from "./tree.js";

/** Binary operators by their spellings. */
const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
  ...(["*", "/", "%", "+", "-", "<", ">", "<=", ">=", "=~", "!~", "=^", "!^", "=$", "!$"] as const).map(
    (operator): [string, BinaryOperator] => [operator, operator],
  ),
  ...(["==", "!=", "..", "&", "^", "|", "&&", "||", "?:", "??"] as const).map((operator): [string, BinaryOperator] => [
    operator,
    operator,
  ]),
  ["div", "/"],
  ["mod", "%"],
  ["lt", "<"],
  ["gt", ">"],
  ["le", "<="],
  ["ge", ">="],
  ["eq", "=="],
  ["ne", "!="],
  ["and", "&&"],
  ["or", "||"],
]);

/** Prefixes by their spellings. */
export const PREFIXES: ReadonlyMap<string, UnaryOperator> = new Map<string, UnaryOperator>([
  ["-", "-"],
  ["+", "+"],
  ["~", "~"],
  ["!", "!"],
  ["not", "!"],
  ["empty", "empty"],
  ["size", "size"],
]);

export function operatorOf(token: Token): BinaryOperator {
  return OPERATORS.get(token.value) ?? "==";
}

/** What leads to Java's classes, which Data Prep refuses: the name is found by the kind of what it makes. */
export function isReflection(name: string, kind: Expression["kind"]): boolean {
  return kind === "member" ? name === "class" : name === "getClass";
}
