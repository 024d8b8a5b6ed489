import type { CsvSetting, SampleOptions } from "../io/index.js";
import type { LintSettings } from "../lint/index.js";
import type { SourceFile, Span } from "../text/index.js";
import type { WrittenFlow } from "./deployment/flow-keys.js";
import type { Named } from "./section-kinds.js";
import type { Placed } from "./yaml-tree.js";

/** JEXL's two modes, as one setting: engine and arithmetic together. */
export type ExpressionMode = "lenient" | "strict";

/** What a project file says. What it leaves out is undefined. */
export interface Project {
  readonly file: SourceFile;
  /** Folders of XDM components, as they are written: from the project file's folder on. */
  readonly schemas: readonly Placed<string>[] | undefined;
  readonly expressions: Placed<ExpressionMode> | undefined;
  /** How samples are read where the command line does not say it. */
  readonly sample: SampleOptions;
  /** Where characters of a CSV are given. */
  readonly places: { readonly [S in CsvSetting]: Span | undefined };
  /** The sandbox's tenant, with its `_`. */
  readonly tenant: string | undefined;
  /** The levels and options of rules and findings. */
  readonly lint: LintSettings;
  /** By their keys, without what sandboxes say of them. */
  readonly flows: ReadonlyMap<string, Named<WrittenFlow>>;
  /** The names of the sandboxes; null where the file has no such section. */
  readonly sandboxes: readonly string[] | null;
}
