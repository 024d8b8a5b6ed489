import type { BinaryOperator, UnaryOperator } from "./tree.js";

/** Binary operators by their spellings. */
export const OPERATORS: ReadonlyMap<string, BinaryOperator> = new Map<string, BinaryOperator>([
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
