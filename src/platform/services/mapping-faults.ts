import * as v from "valibot";
import { readErrorBody } from "../http/error-body.js";
import { isJsonObject, type Json, type JsonObject, memberOf } from "../json.js";
import type { MappingFault } from "./data-prep-types.js";
import { decode, text } from "./decode.js";

const faultFields = v.object({
  exception: text,
  reason: text,
  source: text,
  destination: text,
  columnName: text,
});

/** Whose faults these are, by what they stand in. */
type Whose = Omit<MappingFault, "message">;

const NOBODYS: Whose = { source: null, destination: null };

/**
 * What is said against mappings. The OpenAPI file has a list of `{destination, source, exception, …}`; since no answer of the
 * real service was seen, a single one, plain texts, an error in one of the platform's other shapes, and an object with
 * destinations as its keys are read too: what a service says is never dropped.
 */
export function faultsOf(json: Json | undefined, whose: Whose = NOBODYS): readonly MappingFault[] {
  if (json === undefined || json === null) return [];
  if (Array.isArray(json)) return json.flatMap((item: Json) => faultsOf(item, whose));
  if (isJsonObject(json)) return faultsOfObject(json, whose);
  const message = String(json);
  return message.trim() === "" ? [] : [{ ...whose, message }];
}

function faultsOfObject(json: JsonObject, whose: Whose): readonly MappingFault[] {
  const read = decode(faultFields, json);
  if (read === null) return [];
  const source = read.source ?? read.columnName ?? whose.source;
  const destination = read.destination ?? whose.destination;
  const { code, message } = readErrorBody(json);
  const own = read.exception ?? read.reason;
  if (own === null) {
    const inner = ["errors", "error"].flatMap((key) => faultsOf(memberOf(json, key), { source, destination }));
    if (inner.length > 0) return inner;
  }
  const said = own ?? message;
  if (said !== null) {
    return [{ message: code === null ? said : `${code}: ${said}`, source, destination }];
  }
  const entries = Object.entries(json);
  const isKeyed = source === null && destination === null && entries.every(([, value]) => isSaying(value));
  if (isKeyed) return entries.flatMap(([key, value]) => faultsOf(value, { source: null, destination: key }));
  return [{ message: JSON.stringify(json), source, destination }];
}

function isSaying(json: Json): boolean {
  return typeof json === "string" || (Array.isArray(json) && json.every((item: Json) => typeof item === "string"));
}
