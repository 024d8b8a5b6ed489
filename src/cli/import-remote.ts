import { readMappingSet } from "../compiler/import/index.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { imports } from "../diagnostics/platform-import.js";
import { shownPath } from "../host/files.js";
import { getMappingSet, openRemoteObjects, type RemoteObjects } from "../platform/import/find-objects.js";
import type { FlowToImport } from "../platform/import/gather-flow.js";
import { importFlows } from "../platform/import/import-flows.js";
import { mappingOf } from "../platform/import/imported-flow.js";
import { collectObjects, type LocalObjects } from "../platform/import/local-objects.js";
import { findSchema } from "../platform/schemas/find-schema.js";
import { pullSchema } from "../platform/schemas/pull-schema.js";
import { writePulled } from "../platform/schemas/write-pulled.js";
import { fileName, type ImportSource } from "../project/import-files.js";
import { indexComponents } from "../schema/index.js";
import { printCount } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT, type Exit } from "./exit.js";
import type { ImportOptions } from "./import-options.js";
import type { Output } from "./output.js";
import type { PlatformHost } from "./platform-options.js";
import { openSchemaSession, type SchemaSession } from "./schema-session.js";

export interface RemoteImport {
  /** What the mapping sets that were asked for became; they are written as those of files are. */
  readonly sources: readonly ImportSource[];
  readonly diagnostics: readonly Diagnostic[];
  readonly notes: readonly string[];
  /** Set where nothing more is to be done. */
  readonly exit: Exit | null;
}

/** Files whose JSON holds flows are no mapping sets: they, and the connections beside them, are read here. */
export interface JsonFile {
  readonly label: string;
  readonly json: unknown;
}

/** Imports mapping sets and flows of a sandbox, and flows of files. */
export async function importRemote(
  asked: readonly string[],
  files: readonly JsonFile[],
  options: ImportOptions,
  host: PlatformHost & { readonly output: Output },
): Promise<RemoteImport> {
  const { output, signal } = host;
  const local = collectObjects(files);
  const needsSandbox = asked.length > 0 || options.all === true || options.sandbox !== undefined;
  const ended = (exit: Exit): RemoteImport => ({ sources: [], diagnostics: [], notes: [], exit });
  let session: SchemaSession | null = null;
  if (needsSandbox) {
    const opened = await openSchemaSession({ ...options, project: options.project ?? "." }, host);
    if (opened.kind === "ended") return ended(opened.exit);
    session = opened.session;
  }
  const remote = session === null ? null : openRemoteObjects(session.platform);
  const diagnostics: Diagnostic[] = [];
  const sources: ImportSource[] = [];
  const flows: FlowToImport[] = local.flows.map(({ label, flow }) => ({ label, id: null, flow }));
  if (remote !== null) {
    for (const one of asked) {
      const name = one.slice(one.indexOf(":") + 1);
      if (one.startsWith("flow:")) {
        if (name === "*") continue;
        await findFlow(name, remote, flows, diagnostics);
      } else await findSet(name, options.version, remote, sources, diagnostics);
    }
    if (options.all === true || asked.includes("flow:*")) await findAllFlows(remote, flows, diagnostics);
  }
  const notes: string[] = [];
  if (flows.length > 0) {
    const imported = await importFlows({
      flows: distinct(flows),
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
      env: host.env,
      now: host.clock ?? Date.now,
      isCancelled: () => signal?.aborted === true,
      onProgress: (done, all) => {
        if (output.isNoteTerminal) output.progress(`reading: ${done} of ${all} flows`);
      },
    });
    if (output.isNoteTerminal) output.progress(undefined);
    for (const one of imported.diagnostics) diagnostics.push(one);
    for (const { key, file, name, mappings } of imported.written) {
      const count = mappings === 1 ? "1 mapping" : `${printCount(mappings)} mappings`;
      notes.push(`${printable(name)}: ${key}, ${count} written to ${printable(shownPath(file))}\n`);
    }
    const { length } = imported.written;
    const all = distinct(flows).length;
    const where = imported.projectFile === null ? "" : ` written to ${printable(shownPath(imported.projectFile))}`;
    notes.push(`${printCount(length)} of ${printCount(all)} ${all === 1 ? "flow" : "flows"}${where}\n`);
  }
  const exit = signal?.aborted === true ? EXIT.interrupted : remote?.hasFailed() === true ? EXIT.platform : null;
  return { sources, diagnostics, notes, exit: exit ?? (hasErrors(diagnostics) ? EXIT.errors : null) };
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
  return flows.filter(({ id }) => {
    if (id === null) return true;
    if (seen.has(id)) return false;
    seen.add(id);
    return true;
  });
}

const UUID = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

async function findFlow(
  named: string,
  remote: RemoteObjects,
  flows: FlowToImport[],
  diagnostics: Diagnostic[],
): Promise<void> {
  const { platform } = remote;
  const add = ({ id, raw }: { readonly id: string; readonly raw: unknown }) => {
    flows.push({ label: `flow:${named}`, id, flow: raw });
  };
  if (UUID.test(named)) {
    const found = await remote.read(`reading the flow ${named}`, () => platform.flows.flows.get(named));
    if (found.kind === "there") return add(found.value);
    if (found.kind === "failed") return void diagnostics.push(found.diagnostic);
  }
  const found = await remote.read(`looking for the flow ${named}`, () => platform.flows.flows.named(named));
  if (found.kind === "failed") return void diagnostics.push(found.diagnostic);
  const [only, ...others] = found.kind === "there" ? found.value : [];
  if (only === undefined) {
    diagnostics.push(diagnostic(imports.XM7550, null, { what: "flow", named, sandbox: platform.sandbox }));
  } else if (others.length > 0) {
    const ids = [only, ...others].map(({ id }) => id).sort();
    diagnostics.push(diagnostic(imports.XM7551, null, { name: named, ids }));
  } else add(only);
}

async function findAllFlows(remote: RemoteObjects, flows: FlowToImport[], diagnostics: Diagnostic[]): Promise<void> {
  for await (const reply of remote.platform.flows.flows.list()) {
    const found = await remote.read("listing the flows", async () => reply);
    if (found.kind === "failed") diagnostics.push(found.diagnostic);
    if (found.kind !== "there") return;
    const { id, name, raw } = found.value;
    flows.push({ label: `flow:${name}`, id, flow: raw });
  }
}

async function findSet(
  id: string,
  version: number | undefined,
  remote: RemoteObjects,
  sources: ImportSource[],
  diagnostics: Diagnostic[],
): Promise<void> {
  const label = `remote:${id}${version === undefined ? "" : ` (version ${version})`}`;
  const got = await getMappingSet(remote, id, version ?? null);
  if ("problem" in got) return void diagnostics.push(got.problem);
  const { set, problems } = readMappingSet(got.set.raw);
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
