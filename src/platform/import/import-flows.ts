import { mkdirSync, rmSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { importedFlows } from "../../diagnostics/platform-import-flows.js";
import { readText, shownPath, writeWhole } from "../../host/files.js";
import { findProjectFile } from "../../host/project-folder.js";
import { type FlowsThere, flowsIn, NO_FLOWS } from "../../project/flows-there.js";
import type { ImportSettings } from "../../project/import-mapping.js";
import { openDeployment } from "../../project/index.js";
import { type FlowToWrite, newProjectFile, writeFlows } from "../../project/write-flows.js";
import { type Owner, openStore, type Store } from "../store/index.js";
import type { RemoteObjects } from "./find-objects.js";
import { stateOf } from "./flow-state.js";
import { type FlowToImport, type GatheredFlow, gatherFlow } from "./gather-flow.js";
import type { LocalObjects } from "./local-objects.js";
import { type NamedFlow, nameFlows } from "./name-flows.js";
import { findEarlier, shareMappings } from "./share-mappings.js";
import { type MadeMapping, makeMapping, type PullSchema, type Undo, writeMapping } from "./write-mappings.js";

export interface ImportFlowsInput {
  readonly flows: readonly FlowToImport[];
  readonly local: LocalObjects;
  /** Null where nothing may be asked: then all has to be in files, and the state gets no ids. */
  readonly remote: RemoteObjects | null;
  readonly owner: Owner | null;
  /** A folder of the project, or the one that becomes it. */
  readonly folder: string;
  /** The folder of the mapping files; the project's where it is left out. A single flow may have a file. */
  readonly output: string | undefined;
  readonly settings: Omit<ImportSettings, "flow">;
  readonly pullSchema: PullSchema | null;
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly now: () => number;
  readonly isCancelled?: () => boolean;
  readonly onProgress?: (done: number, all: number) => void;
}

export interface ImportedFlows {
  readonly written: readonly {
    readonly key: string;
    readonly name: string;
    readonly file: string;
    readonly mappings: number;
  }[];
  readonly projectFile: string | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** As for plans: more than the client has requests in flight, and few enough to keep memory low. */
const AT_A_TIME = 16;

/**
 * Brings flows into a project: a mapping file each, then all of them into the project file at once, then their ids into the
 * state. What cannot be imported is told, and does not keep the others away; what was written for it is taken back. Under
 * the lock of the sandbox, where there is one.
 */
export async function importFlows(input: ImportFlowsInput): Promise<ImportedFlows> {
  const diagnostics: Diagnostic[] = [];
  const none = (...more: readonly Diagnostic[]): ImportedFlows => {
    return { written: [], projectFile: null, diagnostics: [...diagnostics, ...more] };
  };
  const gathered = await gatherAll(input, diagnostics);
  if (input.isCancelled?.() === true || gathered.length === 0) return none();
  const found = findProjectFile(input.folder).path;
  const path = found ?? join(resolve(input.folder), "xdmap.yaml");
  const before = found === null ? null : await readText(path);
  if (before?.kind === "problem") return none(before.diagnostic);
  const { owner, now, settings } = input;
  const opened = owner === null ? null : openStore({ folder: dirname(path), owner, now });
  if (opened?.kind === "problem") return none(opened.diagnostic);
  const store = opened?.value ?? null;
  try {
    const sandbox = owner?.sandbox ?? null;
    const there = before === null ? NO_FLOWS : flowsIn(before.value, sandbox);
    const { named, diagnostics: ofNames } = nameFlows(gathered, {
      file: shownPath(path),
      there,
      idOf: (key) => store?.state.flows.get(key)?.flow?.id ?? null,
      force: settings.force,
      sandbox,
    });
    for (const one of ofNames) diagnostics.push(one);
    if (named.length === 0) return none();
    return await writeAll({ ...input, path, text: before?.value ?? null, there, store }, named, diagnostics);
  } finally {
    store?.release();
  }
}

async function gatherAll(
  { flows, local, remote, onProgress, isCancelled }: ImportFlowsInput,
  told: Diagnostic[],
): Promise<readonly GatheredFlow[]> {
  const results = new Map<number, GatheredFlow>();
  const problems = new Map<number, readonly Diagnostic[]>();
  let next = 0;
  let done = 0;
  const work = async () => {
    for (let at = next++; at < flows.length; at = next++) {
      const flow = flows[at];
      if (flow === undefined || isCancelled?.() === true || remote?.hasEnded() === true) return;
      const one = await gatherFlow(flow, local, remote);
      if (one.kind === "flow") results.set(at, one.flow);
      const found = one.kind === "flow" ? one.flow.diagnostics : one.diagnostics;
      // One without a word was given up with the reading.
      if (one.kind === "flow" || found.length > 0) problems.set(at, found);
      onProgress?.(++done, flows.length);
    }
  };
  await Promise.all(Array.from({ length: Math.min(AT_A_TIME, flows.length) }, work));
  for (const at of flows.keys()) for (const one of problems.get(at) ?? []) told.push(one);
  for (const one of remote?.failedLookups() ?? []) told.push(one);
  const count = flows.length - problems.size;
  if (count > 0 && isCancelled?.() !== true)
    told.push(diagnostic(importedFlows.XM7560, null, { count, all: flows.length }));
  return flows.flatMap((_, at) => results.get(at) ?? []);
}

interface Place extends ImportFlowsInput {
  /** The project file, and what it says; null where there is none yet. */
  readonly path: string;
  readonly text: string | null;
  readonly there: FlowsThere;
  readonly store: Store | null;
}

interface Ready extends MadeMapping {
  readonly entry: FlowToWrite;
  readonly undo: Undo;
}

async function writeAll(
  place: Place,
  named: readonly NamedFlow[],
  told: readonly Diagnostic[],
): Promise<ImportedFlows> {
  const diagnostics = [...told];
  const { path, store, isCancelled } = place;
  const none = (...more: readonly Diagnostic[]): ImportedFlows => {
    if (place.text === null) rmSync(path, { force: true });
    return { written: [], projectFile: null, diagnostics: [...diagnostics, ...more] };
  };
  // A new one is there before the mapping files, which are then files of its project.
  mkdirSync(dirname(path), { recursive: true });
  const begun = place.text === null ? await writeWhole(path, newProjectFile([], place.owner?.sandbox ?? null)) : null;
  if (begun?.kind === "problem") return none(begun.diagnostic);
  const all: MadeMapping[] = [];
  for (const one of named) {
    if (isCancelled?.() === true) return none();
    const { made, diagnostics: found } = await makeMapping(place, one, place.flows.length === 1);
    for (const each of found) diagnostics.push(each);
    if (made !== null) all.push(made);
  }
  const { mappings, diagnostics: ofShared } = shareMappings(
    all,
    findEarlier(store?.state ?? null, place.there, path, new Set(named.map(({ key }) => key))),
  );
  for (const one of ofShared) diagnostics.push(one);
  if (mappings.length === 0) return none();
  const ready: Ready[] = [];
  for (const one of mappings) {
    const written = await writeMapping(one);
    if ("problem" in written) {
      diagnostics.push(written.problem);
      continue;
    }
    const { key, flow } = one.named;
    const entry: FlowToWrite = { key, settings: { mapping: one.inside, ...flow.entry.settings } };
    ready.push({ ...one, entry, undo: written.undo });
  }
  const laid = await layIn(place, ready);
  for (const one of laid.diagnostics) diagnostics.push(one);
  const written = laid.text === null ? null : await writeWhole(path, laid.text);
  if (written?.kind === "problem") diagnostics.push(written.diagnostic);
  const kept = written?.kind === "ok" ? laid.kept : [];
  const keptFiles = new Set(kept.map(({ file }) => file));
  for (const one of ready.toReversed()) if (!keptFiles.has(one.file)) await one.undo();
  if (kept.length === 0) return none();
  const problem = store?.setFlows(new Map(kept.map(({ named: { key, flow } }) => [key, stateOf(flow)]))) ?? null;
  if (problem !== null) diagnostics.push(problem);
  return {
    written: kept.map(({ named: { key, flow }, file, mappings: count }) => {
      return { key, name: flow.entry.name, file, mappings: count };
    }),
    projectFile: path,
    diagnostics,
  };
}

interface LaidIn {
  readonly text: string | null;
  readonly kept: readonly Ready[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The project file with the flows in it. Where all together cannot stand there, those that can: each half is tried. */
async function layIn(place: Place, ready: readonly Ready[]): Promise<LaidIn> {
  const kept: Ready[] = [];
  const diagnostics: Diagnostic[] = [];
  let text: string | null = null;
  const add = async (some: readonly Ready[]): Promise<void> => {
    if (some.length === 0) return;
    const tried = await tryWith(place, [...kept, ...some]);
    if (tried.text !== null) {
      text = tried.text;
      for (const one of some) kept.push(one);
    } else if (some.length === 1)
      for (const one of some) diagnostics.push(...tried.diagnostics.map((found) => ofFlow(one, found)));
    else {
      const half = Math.ceil(some.length / 2);
      await add(some.slice(0, half));
      await add(some.slice(half));
    }
  };
  await add(ready);
  return { text, kept, diagnostics };
}

/** What speaks against a flow in the project file: its place there is in a text that nobody ever sees. */
function ofFlow({ named: { flow } }: Ready, found: Diagnostic): Diagnostic {
  if (found.code === imports.XM7557.code) return found;
  const why = `xdmap.yaml cannot have it: ${found.message.replace(/[.]$/, "")}`;
  return diagnostic(imports.XM7552, { path: flow.label }, { flow: flow.entry.name, why });
}

async function tryWith(
  { text, owner, env, path }: Place,
  ready: readonly Ready[],
): Promise<{ readonly text: string | null; readonly diagnostics: readonly Diagnostic[] }> {
  const entries = ready.map(({ entry }) => entry);
  const refuse = (why: string) => {
    return { text: null, diagnostics: [diagnostic(imports.XM7557, { path: shownPath(path) }, { why })] };
  };
  const sandbox = owner?.sandbox;
  const made = text === null ? null : writeFlows(text, entries);
  if (made?.kind === "problem") return refuse(made.why);
  const after = made?.text ?? newProjectFile(entries, sandbox ?? null);
  if (sandbox === undefined) return { text: after, diagnostics: [] };
  const opened = await openDeployment({ folder: dirname(path), sandbox, env, text: after });
  if (opened.kind === "deployment") return { text: after, diagnostics: [] };
  if (opened.kind === "misuse") return refuse(opened.message.replace(/\.$/, ""));
  return { text: null, diagnostics: opened.diagnostics.filter((one) => hasErrors([one])) };
}
