import { functionNamed } from "../../functions/index.js";
import {
  type Call,
  childrenOf,
  type Expression,
  isReservedWord,
  mapExpression,
  parseExpression,
  printExpression,
  sameTree,
  walkExpression,
} from "../../grammar/index.js";
import { createSourceFile, type Span } from "../../text/index.js";
import { plainPath } from "../column-path.js";
import type { NormalMapping } from "./mapping-set.js";

/** What gets a name: the statements, and the sources of the mappings that use them. */
export interface Extraction {
  readonly definitions: readonly string[];
  readonly sources: ReadonlyMap<NormalMapping, string>;
}

/** A shorter part says more by itself than its name would. */
const LEAST_LENGTH = 12;
/** So many expressions of one shape are worth a function. */
const LEAST_OF_SHAPE = 3;
/** So many pairs of a `decode` are worth a table. */
const LEAST_PAIRS = 3;

interface Part {
  readonly mapping: NormalMapping;
  expression: Expression;
}

/**
 * Proposes a `table` for long `decode`s, a `def` for expressions that differ in their column alone, and a `let` for parts
 * that repeat. Only expressions that are laid out as the printer does can come back unchanged; whether they do is for the
 * caller to see, by building: `without` are those of which it saw that they do not.
 */
export function extractDefinitions(
  mappings: readonly NormalMapping[],
  without: ReadonlySet<NormalMapping> = new Set(),
): Extraction {
  const parts = mappings.flatMap((mapping): Part[] => {
    const isLeft = mapping.type !== "EXPRESSION" || without.has(mapping);
    const expression = isLeft ? null : canonical(mapping.source);
    return expression === null ? [] : [{ mapping, expression }];
  });
  const before = new Map(parts.map((part) => [part.mapping, part.expression]));
  const names = new Names(mappings, parts);
  const definitions = [...extractTables(parts, names), ...extractDefs(parts, names), ...extractLets(parts, names)];
  const changed = parts.filter(({ mapping, expression }) => before.get(mapping) !== expression);
  return {
    definitions,
    sources: new Map(changed.map(({ mapping, expression }) => [mapping, printExpression(expression)])),
  };
}

function canonical(source: string): Expression | null {
  const { expression, diagnostics } = parseExpression(createSourceFile("", source));
  const isWhole = diagnostics.every(({ severity }) => severity !== "error");
  return isWhole && printExpression(expression) === source ? expression : null;
}

/** Names that nothing in the set has. */
class Names {
  readonly #taken = new Set<string>();
  #parameter: string | undefined;

  constructor(mappings: readonly NormalMapping[], parts: readonly Part[]) {
    for (const { source } of mappings) for (const [word] of source.matchAll(/[\p{L}\p{N}_$]+/gu)) this.#taken.add(word);
    for (const { expression } of parts) {
      walkExpression(expression, (one) => {
        if (one.kind === "name") this.#taken.add(one.name);
        return true;
      });
    }
  }

  /** A name made of words; `last` is added where the words alone are the name of something already. */
  make(words: readonly string[], last: string): string {
    const base = words
      .join("_")
      .replace(/([a-z\d])([A-Z])/g, "$1_$2")
      .replace(/[^A-Za-z0-9]+/g, "_")
      .replace(/^[\d_]+|_+$/g, "")
      .toLowerCase()
      .slice(0, 40);
    const stem = base === "" ? last : isMeant(base) ? `${base}_${last}` : base;
    for (let number = 1; ; number++) {
      const name = number === 1 ? stem : `${stem}_${number}`;
      if (this.#taken.has(name) || isMeant(name)) continue;
      this.#taken.add(name);
      return name;
    }
  }

  /** What functions call their column: each has only the one. */
  get parameter(): string {
    this.#parameter ??= this.make(["value"], "value");
    return this.#parameter;
  }
}

/** Whether a name means something without being defined. */
function isMeant(name: string): boolean {
  return functionNamed(name) !== undefined || isReservedWord(name) || WORDS.has(name);
}

/** xdmap's own words are known by what follows them; as names of definitions they would only confuse. */
const WORDS: ReadonlySet<string> = new Set([
  ...["mapping", "target", "sample", "source", "delta", "let", "def", "table", "into", "use", "test", "given"],
  ...["expect", "else", "missing", "because", "format", "timezone", "primary", "row", "exactly", "rejected"],
]);

function extractTables(parts: readonly Part[], names: Names): string[] {
  const tables = new Map<string, string>();
  const definitions: string[] = [];
  const replace = (one: Expression): Expression => {
    const inner = mapExpression(one, replace);
    if (inner.kind !== "call" || !isLongDecode(inner)) return inner;
    const [key, ...rest] = inner.arguments;
    if (key === undefined) return inner;
    const text = printTable(rest);
    let name = tables.get(text);
    if (name === undefined) {
      name = names.make([wordOf(key), "names"], "table");
      tables.set(text, name);
      definitions.push(`table ${name} = ${text}`);
    }
    return callOf(name, [key], inner.span);
  };
  for (const part of parts) part.expression = replaced(part.expression, replace);
  return definitions;
}

/** The same expression where nothing in it was replaced. */
function replaced(expression: Expression, replace: (one: Expression) => Expression): Expression {
  const after = replace(expression);
  return printExpression(after) === printExpression(expression) ? expression : after;
}

function isLongDecode({ namespace, callee, arguments: given }: Call): boolean {
  if (namespace !== null || callee.text !== "decode" || given.length < 1 + 2 * LEAST_PAIRS) return false;
  const keys = given.slice(1).filter((_, at) => at % 2 === 0 && at + 2 < given.length);
  const texts = keys.map(printExpression);
  return given.slice(1).every(isLiteral) && new Set(texts).size === texts.length;
}

function isLiteral({ kind }: Expression): boolean {
  return kind === "string" || kind === "number" || kind === "boolean" || kind === "null";
}

function printTable(given: readonly Expression[]): string {
  const lines: string[] = [];
  for (let at = 0; at + 1 < given.length; at += 2) {
    const [key, value] = [given[at], given[at + 1]];
    if (key !== undefined && value !== undefined) lines.push(`${printExpression(key)}: ${printExpression(value)}`);
  }
  const last = given.at(-1);
  if (given.length % 2 === 1 && last !== undefined) lines.push(`else: ${printExpression(last)}`);
  return `{ ${lines.join(", ")} }`;
}

interface Shape {
  readonly text: string;
  readonly column: Expression;
}

const HOLE = "\u0001";

/** What an expression is but for its column; null where it has none, or several. */
function shapeOf(expression: Expression): Shape | null {
  let column: Expression | undefined;
  let isOne = true;
  const cut = (one: Expression): Expression => {
    if (plainPath(one, { safe: true }) !== null || plainPath(one) !== null) {
      if (column !== undefined && printExpression(column) !== printExpression(one)) isOne = false;
      column ??= one;
      return { kind: "name", name: HOLE, span: one.span };
    }
    if (one.kind === "lambda") isOne = false;
    return mapExpression(one, cut);
  };
  const text = printExpression(cut(expression));
  return isOne && column !== undefined && isPlainColumn(column) ? { text, column } : null;
}

/** `[*]` has its say about the target as well. */
function isPlainColumn(column: Expression): boolean {
  return plainPath(column)?.every(({ kind }) => kind === "name") === true;
}

/** Whole sources that differ in their column alone. */
function extractDefs(parts: readonly Part[], names: Names): string[] {
  const shapes = new Map<string, { readonly shape: Shape; readonly part: Part }[]>();
  for (const part of parts) {
    if (!isWorthIt(part.expression)) continue;
    const shape = shapeOf(part.expression);
    if (shape === null || !saysMore(part.expression, shape)) continue;
    const list = shapes.get(shape.text);
    if (list === undefined) shapes.set(shape.text, [{ shape, part }]);
    else list.push({ shape, part });
  }
  const definitions: string[] = [];
  for (const [text, found] of shapes) {
    const columns = new Set(found.map(({ shape }) => printExpression(shape.column)));
    const first = found[0];
    if (found.length < LEAST_OF_SHAPE || columns.size < LEAST_OF_SHAPE || first === undefined) continue;
    const name = names.make(callsIn(first.part.expression), "of");
    const { parameter } = names;
    definitions.push(`def ${name}(${parameter}) = ${text.replaceAll(HOLE, parameter)}`);
    for (const { shape, part } of found) part.expression = callOf(name, [shape.column], part.expression.span);
  }
  return definitions;
}

/** So much beside the column is worth a name, where there is but one function. */
const LEAST_BESIDE = 16;

/** A function of a function and nothing else would be the same by another name. */
function saysMore(expression: Expression, { text, column }: Shape): boolean {
  let operations = 0;
  walkExpression(expression, (one) => {
    if (sameTree(one, column)) return false;
    if (isOperation(one)) operations++;
    return operations < 2;
  });
  if (operations > 1) return true;
  return childrenOf(expression).some((child) => isLiteral(child)) && text.length > LEAST_BESIDE;
}

function isOperation({ kind }: Expression): boolean {
  return kind === "call" || kind === "method-call" || kind === "binary" || kind === "conditional" || kind === "unary";
}

/** Parts that stand in several places, the largest first. */
function extractLets(parts: readonly Part[], names: Names): string[] {
  const counts = new Map<string, number>();
  for (const { expression } of parts) {
    walkExpression(expression, (one) => {
      if (one.kind === "lambda") return false;
      if (isWorthIt(one)) {
        const text = printExpression(one);
        counts.set(text, (counts.get(text) ?? 0) + 1);
      }
      return true;
    });
  }
  const made = new Map<string, { readonly name: string; uses: number }>();
  const isRepeated = (one: Expression): string | null => {
    if (!isWorthIt(one)) return null;
    const text = printExpression(one);
    return (counts.get(text) ?? 0) > 1 ? text : null;
  };
  // What is only inside of a larger part that repeats is not met: each is counted where it would be named.
  const uses = new Map<string, number>();
  const count = (one: Expression): void => {
    if (one.kind === "lambda") return;
    const text = isRepeated(one);
    if (text === null) for (const child of childrenOf(one)) count(child);
    else uses.set(text, (uses.get(text) ?? 0) + 1);
  };
  for (const { expression } of parts) count(expression);
  const replace = (one: Expression): Expression => {
    if (one.kind === "lambda") return one;
    const text = isRepeated(one);
    if (text === null || (uses.get(text) ?? 0) < 2) return mapExpression(one, replace);
    const known = made.get(text) ?? { name: names.make([...callsIn(one), ...columnsIn(one)], "value"), uses: 0 };
    known.uses++;
    made.set(text, known);
    return { kind: "name", name: known.name, span: one.span };
  };
  for (const part of parts) part.expression = replaced(part.expression, replace);
  return [...made].map(([text, { name }]) => `let ${name} = ${text}`);
}

/** Two calls of what is not pure may differ. */
function isWorthIt(expression: Expression): boolean {
  switch (expression.kind) {
    case "null":
    case "boolean":
    case "number":
    case "string":
    case "regex":
    case "name":
    case "quoted-column":
    case "member":
    case "index":
    case "wildcard":
    case "group":
    case "lambda":
    case "invalid":
      return false;
    default:
      return printExpression(expression).length >= LEAST_LENGTH && isPure(expression);
  }
}

function isPure(expression: Expression): boolean {
  let pure = true;
  walkExpression(expression, (one) => {
    if (one.kind === "call" && functionNamed(one.callee.text)?.pure !== true) pure = isDefined(one);
    if (one.kind === "wildcard" || one.kind === "lambda") pure = false;
    return pure;
  });
  return pure;
}

/** A table or function that was extracted before is no function of Data Prep's. */
function isDefined({ namespace, callee }: Call): boolean {
  return namespace === null && functionNamed(callee.text) === undefined;
}

function callsIn(expression: Expression): string[] {
  const calls: string[] = [];
  walkExpression(expression, (one) => {
    if (one.kind === "call") calls.push(one.callee.text);
    if (one.kind === "method-call") calls.push(one.method.text);
    return true;
  });
  return calls.slice(0, 2);
}

function columnsIn(expression: Expression): string[] {
  const columns: string[] = [];
  walkExpression(expression, (one) => {
    if (plainPath(one, { safe: true }) === null) return true;
    columns.push(wordOf(one));
    return false;
  });
  return columns.slice(0, 1);
}

/** The last name of a path. */
function wordOf(expression: Expression): string {
  const last = plainPath(expression, { safe: true })?.findLast(({ kind }) => kind === "name");
  return last?.kind === "name" ? last.name : (callsIn(expression)[0] ?? "");
}

function callOf(name: string, given: readonly Expression[], span: Span): Expression {
  return { kind: "call", namespace: null, callee: { text: name, span }, arguments: given, span };
}
