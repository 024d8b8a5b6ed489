import { type Expr, exprChildren, type Program } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import type { Span } from "../text/index.js";
import { isFailure, MISSING, textOf, type Value } from "../values/index.js";
import { partsOf } from "./assign.js";
import type { Environment } from "./environment.js";
import { evaluate } from "./interpret.js";
import type { Loss } from "./loss.js";

/** How much of a value is kept. */
const LONGEST = 80;
/** How many columns an example names. */
const COLUMNS = 4;

/** What a loss was about: the values that the sub-expression read from its row, as text; null where it read none. */
export type ExampleOf = (mapping: number, loss: Loss, row: Environment["row"]) => string | null;

interface ReadValue {
  readonly name: string;
  readonly path: Expr;
}

/** Finds for each sub-expression once what it reads; the values are looked up when a loss asks for an example. */
export function createExamples({ mappings }: Program, services: Services): ExampleOf {
  const known = mappings.map(() => new Map<string, readonly ReadValue[]>());
  const readBy = (mapping: number, { span }: Loss): readonly ReadValue[] => {
    const expression = mappings[mapping]?.expression;
    const reads = known[mapping];
    if (expression === undefined || reads === undefined) return [];
    const key = span === null ? "" : `${span.start} ${span.end} ${span.file.path}`;
    let found = reads.get(key);
    if (found === undefined) {
      const there = partsOf(expression).filter(({ span: own }) => span !== null && isSame(own, span));
      found = readsOf(there.length === 0 ? [expression] : there);
      reads.set(key, found);
    }
    return found;
  };
  return (mapping, loss, row) => {
    if (loss.value !== undefined) return loss.value === null ? null : shown(loss.value);
    const reads = readBy(mapping, loss);
    const env = { row, services, strictEngine: false, strictArithmetic: false, items: loss.items ?? [] };
    const values = reads.flatMap(({ name, path }) => {
      const value = evaluate(path, env);
      return value === null || value === MISSING || isFailure(value) ? [] : [{ name, text: shown(value) }];
    });
    const [only] = values;
    if (only === undefined) return null;
    if (reads.length === 1) return only.text;
    return values
      .slice(0, COLUMNS)
      .map(({ name, text }) => `${name}: ${text}`)
      .join(", ");
  };
}

function shown(value: Exclude<Value, null>): string {
  const text = typeof value === "string" ? value : textOf(value);
  return text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text;
}

function isSame(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end && one.file.path === other.file.path;
}

/** The longest paths in some parts, each once: `items[*].sku` and not `items`. */
function readsOf(parts: readonly Expr[]): readonly ReadValue[] {
  const found = new Map<string, ReadValue>();
  const open = [...parts].reverse();
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const name = pathText(part);
    if (name !== null) {
      if (!found.has(name)) found.set(name, { name, path: part });
      continue;
    }
    for (const child of exprChildren(part).toReversed()) open.push(child);
  }
  return [...found.values()];
}

/** `items[*].sku`, as written; null for what is no path. */
function pathText(part: Expr): string | null {
  const links: string[] = [];
  let at = part;
  for (;;) {
    switch (at.kind) {
      case "path":
        return [at.segments.join("."), ...links.reverse()].join("");
      case "member":
        links.push(`.${at.name}`);
        break;
      case "each":
        links.push("[*]");
        break;
      case "index":
        if (at.index.kind !== "constant") return null;
        links.push(`[${textOf(at.index.value)}]`);
        break;
      default:
        return null;
    }
    at = at.object;
  }
}
