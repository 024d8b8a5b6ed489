import { existsSync } from "node:fs";
import { readText, shownPath } from "../host/files.js";
import { writeDurably } from "../platform/store/write-durably.js";
import { isObject, type Json, type JsonObject, objectOf, parseJson } from "./json.js";
import { UnusableFile } from "./library.js";
import { Memory } from "./store.js";

const VERSION = 1;

export interface SavedState {
  readonly memory: Memory;
  /** Clients remember which organisation they wrote to, so it outlives a restart. */
  readonly organization: string;
}

/** What an earlier run left; null where there is no such file. Rejects with `UnusableFile`, and the file stays as it is. */
export async function loadState(path: string): Promise<SavedState | null> {
  if (!existsSync(path)) return null;
  const read = await readText(path);
  if (read.kind === "problem") throw new UnusableFile(read.diagnostic.message);
  const refuse = (why: string) => new UnusableFile(`${shownPath(path)} is no state of the emulator: ${why}`);
  const state = parseJson(read.value);
  if (!isObject(state)) throw refuse("it is not whole, or no JSON object");
  const { version, organization, scopes } = state;
  if (typeof version === "number" && version > VERSION) throw refuse(`version ${version} is of a later xdmap`);
  if (version !== VERSION || typeof organization !== "string" || !isObject(scopes)) throw refuse("it lacks members");
  const memory = new Memory();
  for (const [scope, kinds] of Object.entries(scopes)) {
    if (!isObject(kinds)) throw refuse(`${scope} is no object`);
    for (const [kind, objects] of Object.entries(kinds)) {
      if (!isObject(objects)) throw refuse(`${scope}.${kind} is no object`);
      for (const [id, value] of Object.entries(objects)) {
        if (!isObject(value)) throw refuse(`${scope}.${kind}.${id} is no object`);
        memory.write(scope, kind, id, { value, madeAt: 0, hiddenUntil: 0 });
      }
    }
  }
  if (!memory.hasScope("")) throw refuse("it holds no sandboxes");
  return { memory, organization };
}

/** Writes everything, whole or not at all. Throws `UnusableFile`. */
export function saveState(path: string, { memory, organization }: SavedState): void {
  const scopes = new Map<string, Map<string, Map<string, JsonObject>>>();
  for (const [scope, kind, id, value] of memory.everything()) {
    const kinds = scopes.get(scope) ?? new Map<string, Map<string, JsonObject>>();
    scopes.set(scope, kinds);
    const objects = kinds.get(kind) ?? new Map<string, JsonObject>();
    kinds.set(kind, objects);
    objects.set(id, value);
  }
  const json: Json = {
    version: VERSION,
    organization,
    scopes: objectOf([...scopes].map(([scope, kinds]) => [scope, objectOf([...kinds].map(asMember))])),
  };
  const written = writeDurably(path, `${JSON.stringify(json)}\n`);
  if (written.kind === "problem") throw new UnusableFile(written.diagnostic.message);
}

function asMember([kind, objects]: readonly [string, ReadonlyMap<string, JsonObject>]): readonly [string, Json] {
  return [kind, objectOf(objects)];
}
