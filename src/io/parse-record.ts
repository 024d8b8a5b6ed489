import type { XdmObject, XdmValue } from "../runtime/index.js";
import { type JsonBuilder, readJson } from "../text/json-reader.js";

/**
 * A record as it was printed (`printXdm`), as the values that it was: whole numbers keep all of their digits. Null where
 * the text is no record.
 */
export function parseRecord(line: string): XdmObject | null {
  const read = readJson(line, BUILDER, DEEPEST);
  return "root" in read && read.root instanceof Map ? read.root : null;
}

const DEEPEST = 100_000;

/** Records hold no nulls; where a text has one, what it would be is left out. */
const BUILDER: JsonBuilder<XdmValue | null, XdmValue[], Map<string, XdmValue>> = {
  null: () => null,
  boolean: (value) => value,
  number: (digits) => {
    const number = Number(digits);
    return Number.isSafeInteger(number) || !/^-?\d+$/.test(digits) ? number : BigInt(digits);
  },
  string: (value) => value,
  openList: () => [],
  addItem: (list, item) => void (item === null || list.push(item)),
  closeList: (list) => list,
  openObject: () => new Map(),
  addMember: (object, key, value) => void (value === null || object.set(key, value)),
  closeObject: (object) => object,
};
