import { type NormalMappingSet, readMappingSet } from "../../compiler/import/index.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { readMarker } from "../plan/marker.js";
import { memberAt, numberAt, textAt } from "../plan/read-json.js";
import { getMappingSet, type RemoteObjects } from "./find-objects.js";
import { connectionOf, type FlowEntry, mappingOf, readFlow } from "./imported-flow.js";
import type { LocalObjects } from "./local-objects.js";

/** A flow that is to be imported, and how messages name it. */
export interface FlowToImport {
  readonly label: string;
  readonly id: string | null;
  readonly flow: unknown;
}

/** A flow with all that it refers to, as it was read. */
export interface GatheredFlow extends FlowToImport {
  readonly entry: FlowEntry;
  readonly set: NormalMappingSet;
  readonly schemaId: string | null;
  /** As the services told them, for the state; null where they came from files. */
  readonly raws: { readonly source: unknown; readonly target: unknown; readonly set: unknown };
  readonly diagnostics: readonly Diagnostic[];
}

export type Gathered =
  | { readonly kind: "flow"; readonly flow: GatheredFlow }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** Gets what a flow refers to: from the files that were given, or else from the sandbox. */
export async function gatherFlow(
  { label, id, flow }: FlowToImport,
  local: LocalObjects,
  remote: RemoteObjects | null,
): Promise<Gathered> {
  const name = textAt(flow, "name") ?? label;
  const problem = (...diagnostics: readonly Diagnostic[]): Gathered => ({ kind: "problem", diagnostics });
  const refuse = (why: string) => problem(diagnostic(imports.XM7552, { path: label }, { flow: name, why }));
  const pinned = mappingOf(flow);
  if ("why" in pinned) return refuse(pinned.why);
  const [source, target] = [connectionOf(flow, "source"), connectionOf(flow, "target")];
  for (const one of [source, target]) if ("why" in one) return refuse(one.why);
  if ("why" in source || "why" in target) return refuse("it has no connections");
  const sides: unknown[] = [];
  for (const [what, one] of [
    ["source connection", source.id],
    ["target connection", target.id],
  ] as const) {
    const found = local.connections.get(one) ?? null;
    if (found !== null) sides.push(found);
    else if (remote === null) return refuse(`its ${what} ${one} is in no file that was given; \`--sandbox\` gets it`);
    else {
      const looked = await remote.get(what, one);
      if (looked.kind === "failed") return problem(looked.diagnostic);
      if (looked.kind === "absent") return refuse(`its ${what} ${one} is gone`);
      sides.push(looked.value.raw);
    }
  }
  const [sourceRaw, targetRaw] = sides;
  const setFound = await findSet(pinned.id, pinned.version, local, remote);
  if ("missing" in setFound) return refuse(`its mapping set ${pinned.id} ${setFound.missing}`);
  if ("problem" in setFound) return problem(setFound.problem);
  const read = readMappingSet(setFound.raw);
  const notes: Diagnostic[] = read.problems.map((one) => ({ ...one, place: one.place ?? { path: label } }));
  if (read.set === null) return problem(...notes);
  const description = readMarker(read.set.description ?? "").text;
  const set: NormalMappingSet = {
    ...read.set,
    name: read.set.name ?? textAt(flow, "name"),
    description: description === "" ? null : description,
  };
  const base = textAt(sourceRaw, "baseConnectionId");
  const baseRaw = base === null || remote === null ? null : await remote.get("connection", base);
  const entry = readFlow({
    label,
    flow,
    source: sourceRaw,
    target: targetRaw,
    names: {
      connection: base === null ? null : await nameOf(remote, "connection", base),
      dataset: await nameOf(remote, "dataset", textAt(targetRaw, "params", "dataSetId")),
      flowSpec: await nameOf(remote, "flow spec", textAt(flow, "flowSpec", "id")),
    },
    connectionSpec: baseRaw?.kind === "there" ? textAt(baseRaw.value.raw, "connectionSpec", "id") : null,
    mappingDescription: set.description ?? "",
  });
  if (entry.kind === "problem") return problem(...notes, ...entry.diagnostics);
  for (const note of entry.diagnostics) notes.push(note);
  const latest = remote === null ? null : await latestOf(pinned.id, pinned.version, remote);
  if (latest !== null && pinned.version !== null && latest !== pinned.version) {
    notes.push(diagnostic(imports.XM7556, { path: label }, { flow: name, pinned: pinned.version, latest }));
  }
  const schemaId = textAt(memberAt(targetRaw, "data", "schema"), "id") ?? set.schemaId;
  const raws = { source: sourceRaw, target: targetRaw, set: setFound.raw };
  return {
    kind: "flow",
    flow: { label, id: id ?? textAt(flow, "id"), flow, entry: entry.entry, set, schemaId, raws, diagnostics: notes },
  };
}

async function nameOf(remote: RemoteObjects | null, kind: "connection" | "dataset" | "flow spec", id: string | null) {
  return remote === null || id === null ? null : remote.nameOf(kind, id);
}

type FoundSet = { readonly raw: unknown } | { readonly missing: string } | { readonly problem: Diagnostic };

async function findSet(
  id: string,
  version: number | null,
  local: LocalObjects,
  remote: RemoteObjects | null,
): Promise<FoundSet> {
  const there = local.mappingSets.get(id) ?? [];
  const found = there.find((one) => version === null || (numberAt(one, "version") ?? version) === version);
  if (found !== undefined) return { raw: found };
  if (remote === null) {
    const other = there.length > 0 ? `is there, but not at version ${version}` : "is in no file that was given";
    return { missing: `${other}; \`--sandbox\` gets it` };
  }
  const got = await getMappingSet(remote, id, version);
  if ("set" in got) return { raw: got.set.raw };
  return got.problem.code === imports.XM7550.code
    ? { missing: version === null ? "is gone" : `is gone, or has no version ${version} any more` }
    : got;
}

async function latestOf(id: string, pinned: number | null, remote: RemoteObjects): Promise<number | null> {
  if (pinned === null) return null;
  const got = await getMappingSet(remote, id, null);
  return "set" in got ? got.set.version : null;
}
