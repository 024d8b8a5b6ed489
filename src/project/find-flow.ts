import type { Diagnostic } from "../diagnostics/index.js";
import { nearest } from "../text/index.js";
import type { WrittenFlow } from "./deployment/flow-keys.js";
import { flowsOf } from "./flows-of.js";
import type { Projects } from "./load-project.js";

export type FoundFlow =
  /** Null where none was asked for. */
  | { readonly kind: "flow"; readonly settings: WrittenFlow | null }
  /** The project file cannot be followed. */
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] }
  /** No flow of that key names the mapping. A whole sentence. */
  | { readonly kind: "misuse"; readonly message: string };

/** A flow of a mapping by its key, as the project file says it without a sandbox. */
export async function findFlow(mapping: string, key: string | undefined, projects: Projects): Promise<FoundFlow> {
  if (key === undefined) return { kind: "flow", settings: null };
  const loaded = await projects.ofFile(mapping);
  if (loaded.kind === "problem") return loaded;
  const flows = flowsOf(loaded.project, mapping);
  const settings = flows.get(key);
  if (settings !== undefined) return { kind: "flow", settings };
  const near = nearest(key, flows.keys());
  const hint =
    flows.size === 0
      ? "None of xdmap.yaml names it."
      : near === undefined
        ? `Those that do are ${[...flows.keys()].map((one) => `'${one}'`).join(", ")}.`
        : `Did you mean '${near}'?`;
  return { kind: "misuse", message: `no flow '${key}' names the mapping ${mapping}. ${hint}` };
}
