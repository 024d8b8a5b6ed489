import type { Program } from "../../compiler/index.js";
import type { Failure, Missing, Outcome, Value } from "../../values/index.js";
import type { RowBatch } from "../batch.js";
import type { ByteSink } from "../byte-sink.js";
import type { Environment } from "../environment.js";
import type { LayoutObject } from "../record-layout.js";
import { makeWith, mayGenerate } from "./compile-expression.js";
import { generateRows, type RowCodeOptions } from "./emit-rows.js";

/** What the generated code of a program is given: where it writes and counts, and whom it asks where it has no code. */
export interface RowHost {
  readonly sink: ByteSink;
  /** Its row is the one that was entered, whichever that is. */
  readonly env: Environment;
  /** By mapping. */
  readonly missing: Uint32Array;
  readonly nulls: Uint32Array;
  /** A value may break a rule of the schema. */
  flawed: boolean;
  /** A mapping failed. */
  readonly lost: (mapping: number, failure: Failure) => void;
  /** Converts and writes a value that generated code does not; gives the place after it. */
  readonly slow: (mapping: number, outcome: Outcome, at: number) => number;
  /** Makes the part of the record that these mappings, of which it is told the first, share. */
  readonly mixed: (mapping: number, at: number) => number;
}

/** The generated code of a program. */
export interface RowCode {
  readonly start: (batch: RowBatch) => void;
  readonly enter: (row: number) => void;
  /** The delta value of the row; null where the program has no delta column. */
  readonly readDelta: () => Value | Missing;
  /** Writes the record of the row, and a newline; gives the place after them. */
  readonly record: (at: number) => number;
  /** The labels of the conversions since it was asked last, as bits. */
  readonly takeLabels: () => number;
}

/** Null where the host makes no functions from text, and for the rare program that needs the interpreter's order. */
export function makeRowCode(
  program: Program,
  layout: LayoutObject,
  columns: readonly string[],
  options: RowCodeOptions,
  host: RowHost,
): RowCode | null {
  if (!mayGenerate()) return null;
  const generated = generateRows(program, layout, columns, options);
  if (generated === null) return null;
  const make = makeWith(generated.source, generated.constants);
  generated.cell.env = host.env;
  return isMaker(make) ? make(host) : null;
}

function isMaker(made: unknown): made is (host: RowHost) => RowCode {
  return typeof made === "function";
}
