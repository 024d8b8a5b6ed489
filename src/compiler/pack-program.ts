import { type FunctionRecord, functionNamed, type WrittenArgument } from "../functions/index.js";
import type { Program } from "./program.js";

// A program is data but for the functions that it calls. Packed, those are told by name, so that a program can be sent to
// another thread, and is the same there to the last of its parts without being compiled again.

/** A program that `unpackProgram` makes whole again; nobody else has a use for it. */
export interface PackedProgram {
  readonly program: unknown;
  readonly functions: readonly PackedFunction[];
}

interface PackedFunction {
  readonly name: string;
  /** What its `forCall` is asked with. */
  readonly written: readonly WrittenArgument[] | null;
}

/** Stands where a function was: its place in the list of functions. */
const FUNCTION = "packed function";

/** The program as plain data, which can be cloned. */
export function packProgram(program: Program): PackedProgram {
  const functions: PackedFunction[] = [];
  const copies = new Map<object, unknown>();
  return { program: pack(program), functions };

  function pack(value: unknown): unknown {
    if (typeof value !== "object" || value === null) return value;
    const known = copies.get(value);
    if (known !== undefined) return known;
    if (Array.isArray(value)) {
      return fill(value, [] as unknown[], (copy) => {
        for (const item of value) copy.push(pack(item));
      });
    }
    if (value instanceof Set) {
      return fill(value, new Set<unknown>(), (copy) => {
        for (const item of value) copy.add(pack(item));
      });
    }
    if (value instanceof Map) {
      return fill(value, new Map<unknown, unknown>(), (copy) => {
        for (const [key, item] of value) copy.set(pack(key), pack(item));
      });
    }
    return fill(value, {}, (copy) => {
      for (const [key, item] of Object.entries(value)) {
        const own = key === "fn" && isFunction(item) ? packFunction(item, value) : pack(item);
        Object.defineProperty(copy, key, { value: own, enumerable: true, writable: true, configurable: true });
      }
    });
  }

  function fill<T extends object>(value: object, copy: T, add: (copy: T) => void): T {
    copies.set(value, copy);
    add(copy);
    return copy;
  }

  function packFunction({ name }: FunctionRecord, call: object): unknown {
    const written = "written" in call && Array.isArray(call.written) ? call.written : null;
    functions.push({ name, written });
    return { kind: FUNCTION, at: functions.length - 1 };
  }
}

/** What was packed, in place: the object is a `Program` afterwards. */
export function unpackProgram({ program, functions }: PackedProgram): void {
  const records = functions.map(({ name, written }) => {
    const named = functionNamed(name);
    return written === null ? named : (named?.forCall?.(written) ?? named);
  });
  const seen = new Set<object>();
  const open: unknown[] = [program];
  while (open.length > 0) {
    const value = open.pop();
    if (typeof value !== "object" || value === null || seen.has(value)) continue;
    seen.add(value);
    if (value instanceof Map || value instanceof Set) {
      for (const item of value.values()) open.push(item);
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      if (isPacked(item)) Reflect.set(value, key, records[item.at]);
      else open.push(item);
    }
  }
}

function isFunction(value: unknown): value is FunctionRecord {
  return typeof value === "object" && value !== null && "invoke" in value;
}

function isPacked(value: unknown): value is { readonly at: number } {
  return typeof value === "object" && value !== null && "kind" in value && value.kind === FUNCTION;
}
