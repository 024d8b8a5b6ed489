import { type Expr, exprChildren, type Program, type ProgramMapping } from "../compiler/index.js";
import type { Services } from "../functions/index.js";
import { nearest, type Span } from "../text/index.js";
import { isFailure, MISSING, type Outcome } from "../values/index.js";
import type { Observer } from "./environment.js";
import { evaluate } from "./interpret.js";
import type { Loss } from "./loss.js";
import { createRowMapper } from "./map-row.js";
import { patternOf } from "./report.js";
import type { Row } from "./row.js";
import type { XdmObject } from "./xdm-value.js";

/** A part of an expression with what it came to; undefined where it was not evaluated. */
export interface TraceNode {
  readonly expr: Expr;
  readonly outcome: Outcome | undefined;
  readonly children: readonly TraceNode[];
}

/** One evaluation of a mapping: the only one, or that of one item of each `[*]`. */
export interface TracedItem {
  /** Of each `[*]` of the target, from 0. */
  readonly indexes: readonly number[];
  readonly root: TraceNode;
}

/** What one mapping made of one row, step by step. */
export interface Trace {
  readonly mapping: ProgramMapping;
  readonly items: readonly TracedItem[];
  readonly state: "present" | "null" | "missing" | "nulledByError";
  readonly losses: readonly Loss[];
  /** The record with this mapping alone. */
  readonly record: XdmObject;
}

export type FoundMapping =
  | { readonly kind: "found"; readonly mapping: ProgramMapping; readonly indexes: readonly number[] | null }
  | { readonly kind: "unknown"; readonly near: readonly string[]; readonly all: readonly string[] };

/**
 * The mapping that writes a target: by its path, by the path of one of its items (`items[1].sku` for `items[*].sku`), or
 * by a path inside of what it copies.
 */
export function findMapping({ mappings }: Program, target: string): FoundMapping {
  const exact = mappings.findLast(({ path }) => path === target);
  if (exact !== undefined) return { kind: "found", mapping: exact, indexes: null };
  const pattern = patternOf(target);
  const ofItems = mappings.findLast(({ path }) => path === pattern);
  const indexes = [...target.matchAll(/\[(\d+|\*)\]/g)].map(([, index]) => (index === "*" ? -1 : Number(index)));
  if (ofItems !== undefined) return { kind: "found", mapping: ofItems, indexes };
  const around = mappings.findLast(({ path }) => pattern.startsWith(`${path}.`) || pattern.startsWith(`${path}[`));
  const all = mappings.map(({ path }) => path);
  if (around !== undefined) {
    const child = pattern.slice(around.path.length).replace(/^\./, "");
    const [name = ""] = child.split(/[.[]/);
    const children = [...(around.field?.fields.keys() ?? [])];
    // Of an object whose children the schema lists, only those are copied.
    if (children.length === 0 || name === "" || children.includes(name)) {
      return { kind: "found", mapping: around, indexes: null };
    }
    const near = nearest(name, children);
    return { kind: "unknown", near: near === undefined ? [] : [`${around.path}.${near}`], all };
  }
  const inside = all.filter((path) => path.startsWith(`${target}.`) || path.startsWith(`${target}[`));
  const near = nearest(target, all);
  return { kind: "unknown", near: inside.length > 0 ? inside.slice(0, 5) : near === undefined ? [] : [near], all };
}

/** Maps a row by one mapping of a program, and keeps what each part of the expression came to. */
export function traceMapping(
  program: Program,
  mapping: ProgramMapping,
  row: Row,
  { services, strict }: { readonly services: Services; readonly strict: boolean },
): Trace {
  const items: TracedItem[] = [];
  const mapRow = createRowMapper(
    { ...program, mappings: [mapping] },
    {
      services,
      strict,
      compile: (expression) => (env) => {
        if (expression !== mapping.expression) return evaluate(expression, env);
        const recorder = new Recorder();
        const outcome = evaluate(expression, { ...env, observer: recorder });
        if (recorder.root !== null) items.push({ indexes: env.items, root: finish(recorder.root) });
        return outcome;
      },
    },
  );
  const { record, targets } = mapRow(row);
  const [target] = targets;
  return { mapping, items, record, state: target?.state ?? "missing", losses: target?.losses ?? [] };
}

interface Recorded {
  readonly expr: Expr;
  outcome: Outcome | undefined;
  readonly children: Recorded[];
}

class Recorder implements Observer {
  root: Recorded | null = null;
  readonly #open: Recorded[] = [];

  enter(expr: Expr): void {
    const node: Recorded = { expr, outcome: undefined, children: [] };
    const around = this.#open.at(-1);
    if (around === undefined) this.root ??= node;
    else around.children.push(node);
    this.#open.push(node);
  }

  leave(_expr: Expr, outcome: Outcome): void {
    const node = this.#open.pop();
    if (node !== undefined) node.outcome = outcome;
  }
}

/** Puts the parts in the order of the text, with those that were not evaluated among them. */
function finish({ expr, outcome, children }: Recorded): TraceNode {
  const left = new Set(children);
  const written = exprChildren(expr).flatMap((child): TraceNode[] => {
    const own = children.filter((each) => each.expr === child);
    for (const each of own) left.delete(each);
    if (own.length > 0) return own.map(finish);
    // A lambda is applied, which shows as what its body came to.
    return child.kind === "lambda" ? [] : [{ expr: child, outcome: undefined, children: [] }];
  });
  return { expr, outcome, children: [...written, ...[...left].map(finish)] };
}

/** Whether a failure arose in this part, and not in one inside of it. */
export function isOrigin({ outcome, children }: TraceNode): boolean {
  if (outcome === undefined || outcome === MISSING || !isFailure(outcome)) return false;
  return !children.some((child) => isSameFailure(child.outcome, outcome.span, outcome.code));
}

function isSameFailure(outcome: Outcome | undefined, span: Span | null, code: string): boolean {
  if (outcome === undefined || outcome === MISSING || !isFailure(outcome)) return false;
  return outcome.code === code && outcome.span?.start === span?.start && outcome.span?.end === span?.end;
}
