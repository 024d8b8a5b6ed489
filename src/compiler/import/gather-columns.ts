import { functionNamed } from "../../functions/index.js";
import { childrenOf, type Expression, printString } from "../../grammar/index.js";
import type { Type } from "../../values/index.js";
import { type PathStep, plainPath } from "../column-path.js";
import type { Reads } from "./write-source.js";

/** The words of a `source` block that the use of a column tells. */
type TypeWord = "string" | "number" | "boolean" | "timestamp";

/** No source nests deeper; a block that does could not be read. */
const DEEPEST = 50;

interface Column {
  readonly fields: Map<string, Column>;
  isList: boolean;
  /** What its uses take it for. */
  readonly uses: Set<TypeWord | "any">;
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

  #visit(expression: Expression, use: TypeWord | "any", bound: ReadonlySet<string>): void {
    const steps = plainPath(expression, { safe: true });
    const root = steps?.[0];
    if (steps !== null && root !== undefined) {
      const isBound = expression.kind !== "quoted-column" && root.kind === "name" && bound.has(root.name);
      if (!isBound) this.#addPath(steps, use);
      return;
    }
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

  #addPath(steps: readonly PathStep[], use: TypeWord | "any"): void {
    if (steps.length > DEEPEST) this.#isWhole = false;
    if (!this.#isWhole) return;
    let column = this.#root;
    for (const step of steps) {
      if (step.kind === "name") {
        if (/[\r\n\u0085\u2028\u2029]/.test(step.name)) this.#isWhole = false;
        const next = column.fields.get(step.name) ?? emptyColumn();
        column.fields.set(step.name, next);
        column = next;
      } else column.isList = true;
    }
    column.uses.add(use);
  }
}

function emptyColumn(): Column {
  return { fields: new Map(), isList: false, uses: new Set() };
}

/** What an expression takes its parts for. */
function usesOf(expression: Expression, use: TypeWord | "any"): (at: number) => TypeWord | "any" {
  switch (expression.kind) {
    case "group":
      return () => use;
    case "binary":
      return () => (ARITHMETIC.has(expression.operator) ? "number" : "any");
    case "call": {
      const record = expression.namespace === null ? functionNamed(expression.callee.text) : undefined;
      const parameters = record?.parameters ?? [];
      return (at) => {
        const parameter = parameters[at] ?? parameters.at(-1);
        return parameter === undefined ? "any" : wordOf(parameter.type);
      };
    }
    default:
      return () => "any";
  }
}

/** `+` joins texts as well. */
const ARITHMETIC: ReadonlySet<string> = new Set(["-", "*", "/", "div", "%", "mod"]);

function wordOf(type: Type): TypeWord | "any" {
  switch (type.kind) {
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "datetime":
      return "timestamp";
    case "string":
      return "string";
    default:
      return "any";
  }
}

function printFields({ fields }: Column, typed: boolean, depth: number): string {
  const pad = "  ".repeat(depth + 1);
  const lines = [...fields].map(([name, column]) => `${pad}${fieldName(name)}: ${printType(column, typed, depth + 1)}`);
  return `{\n${lines.join(",\n")}\n${"  ".repeat(depth)}}`;
}

/** As the formatter writes it. */
export function fieldName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) ? name : printString(name);
}

function printType(column: Column, typed: boolean, depth: number): string {
  const type = column.fields.size > 0 ? printFields(column, typed, depth) : typed ? wordFor(column) : "string";
  return column.isList ? `${type}[]` : type;
}

/** What all uses that say anything agree on. */
function wordFor({ uses }: Column): TypeWord {
  const [word, ...others] = [...uses].filter((use): use is TypeWord => use !== "any");
  return word === undefined || others.length > 0 ? "string" : word;
}
