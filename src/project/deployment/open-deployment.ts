import { statSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { deployments as codes } from "../../diagnostics/deployments.js";
import { collector, type Diagnostic, diagnostic, hasErrors, quote, type Report } from "../../diagnostics/index.js";
import { describeFileError, shownPath } from "../../host/files.js";
import { findProjectFile, locateInProject } from "../../host/project-folder.js";
import type { SourceFile, Span } from "../../text/index.js";
import { type LoadedProject, openProjects, type Projects, readProjectFile } from "../load-project.js";
import type { Project } from "../project.js";
import type { Placed, YamlMap } from "../yaml-tree.js";
import { type ChosenSandbox, chooseSandbox } from "./choose-sandbox.js";
import { readDotEnv } from "./dot-env.js";
import type { FlowSettings } from "./flow-settings.js";
import type { Deployment, Environment } from "./settings.js";
import { settleFlow } from "./settle-flow.js";

export interface OpenOptions {
  /** A folder of the project: xdmap.yaml is looked for in it, and above. */
  readonly folder: string;
  /** What `--sandbox` says. */
  readonly sandbox: string | undefined;
  readonly env: Environment;
  /** What the file is about to be, where that is not what it is. */
  readonly text?: string | undefined;
}

export type OpenedDeployment =
  | {
      readonly kind: "deployment";
      readonly deployment: Deployment;
      /** Warnings and notes. */
      readonly diagnostics: readonly Diagnostic[];
    }
  /** The project file, or what it names, cannot be followed. */
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] }
  /** Wrong usage: which sandbox is meant cannot be told, or it is none. A whole sentence. */
  | { readonly kind: "misuse"; readonly message: string };

/**
 * The flows of a project as they are in one sandbox: that of the option, else of `XDMAP_SANDBOX` (the environment, then
 * `.env`), else the only one that the file names. Never another.
 */
export async function openDeployment({ folder, sandbox, env, text }: OpenOptions): Promise<OpenedDeployment> {
  const { path, misnamed } = findProjectFile(folder);
  if (path === null) {
    const shown = shownPath(resolve(folder));
    return { kind: "problem", diagnostics: [diagnostic(codes.XM6138, null, { folder: shown })] };
  }
  const read = await readProjectFile(path, misnamed, text);
  if (read.kind === "problem") return read;
  const { project, root, diagnostics } = read;
  if (hasErrors(diagnostics)) return { kind: "problem", diagnostics };
  const own = dirname(path);
  const chosen = await sandboxOf({ folder: own, sandbox, env }, project.sandboxes);
  if (chosen.kind === "problem") return { kind: "problem", diagnostics: [...diagnostics, ...chosen.diagnostics] };
  if (chosen.kind === "misuse") return chosen;
  const { report, diagnostics: found } = collector();
  const settled = await settleIn({ path, project, root }, chosen.name, report);
  const all = [...diagnostics, ...found];
  if (hasErrors(all)) return { kind: "problem", diagnostics: all };
  return { kind: "deployment", deployment: { folder: own, sandbox: chosen.name, ...settled }, diagnostics: all };
}

/** Which sandbox is meant: of those that are named, or (null) of any. `folder` may have a `.env`. */
export async function sandboxOf(
  { folder, sandbox, env }: OpenOptions,
  named: readonly string[] | null,
): Promise<ChosenSandbox | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] }> {
  const variables = sandbox === undefined && !env["XDMAP_SANDBOX"] ? await readDotEnv(folder) : null;
  if (variables?.kind === "problem") return variables;
  const variable = env["XDMAP_SANDBOX"] || variables?.variables["XDMAP_SANDBOX"];
  return chooseSandbox({ option: sandbox, variable, named });
}

interface ReadFile {
  /** From the root on. */
  readonly path: string;
  readonly project: Project;
  readonly root: YamlMap | null;
}

async function settleIn(
  { path, project, root }: ReadFile,
  sandbox: string,
  report: Report,
): Promise<Omit<Deployment, "folder" | "sandbox">> {
  const { file } = project;
  const merged = root === null ? project : await layIn(file, root, sandbox, report);
  const over = root === null ? null : await findOverlay(root, sandbox);
  const place = {
    sandbox,
    known: new Set(project.flows.keys()),
    lint: merged.lint,
    isOfSandbox: ({ start, end }: Span) => over !== null && over.start <= start && end <= over.end,
    locate: (mapping: Placed<string>) => locateMapping(mapping, path, report),
  };
  const flows = new Map<string, FlowSettings>();
  for (const [key, written] of merged.flows) {
    const flow = settleFlow(written, place, report);
    if (flow !== null) flows.set(key, flow);
  }
  refuseSameNames(flows, report);
  return { file, tenant: merged.tenant ?? null, flows, projects: projectsWith(merged, path) };
}

/** Loaded where there is a file alone: the YAML reader is behind it, which a check without a project file does not need. */
async function layIn(file: SourceFile, root: YamlMap, sandbox: string, report: Report): Promise<Project> {
  const [{ readSettings }, { keysInSandbox }] = await Promise.all([
    import("../read-project.js"),
    import("./in-sandbox.js"),
  ]);
  return readSettings(file, keysInSandbox(root, sandbox), report);
}

async function findOverlay(root: YamlMap, sandbox: string): Promise<Span | null> {
  const { mapAt } = await import("./in-sandbox.js");
  return mapAt(mapAt(root, "sandboxes"), sandbox)?.span ?? null;
}

/** Where a flow's mapping file is, from the working folder on; null where it cannot be used. */
function locateMapping({ value, span }: Placed<string>, projectFile: string, report: Report): string | null {
  const refuse = (why: string, advice: string): null => {
    report(codes.XM6137, span, { path: value, why, advice });
    return null;
  };
  const located = locateInProject(value, projectFile);
  if (located.kind === "outside") {
    return refuse(`it lies outside the project ${quote(located.project)}`, "Move the file into the project.");
  }
  const why = whyNoFile(located.path);
  if (why !== null) {
    return refuse(
      why,
      "Check the spelling; paths in the project file start at its own folder and are written with `/`.",
    );
  }
  const nearer = findProjectFile(dirname(resolve(located.path))).path;
  if (nearer === projectFile) return located.path;
  const named = nearer === null ? "" : ` ${quote(shownPath(nearer))}`;
  return refuse(`it belongs to the project${named}`, "Let that project have the flow, or move the file.");
}

function whyNoFile(path: string): string | null {
  try {
    const known = statSync(path, { throwIfNoEntry: false });
    if (known === undefined) return "there is no such file";
    return known.isFile() ? null : "it is no file";
  } catch (error) {
    return describeFileError(error);
  }
}

function refuseSameNames(flows: ReadonlyMap<string, FlowSettings>, report: Report): void {
  const first = new Map<string, FlowSettings>();
  for (const flow of flows.values()) {
    const { value: name, span } = flow.name;
    const earlier = first.get(name);
    if (earlier === undefined) {
      first.set(name, flow);
      continue;
    }
    const related = [{ message: "The other has it by this", place: earlier.name.span }];
    report(codes.XM6136, span, { name, keys: [earlier.key.value, flow.key.value] }, { related });
  }
}

/** Mappings of this project are loaded by what the file says in this sandbox. */
function projectsWith(project: Project, path: string): Projects {
  const others = openProjects();
  const loaded: LoadedProject = { kind: "project", project, diagnostics: [] };
  const ofFolder = async (folder: string) => (findProjectFile(folder).path === path ? loaded : others.ofFolder(folder));
  return { ofFolder, ofFile: (mappingFile) => ofFolder(dirname(resolve(mappingFile))) };
}
