// biome-ignore-all lint/suspicious/noExplicitAny: answers of any shape, which a call looks into
import { START } from "../flow-service/world.js";

/** What a call of the collections is filled with, and what its answer has to be. */
export interface Call {
  /** Method and URL as the collection has them, after `/data/foundation`; of sign-in the whole path. */
  readonly request: string;
  /** For the `{{NAME}}` and `:NAME` of this call alone. */
  readonly values?: (made: Made) => Readonly<Record<string, string>>;
  /** Sent in place of `{{body}}`. */
  readonly body?: (made: Made) => unknown;
  readonly status: number;
  /** What an answer of the documented shape holds; `filled` where the parameters were not left empty. */
  readonly check?: (body: any, filled: boolean, made: Made) => boolean;
  /** What later calls need of the answer. */
  readonly keep?: (body: any) => Made;
}

export type Made = Readonly<Record<string, string>>;

export const idOf = (reference: unknown): string => String(reference).split("/").at(-1) ?? "";
export const kept = (name: string) => (body: any) => ({ [name]: String(body.id) });
export const isList = (body: any): boolean => Array.isArray(body.items) && body._links !== undefined;
export const isOne = (body: any): boolean => body.items.length === 1;
export const isTagged = (body: any): boolean => typeof body.id === "string" && typeof body.etag === "string";
export const isReference = (body: any): boolean => body.length === 1 && /^@\/(dataSets|batches)\/\w+$/.test(body[0]);
export const isPage = (body: any): boolean =>
  body.results.length > 0 && body._page.count > 0 && body._links !== undefined;
export const isSummary = (body: any): boolean => Object.keys(body).sort().join() === "$id,meta:altId,title,version";
export const EVERY_BATCH =
  "status={{status}}&recordCount={{recordCount}}&failedRecordCount={{failedRecordCount}}&size={{size}}&started={{started}}&completed={{completed}}&startAfter={{startAfter}}&startBefore={{startBefore}}&endAfter={{endAfter}}&endBefore={{endBefore}}&batch={{batch}}&externalId={{externalId}}&connection={{connection}}&connector={{connector}}&dataSet={{dataSet}}";
export const REGISTRY_LIST = "property={{property}}&orderby={{orderby}}&start={{start}}&limit={{limit}}";
export const FLOW_LIST =
  "property={{property}}&limit={{limit}}&orderby={{orderby}}&continuationToken={{continuationToken}}&count=false";

export const PROFILE = "https://ns.adobe.com/xdm/context/profile";
export const IDENTITIES = "https://ns.adobe.com/xdm/context/identitymap";
export const RECORD = "https://ns.adobe.com/xdm/data/record";

export const seconds = START / 1000;
export const replaceName = [{ op: "replace", path: "/name", value: "Renamed" }];
export const replaceTitle = (value: string) => [{ op: "replace", path: "/title", value }];

export const loyalty = { points: { type: "integer", title: "Points" }, tier: { type: "string", title: "Tier" } };
export const fields = (title: string) => ({
  title,
  type: "object",
  "meta:intendedToExtend": [PROFILE],
  definitions: { customFields: { type: "object", properties: { _acme: { type: "object", properties: loyalty } } } },
  allOf: [{ $ref: "#/definitions/customFields" }],
});
export const mappingSet = ({ schema = "" }: Made) => ({
  name: "Loyalty",
  outputSchema: { schemaRef: { id: schema, contentType: "application/vnd.adobe.xed-full+json;version=1" } },
  mappings: [{ sourceType: "ATTRIBUTE", source: "tier", destination: "_acme.tier" }],
});
