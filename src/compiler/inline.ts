import {
  type Binary,
  type Call,
  childrenOf,
  type Def,
  type Expression,
  type Let,
  mapExpression,
  type Table,
} from "../grammar/index.js";
import type { Span } from "../text/index.js";
import { callUse, type Definition, type Definitions } from "./definitions.js";
import { isTooDeep, PRINTED_CHAIN } from "./expression-depth.js";

/** One expansion of a `let`: impure ones may have only one in the whole file. */
export interface LetExpansion {
  readonly definition: Let;
  readonly span: Span;
}

/** An argument that its parameter puts in more than one place: an impure one would not be one value. */
export interface RepeatedArgument {
  readonly parameter: string;
  readonly expression: Expression;
  /** Where it is written. */
  readonly span: Span;
}

export interface Expansion {
  /** Without sugar. Holds an invalid node where it could not be expanded. */
  readonly expression: Expression;
  /** False where there was nothing to expand. */
  readonly hadSugar: boolean;
  readonly lets: readonly LetExpansion[];
  readonly repeated: readonly RepeatedArgument[];
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

interface Argument {
  readonly expression: Expression;
  readonly span: Span;
  uses: number;
}

interface Environment {
  /** A `def`'s parameters: what its caller gave, already expanded. */
  readonly parameters: ReadonlyMap<string, Argument>;
  /** Names bound by a lambda around, in the same body; they stay. */
  readonly bound: ReadonlySet<string>;
  /** Names bound around the place that this body comes to stand in: they are not meant by it. */
  readonly outer: ReadonlySet<string>;
}

const none: ReadonlySet<string> = new Set();
const top: Environment = { parameters: new Map(), bound: none, outer: none };

/**
 * Compiles `let`, `def` and `table` away, on the syntax tree, so that what is sent and what runs come from one
 * expansion. Substitution is of whole trees: an argument is expanded where it is written, and no name in it can be taken
 * for a name of the place it is put into. Brackets are the printer's: it knows where a tree needs them. `bound` are the
 * parameters of the definition whose body it is: they stay.
 */
export function inline(
  expression: Expression,
  definitions: Definitions,
  endless: ReadonlySet<Definition>,
  bound: ReadonlySet<string> = none,
): Expansion {
  const lets: LetExpansion[] = [];
  const repeated: RepeatedArgument[] = [];
  const tables = new Set<Table>();
  let nodes = 0;
  let levels = 0;
  let hadSugar = false;
  const expanded = expand(expression, { ...top, bound });
  const tooLarge = nodes > NODE_LIMIT || (hadSugar && isTooDeep(expanded, PRINTED_CHAIN));
  const whole = tooLarge ? invalid(expression.span) : expanded;
  return { expression: whole, hadSugar, lets, repeated, tables: [...tables], tooLarge };

  function expand(one: Expression, env: Environment): Expression {
    nodes += 1;
    if (levels > LEVEL_LIMIT) nodes = Number.POSITIVE_INFINITY;
    if (nodes > NODE_LIMIT) return invalid(one.span);
    levels += 1;
    const expanded = one.kind === "binary" ? expandChain(one, env) : expandOne(one, env);
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
    let left = expand(at, env);
    for (const one of spine.reverse()) {
      left = { ...one, left, right: expand(one.right, env) };
    }
    return left;
  }

  function expandOne(one: Expression, env: Environment): Expression {
    if (one.kind === "name") return expandName(one.name, one, env);
    if (one.kind === "call") {
      const definition = callUse(one, definitions);
      if (definition !== undefined) return expandCall(one, definition, env);
    }
    if (one.kind === "lambda") {
      const bound = new Set([...env.bound, ...one.parameters.map(({ text }) => text)]);
      const parameters = new Map([...env.parameters].filter(([name]) => !bound.has(name)));
      return mapExpression(one, (child) => expand(child, { ...env, parameters, bound }));
    }
    return mapExpression(one, (child) => expand(child, env));
  }

  function expandName(name: string, one: Expression, env: Environment): Expression {
    if (env.bound.has(name)) return one;
    const argument = env.parameters.get(name);
    if (argument !== undefined) {
      nodes += countNodes(argument.expression);
      argument.uses += 1;
      if (argument.uses === 2) repeated.push({ parameter: name, expression: argument.expression, span: argument.span });
      return protect(argument.expression, env.bound);
    }
    const definition = definitions.get(name);
    if (definition?.kind === "let") {
      hadSugar = true;
      lets.push({ definition, span: one.span });
      if (endless.has(definition)) return invalid(one.span);
      return expand(definition.value, { ...top, outer: boundAround(env) });
    }
    // A `def` without its call has been reported by the check.
    return definition === undefined ? protect(one, env.outer) : invalid(one.span);
  }

  function expandCall(call: Call, definition: Definition, env: Environment): Expression {
    hadSugar = true;
    if (definition.kind === "let" || endless.has(definition)) return invalid(call.span);
    const args = call.arguments.map((argument) => expand(argument, env));
    if (definition.kind === "table") {
      tables.add(definition);
      const [key] = args;
      if (key === undefined || args.length !== 1) return invalid(call.span);
      nodes += definition.entries.length * 2;
      return decode(call, key, definition);
    }
    const parameters = bind(definition, args, call);
    if (parameters === null) return invalid(call.span);
    return expand(definition.body, { parameters, bound: none, outer: boundAround(env) });
  }
}

function boundAround({ bound, outer }: Environment): ReadonlySet<string> {
  if (bound.size === 0) return outer;
  return outer.size === 0 ? bound : new Set([...bound, ...outer]);
}

function bind(definition: Def, args: readonly Expression[], call: Call): ReadonlyMap<string, Argument> | null {
  if (definition.parameters.length !== args.length) return null;
  const parameters = new Map<string, Argument>();
  for (const [at, parameter] of definition.parameters.entries()) {
    const expression = args[at];
    const span = call.arguments[at]?.span ?? call.span;
    if (expression !== undefined) parameters.set(parameter.text, { expression, span, uses: 0 });
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

/** In a lambda, what comes from outside keeps its columns: `${x}` always means one. */
function protect(expression: Expression, bound: ReadonlySet<string>): Expression {
  if (bound.size === 0) return expression;
  if (expression.kind !== "name") return mapExpression(expression, (child) => protect(child, bound));
  if (!bound.has(expression.name)) return expression;
  return { kind: "quoted-column", segments: [expression.name], span: expression.span };
}

function countNodes(expression: Expression): number {
  let count = 1;
  for (const child of childrenOf(expression)) count += countNodes(child);
  return count;
}

function invalid(span: Span): Expression {
  return { kind: "invalid", span };
}
