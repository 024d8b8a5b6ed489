import { isXdmObject, printXdm, type XdmObject, type XdmValue } from "../../runtime/index.js";
import { isProblem, parseXdmDate, parseXdmDateTime } from "../../values/dates/index.js";
import type { StructNode, ValueType, WriteNode } from "./write-plan.js";

/** A value as hyparquet-writer takes it. Objects have no prototype, so that `__proto__` is a name as any other. */
export type Written =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly Written[]
  | ReadonlyMap<string, Written>
  | WrittenStruct;
export interface WrittenStruct {
  readonly [name: string]: Written;
}

/** The value of a top-level field of a record; null where the record has none. */
export function writtenField(record: XdmObject, name: string, node: WriteNode): Written {
  const value = record.get(name);
  return value === undefined ? null : written(value, node);
}

function written(value: XdmValue, node: WriteNode): Written {
  switch (node.kind) {
    case "value":
      return writtenValue(value, node.type);
    case "struct":
      return isXdmObject(value) ? writtenStruct(value, node) : misplaced(value, "an object");
    case "list":
      if (isXdmObject(value) || typeof value !== "object") return misplaced(value, "an array");
      return value.map((item) => written(item, node.items));
    case "map": {
      if (!isXdmObject(value)) return misplaced(value, "a map");
      return new Map(Array.from(value, ([key, entry]) => [key, written(entry, node.values)]));
    }
  }
}

function writtenStruct(value: XdmObject, { fields }: StructNode): WrittenStruct {
  const struct: Record<string, Written> = Object.create(null);
  for (const [name, node] of fields) struct[name] = writtenField(value, name, node);
  return struct;
}

const DAY = 86_400;

function writtenValue(value: XdmValue, type: ValueType): Written {
  switch (type) {
    case "json":
      return typeof value === "string" ? value : printXdm(value);
    case "string":
      return typeof value === "string" ? value : misplaced(value, "a string");
    case "boolean":
      return typeof value === "boolean" ? value : misplaced(value, "a boolean");
    case "byte":
    case "short":
    case "int":
      return typeof value === "number" || typeof value === "bigint" ? Number(value) : misplaced(value, `a ${type}`);
    case "long":
      return typeof value === "number" || typeof value === "bigint" ? BigInt(value) : misplaced(value, "a long");
    case "number":
      return typeof value === "number" || typeof value === "bigint" ? Number(value) : misplaced(value, "a number");
    case "date": {
      const date = typeof value === "string" ? parseXdmDate(value) : null;
      if (date === null || isProblem(date)) return misplaced(value, "a date");
      // The day that the text shows, whatever its offset.
      return Math.floor((date.epochSecond + date.offset) / DAY);
    }
    case "date-time": {
      const time = typeof value === "string" ? parseXdmDateTime(value) : null;
      if (time === null || isProblem(time)) return misplaced(value, "a date-time");
      return BigInt(time.epochSecond) * 1000n + BigInt(Math.floor(time.nano / 1e6));
    }
  }
}

/** Records hold what their schema says: conversions made them so. */
function misplaced(value: XdmValue, wanted: string): never {
  throw new Error(`a record holds ${printXdm(value)} where the schema has ${wanted}`);
}
