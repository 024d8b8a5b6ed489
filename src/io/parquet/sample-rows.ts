import type { Row } from "../../runtime/index.js";
import { printDateTimeMillis } from "../../values/dates/index.js";
import { type JavaMap, listOf, MISSING, type Missing, mapOf, type Value } from "../../values/index.js";
import type { Profiler } from "../profile.js";
import type { SampleEvent } from "../sample-options.js";
import type { ParquetFile } from "./file.js";
import { readBatches } from "./read-batches.js";

/** The rows of a file one by one, with all of their columns. */
export async function* readRows(file: ParquetFile): AsyncGenerator<SampleEvent> {
  const columns = [...file.columns.keys()];
  const slots = new Map(columns.map((column, slot) => [column, slot]));
  try {
    for await (const event of readBatches(file, { columns })) {
      if (event.kind === "outside") continue;
      if (event.kind === "problem") return yield event;
      const { batch, firstLine } = event;
      for (let index = 0; index < batch.rows; index++) {
        // Rows may be kept for longer than their batch: each takes its values with it.
        const values = columns.map((_, slot) => batch.valueAt(index, slot));
        yield { kind: "row", row: rowOf(firstLine + batch.lineOf(index), values, slots) };
      }
    }
  } finally {
    await file.bytes.close();
  }
}

function rowOf(line: number, values: readonly (Value | Missing)[], slots: ReadonlyMap<string, number>): Row {
  return {
    line,
    get: (name) => {
      const slot = slots.get(name);
      return slot === undefined ? MISSING : (values[slot] ?? null);
    },
  };
}

/** A first row group of at most so many bytes is small enough to be looked at in a check. */
const QUICK = 4 * 1024 * 1024;

/** Shows a profiler the first rows, where the first row group is small. What is wrong with them is for their reading to tell. */
export async function profileRows(file: ParquetFile, profiler: Profiler): Promise<void> {
  const [first] = file.groups;
  const size = Number(first?.metadata.total_byte_size ?? 0n);
  if (first === undefined || size > QUICK) {
    profiler.leaveRest();
    return;
  }
  const columns = [...file.columns.keys()];
  for await (const event of readBatches(file, { columns, groups: { from: 0, to: 1 } })) {
    if (event.kind !== "batch") {
      profiler.leaveRest();
      return;
    }
    const { batch, firstLine } = event;
    for (let index = 0; index < batch.rows; index++) {
      if (profiler.wants === 0) {
        profiler.leaveRest();
        return;
      }
      const fields = fieldsOf(columns, (slot) => batch.valueAt(index, slot));
      profiler.addRecord(file.name, { line: firstLine + batch.lineOf(index), fields, size: columns.length * ASSUMED });
    }
  }
  if (file.groups.length > 1) profiler.leaveRest();
}

/** The profiler counts texts; a value of a binary file counts as so many units. */
const ASSUMED = 10;

/** What a profile knows of: texts stand for date-times, which no text sample holds. */
function withTexts(value: Value): Value {
  if (value === null || typeof value !== "object") return value;
  switch (value.kind) {
    case "datetime":
      return printDateTimeMillis(value);
    case "list":
      return listOf(value.items.map(withTexts));
    case "map":
      return mapOf([...value.entries.values()].map((entry) => [entry.key, withTexts(entry.value)] as const));
    default:
      return value;
  }
}

function fieldsOf(columns: readonly string[], valueAt: (slot: number) => Value | Missing): JavaMap {
  return mapOf(
    columns.flatMap((column, slot) => {
      const value = valueAt(slot);
      return value === MISSING ? [] : [[column, withTexts(value)] as const];
    }),
  );
}
