import type { Diagnostic } from "../../diagnostics/index.js";
import type { Json } from "../json.js";

/** What xdmap makes and keeps in a sandbox, in the order in which it is applied. */
export type ResourceKind = "schema" | "dataset" | "source" | "target" | "mapping-set" | "flow";

/**
 * What a step does. `replace`: a new object beside the old one, which cannot be edited. `adopt`: an object that is there with
 * just this content, and of which the state knows nothing. `delete`: what belongs to a flow that the project file has no
 * more; only when it is asked for.
 */
export type Action = "create" | "update" | "replace" | "adopt" | "leave" | "delete";

/** An object that is there, by its id; or what another step of the plan makes or finds, by that step's key. */
export type Reference = { readonly kind: "id"; readonly id: string } | { readonly kind: "step"; readonly key: string };

/** What a reference stands for when its step is done. The version is a mapping set's. */
export interface Applied {
  readonly id: string;
  readonly version: number | null;
}

/** What a step's key stands for; undefined as long as its object is not there. */
export type Known = (key: string) => Applied | undefined;

/** One leaf of an object's content: a path and its value as text, so that `15` and `"15"` are the same. */
export interface Field {
  readonly path: string;
  readonly text: string;
}

/** One difference between what is there and what the files want. */
export interface Change {
  /** A line of a mapping set has its destination as path. */
  readonly kind: "field" | "mapping";
  readonly path: string;
  readonly before: string | null;
  readonly after: string | null;
  /** Why this cannot be edited, where it makes a step a `replace`. */
  readonly why: string | null;
}

/** One difference between what was last pushed and what is there now. */
export interface Drift {
  readonly kind: "field" | "mapping";
  readonly path: string;
  /** Null where it was not there; also where the state holds no more than a hash. */
  readonly pushed: string | null;
  readonly now: string | null;
  /** The service writes some fields itself: those are never put back. */
  readonly by: "service" | "hand";
}

/** An object as the plan saw it: whether it is still the same may be looked up before it is written. */
export interface Seen {
  readonly etag: string | null;
  readonly version: number | null;
  /** Of its normalised content. */
  readonly hash: string;
}

export interface Spec {
  readonly id: string;
  readonly version: string;
}

/** Only a composition can be created. */
export interface SchemaContent {
  readonly resource: "schema";
  readonly title: string;
  readonly description: string;
  readonly class: string;
  /** The `$ref`s of its `allOf`. */
  readonly references: readonly string[];
}

export interface DatasetContent {
  readonly resource: "dataset";
  readonly name: string;
  readonly schema: Reference;
  /** With the version of the schema. */
  readonly contentType: string;
  readonly profile: boolean;
}

export interface SourceContent {
  readonly resource: "source";
  readonly name: string;
  readonly description: string;
  readonly base: string;
  readonly spec: Spec;
  /** `tabular`, `delimited`, `json`, `parquet`. */
  readonly format: string;
  /** `tableName` and `columns`, or `path` and `recursive`. */
  readonly params: Readonly<Record<string, Json>>;
}

export interface TargetContent {
  readonly resource: "target";
  readonly name: string;
  readonly description: string;
  readonly spec: Spec;
  readonly schema: Reference;
  readonly contentType: string;
  readonly dataset: Reference;
}

/** One mapping as it is sent, in the current dialect. */
export interface MappingLine {
  readonly sourceType: "ATTRIBUTE" | "EXPRESSION" | "STATIC";
  readonly source: string;
  readonly destination: string;
  readonly name?: string;
  readonly description?: string;
}

export interface MappingSetContent {
  readonly resource: "mapping-set";
  readonly name: string;
  readonly description: string;
  readonly schema: Reference;
  readonly contentType: string;
  readonly mappings: readonly MappingLine[];
}

/** Where the rows that are new since the last run are known by: the Copy transformation. */
export interface CopyParams {
  readonly name: string;
  readonly dateFormat: string | null;
  readonly timezone: string | null;
}

/** Times in seconds since 1970. A start of null: ten minutes after the flow is made. */
export interface ScheduleContent {
  readonly start: number | null;
  readonly frequency: string;
  readonly interval: number | null;
  readonly backfill: boolean | null;
}

export interface FlowContent {
  readonly resource: "flow";
  readonly name: string;
  readonly description: string;
  readonly spec: Spec;
  readonly source: Reference;
  readonly target: Reference;
  readonly mappingSet: Reference;
  /** As the flow's spec wants it: the tutorials' as text, others as a number. */
  readonly versionAs: "text" | "number";
  readonly copy: CopyParams | null;
  readonly schedule: ScheduleContent;
  readonly options: Readonly<Record<string, Json>> | null;
}

export type Content = SchemaContent | DatasetContent | SourceContent | TargetContent | MappingSetContent | FlowContent;

interface StepOf<R extends ResourceKind, C> {
  /** `schema/TITLE`, `dataset/NAME`, `flow/KEY/source`, `flow/KEY/target`, `flow/KEY/mapping-set`, `flow/KEY`. */
  readonly key: string;
  readonly resource: R;
  /** The flow's key in the project file; null for schemas and datasets, which flows may share. */
  readonly flow: string | null;
  readonly name: string;
  /** The object that is there: for `replace` the old one, for `create` null. */
  readonly id: string | null;
  readonly seen: Seen | null;
  readonly changes: readonly Change[];
  readonly drift: readonly Drift[];
  /** Hash of the content wanted, references by their keys. */
  readonly wanted: string;
  readonly content: C;
}

type Wanted<R extends ResourceKind, C> = StepOf<R, C> & { readonly action: Exclude<Action, "delete"> };

/** A schema that is there has no content: nothing of it is ever written. */
export type SchemaStep = Wanted<"schema", SchemaContent | null>;
/** Likewise. */
export type DatasetStep = Wanted<"dataset", DatasetContent | null>;
export type SourceStep = Wanted<"source", SourceContent>;
export type TargetStep = Wanted<"target", TargetContent>;
export type MappingSetStep = Wanted<"mapping-set", MappingSetContent>;
export type FlowStep = Wanted<"flow", FlowContent>;
/** Of a flow that the project file has no more. */
export type DeleteStep = StepOf<"source" | "target" | "flow", null> & {
  readonly action: "delete";
  readonly id: string;
};

export type WantedStep = SchemaStep | DatasetStep | SourceStep | TargetStep | MappingSetStep | FlowStep;
export type Step = WantedStep | DeleteStep;

/** What is to be done in one sandbox. The same files and the same sandbox give the same plan, byte for byte. */
export interface Plan {
  readonly sandbox: string;
  /** A fingerprint of the organisation's id. */
  readonly organization: string;
  /** Keys of the flows that were asked for; empty for all of them. */
  readonly only: readonly string[];
  /** In the order of application; a schema or dataset that flows share stands there once. */
  readonly steps: readonly Step[];
  /** With an error nothing may be applied. */
  readonly diagnostics: readonly Diagnostic[];
  /** True where the platform or the sign-in failed, so that the plan is not whole: exit status 4. */
  readonly platformFailed: boolean;
}

/** What the state file knows of one object: as the last push left it. */
export interface Remembered {
  readonly id: string;
  readonly etag: string | null;
  readonly version: number | null;
  /** Of the content, as `hashFields` makes it. */
  readonly hash: string;
  /** The content itself, so that drift can be told field by field; null where it is not kept. */
  readonly fields: readonly Field[] | null;
}

/** What the state file knows of one flow. What a push did not come to is null. */
export interface RememberedFlow {
  readonly schema: Remembered | null;
  readonly dataset: Remembered | null;
  readonly source: Remembered | null;
  readonly target: Remembered | null;
  readonly mappingSet: Remembered | null;
  readonly flow: Remembered | null;
}

/** The state of a sandbox, by the keys of its flows. */
export interface RememberedState {
  readonly flows: ReadonlyMap<string, RememberedFlow>;
}
