import type { Json, JsonObject } from "../json.js";
import type { Reply } from "../problem.js";
import type { CallOptions, CountedError, Editable, Pages, Readable, Remote, Written } from "./resource.js";

/** A reference to a connection spec or flow spec. */
export interface SpecReference {
  readonly id: string;
  /** As text, "1.0", also where a service writes a number. */
  readonly version: string | null;
}

/** A base connection: the account at the source. Its `auth` is in nothing that is read here. */
export interface BaseConnection extends Remote {
  readonly name: string;
  readonly description: string | null;
  readonly state: string | null;
  readonly connectionSpec: SpecReference | null;
  readonly etag: string | null;
}

export interface ConnectionSpec extends Remote {
  readonly name: string;
  readonly version: string | null;
}

export interface FlowSpec extends Remote {
  readonly name: string;
  readonly version: string | null;
  /** Of which connection specs a source may be; null where the service does not say. */
  readonly sourceConnectionSpecIds: readonly string[] | null;
  /** JSON Schema (draft-07) of `scheduleParams`; null where there is none. */
  readonly scheduleSpec: JsonObject | null;
  /** By the name of the transformation, the JSON Schema of its `params`. Read from `transformationSpecs` and `transformationSpec`. */
  readonly transformationSpecs: ReadonlyMap<string, JsonObject>;
  /** JSON Schema of the flow's options. */
  readonly optionSpec: JsonObject | null;
  /** JSON Schema of a run's params. Known to contradict what the service takes. */
  readonly runSpec: JsonObject | null;
}

export interface SourceConnection extends Remote {
  readonly name: string;
  readonly description: string | null;
  readonly baseConnectionId: string | null;
  readonly connectionSpec: SpecReference | null;
  readonly data: JsonObject;
  readonly params: JsonObject;
  readonly state: string | null;
  readonly etag: string | null;
}

export type TargetConnection = SourceConnection;

export interface Transformation {
  readonly name: string;
  readonly params: JsonObject;
}

export interface Flow extends Remote {
  readonly name: string;
  readonly description: string | null;
  /** "enabled", "disabled", "draft", or one of passage ("initializing", "updating", "deleting" and others). */
  readonly state: string | null;
  /** What a change has to be based on; the service gives the same as `version`. */
  readonly etag: string | null;
  readonly flowSpec: SpecReference | null;
  readonly sourceConnectionIds: readonly string[];
  readonly targetConnectionIds: readonly string[];
  /** In the service's order, which is the one that JSON Pointers of a change count. */
  readonly transformations: readonly Transformation[];
  /** As the service writes it: numbers may be texts. */
  readonly scheduleParams: JsonObject;
  readonly options: JsonObject;
  readonly lastOperation: JsonObject | null;
  readonly lastRunDetails: JsonObject | null;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
}

export interface RunActivity {
  readonly id: string | null;
  readonly name: string | null;
  readonly status: string | null;
  readonly errors: readonly CountedError[];
  readonly raw: JsonObject;
}

export interface RunRecords {
  readonly input: number | null;
  readonly output: number | null;
  readonly created: number | null;
  readonly updated: number | null;
  readonly failed: number | null;
}

export interface Run extends Remote {
  readonly flowId: string | null;
  readonly etag: string | null;
  /** "scheduled", "inProgress", "success", "failed" and others, as the service writes it. A success may have failed records. */
  readonly status: string | null;
  readonly params: JsonObject;
  /** Milliseconds since 1970. */
  readonly createdAt: number | null;
  readonly updatedAt: number | null;
  readonly startedAt: number | null;
  readonly completedAt: number | null;
  readonly records: RunRecords;
  /** Of the run as a whole. */
  readonly errors: readonly CountedError[];
  /** Read from `activities` and `activites`. */
  readonly activities: readonly RunActivity[];
}

export interface RunService {
  readonly get: (id: string, options?: CallOptions) => Promise<Reply<Run>>;
  /** The runs of one flow, in the service's order. */
  readonly ofFlow: (flowId: string, options?: CallOptions) => Pages<Run>;
  /** An on-demand run. Never sent twice: `unknown` has to stop. */
  readonly create: (body: object, options?: CallOptions) => Promise<Reply<Written>>;
}

export interface FlowCollection extends Editable<Flow> {
  /** Sets the state. Where the outcome was unclear it looks, and asks once more where the state is another. */
  readonly setState: (
    id: string,
    state: "enabled" | "disabled",
    options?: CallOptions,
  ) => Promise<Reply<{ readonly id: string; readonly etag: string | null }>>;
}

export interface BaseConnectionCollection extends Readable<BaseConnection> {
  /** What the source offers: its tables or folders, or the columns of one; as the service writes it. */
  readonly explore: (
    id: string,
    query: Readonly<Record<string, string>>,
    options?: CallOptions,
  ) => Promise<Reply<Json>>;
}

/** Flow Service: connections, specs, flows and runs. */
export interface FlowService {
  readonly connections: BaseConnectionCollection;
  readonly connectionSpecs: Readable<ConnectionSpec>;
  readonly flowSpecs: Readable<FlowSpec>;
  readonly sourceConnections: Editable<SourceConnection>;
  readonly targetConnections: Editable<TargetConnection>;
  readonly flows: FlowCollection;
  readonly runs: RunService;
}
