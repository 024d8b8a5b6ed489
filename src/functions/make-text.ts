import { functions as codes } from "../diagnostics/functions.js";
import type { Failure } from "../values/index.js";
import { LONGEST_TEXT } from "../values/text-length.js";
import type { Call } from "./define.js";

/** Makes a text whose length is known beforehand, or fails: a million-fold padding is a mistake. */
export function makeText(
  functionName: string,
  length: number,
  call: Call<typeof codes.XM5010>,
  make: () => string,
): string | Failure {
  return length > LONGEST_TEXT ? call.fail(codes.XM5010, { functionName, length, limit: LONGEST_TEXT }) : make();
}
