import type { Value } from "../../values/index.js";
import { BOOLEAN, NULL_OPERAND, type Operand, OTHER, operand, RAW, TEXT } from "./operand.js";

/** What generated source names `c0`, `c1`, …; functions that are generated together share it. */
export class Constants {
  readonly values: unknown[] = [];
  readonly #names = new Map<unknown, string>();

  nameOf(value: unknown): string {
    const known = this.#names.get(value);
    if (known !== undefined) return known;
    const name = `c${this.values.length}`;
    this.values.push(value);
    this.#names.set(value, name);
    return name;
  }
}

/**
 * Generated source while it is written. Everything that comes from a mapping (texts, names, patterns, places) goes into
 * the table of constants and is named `c0`, `c1`, … in the source, so that no text of a user is ever a part of it.
 */
export class Writer {
  readonly #constants: Constants;
  readonly #lines: string[] = [];
  #scopes: Map<number, Operand>[] = [new Map()];
  #named = 0;

  constructor(constants: Constants) {
    this.#constants = constants;
  }

  /** A name that is used nowhere else. */
  name(prefix: string): string {
    this.#named += 1;
    return `${prefix}${this.#named}`;
  }

  line(text: string): void {
    this.#lines.push(text);
  }

  /** Starts a block. What is computed in it is not known after it: it may not have come to its end. */
  open(text: string): void {
    this.line(text);
    this.#scopes.push(new Map());
  }

  close(): void {
    this.line("}");
    this.#scopes.pop();
  }

  /** The other branch of an `if`. */
  otherwise(): void {
    this.#scopes.pop();
    this.line("} else {");
    this.#scopes.push(new Map());
  }

  /** Declares a variable with what it starts with. */
  declare(code: string): string {
    const name = this.name("v");
    this.line(`let ${name} = ${code};`);
    return name;
  }

  /** The name of a constant that the code reads and never writes. */
  constant(value: unknown): string {
    return this.#constants.nameOf(value);
  }

  /** What has been computed already wherever control can come from. */
  known(part: number): Operand | undefined {
    for (let at = this.#scopes.length - 1; at >= 0; at--) {
      const found = this.#scopes[at]?.get(part);
      if (found !== undefined) return found;
    }
    return undefined;
  }

  remember(part: number, computed: Operand): void {
    this.#scopes.at(-1)?.set(part, computed);
  }

  source(): string {
    return this.#lines.join("\n");
  }
}

/** A constant as an operand: small numbers and the words of JavaScript in the source, all else in the table. */
export function constantOperand(value: Value, writer: Writer): Operand {
  if (value === null) return NULL_OPERAND;
  const constant = { value };
  if (typeof value === "boolean") return { code: value ? "true" : "false", kinds: BOOLEAN, raw: null, constant };
  if (typeof value === "string") return { code: writer.constant(value), kinds: TEXT, raw: null, constant };
  if (value.kind === "integer" || value.kind === "double" || value.kind === "float") {
    if (Number.isFinite(value.value)) {
      return { code: numberCode(value.value), kinds: RAW, raw: value.kind, constant };
    }
  }
  return { ...operand(writer.constant(value), OTHER), constant };
}

/** A JavaScript literal: digits, a sign, a point and an exponent. */
function numberCode(value: number): string {
  const text = Object.is(value, -0) ? "-0" : String(value);
  return text.startsWith("-") ? `(${text})` : text;
}
