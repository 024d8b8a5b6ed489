import { functionNamed, parseKeyPath } from "../../functions/index.js";
import type { Binary, Call, Expression, MethodCall } from "../../grammar/index.js";
import type { Type } from "../../values/index.js";
import type { PathStep } from "../column-path.js";

/**
 * What the use of a column tells of it: a word of a `source` block, that it is a list or a map of something, that it is no
 * object, or nothing (`any`).
 */
export type UseWord = "string" | "integer" | "number" | "boolean" | "timestamp" | "list" | "no-object" | "any";

/** What an expression takes each of its parts for, in the order of `childrenOf`; `use` is what it is itself taken for. */
export function usesOf(expression: Expression, use: UseWord): (at: number) => UseWord {
  switch (expression.kind) {
    case "group":
      return () => use;
    case "unary":
      return () => UNARY.get(expression.operator) ?? "any";
    case "binary":
      return usesOfOperator(expression);
    case "call":
      return usesOfCall(expression);
    case "method-call":
      return usesOfMethod(expression);
    case "conditional":
      return (at) => (at === 0 ? "any" : use);
    default:
      return () => "any";
  }
}

const UNARY: ReadonlyMap<string, UseWord> = new Map([
  ["-", "number"],
  ["+", "number"],
  ["~", "no-object"],
]);

function usesOfOperator({ operator, left, right }: Binary): (at: number) => UseWord {
  switch (operator) {
    case "-":
    case "*":
    case "/":
    case "%":
      return () => "number";
    case "+":
      // It joins texts as well: only beside a number it adds.
      return (at) => (givenBy(at === 0 ? right : left) === "number" ? "number" : "no-object");
    case "<":
    case ">":
    case "<=":
    case ">=":
    case "==":
    case "!=":
      return (at) => givenBy(at === 0 ? right : left);
    case "&":
    case "|":
    case "^":
      return () => "no-object";
    case "=^":
    case "!^":
    case "=$":
    case "!$":
      return () => "string";
    default:
      return () => "any";
  }
}

function usesOfCall({ namespace, callee, arguments: given }: Call): (at: number) => UseWord {
  const record = namespace === null ? functionNamed(callee.text) : undefined;
  if (record === undefined) return () => "any";
  if (record.name === "decode") {
    const keys = new Set(
      given.slice(1).flatMap((key, at) => (at % 2 === 0 && at + 2 < given.length ? [givenBy(key)] : [])),
    );
    const [key = "any"] = keys;
    return (at) => (at === 0 && keys.size === 1 ? key : "any");
  }
  const { parameters } = record;
  return (at) => {
    const parameter = parameters[at] ?? parameters.at(-1);
    return parameter === undefined ? "any" : wordOf(parameter.type);
  };
}

/** Methods that nothing but a text has. */
const TEXT_METHODS: ReadonlySet<string> = new Set([
  ...["charAt", "endsWith", "equalsIgnoreCase", "matches", "replace", "replaceAll", "replaceFirst", "split"],
  ...["startsWith", "strip", "substring", "toLowerCase", "toUpperCase", "trim"],
]);

function usesOfMethod({ method, arguments: given }: MethodCall): (at: number) => UseWord {
  const [first] = given;
  const isOfText =
    TEXT_METHODS.has(method.text) || (method.text === "equals" && first !== undefined && givenBy(first) === "string");
  return (at) => (at === 0 && isOfText ? "string" : "any");
}

/** What an expression gives, whatever the columns hold. */
function givenBy(expression: Expression): UseWord {
  switch (expression.kind) {
    case "string":
      return "string";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "group":
      return givenBy(expression.expression);
    case "unary":
      return expression.operator === "-" ? "number" : "any";
    case "binary":
      return ARITHMETIC.has(expression.operator) ? "number" : "any";
    case "call": {
      const record = expression.namespace === null ? functionNamed(expression.callee.text) : undefined;
      const word = record === undefined ? "any" : wordOf(record.returns);
      // What is compared with a whole number may have a fraction.
      return word === "integer" ? "number" : word;
    }
    default:
      return "any";
  }
}

const ARITHMETIC: ReadonlySet<string> = new Set(["-", "*", "/", "%"]);

function wordOf(type: Type): UseWord {
  switch (type.kind) {
    case "number":
      return type.of === "integer" ? "integer" : "number";
    case "boolean":
      return "boolean";
    case "datetime":
      return "timestamp";
    case "string":
      return "string";
    case "array":
    case "map":
      return "list";
    default:
      return "any";
  }
}

const KEY_PATH_FUNCTIONS: ReadonlySet<string> = new Set(["contains_key", "is_set"]);

/** The column that `contains_key("a.b")` and `is_set("a.b")` look up by its name; null for any other expression. */
export function keyPathOf(expression: Expression): readonly PathStep[] | null {
  if (expression.kind !== "call" || expression.namespace !== null) return null;
  if (!KEY_PATH_FUNCTIONS.has(expression.callee.text)) return null;
  const [key] = expression.arguments;
  if (key?.kind !== "string" || key.value === "") return null;
  const { value, span } = key;
  return parseKeyPath(value)?.map((step) => ({ ...step, span })) ?? [{ kind: "name", name: value, span }];
}
