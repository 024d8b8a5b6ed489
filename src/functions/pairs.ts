import type { Value } from "../values/index.js";
import type { Assumption } from "./function-record.js";
import { scalarText } from "./kinds.js";

export const ODD_COUNT: Assumption = {
  about: "a key without a value",
  chosen: "it fails",
  refused: "the key is left out, or its value is null",
};

export const NULL_KEY: Assumption = {
  about: "a null key",
  chosen: "it fails",
  refused: "the pair is left out, or its key is the word null",
};

interface Unpaired {
  readonly functionName: string;
  readonly why: string;
}

/** Keys, as texts, and values out of arguments in turn. */
export function pairUp(
  functionName: string,
  values: readonly Value[],
): { readonly fields: readonly (readonly [string, Value])[] } | Unpaired {
  if (values.length % 2 !== 0) return { functionName, why: "the last key has no value" };
  const fields: (readonly [string, Value])[] = [];
  for (let at = 0; at < values.length; at += 2) {
    const key = values[at] ?? null;
    const name = key === null ? undefined : scalarText(key);
    if (name === undefined) return { functionName, why: `key ${at / 2 + 1} is ${key === null ? "null" : "no text"}` };
    fields.push([name, values[at + 1] ?? null]);
  }
  return { fields };
}
