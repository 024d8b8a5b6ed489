import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import type { Platform } from "../connect.js";
import { describeProblem } from "../describe-problem.js";
import { isAbsent, openMemo } from "../plan/reader.js";
import type { Reply } from "../problem.js";
import type { MappingSet } from "../services/data-prep-types.js";
import type { Readable } from "../services/resource.js";

/** What a look at the sandbox came to. */
export type Looked<T> =
  | { readonly kind: "there"; readonly value: T }
  | { readonly kind: "absent" }
  | { readonly kind: "failed"; readonly diagnostic: Diagnostic };

/** Reads from a sandbox for an import. One answer that fails stops what needs it, and nothing else. */
export interface RemoteObjects {
  readonly platform: Platform;
  readonly read: <T>(doing: string, call: () => Promise<Reply<T>>) => Promise<Looked<T>>;
  /** An object by its id. */
  readonly get: (
    kind: RemoteKind,
    id: string,
  ) => Promise<Looked<{ readonly id: string; readonly name: string; readonly raw: unknown }>>;
  /** The name of an object, where no other of the sandbox has it; null where only the id says which is meant. */
  readonly nameOf: (kind: RemoteKind, id: string) => Promise<string | null>;
  /** Whether the platform itself failed, and there is no use in asking on. */
  readonly hasFailed: () => boolean;
}

export type RemoteKind = "connection" | "flow spec" | "dataset" | "source connection" | "target connection";

export function openRemoteObjects(platform: Platform): RemoteObjects {
  const { flows, catalog } = platform;
  let failed = false;
  const memo = openMemo<Looked<{ readonly id: string; readonly name: string; readonly raw: unknown }>>();
  const names = openMemo<string | null>();
  const read = async <T>(doing: string, call: () => Promise<Reply<T>>): Promise<Looked<T>> => {
    const reply = await call();
    if (reply.kind === "ok") return { kind: "there", value: reply.value };
    if (isAbsent(reply.problem)) return { kind: "absent" };
    failed = true;
    return { kind: "failed", diagnostic: describeProblem(reply.problem, doing) };
  };
  const collectionOf = (
    kind: RemoteKind,
  ): Readable<{ readonly id: string; readonly name: string; readonly raw: unknown }> => {
    switch (kind) {
      case "connection":
        return flows.connections;
      case "flow spec":
        return flows.flowSpecs;
      case "dataset":
        return catalog.datasets;
      case "source connection":
        return flows.sourceConnections;
      case "target connection":
        return flows.targetConnections;
    }
  };
  const get: RemoteObjects["get"] = (kind, id) =>
    memo(`${kind} ${id}`, () => read(`reading the ${kind} ${id}`, () => collectionOf(kind).get(id)));
  return {
    platform,
    read,
    get,
    hasFailed: () => failed,
    nameOf: (kind, id) =>
      names(`${kind} ${id}`, async () => {
        const found = await get(kind, id);
        if (found.kind !== "there") return null;
        const collection = collectionOf(kind);
        const { name } = found.value;
        // What looks like an id, or is no single line, would be read as something else.
        if (
          name === "" ||
          name.trim() !== name ||
          /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(name) ||
          ID.test(name)
        )
          return null;
        const all = await read(`looking for the ${kind} ${name}`, () => collection.named(name));
        return all.kind === "there" && all.value.length === 1 ? name : null;
      }),
  };
}

const ID = /^(?:[0-9a-f]{24}|[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12})$/i;

/** Gets a mapping set at a version, or the latest. */
export async function getMappingSet(
  remote: RemoteObjects,
  id: string,
  version: number | null,
): Promise<{ readonly set: MappingSet } | { readonly problem: Diagnostic }> {
  const at = version === null ? "" : ` at version ${version}`;
  const found = await remote.read(`reading the mapping set ${id}${at}`, () =>
    remote.platform.mappingSets.get(id, version),
  );
  if (found.kind === "failed") return { problem: found.diagnostic };
  if (found.kind === "there") return { set: found.value };
  return {
    problem: diagnostic(imports.XM7550, null, {
      what: `mapping set${at}`,
      named: id,
      sandbox: remote.platform.sandbox,
    }),
  };
}
