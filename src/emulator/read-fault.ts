import * as v from "valibot";
import { type Fault, faultKinds } from "./faults.js";
import { isList, type Json } from "./json.js";

const count = v.pipe(v.number(), v.integer(), v.minValue(1));

const faultShape = v.strictObject({
  kind: v.picklist(faultKinds),
  match: v.exactOptional(
    v.strictObject({
      method: v.exactOptional(v.picklist(["GET", "POST", "PUT", "PATCH", "DELETE"])),
      path: v.exactOptional(v.string()),
      nth: v.exactOptional(count),
    }),
  ),
  times: v.exactOptional(v.union([count, v.literal("always")])),
  status: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(500), v.maxValue(599))),
  milliseconds: v.exactOptional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});

export type ReadFaults =
  | { readonly kind: "faults"; readonly faults: readonly Fault[] }
  | { readonly kind: "problem"; readonly message: string };

/** One fault or a list of them, as JSON. */
export function readFaults(json: Json | undefined): ReadFaults {
  const read = v.safeParse(v.array(faultShape), isList(json) ? json : [json]);
  if (read.success) return { kind: "faults", faults: read.output };
  const [issue] = read.issues;
  return { kind: "problem", message: `${v.getDotPath(issue) ?? "fault"}: ${issue.message}` };
}

/**
 * A fault as an option of the command line: `KIND[:name=value,…]` with the names method, path, nth, times, status and
 * milliseconds: `5xx-after:method=POST,path=/flows,nth=2`.
 */
export function readFaultOption(text: string): ReadFaults {
  const colon = text.indexOf(":");
  const kind = colon === -1 ? text : text.slice(0, colon);
  const json = new Map<string, Json>([["kind", kind]]);
  const match = new Map<string, Json>();
  const pairs = colon === -1 ? [] : text.slice(colon + 1).split(",");
  for (const pair of pairs) {
    const [name = "", value] = splitOnce(pair, "=");
    if (value === undefined) return { kind: "problem", message: `${pair}: a value is missing` };
    const number = /^\d+$/.test(value) ? Number(value) : value;
    if (name === "method") match.set(name, value.toUpperCase());
    else if (name === "path") match.set(name, value);
    else if (name === "nth") match.set(name, number);
    else json.set(name, number);
  }
  if (match.size > 0) json.set("match", Object.fromEntries(match));
  return readFaults(Object.fromEntries(json));
}

function splitOnce(text: string, by: string): readonly string[] {
  const place = text.indexOf(by);
  return place === -1 ? [text] : [text.slice(0, place), text.slice(place + by.length)];
}
