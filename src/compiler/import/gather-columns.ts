import { childrenOf, type Expression, printString } from "../../grammar/index.js";
import { type PathStep, plainPath } from "../column-path.js";
import { keyPathOf, type UseWord, usesOf } from "./column-uses.js";
import type { Reads } from "./write-source.js";

/** No source nests deeper; a block that does could not be read. */
const DEEPEST = 50;

interface Column {
  readonly fields: Map<string, Column>;
  /** Through how many lists its fields are reached: more than one number is a contradiction. */
  readonly listsBeforeFields: Set<number>;
  /** Through how many lists it is reached at most. */
  lists: number;
  /** What it is taken for, by the lists it is reached through then. */
  readonly uses: Set<`${number} ${UseWord}`>;
}

/** The columns that some sources read, in the order in which they are first read. */
export class Columns {
  readonly #root: Column = emptyColumn();
  #isWhole = true;

  add(reads: Reads): void {
    if (reads.kind === "path") this.#addPath(reads.steps, "any");
    else if (reads.kind === "expression") this.#visit(reads.expression, "any", new Set());
  }

  addName(name: string): void {
    if (/[\r\n\u0085\u2028\u2029]/.test(name)) this.#isWhole = false;
    else if (!this.#root.fields.has(name)) this.#root.fields.set(name, emptyColumn());
  }

  /** The columns themselves, without what is in them. */
  names(): readonly string[] {
    return [...this.#root.fields.keys()];
  }

  /** The `source` block that declares them; null where there are none, or where it cannot declare them all. */
  block({ typed = true }: { readonly typed?: boolean } = {}): string | null {
    if (this.#root.fields.size === 0 || !this.#isWhole) return null;
    return `source ${printFields(this.#root, typed, 0)}`;
  }

  #visit(expression: Expression, use: UseWord, bound: ReadonlySet<string>): void {
    const steps = plainPath(expression, { safe: true });
    const root = steps?.[0];
    if (steps !== null && root !== undefined) {
      const isBound = expression.kind !== "quoted-column" && root.kind === "name" && bound.has(root.name);
      if (!isBound) this.#addPath(steps, use);
      return;
    }
    const key = keyPathOf(expression);
    if (key !== null) this.#addPath(key, "any");
    if (expression.kind === "lambda") {
      const inner = new Set([...bound, ...expression.parameters.map(({ text }) => text)]);
      this.#visit(expression.body, "any", inner);
      return;
    }
    const uses = usesOf(expression, use);
    childrenOf(expression).forEach((child, at) => {
      this.#visit(child, uses(at), bound);
    });
  }

  #addPath(steps: readonly PathStep[], use: UseWord): void {
    if (steps.length > DEEPEST) this.#isWhole = false;
    if (!this.#isWhole) return;
    let column = this.#root;
    let lists = 0;
    for (const step of steps) {
      if (step.kind === "name") {
        if (/[\r\n\u0085\u2028\u2029]/.test(step.name)) this.#isWhole = false;
        column.listsBeforeFields.add(lists);
        const next = column.fields.get(step.name) ?? emptyColumn();
        column.fields.set(step.name, next);
        column = next;
        lists = 0;
      } else {
        lists++;
        column.lists = Math.max(column.lists, lists);
      }
    }
    column.uses.add(`${lists} ${use}`);
  }
}

function emptyColumn(): Column {
  return { fields: new Map(), listsBeforeFields: new Set(), lists: 0, uses: new Set() };
}

function printFields({ fields }: Column, typed: boolean, depth: number): string {
  const pad = "  ".repeat(depth + 1);
  const lines = [...fields].map(
    ([name, column]) => `${pad}${fieldName(name)}: ${typed ? printType(column, depth + 1) : "any"}`,
  );
  return `{\n${lines.join(",\n")}\n${"  ".repeat(depth)}}`;
}

/** As the formatter writes it. */
export function fieldName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : printString(name);
}

/** What all uses that say anything agree on; `any` where they contradict each other, or say nothing. */
function printType(column: Column, depth: number): string {
  const { fields, lists, uses, listsBeforeFields } = column;
  const items = "[]".repeat(lists);
  if (fields.size > 0) {
    const isOne = listsBeforeFields.size === 1 && listsBeforeFields.has(lists);
    const isObject = [...uses].every((use) => use.endsWith(" any"));
    return isOne && isObject ? printFields(column, true, depth) + items : "any";
  }
  const said = [...uses].filter((use) => !use.endsWith(" any") && !use.endsWith(" no-object"));
  // A whole number is a number as well.
  const [first, ...others] = said.filter((use) => use !== `${lists} number` || !uses.has(`${lists} integer`));
  if (first === undefined) return `any${items}`;
  const [at, word] = first.split(" ");
  const isOne = others.length === 0 && at === `${lists}` && word !== undefined && word !== "list";
  return isOne ? word + items : "any";
}
