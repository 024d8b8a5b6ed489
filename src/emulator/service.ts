import type { Behaviour } from "./behaviour.js";
import type { Json } from "./json.js";
import type { Library } from "./library.js";
import type { Store } from "./store.js";

export type Method = "GET" | "POST" | "PUT" | "PATCH" | "DELETE";

/** A request as a service sees it: signed in, in a sandbox that exists, its body read. */
export interface ServiceRequest {
  readonly method: Method;
  /** Inside the service, decoded segment by segment, without a slash at the end: `/flows/1f2e`. */
  readonly path: string;
  /** What the template's `{NAME}` matched, decoded. */
  readonly parameters: ReadonlyMap<string, string>;
  readonly query: URLSearchParams;
  /** By lower-case name. */
  readonly headers: ReadonlyMap<string, string>;
  /** Undefined without a body. A body that is no JSON was refused before. */
  readonly body: Json | undefined;
  /** The body as it came, for who needs the digits of its numbers. */
  readonly bodyText?: string;
}

/** An answer as data. Without body and text it is empty. */
export interface Answer {
  readonly status: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Json;
  /** Sent in place of a body, with the content type of the headers. */
  readonly text?: string;
  /** A dry run: nothing is written, though the answer is below 400. */
  readonly discard?: true;
}

/** All that a handler may know beside the request. Handlers reach neither clock nor random numbers themselves. */
export interface Context {
  /** The collections of the request's sandbox. What a handler writes counts only when it answers below 400. */
  readonly store: Store;
  readonly sandbox: string;
  readonly organization: string;
  /** Who signed in: the client id. */
  readonly client: string;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  readonly newId: (shape: IdShape) => string;
  readonly behaviour: Behaviour;
  /** `http://127.0.0.1:PORT`, for links. */
  readonly origin: string;
  /** `--sample TABLE=FILE`: the file that stands for a table or a path of a source. */
  readonly samples: ReadonlyMap<string, string>;
  /** The tenant of the sandbox, without the underscore. */
  readonly tenant: string;
  /** Adobe's own components, which all sandboxes share. */
  readonly library: Library;
}

/** uuid: 36 characters with dashes (Flow Service); hex24: Catalog; hex32: Data Prep. */
export type IdShape = "uuid" | "hex24" | "hex32";

export interface Route {
  readonly method: Method;
  /** `/flows/{FLOW_ID}`: literal segments win over parameters, whatever the order. */
  readonly path: string;
  readonly handle: (request: ServiceRequest, context: Context) => Answer | Promise<Answer>;
}

export interface Service {
  /** The segment after `/data/foundation/`. */
  readonly name: ServiceName;
  readonly routes: readonly Route[];
  /** False where a request needs no sandbox (sandbox-management). Default true. */
  readonly sandboxed?: boolean;
  /** Writes what a new sandbox holds from the start. Called for each sandbox that is made or reset, never for a loaded one. */
  readonly seed?: (context: Context) => void;
  /** The answer to a path or a method that no route has. */
  readonly notFound?: (request: ServiceRequest, context: Context) => Answer;
}

export type ServiceName =
  | "flowservice"
  | "conversion"
  | "schemaregistry"
  | "catalog"
  | "dataset"
  | "export"
  | "sandbox-management";
