import type { Frequency } from "../../runtime/index.js";
import type { Placed } from "../yaml-tree.js";

/** What files of a `path` hold, in the words of a source connection's `data.format`. */
export type FileFormat = "delimited" | "json" | "parquet";

/** What a `path` leads to: files, or a table that its connector calls a path, as those of marketing systems do. */
export type PathFormat = FileFormat | "tabular";

/** What a flow reads. */
export type FlowSource =
  | {
      readonly kind: "table";
      readonly table: Placed<string>;
      /** Of the source connection's parameters the one that names the table. */
      readonly parameter: "tableName" | "path";
    }
  | {
      readonly kind: "path";
      readonly path: Placed<string>;
      readonly format: Placed<FileFormat>;
      readonly recursive: boolean;
    };

/** What a flow writes into. */
export interface FlowDataset {
  /** An id has 24 hexadecimal digits. */
  readonly by: "name" | "id";
  readonly named: Placed<string>;
  /** The flow needs a dataset that is enabled for Profile; undefined where nothing is said of it. */
  readonly profile: Placed<boolean> | undefined;
}

/** When a flow runs, held against the rules of flows: what `once` and `minute` do not allow is not here. */
export interface FlowSchedule {
  /** Seconds since 1970; undefined: ten minutes after the flow is made. */
  readonly start: Placed<number> | undefined;
  readonly frequency: Placed<Frequency>;
  /** Units of the frequency between two runs; the default is filled in, and for `once` it is null. */
  readonly interval: number | null;
  /** Null for `once`. */
  readonly backfill: boolean | null;
}

/** What a flow takes its increments by, where the mapping's delta header is not meant. */
export interface FlowDelta {
  readonly column: Placed<string>;
  /** A date pattern as Java's. */
  readonly format: Placed<string> | undefined;
  readonly timezone: Placed<string> | undefined;
}

export interface FlowOptions {
  readonly errorDiagnosticsEnabled: Placed<boolean> | undefined;
  /** More than 0, at most 100. */
  readonly partialIngestionPercent: Placed<number> | undefined;
}

/**
 * A flow of the project file as it is in one sandbox. Every part has its place in xdmap.yaml; what was left out has that
 * of what it follows from.
 */
export interface FlowSettings {
  /** How commands name it: letters, digits, `.`, `_` and `-`. What has no place of its own is told at the key's. */
  readonly key: Placed<string>;
  /** As it is written: from the project file's folder on. The file is there, and belongs to this project. */
  readonly mapping: Placed<string>;
  /** The mapping file, from the working folder on. */
  readonly mappingPath: string;
  /** In AEP. No other flow of the sandbox has it. */
  readonly name: Placed<string>;
  readonly description: Placed<string> | undefined;
  /** The base connection: its id or its name. */
  readonly connection: Placed<string>;
  /** An id or a name; undefined: that of the base connection. */
  readonly connectionSpec: Placed<string> | undefined;
  /** An id or a name; where nothing is said, CRMToAEP for a table and CloudStorageToAEP for a path. */
  readonly flowSpec: Placed<string>;
  readonly source: Placed<FlowSource>;
  /** An id (`https://ns.adobe.com/…`) or a title; undefined: what the mapping's target schema says. */
  readonly schema: Placed<string> | undefined;
  readonly dataset: Placed<FlowDataset>;
  readonly schedule: Placed<FlowSchedule>;
  /** Undefined: the mapping's delta header, where the flow may have one (no `once`, no path). */
  readonly delta: Placed<FlowDelta> | undefined;
  readonly options: FlowOptions;
}
