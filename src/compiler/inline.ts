import {
  type Binary,
  type Call,
  childrenOf,
  type Def,
  type Expression,
  type Let,
  type Table,
} from "../grammar/index.js";
import type { Span } from "../text/index.js";
import { callUse, type Definition, type Definitions } from "./definitions.js";
import { isTooDeep, type Level, level, levelOf, mapChildren, sidesOf } from "./expression-tree.js";

/** One expansion of a `let`: impure ones may have only one in the whole file. */
export interface LetExpansion {
  readonly definition: Let;
  readonly span: Span;
}

export interface Expansion {
  /** Without sugar; the very same node where there was none. Holds an invalid node where it could not be expanded. */
  readonly expression: Expression;
  readonly lets: readonly LetExpansion[];
  readonly tables: readonly Table[];
  /** True where it grew beyond what Data Prep could ever take; then it is not complete. */
  readonly tooLarge: boolean;
}

/**
 * Where expansion stops: a dozen `let`s that each use the one before twice grow without end. An expression of so many
 * nodes is far over Data Prep's 4,096 characters, whatever they are.
 */
const NODE_LIMIT = 8_192;
/** Where the expansion of one thing inside another stops, for the same reason. */
const LEVEL_LIMIT = 1_000;

interface Environment {
  /** A `def`'s parameters: what its caller gave, already expanded. */
  readonly parameters: ReadonlyMap<string, Expression>;
  /** Names bound by a lambda around; they stay. */
  readonly bound: ReadonlySet<string>;
}

const top: Environment = { parameters: new Map(), bound: new Set() };

/**
 * Compiles `let`, `def` and `table` away, on the syntax tree, so that what is sent and what runs come from one
 * expansion. Substitution is of whole trees: an argument is expanded where it is written, and no name in it can be taken
 * for a name of the place it is put into. Brackets are added only where the place binds tighter than what is put there.
 */
export function inline(expression: Expression, definitions: Definitions, endless: ReadonlySet<Definition>): Expansion {
  const lets: LetExpansion[] = [];
  const tables = new Set<Table>();
  let nodes = 0;
  let levels = 0;
  const expanded = expand(expression, top, level.any);
  const tooLarge = nodes > NODE_LIMIT || isTooDeep(expanded);
  return { expression: tooLarge ? invalid(expression.span) : expanded, lets, tables: [...tables], tooLarge };

  function expand(one: Expression, env: Environment, place: Level): Expression {
    nodes += 1;
    if (levels > LEVEL_LIMIT) nodes = Number.POSITIVE_INFINITY;
    if (nodes > NODE_LIMIT) return invalid(one.span);
    levels += 1;
    const expanded = one.kind === "binary" ? expandChain(one, env) : expandOne(one, env, place);
    levels -= 1;
    return expanded;
  }

  /** A chain of operators leans to the left; going down it in a loop spares the stack. */
  function expandChain(chain: Binary, env: Environment): Expression {
    const spine: Binary[] = [];
    let at: Expression = chain;
    while (at.kind === "binary") {
      spine.push(at);
      at = at.left;
    }
    nodes += spine.length;
    let left: Expression = at;
    for (const one of spine.reverse()) {
      const sides = sidesOf(one.operator);
      const newLeft = one.left === at ? expand(at, env, sides.left) : left;
      const right = expand(one.right, env, sides.right);
      left = newLeft === one.left && right === one.right ? one : { ...one, left: newLeft, right };
    }
    return left;
  }

  function expandOne(one: Expression, env: Environment, place: Level): Expression {
    if (one.kind === "name") return expandName(one.name, one, env, place);
    if (one.kind === "call") {
      const definition = callUse(one, definitions);
      if (definition !== undefined) return expandCall(one, definition, env, place);
    }
    if (one.kind === "lambda") {
      const bound = new Set([...env.bound, ...one.parameters.map(({ text }) => text)]);
      const parameters = new Map([...env.parameters].filter(([name]) => !bound.has(name)));
      return mapChildren(one, (child, inner) => expand(child, { parameters, bound }, inner));
    }
    return mapChildren(one, (child, inner) => expand(child, env, inner));
  }

  function expandName(name: string, one: Expression, env: Environment, place: Level): Expression {
    if (env.bound.has(name)) return one;
    const argument = env.parameters.get(name);
    if (argument !== undefined) {
      nodes += countNodes(argument);
      return settle(argument, place, env.bound);
    }
    const definition = definitions.get(name);
    if (definition?.kind === "let") {
      lets.push({ definition, span: one.span });
      if (endless.has(definition)) return invalid(one.span);
      return settle(expand(definition.value, top, level.any), place, env.bound);
    }
    // A column, or a `def` without its call, which the check has reported.
    return definition === undefined ? one : invalid(one.span);
  }

  function expandCall(call: Call, definition: Definition, env: Environment, place: Level): Expression {
    if (definition.kind === "let" || endless.has(definition)) return invalid(call.span);
    const args = call.arguments.map((argument) => expand(argument, env, level.any));
    if (definition.kind === "table") {
      tables.add(definition);
      const [key] = args;
      if (key === undefined || args.length !== 1) return invalid(call.span);
      nodes += definition.entries.length * 2;
      return decode(call, key, definition);
    }
    const parameters = bind(definition, args);
    if (parameters === null) return invalid(call.span);
    return settle(expand(definition.body, { parameters, bound: new Set() }, level.any), place, env.bound);
  }
}

function bind(definition: Def, args: readonly Expression[]): ReadonlyMap<string, Expression> | null {
  if (definition.parameters.length !== args.length) return null;
  const parameters = new Map<string, Expression>();
  for (const [at, parameter] of definition.parameters.entries()) {
    const argument = args[at];
    if (argument !== undefined) parameters.set(parameter.text, argument);
  }
  return parameters;
}

/** `country(x)` is `decode(x, "us", "United States", …, else)`; without an else, a miss is null. */
function decode(call: Call, key: Expression, table: Table): Call {
  const pairs = table.entries.flatMap((entry) => [entry.key, entry.value]);
  return {
    kind: "call",
    namespace: null,
    callee: { text: "decode", span: call.callee.span },
    arguments: [key, ...pairs, ...(table.otherwise === null ? [] : [table.otherwise])],
    span: call.span,
  };
}

/** Makes an expression fit its new place: with brackets where it binds too loosely, and with no name taken by a lambda. */
function settle(expression: Expression, place: Level, bound: ReadonlySet<string>): Expression {
  const safe = bound.size === 0 ? expression : protect(expression, bound);
  return levelOf(safe) >= place ? safe : { kind: "group", expression: safe, span: safe.span };
}

function protect(expression: Expression, bound: ReadonlySet<string>): Expression {
  if (expression.kind === "name") {
    return bound.has(expression.name)
      ? { kind: "quoted-column", segments: [expression.name], span: expression.span }
      : expression;
  }
  return mapChildren(expression, (child) => protect(child, bound));
}

function countNodes(expression: Expression): number {
  let count = 1;
  for (const child of childrenOf(expression)) count += countNodes(child);
  return count;
}

function invalid(span: Span): Expression {
  return { kind: "invalid", span };
}
