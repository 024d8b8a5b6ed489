import { readFileSync } from "node:fs";
import { readMappingSet } from "../compiler/import/index.js";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { imports } from "../diagnostics/platform-import.js";
import { shownPath } from "../host/files.js";
import { findProjectFile } from "../host/project-folder.js";
import { getMappingSet, noMappingSet, openRemoteObjects, type RemoteObjects } from "../platform/import/find-objects.js";
import type { FlowToImport } from "../platform/import/gather-flow.js";
import { importFlows } from "../platform/import/import-flows.js";
import { mappingOf } from "../platform/import/imported-flow.js";
import { collectObjects, type LocalObjects } from "../platform/import/local-objects.js";
import { checkSandbox } from "../platform/plan/check-sandbox.js";
import { textAt } from "../platform/plan/read-json.js";
import { openReader } from "../platform/plan/reader.js";
import { findSchema } from "../platform/schemas/find-schema.js";
import { pullSchema } from "../platform/schemas/pull-schema.js";
import { writePulled } from "../platform/schemas/write-pulled.js";
import { readState } from "../platform/store/index.js";
import { flowsIn } from "../project/flows-there.js";
import { fileName, type ImportSource } from "../project/import-files.js";
import { indexComponents } from "../schema/index.js";
import { nearest, printCount } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT, type Exit } from "./exit.js";
import type { ImportOptions } from "./import-options.js";
import type { Output } from "./output.js";
import type { PlatformHost } from "./platform-options.js";
import { openSchemaSession, type SchemaSession } from "./schema-session.js";

export interface RemoteImport {
  /** The mapping sets that were asked for, and those of the files that no flow runs; they are written as those of files are. */
  readonly sources: readonly ImportSource[];
  readonly diagnostics: readonly Diagnostic[];
  /** How many there are to import. */
  readonly flows: number;
  /** Imports the flows, once nothing else speaks against it. */
  readonly importFlows: () => Promise<{
    readonly diagnostics: readonly Diagnostic[];
    readonly notes: readonly string[];
    /** Set where it says more than the findings do. */
    readonly exit: Exit | null;
  }>;
}

/** Files whose JSON holds flows are no mapping sets: they, and the connections beside them, are read here. */
export interface JsonFile {
  readonly label: string;
  readonly json: unknown;
}

type RemoteHost = PlatformHost & { readonly output: Output };

/** Gets mapping sets and flows of a sandbox, and flows of files. Nothing is written yet. */
export async function openRemoteImport(
  asked: readonly string[],
  files: readonly JsonFile[],
  options: ImportOptions,
  host: RemoteHost,
): Promise<RemoteImport> {
  const ended = (exit: Exit, ...diagnostics: readonly Diagnostic[]): RemoteImport => {
    const importNone = async () => ({ diagnostics: [], notes: [], exit });
    return { sources: [], diagnostics, flows: 0, importFlows: importNone };
  };
  const local = collectObjects(files);
  const needsSandbox = asked.length > 0 || options.all === true || options.sandbox !== undefined;
  let session: SchemaSession | null = null;
  if (needsSandbox) {
    const opened = await openSchemaSession({ ...options, project: options.project ?? "." }, host);
    if (opened.kind === "ended") return ended(opened.exit);
    session = opened.session;
    const reader = openReader(session.platform);
    const ofSandbox = await checkSandbox(reader, { sandbox: session.platform.sandbox, tenant: null });
    const failure = reader.failure();
    if (failure !== null) return ended(exitOf(host) ?? EXIT.platform, ...ofSandbox, failure);
  }
  const remote = session === null ? null : openRemoteObjects(session.platform);
  const diagnostics: Diagnostic[] = [];
  const sources = unusedSets(local, diagnostics);
  const flows: FlowToImport[] = local.flows.map(({ label, flow }) => ({ label, id: null, flow }));
  if (remote !== null && session !== null) {
    const found: FoundInSandbox = { remote, flows, sources, diagnostics };
    const there = flowsThere(session);
    for (const one of asked) {
      const name = one.slice(one.indexOf(":") + 1);
      if (one.startsWith("remote:")) await findSet(name, options.version, found);
      else if (name !== "*") await findFlow(name, there, found);
    }
    if (options.all === true || asked.includes("flow:*")) await findAllFlows(found, host.output);
  }
  const all = distinct(flows);
  const importAll = async () => {
    const none = { diagnostics: [], notes: [], exit: exitOf(host, remote) };
    if (all.length === 0) {
      const isEmpty = (options.all === true || asked.includes("flow:*")) && remote?.hasFailed() === false;
      return isEmpty ? { ...none, notes: ["0 flows: the sandbox has none\n"] } : none;
    }
    if (all.length > 1 && options.output?.endsWith(".xdmap") === true) {
      host.output.note("error: several flows need a folder to be written to: --output FOLDER\n");
      return { ...none, exit: EXIT.usage };
    }
    const told = await writeFlows(all, local, session, remote, options, host);
    return { ...told, exit: exitOf(host, remote) };
  };
  return { sources, diagnostics, flows: all.length, importFlows: importAll };
}

function exitOf({ signal }: RemoteHost, remote: RemoteObjects | null = null): Exit | null {
  if (signal?.aborted === true) return EXIT.interrupted;
  return remote?.hasFailed() === true ? EXIT.platform : null;
}

async function writeFlows(
  flows: readonly FlowToImport[],
  local: LocalObjects,
  session: SchemaSession | null,
  remote: RemoteObjects | null,
  options: ImportOptions,
  { output, env, clock, signal }: RemoteHost,
): Promise<{ readonly diagnostics: readonly Diagnostic[]; readonly notes: readonly string[] }> {
  const imported = await importFlows({
    flows,
    local,
    remote,
    owner: session === null ? null : { sandbox: session.platform.sandbox, organization: session.organization },
    folder: session?.folder ?? options.project ?? ".",
    output: options.output,
    settings: {
      target: options.target ?? null,
      samples: options.sample ?? [],
      extract: options.extract === true,
      force: options.force === true,
    },
    pullSchema: options.pullSchema === true && session !== null ? openPull(session, options.force === true) : null,
    env,
    now: clock ?? Date.now,
    isCancelled: () => signal?.aborted === true,
    onProgress: (done, all) => {
      if (output.isNoteTerminal) output.progress(`reading: ${done} of ${all} flows`);
    },
  });
  if (output.isNoteTerminal) output.progress(undefined);
  const notes = imported.written.map(({ key, file, name, mappings }) => {
    const count = mappings === 1 ? "1 mapping" : `${printCount(mappings)} mappings`;
    return `${printable(name)}: ${key}, ${count} written to ${printable(shownPath(file))}\n`;
  });
  const where = imported.projectFile === null ? "" : ` written to ${printable(shownPath(imported.projectFile))}`;
  const all = printCount(flows.length);
  notes.push(`${printCount(imported.written.length)} of ${all} ${flows.length === 1 ? "flow" : "flows"}${where}\n`);
  return { diagnostics: imported.diagnostics, notes };
}

/** The sets of files of flows that no flow of them runs. */
function unusedSets(local: LocalObjects, diagnostics: Diagnostic[]): ImportSource[] {
  const used = setsOfFlows(local);
  return local.sets.flatMap(({ label, set: json }) => {
    const id = textAt(json, "id");
    if (id !== null && used.has(id)) return [];
    const { set, problems } = readMappingSet(json);
    for (const problem of problems) diagnostics.push({ ...problem, place: problem.place ?? { path: label } });
    return set === null ? [] : [{ label, name: fileName(set.name ?? "", fileName(id ?? "", "mapping-set")), set }];
  });
}

/** The mapping sets that flows of the files refer to: they come with their flows alone. */
export function setsOfFlows({ flows }: LocalObjects): ReadonlySet<string> {
  return new Set(
    flows.flatMap(({ flow }) => {
      const pinned = mappingOf(flow);
      return "id" in pinned ? [pinned.id] : [];
    }),
  );
}

function distinct(flows: readonly FlowToImport[]): readonly FlowToImport[] {
  const seen = new Set<string>();
  return flows.filter((one) => {
    const id = one.id ?? textAt(one.flow, "id");
    if (id === null) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

/** What was found so far of what was asked for. */
interface FoundInSandbox {
  readonly remote: RemoteObjects;
  readonly flows: FlowToImport[];
  readonly sources: ImportSource[];
  readonly diagnostics: Diagnostic[];
}

/** The flows that the project knows: by their keys, the id of the state, or else the name. */
function flowsThere({ folder, platform, organization }: SchemaSession): ReadonlyMap<string, string> {
  const { path } = findProjectFile(folder);
  const state = readState(folder, { sandbox: platform.sandbox, organization });
  const idOf = (key: string) => (state.kind === "ok" ? (state.value.flows.get(key)?.flow?.id ?? null) : null);
  let text = "";
  try {
    text = path === null ? "" : readFileSync(path, "utf8");
  } catch {
    // Who opens the project file says why.
  }
  return new Map([...flowsIn(text, platform.sandbox).flows].map(([key, { name }]) => [key, idOf(key) ?? name]));
}

async function findFlow(named: string, there: ReadonlyMap<string, string>, found: FoundInSandbox): Promise<void> {
  if (await addFlow(named, named, found)) return;
  const known = there.get(named);
  if (known !== undefined && known !== named && (await addFlow(known, named, found))) return;
  const { diagnostics, remote } = found;
  const { sandbox, flows } = remote.platform;
  const names = [...there.keys()];
  for await (const reply of flows.flows.list()) {
    // What was looked for is not there, whatever else is: a list that fails is no other answer.
    if (reply.kind === "problem" || names.length >= MOST_NAMES) break;
    names.push(reply.value.name);
  }
  diagnostics.push(
    diagnostic(imports.XM7550, null, { what: "flow", named, sandbox, near: nearest(named, names) ?? null }),
  );
}

/** How many names are looked through for what was meant. */
const MOST_NAMES = 200;

/** Adds the flow of an id or a name; whether there is an end of the search, be it by a finding. */
async function addFlow(named: string, label: string, { remote, flows, diagnostics }: FoundInSandbox): Promise<boolean> {
  const service = remote.platform.flows.flows;
  const add = ({ id, raw }: { readonly id: string; readonly raw: unknown }) => {
    flows.push({ label: `flow:${label}`, id, flow: raw });
  };
  const fail = (why: Diagnostic | null) => {
    if (why !== null) diagnostics.push(why);
    return true;
  };
  if (UUID.test(named)) {
    const found = await remote.read("flow", `reading the flow ${named}`, (how) => service.get(named, how));
    if (found.kind === "failed") return fail(found.diagnostic);
    if (found.kind === "there") {
      add(found.value);
      return true;
    }
  }
  const found = await remote.read("flow", `looking for the flow ${named}`, (how) => service.named(named, how));
  if (found.kind === "failed") return fail(found.diagnostic);
  const [only, ...others] = found.kind === "there" ? found.value : [];
  if (only === undefined) return false;
  if (others.length === 0) add(only);
  else {
    const ids = [only, ...others].map(({ id }) => id).sort();
    diagnostics.push(diagnostic(imports.XM7551, null, { name: named, ids }));
  }
  return true;
}

async function findAllFlows({ remote, flows, diagnostics }: FoundInSandbox, output: Output): Promise<void> {
  for await (const reply of remote.platform.flows.flows.list()) {
    const found = await remote.read("flow", "listing the flows", async () => reply);
    if (found.kind === "failed" && found.diagnostic !== null) diagnostics.push(found.diagnostic);
    if (found.kind !== "there") return;
    const { id, raw } = found.value;
    flows.push({ label: `flow:${id}`, id, flow: raw });
    if (output.isNoteTerminal) output.progress(`listing the flows: ${flows.length}`);
  }
}

async function findSet(
  id: string,
  version: number | undefined,
  { remote, sources, diagnostics }: FoundInSandbox,
): Promise<void> {
  const label = `remote:${id}${version === undefined ? "" : ` (version ${version})`}`;
  const got = await getMappingSet(remote, id, version ?? null);
  if (got.kind === "absent") diagnostics.push(noMappingSet(remote, id, version ?? null));
  if (got.kind === "failed" && got.diagnostic !== null) diagnostics.push(got.diagnostic);
  if (got.kind !== "there") return;
  const { set, problems } = readMappingSet(got.value.raw);
  for (const problem of problems) diagnostics.push({ ...problem, place: problem.place ?? { path: label } });
  if (set !== null) sources.push({ label, name: fileName(set.name ?? "", fileName(id, "mapping-set")), set });
}

/** Gets each schema once, into a file of the project. */
function openPull({ platform }: SchemaSession, force: boolean) {
  const pulled = new Map<string, string | null>();
  return async (id: string, folder: string) => {
    const known = pulled.get(id);
    if (known !== undefined) return { file: known, diagnostics: [] };
    const keep = (file: string | null, diagnostics: readonly Diagnostic[]) => {
      pulled.set(id, file);
      return { file, diagnostics };
    };
    const found = await findSchema(platform, id);
    if (found.kind === "stopped") return keep(null, found.diagnostics);
    const components = indexComponents([]).index;
    const got = await pullSchema(platform, { id: found.id, container: found.container, form: "xed-full", components });
    if (got.kind === "stopped") return keep(null, got.diagnostics);
    const written = await writePulled(got.schema, { output: undefined, folder, components: "components", force });
    return written.kind === "problem" ? keep(null, written.diagnostics) : keep(written.path, []);
  };
}
