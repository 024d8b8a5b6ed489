import type { SourceFile } from "../../text/index.js";
import type { Projects } from "../load-project.js";
import type { FlowSettings } from "./flow-settings.js";

/** The project file as it is in one sandbox. */
export interface Deployment {
  /** The folder of xdmap.yaml, from the root on: `.env` and `.xdmap` are there. */
  readonly folder: string;
  readonly file: SourceFile;
  /** Lower-case letters, digits and `-`: it may name a file. */
  readonly sandbox: string;
  /** With its `_`; null where nothing says it. */
  readonly tenant: string | null;
  /** By their keys, in the order of the file. */
  readonly flows: ReadonlyMap<string, FlowSettings>;
  /** For `loadMapping`: what the file says of mappings (schemas, tenant, samples), as it is in this sandbox. */
  readonly projects: Projects;
}

/** The variables of the environment: what `process.env` is. */
export type Environment = Readonly<Record<string, string | undefined>>;
