import type { Diagnostic } from "../../diagnostics/index.js";
import type { Deployment, Environment } from "./settings.js";

export interface OpenOptions {
  /** A folder of the project: xdmap.yaml is looked for in it, and above. */
  readonly folder: string;
  /** What `--sandbox` says. */
  readonly sandbox: string | undefined;
  readonly env: Environment;
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
 * The flows of a project as they are in one sandbox: that of the option, else of `XDMAP_SANDBOX`, else the only one that
 * the file names. Never another.
 */
export async function openDeployment({ folder }: OpenOptions): Promise<OpenedDeployment> {
  return { kind: "misuse", message: `The flows of ${folder} cannot be read yet.` };
}
