import {
  type BinaryOperator,
  childrenOf,
  type Expression,
  type MemberName,
  type TemplatePart,
} from "../grammar/index.js";

/**
 * How tightly an expression binds, and what a place asks for (JEXL 3.2's levels, loosest first). An expression fits a
 * place when its level is at least the place's.
 */
export const level = {
  any: 0,
  lambda: 1,
  conditional: 2,
  or: 3,
  and: 4,
  bitOr: 5,
  bitXor: 6,
  bitAnd: 7,
  equality: 8,
  relational: 9,
  additive: 10,
  multiplicative: 11,
  unary: 12,
  primary: 13,
  /** What a `.`, `[` or `(` may follow: not a number (`1.x` reads on) and not a regular expression. */
  object: 14,
} as const;

export type Level = (typeof level)[keyof typeof level];

export function levelOf(expression: Expression): Level {
  switch (expression.kind) {
    case "lambda":
      return level.lambda;
    case "conditional":
      return level.conditional;
    case "binary":
      return levelOfOperator(expression.operator);
    case "unary":
      return level.unary;
    case "number":
    case "regex":
      return level.primary;
    default:
      return level.object;
  }
}

export function levelOfOperator(operator: BinaryOperator): Level {
  switch (operator) {
    case "?:":
    case "??":
      return level.conditional;
    case "||":
      return level.or;
    case "&&":
      return level.and;
    case "|":
      return level.bitOr;
    case "^":
      return level.bitXor;
    case "&":
      return level.bitAnd;
    case "==":
    case "!=":
    case "..":
      return level.equality;
    case "<":
    case ">":
    case "<=":
    case ">=":
    case "=~":
    case "!~":
    case "=^":
    case "!^":
    case "=$":
    case "!$":
      return level.relational;
    case "+":
    case "-":
      return level.additive;
    case "*":
    case "/":
    case "%":
      return level.multiplicative;
  }
}

/** What the two sides of a binary operator must at least be. Relations and equality do not chain. */
export function sidesOf(operator: BinaryOperator): { readonly left: Level; readonly right: Level } {
  const own = levelOfOperator(operator);
  switch (own) {
    case level.conditional:
      return { left: level.or, right: level.conditional };
    case level.equality:
      return { left: level.relational, right: level.relational };
    case level.relational:
      return { left: level.additive, right: level.additive };
    default:
      return { left: own, right: above(own) };
  }
}

function above(own: Level): Level {
  return Object.values(level).find((one) => one > own) ?? level.primary;
}

/** A change of one child; it is told what the child's place asks for. Giving back the child itself means no change. */
export type Change = (child: Expression, place: Level) => Expression;

/** The expression with its children changed; itself where none changed, so that identity tells "untouched". */
export function mapChildren(expression: Expression, change: Change): Expression {
  switch (expression.kind) {
    case "null":
    case "boolean":
    case "number":
    case "string":
    case "regex":
    case "name":
    case "quoted-column":
    case "invalid":
      return expression;
    case "template": {
      const parts = mapAll(expression.parts, (part) => mapPart(part, change));
      return parts === expression.parts ? expression : { ...expression, parts };
    }
    case "array":
    case "set": {
      const items = mapAll(expression.items, (item) => change(item, level.conditional));
      return items === expression.items ? expression : { ...expression, items };
    }
    case "map": {
      const entries = mapAll(expression.entries, (entry) => {
        const key = change(entry.key, level.or);
        const value = change(entry.value, level.conditional);
        return key === entry.key && value === entry.value ? entry : { key, value };
      });
      return entries === expression.entries ? expression : { ...expression, entries };
    }
    case "member": {
      const object = change(expression.object, level.object);
      const property = mapProperty(expression.property, change);
      return object === expression.object && property === expression.property
        ? expression
        : { ...expression, object, property };
    }
    case "index": {
      const object = change(expression.object, level.object);
      const index = change(expression.index, level.conditional);
      return object === expression.object && index === expression.index ? expression : { ...expression, object, index };
    }
    case "wildcard": {
      const object = change(expression.object, level.object);
      return object === expression.object ? expression : { ...expression, object };
    }
    case "call": {
      const args = mapAll(expression.arguments, (one) => change(one, level.lambda));
      return args === expression.arguments ? expression : { ...expression, arguments: args };
    }
    case "method-call": {
      const object = change(expression.object, level.object);
      const args = mapAll(expression.arguments, (one) => change(one, level.lambda));
      return object === expression.object && args === expression.arguments
        ? expression
        : { ...expression, object, arguments: args };
    }
    case "invoke": {
      const callee = change(expression.callee, level.object);
      const args = mapAll(expression.arguments, (one) => change(one, level.lambda));
      return callee === expression.callee && args === expression.arguments
        ? expression
        : { ...expression, callee, arguments: args };
    }
    case "unary": {
      // `--1` is one level in JEXL 3.2.1 and an error in 3.7: what comes in from elsewhere gets its own brackets.
      const operand = change(expression.operand, level.primary);
      return operand === expression.operand ? expression : { ...expression, operand };
    }
    case "binary": {
      const sides = sidesOf(expression.operator);
      const left = change(expression.left, sides.left);
      const right = change(expression.right, sides.right);
      return left === expression.left && right === expression.right ? expression : { ...expression, left, right };
    }
    case "conditional": {
      const condition = change(expression.condition, level.or);
      const then = change(expression.then, level.conditional);
      const otherwise = change(expression.otherwise, level.conditional);
      return condition === expression.condition && then === expression.then && otherwise === expression.otherwise
        ? expression
        : { ...expression, condition, then, otherwise };
    }
    case "group": {
      const inner = change(expression.expression, level.any);
      return inner === expression.expression ? expression : { ...expression, expression: inner };
    }
    case "lambda": {
      const body = change(expression.body, level.conditional);
      return body === expression.body ? expression : { ...expression, body };
    }
  }
}

function mapPart(part: TemplatePart, change: Change): TemplatePart {
  if (part.kind === "text") return part;
  const expression = change(part.expression, level.any);
  return expression === part.expression ? part : { ...part, expression };
}

function mapProperty(property: MemberName, change: Change): MemberName {
  if (property.kind !== "template") return property;
  const template = mapChildren(property.template, change);
  return template === property.template || template.kind !== "template" ? property : { ...property, template };
}

function mapAll<T>(items: readonly T[], change: (item: T) => T): readonly T[] {
  const changed = items.map(change);
  return changed.every((item, at) => item === items[at]) ? items : changed;
}

/**
 * The most levels that are compiled. A chain of 2,048 operators (`a+a+…`) fills Data Prep's 4,096 characters; nothing
 * within them needs a thousand levels of another kind. Deeper trees would exhaust the stack.
 */
const CHAIN_LIMIT = 2_100;
const NESTING_LIMIT = 1_000;

/** Whether an expression is too deep to be compiled. Goes through it without the stack. */
export function isTooDeep(expression: Expression): boolean {
  const open = [{ one: expression, chain: 0, nesting: 0 }];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const { one, chain, nesting } = next;
    if (chain > CHAIN_LIMIT || nesting > NESTING_LIMIT) return true;
    const spine = one.kind === "binary" ? one.left : null;
    for (const child of childrenOf(one)) {
      open.push({ one: child, chain: chain + 1, nesting: child === spine ? nesting : nesting + 1 });
    }
  }
  return false;
}
