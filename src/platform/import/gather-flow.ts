import { type NormalMappingSet, readMappingSet } from "../../compiler/import/index.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { importedFlows } from "../../diagnostics/platform-import-flows.js";
import { readMarker } from "../plan/marker.js";
import { memberAt, numberAt, textAt } from "../plan/read-json.js";
import { getMappingSet, type Looked, type LookedUp, type RemoteObjects, type UsedKind } from "./find-objects.js";
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
  /** The mapping set that it runs; the version is null where it names none. */
  readonly pinned: { readonly id: string; readonly version: number | null };
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
  const lack = (why: string) => {
    const advice = "Give its file with the others, or the sandbox that has it: `--sandbox NAME`.";
    return problem(diagnostic(imports.XM7552, { path: label }, { flow: name, why, advice }));
  };
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
    else if (remote === null) return lack(`its ${what} ${one} is in no file that was given`);
    else {
      const looked = await remote.get(what, one);
      if (looked.kind === "failed") return problem(...told(looked));
      if (looked.kind === "absent") return refuse(`its ${what} ${one} is gone`);
      sides.push(looked.value.raw);
    }
  }
  const [sourceRaw, targetRaw] = sides;
  const setFound = await findSet(pinned.id, pinned.version, local, remote);
  if ("missing" in setFound) {
    const why = `its mapping set ${pinned.id} ${setFound.missing}`;
    return remote === null ? lack(why) : refuse(why);
  }
  if ("problems" in setFound) return problem(...setFound.problems);
  const read = readMappingSet(setFound.raw);
  const notes: Diagnostic[] = read.problems.map((one) => ({ ...one, place: one.place ?? { path: label } }));
  if (read.set === null) return problem(...notes);
  const description = readMarker(read.set.description ?? "").text;
  const targetSchema = textAt(memberAt(targetRaw, "data", "schema"), "id");
  const set: NormalMappingSet = {
    ...read.set,
    name: read.set.name ?? textAt(flow, "name"),
    description: description === "" ? null : description,
    schemaId: read.set.schemaId ?? targetSchema,
  };
  const look = async (what: UsedKind, used: string | null): Promise<LookedUp> => {
    if (remote === null || used === null) return { name: null, raw: null, isGone: false };
    const found = await remote.lookUp(what, used);
    if (found.isGone) notes.push(diagnostic(importedFlows.XM7559, { path: label }, { flow: name, what, id: used }));
    return found;
  };
  const base = await look("connection", textAt(sourceRaw, "baseConnectionId"));
  const dataset = await look(
    "dataset",
    textAt(targetRaw, "params", "dataSetId") ?? textAt(targetRaw, "params", "datasetId"),
  );
  const flowSpec = await look("flow spec", textAt(flow, "flowSpec", "id"));
  const entry = readFlow({
    label,
    flow,
    source: sourceRaw,
    target: targetRaw,
    names: { connection: base.name, dataset: dataset.name, flowSpec: flowSpec.name },
    connectionSpec: textAt(base.raw, "connectionSpec", "id"),
    setSchema: set.schemaId,
    mappingDescription: set.description ?? "",
  });
  if (entry.kind === "problem") return problem(...notes, ...entry.diagnostics);
  for (const note of entry.diagnostics) notes.push(note);
  if (remote !== null && pinned.version !== null) {
    const latest = await getMappingSet(remote, pinned.id, null);
    if (latest.kind === "failed") for (const one of told(latest)) notes.push(one);
    const version = latest.kind === "there" ? latest.value.version : null;
    if (version !== null && version !== pinned.version) {
      notes.push(diagnostic(imports.XM7556, { path: label }, { flow: name, pinned: pinned.version, latest: version }));
    }
  }
  return {
    kind: "flow",
    flow: {
      label,
      id: id ?? textAt(flow, "id"),
      flow,
      entry: entry.entry,
      pinned,
      set,
      schemaId: targetSchema ?? set.schemaId,
      raws: { source: sourceRaw, target: targetRaw, set: setFound.raw },
      diagnostics: notes,
    },
  };
}

/** What a failure has to tell: nothing where an earlier one ended the reading. */
function told({ diagnostic: found }: Extract<Looked<unknown>, { readonly kind: "failed" }>): readonly Diagnostic[] {
  return found === null ? [] : [found];
}

type FoundSet = { readonly raw: unknown } | { readonly missing: string } | { readonly problems: readonly Diagnostic[] };

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
    return { missing: there.length > 0 ? `is there, but not at version ${version}` : "is in no file that was given" };
  }
  const got = await getMappingSet(remote, id, version);
  if (got.kind === "failed") return { problems: told(got) };
  if (got.kind === "there") return { raw: got.value.raw };
  return { missing: version === null ? "is gone" : `is gone, or has no version ${version} any more` };
}
