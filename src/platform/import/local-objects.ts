import { listAt, member, textAt } from "../plan/read-json.js";

/** Objects of the services that stand in files. */
export interface LocalObjects {
  readonly flows: readonly { readonly label: string; readonly flow: unknown }[];
  /** Source and target connections, by their ids. */
  readonly connections: ReadonlyMap<string, unknown>;
  /** Every mapping set. */
  readonly sets: readonly { readonly label: string; readonly set: unknown }[];
  /** The versions of each mapping set that are there. */
  readonly mappingSets: ReadonlyMap<string, readonly unknown[]>;
}

/** What a JSON value of a file is to an import. */
export type ObjectKind = "flow" | "connection" | "mapping set" | "other";

export function kindOfObject(value: unknown): ObjectKind {
  if (Array.isArray(member(value, "mappings"))) return "mapping set";
  if (member(value, "flowSpec") !== undefined && Array.isArray(member(value, "sourceConnectionIds"))) return "flow";
  if (member(value, "connectionSpec") !== undefined && member(value, "params") !== undefined) return "connection";
  return "other";
}

/** The objects in the JSON of a file: alone, in a list, or wrapped in `items` or `data` as services answer. */
export function objectsIn(json: unknown): readonly unknown[] {
  if (kindOfObject(json) !== "other") return [json];
  if (Array.isArray(json)) return json;
  for (const key of ["items", "data"]) {
    const listed = listAt(json, key);
    if (listed.length > 0) return listed;
  }
  return [json];
}

/** Sorts the objects of files. `label` is how messages name the file. */
export function collectObjects(files: readonly { readonly label: string; readonly json: unknown }[]): LocalObjects {
  const flows: { label: string; flow: unknown }[] = [];
  const connections = new Map<string, unknown>();
  const sets: { label: string; set: unknown }[] = [];
  const mappingSets = new Map<string, unknown[]>();
  for (const { label, json } of files) {
    for (const value of objectsIn(json)) {
      const id = textAt(value, "id");
      switch (kindOfObject(value)) {
        case "flow":
          flows.push({ label, flow: value });
          break;
        case "connection":
          if (id !== null) connections.set(id, value);
          break;
        case "mapping set":
          sets.push({ label, set: value });
          if (id !== null) mappingSets.set(id, [...(mappingSets.get(id) ?? []), value]);
          break;
        case "other":
          break;
      }
    }
  }
  return { flows, connections, sets, mappingSets };
}
