import type { Report } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import {
  type Call,
  childrenOf,
  type Def,
  type Expression,
  type Let,
  type MappingFile,
  type Name,
  type Table,
} from "../grammar/index.js";
import type { Span } from "../text/index.js";
import { isTooDeep } from "./expression-depth.js";

/** What a file defines and what is compiled away. */
export type Definition = Let | Def | Table;

/** The definitions by name; of two with one name, the first. */
export type Definitions = ReadonlyMap<string, Definition>;

/** `report` is told of those that are too deep to be compiled; they are left out. */
export function collectDefinitions(
  tree: MappingFile,
  report: Report,
): { readonly definitions: Definitions; readonly all: readonly Definition[] } {
  const definitions = new Map<string, Definition>();
  const all: Definition[] = [];
  for (const statement of tree.statements) {
    if (statement.kind !== "let" && statement.kind !== "def" && statement.kind !== "table") continue;
    const body = bodyOf(statement)?.body;
    if (body !== undefined && isTooDeep(body)) {
      report(lint.XM4002, body.span, { length: null, part: null });
      continue;
    }
    all.push(statement);
    if (!definitions.has(statement.name.text)) definitions.set(statement.name.text, statement);
  }
  return { definitions, all };
}

/** One use of a definition: `clean` as a name, `title(…)` as a call. */
export interface Use {
  readonly definition: Definition;
  readonly span: Span;
}

/** The definitions that an expression uses directly. A parameter hides a `let` of its name. */
function usesIn(expression: Expression, definitions: Definitions, hidden: ReadonlySet<string>): Use[] {
  const uses: Use[] = [];
  visit(expression, hidden);
  return uses;

  function visit(one: Expression, bound: ReadonlySet<string>): void {
    const definition = definitionOf(one, definitions, bound);
    if (definition !== null) uses.push(definition);
    const inner = one.kind === "lambda" ? new Set([...bound, ...one.parameters.map(({ text }) => text)]) : bound;
    for (const child of childrenOf(one)) visit(child, inner);
  }
}

function definitionOf(expression: Expression, definitions: Definitions, hidden: ReadonlySet<string>): Use | null {
  if (expression.kind === "name") return use(nameUse(expression, definitions, hidden), expression.span);
  if (expression.kind === "call") return use(callUse(expression, definitions), expression.callee.span);
  return null;
}

function use(definition: Definition | undefined, span: Span): Use | null {
  return definition === undefined ? null : { definition, span };
}

function nameUse(name: Name, definitions: Definitions, hidden: ReadonlySet<string>): Definition | undefined {
  return hidden.has(name.name) ? undefined : definitions.get(name.name);
}

/** A call's definition: parameters are values, so they hide no function. */
export function callUse(call: Call, definitions: Definitions): Definition | undefined {
  return call.namespace === null ? definitions.get(call.callee.text) : undefined;
}

/** The expression of a definition with the names that are its own. A table holds literals only. */
export function bodyOf(
  definition: Definition,
): { readonly body: Expression; readonly own: ReadonlySet<string> } | null {
  switch (definition.kind) {
    case "let":
      return { body: definition.value, own: new Set() };
    case "def":
      return { body: definition.body, own: new Set(definition.parameters.map(({ text }) => text)) };
    case "table":
      return null;
  }
}

/** A way round that comes back to where it began. */
export interface Cycle {
  /** The names along the way, the first one again at the end. */
  readonly chain: readonly string[];
  /** The word that closes it. */
  readonly span: Span;
}

/** Finds the definitions that contain themselves, and all that cannot be expanded because they lead to one. */
export function findCycles(definitions: Definitions): {
  readonly cycles: readonly Cycle[];
  readonly endless: ReadonlySet<Definition>;
} {
  const cycles: Cycle[] = [];
  const endless = new Set<Definition>();
  const places = new Map<Definition, number>();
  // A chain of definitions may be longer than the stack is deep, so the way is kept in a list.
  const path: { readonly definition: Definition; readonly uses: Use[] }[] = [];
  for (const definition of definitions.values()) visit(definition);
  return { cycles, endless };

  function visit(start: Definition): void {
    enter(start);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const { definition, uses } = last;
      const next = uses.pop();
      if (next === undefined) leave(definition);
      else if (places.has(next.definition)) follow(definition, next);
      else enter(next.definition);
    }
  }

  function enter(definition: Definition): void {
    if (places.has(definition)) return;
    places.set(definition, path.length);
    const body = bodyOf(definition);
    path.push({ definition, uses: body === null ? [] : usesIn(body.body, definitions, body.own).reverse() });
  }

  function leave(definition: Definition): void {
    path.pop();
    const user = path.at(-1)?.definition;
    if (user !== undefined && endless.has(definition)) endless.add(user);
  }

  /** A use of what was seen before: it may stand on the way here, and then it closes a round. */
  function follow(user: Definition, { definition, span }: Use): void {
    const from = places.get(definition) ?? 0;
    if (path[from]?.definition === definition) {
      const round = path.slice(from).map((one) => one.definition);
      for (const one of round) endless.add(one);
      cycles.push({ chain: [...round, definition].map(({ name }) => name.text), span });
    }
    if (endless.has(definition)) endless.add(user);
  }
}

/** The definitions that are used, directly or by another that is. */
export function reachable(used: Iterable<Definition>, definitions: Definitions): ReadonlySet<Definition> {
  const found = new Set<Definition>();
  const open = [...used];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    const body = bodyOf(next);
    if (body === null) continue;
    for (const { definition } of usesIn(body.body, definitions, body.own)) open.push(definition);
  }
  return found;
}
