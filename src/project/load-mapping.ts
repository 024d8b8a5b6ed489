import type { Diagnostic } from "../diagnostics/index.js";
import { hasErrors } from "../diagnostics/index.js";
import { type LoadOptions, loadWorkspace, type Workspace } from "../host/workspace.js";
import type { Projects } from "./load-project.js";
import type { Project } from "./project.js";
import { describeClash, type Given, type Settings, settle } from "./settings.js";

export type LoadedMapping =
  | {
      readonly kind: "mapping";
      readonly workspace: Workspace;
      readonly settings: Settings;
      /** Null where there is no project file. */
      readonly project: Project | null;
    }
  /** The mapping file could not be read, or its project file cannot be followed. */
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] }
  /** The command line contradicts itself. */
  | { readonly kind: "misuse"; readonly message: string };

/**
 * Reads a mapping file with what it names, by the settings of the command line and of its project. With an error in the
 * project file the mapping is not looked at: what is found then could be the consequence of that error.
 */
export async function loadMapping(
  path: string,
  given: Given,
  {
    inputs,
    read,
    projects,
    schemas,
    libraries,
    text,
    memory,
    onRead,
  }: Pick<LoadOptions, "inputs" | "read" | "schemas" | "libraries" | "text" | "memory" | "onRead"> & {
    readonly projects: Projects;
  },
): Promise<LoadedMapping> {
  const loaded = await projects.ofFile(path);
  if (loaded.kind === "problem") return loaded;
  const { settings, diagnostics } = settle(given, loaded.project);
  const ofProject = [...loaded.diagnostics, ...diagnostics];
  if (hasErrors(ofProject)) return { kind: "problem", diagnostics: ofProject };
  const clash = describeClash(settings.sample);
  if (clash !== null) return { kind: "misuse", message: clash };
  const { components, tenant, sample, lint } = settings;
  const opened = await loadWorkspace(path, {
    components,
    tenant,
    sample,
    inputs,
    read,
    schemas,
    libraries,
    lint,
    text,
    memory,
    onRead,
  });
  if (opened.kind === "problem") return { kind: "problem", diagnostics: [...ofProject, ...opened.diagnostics] };
  const { workspace } = opened;
  const all = [...ofProject, ...workspace.diagnostics];
  return { kind: "mapping", workspace: { ...workspace, diagnostics: all }, settings, project: loaded.project };
}
