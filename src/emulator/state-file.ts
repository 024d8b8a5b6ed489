import { existsSync, readFileSync, rmSync } from "node:fs";
import * as v from "valibot";
import { codeOf, describeFileError, readText, shownPath } from "../host/files.js";
import { thisComputer } from "../platform/store/processes.js";
import { writeDurably, writeNew } from "../platform/store/write-durably.js";
import { isObject, type Json, type JsonObject, objectOf, parseJson } from "./json.js";
import { UnusableFile } from "./library.js";
import { Memory } from "./store.js";

const VERSION = 1;

export interface SavedState {
  readonly memory: Memory;
  /** Clients remember which organisation they wrote to, so it outlives a restart. */
  readonly organization: string;
}

const holderShape = v.object({ pid: v.number(), host: v.string(), birth: v.nullable(v.string()) });

/**
 * Keeps other processes from the file: each would write over what the other one wrote. What a dead process left is taken
 * over. Throws `UnusableFile` where another emulator has it; what is given back lets the next one in.
 */
export function holdState(path: string): () => void {
  const lock = `${path}.lock`;
  const own = thisComputer.self();
  const release = () => rmSync(lock, { force: true });
  for (;;) {
    try {
      writeNew(lock, `${JSON.stringify(own)}\n`);
      return release;
    } catch (error) {
      if (codeOf(error) !== "EEXIST") throw new UnusableFile(`${shownPath(path)}: ${describeFileError(error)}`);
    }
    const holder = readHolder(lock);
    if (holder?.pid === own.pid && holder.host === own.host) return release;
    if (holder !== null && (holder.host !== own.host || thisComputer.isAlive(holder))) {
      const who = `process ${holder.pid}${holder.host === own.host ? "" : ` on ${holder.host}`}`;
      throw new UnusableFile(
        `${shownPath(path)} is used by another emulator (${who}): end that one, or name another file. ` +
          `If there is none, remove ${shownPath(lock)}.`,
      );
    }
    release();
  }
}

/** Null where it is gone by now, or not whole: a process that was killed left it so. */
function readHolder(lock: string): v.InferOutput<typeof holderShape> | null {
  try {
    const read = v.safeParse(holderShape, JSON.parse(readFileSync(lock, "utf8")));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
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
