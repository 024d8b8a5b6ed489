import { existsSync, mkdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic, hasErrors } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { readText, shownPath, writeWhole } from "../../host/files.js";
import { findProjectFile } from "../../host/project-folder.js";
import { type ImportSettings, importMapping } from "../../project/import-mapping.js";
import { openDeployment } from "../../project/index.js";
import { type FlowToWrite, flowsIn, newProjectFile, writeFlows } from "../../project/write-flows.js";
import { type Owner, openStore, type Store } from "../store/index.js";
import type { RemoteObjects } from "./find-objects.js";
import { stateOf } from "./flow-state.js";
import { type FlowToImport, type GatheredFlow, gatherFlow } from "./gather-flow.js";
import type { LocalObjects } from "./local-objects.js";
import { type NamedFlow, nameFlows } from "./name-flows.js";

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
  /** Gets a schema, and gives its file; null where it cannot, which it tells. */
  readonly pullSchema:
    | ((
        id: string,
        folder: string,
      ) => Promise<{ readonly file: string | null; readonly diagnostics: readonly Diagnostic[] }>)
    | null;
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
 * state. What cannot be imported is told, and does not keep the others away. Under the lock of the sandbox, where there is
 * one.
 */
export async function importFlows(input: ImportFlowsInput): Promise<ImportedFlows> {
  const { flows, local, remote, folder, owner } = input;
  const diagnostics: Diagnostic[] = [];
  const none = (): ImportedFlows => ({ written: [], projectFile: null, diagnostics });
  const gathered = await gatherAll(input, diagnostics);
  if (input.isCancelled?.() === true || gathered.length === 0) return none();
  const found = findProjectFile(folder).path;
  const path = found ?? join(resolve(folder), "xdmap.yaml");
  const project = dirname(path);
  const before = found === null ? null : await readText(path);
  if (before?.kind === "problem") {
    diagnostics.push(before.diagnostic);
    return none();
  }
  const text = before?.value ?? null;
  const opened = owner === null ? null : openStore({ folder: project, owner, now: input.now });
  if (opened?.kind === "problem") {
    diagnostics.push(opened.diagnostic);
    return none();
  }
  const store = opened?.value ?? null;
  try {
    const known = {
      flows: text === null ? new Map<string, string>() : flowsIn(text),
      idOf: (key: string) => store?.state.flows.get(key)?.flow?.id ?? null,
      force: input.settings.force,
    };
    const { named, diagnostics: ofNames } = nameFlows(gathered, known);
    for (const one of ofNames) diagnostics.push(one);
    return await writeAll({ ...input, path, project, text, store }, named, diagnostics);
  } finally {
    store?.release();
  }

  async function gatherAll({ onProgress }: ImportFlowsInput, told: Diagnostic[]): Promise<readonly GatheredFlow[]> {
    const results = new Map<number, GatheredFlow>();
    const problems = new Map<number, readonly Diagnostic[]>();
    let next = 0;
    let done = 0;
    const work = async () => {
      for (let at = next++; at < flows.length; at = next++) {
        const flow = flows[at];
        if (flow === undefined || input.isCancelled?.() === true) return;
        const one = await gatherFlow(flow, local, remote);
        if (one.kind === "flow") results.set(at, one.flow);
        problems.set(at, one.kind === "flow" ? one.flow.diagnostics : one.diagnostics);
        onProgress?.(++done, flows.length);
      }
    };
    await Promise.all(Array.from({ length: Math.min(AT_A_TIME, flows.length) }, work));
    for (const at of flows.keys()) for (const one of problems.get(at) ?? []) told.push(one);
    return flows.flatMap((_, at) => results.get(at) ?? []);
  }
}

interface Place extends ImportFlowsInput {
  /** The project file, and what it says; null where there is none yet. */
  readonly path: string;
  readonly project: string;
  readonly text: string | null;
  readonly store: Store | null;
}

interface Ready {
  readonly named: NamedFlow;
  readonly entry: FlowToWrite;
  readonly file: string;
  readonly mappings: number;
}

async function writeAll(place: Place, named: readonly NamedFlow[], diagnostics: Diagnostic[]): Promise<ImportedFlows> {
  const { path, store } = place;
  const ready: Ready[] = [];
  for (const one of named) {
    const made = await writeMapping(place, one, named.length === 1);
    for (const found of made.diagnostics) diagnostics.push(found);
    if (made.ready !== null) ready.push(made.ready);
  }
  const { text, kept, diagnostics: refused } = await layIn(place, ready);
  for (const one of refused) diagnostics.push(one);
  if (text === null || kept.length === 0) return { written: [], projectFile: null, diagnostics };
  const written = await writeWhole(path, text);
  if (written.kind === "problem")
    return { written: [], projectFile: null, diagnostics: [...diagnostics, written.diagnostic] };
  for (const { named: one } of kept) {
    const problem = store?.setFlow(one.key, stateOf(one.flow)) ?? null;
    if (problem !== null) diagnostics.push(problem);
  }
  const list = kept.map(({ named: { key, flow }, file, mappings }) => ({ key, name: flow.entry.name, file, mappings }));
  return { written: list, projectFile: path, diagnostics };
}

async function writeMapping(
  { project, output, settings, pullSchema }: Place,
  { key, flow }: NamedFlow,
  isOnly: boolean,
): Promise<{ readonly ready: Ready | null; readonly diagnostics: readonly Diagnostic[] }> {
  const diagnostics: Diagnostic[] = [];
  const isFile = isOnly && output?.endsWith(".xdmap") === true;
  const file = isFile && output !== undefined ? output : join(output ?? project, `${key}.xdmap`);
  const refuse = (one: Diagnostic) => ({ ready: null, diagnostics: [...diagnostics, one] });
  const inside = relative(project, resolve(file));
  if (inside.startsWith("..") || resolve(inside) === inside) {
    const why = `its mapping file ${shownPath(file)} would lie outside the project ${shownPath(project)}`;
    return refuse(diagnostic(imports.XM7552, { path: flow.label }, { flow: flow.entry.name, why }));
  }
  try {
    mkdirSync(dirname(resolve(file)), { recursive: true });
  } catch {
    // The writing of the file says why.
  }
  let { target } = settings;
  if (pullSchema !== null && target === null && flow.set.schemaId !== null) {
    const pulled = await pullSchema(flow.set.schemaId, project);
    for (const one of pulled.diagnostics) diagnostics.push(one);
    target = pulled.file;
  }
  const { columns, delta } = flow.entry;
  const imported = importMapping({ label: flow.label, name: key, set: flow.set }, file, {
    ...settings,
    target,
    flow: { columns, delta },
  });
  for (const one of imported.diagnostics) diagnostics.push(one);
  if (imported.kind === "problem") return { ready: null, diagnostics };
  const written = await writeWhole(file, imported.text);
  if (written.kind === "problem") return refuse(written.diagnostic);
  const mapping = sep === "/" ? inside : inside.replaceAll(sep, "/");
  const entry: FlowToWrite = { key, settings: { mapping, ...flow.entry.settings } };
  return { ready: { named: { key, flow }, entry, file, mappings: imported.mappings }, diagnostics };
}

/** The project file with the flows in it. Where all together cannot stand there, those that can alone. */
async function layIn(
  place: Place,
  ready: readonly Ready[],
): Promise<{
  readonly text: string | null;
  readonly kept: readonly Ready[];
  readonly diagnostics: readonly Diagnostic[];
}> {
  const all = await tryWith(place, ready);
  if (all.text !== null) return { text: all.text, kept: ready, diagnostics: [] };
  if (ready.length <= 1) return { text: null, kept: [], diagnostics: all.diagnostics };
  const kept: Ready[] = [];
  const diagnostics: Diagnostic[] = [];
  let text: string | null = null;
  for (const one of ready) {
    const tried = await tryWith(place, [...kept, one]);
    if (tried.text === null) {
      for (const found of tried.diagnostics) diagnostics.push(found);
      continue;
    }
    kept.push(one);
    text = tried.text;
  }
  return { text, kept, diagnostics };
}

async function tryWith(
  { text, remote, project, owner, env, path }: Place,
  ready: readonly Ready[],
): Promise<{ readonly text: string | null; readonly diagnostics: readonly Diagnostic[] }> {
  const entries = ready.map(({ entry }) => entry);
  const sandbox = owner?.sandbox ?? remote?.platform.sandbox;
  const made = text === null ? null : writeFlows(text, entries);
  if (made?.kind === "problem") {
    return { text: null, diagnostics: [diagnostic(imports.XM7557, { path: shownPath(path) }, { why: made.why })] };
  }
  const after = made?.text ?? newProjectFile(entries, sandbox ?? null);
  // A file that is not there yet has no folder to be opened by.
  if (sandbox === undefined || !existsSync(path)) return { text: after, diagnostics: [] };
  const opened = await openDeployment({ folder: project, sandbox, env, text: after });
  if (opened.kind === "deployment") return { text: after, diagnostics: [] };
  if (opened.kind === "misuse") {
    return {
      text: null,
      diagnostics: [diagnostic(imports.XM7557, { path: shownPath(path) }, { why: opened.message.replace(/\.$/, "") })],
    };
  }
  return { text: null, diagnostics: opened.diagnostics.filter((one) => hasErrors([one])) };
}
