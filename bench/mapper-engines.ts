// What bench/mapper.mjs times; bundled by it, so that the code is as it ships.
import { compileMapping, type Program } from "../src/compiler/index.js";
import { parseMapping } from "../src/grammar/index.js";
import { nodeServices } from "../src/host/services.js";
import { createRowCounter } from "../src/runtime/count-rows.js";
import { columnsOf, createBatchMapper, printXdm, type RowBatch, readWindow } from "../src/runtime/index.js";
import { createRowMapper } from "../src/runtime/map-row.js";
import { planWindow } from "../src/runtime/window.js";
import { loadSchema } from "../src/schema/index.js";
import { createSourceFile } from "../src/text/index.js";
import { MISSING } from "../src/values/index.js";

/** Rows as a scanner leaves them: one text, and where the cells of the used columns are in it. */
export interface Block {
  readonly text: string;
  readonly rows: number;
  /** For each row the start and end of each column of the file. */
  readonly ends: Int32Array;
  readonly columns: readonly string[];
}

export function programOf(mapping: string, schemaText: string): Program {
  const { tree } = parseMapping(createSourceFile("job.xdmap", mapping));
  const { schema } = loadSchema(createSourceFile("schema.json", schemaText));
  return compileMapping({ tree, schema, sample: null }).program;
}

export interface Engine {
  /** Maps a block; gives how many bytes of records it makes. */
  readonly map: (block: Block) => number;
  readonly bytes: (block: Block) => Uint8Array;
}

export interface EngineOptions {
  readonly hash: boolean;
  readonly report: boolean;
  readonly window: readonly [string, string] | null;
}

function servicesFor(hash: boolean) {
  const services = nodeServices();
  const constant = "0123456789abcdef".repeat(4);
  return hash ? services : { ...services, digest: () => constant };
}

function windowFor(bounds: EngineOptions["window"]) {
  const read = readWindow(bounds?.[0], bounds?.[1]);
  if ("problem" in read) throw new Error(read.problem.message);
  return read.window;
}

function cellAt({ text, ends, columns }: Block, row: number, column: number): string | null {
  const at = 2 * (row * columns.length + column);
  const [from = 0, to = 0] = [ends[at], ends[at + 1]];
  return from === to ? null : text.substring(from, to);
}

function batchOf(block: Block, columns: readonly string[]): RowBatch {
  const { text, ends, columns: all } = block;
  const places = Int32Array.from(columns, (column) => all.indexOf(column));
  const width = all.length;
  return {
    rows: block.rows,
    lineOf: (row) => row,
    valueAt: (row, slot) => {
      const place = places[slot] ?? -1;
      if (place < 0) return MISSING;
      const at = 2 * (row * width + place);
      const from = ends[at] ?? 0;
      const to = ends[at + 1] ?? 0;
      return from === to ? null : text.substring(from, to);
    },
  };
}

export function batches(program: Program, { hash, report, window }: EngineOptions): Engine {
  const created = createBatchMapper(program, { services: servicesFor(hash), window: windowFor(window), report });
  if (created.kind === "problem") throw new Error(created.diagnostic.message);
  const columns = columnsOf(program);
  const bytes = (block: Block) => created.mapper.map(batchOf(block, columns), { firstLine: 2 }).bytes;
  return { bytes, map: (block) => bytes(block).length };
}

export function rowByRow(program: Program, { hash, window }: EngineOptions): Engine {
  const planned = planWindow(program.delta, windowFor(window));
  if ("problem" in planned) throw new Error(planned.problem.message);
  const services = servicesFor(hash);
  const mapRow = createRowMapper(program, { services });
  const counter = createRowCounter(program, { services, strict: false });
  const encoder = new TextEncoder();
  const run = (block: Block, use: (text: string) => void) => {
    const slots = new Map(block.columns.map((column, at) => [column, at]));
    for (let index = 0; index < block.rows; index++) {
      const get = (name: string) => {
        const slot = slots.get(name);
        return slot === undefined ? MISSING : cellAt(block, index, slot);
      };
      const row = { line: 2 + index, get };
      const place = planned.placeOf(row);
      counter.place(row, place);
      if (!place.inside) continue;
      const result = mapRow(row);
      if (!counter.row(row, result)) use(`${printXdm(result.record)}\n`);
    }
  };
  const bytes = (block: Block) => {
    let text = "";
    run(block, (record) => {
      text += record;
    });
    return encoder.encode(text);
  };
  return { bytes, map: (block) => bytes(block).length };
}
