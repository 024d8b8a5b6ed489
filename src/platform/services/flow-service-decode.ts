import * as v from "valibot";
import { isJsonObject, type Json, type JsonObject, memberOf } from "../json.js";
import {
  countedErrors,
  decode,
  id,
  number,
  object,
  objects,
  optionalObject,
  specReference,
  text,
  texts,
  versionText,
} from "./decode.js";
import type {
  BaseConnection,
  ConnectionSpec,
  Flow,
  FlowSpec,
  Run,
  RunActivity,
  SourceConnection,
  Transformation,
} from "./flow-service-types.js";
import type { Written } from "./resource.js";

/** The objects of a list: in `items`, or (as a tutorial shows a flow spec) one of them alone. Null where it is neither. */
export function itemsOf(json: Json): readonly Json[] | null {
  if (Array.isArray(json)) return json;
  const items = memberOf(json, "items");
  if (Array.isArray(items)) return items;
  return typeof memberOf(json, "id") === "string" ? [json] : null;
}

/**
 * The parameters of the address of the next page, of which nothing else is taken: null at the last page, and empty where
 * it has none, which is no end. A token may hold `=` and `+` as they are.
 */
export function nextOf(json: Json): readonly (readonly [string, string])[] | null {
  const href = memberOf(memberOf(memberOf(json, "_links"), "next"), "href");
  if (typeof href !== "string" || href === "") return null;
  if (!href.includes("?")) return [];
  const query = href.slice(href.indexOf("?") + 1).replace(/#.*$/, "");
  const pairs = query.split("&").flatMap((pair): (readonly [string, string])[] => {
    const at = pair.indexOf("=");
    return at <= 0 || at === pair.length - 1 ? [] : [[unescaped(pair.slice(0, at)), unescaped(pair.slice(at + 1))]];
  });
  return pairs;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

const etags = { etag: text, eTag: text };

const connectionFields = v.object({
  id,
  name: text,
  description: text,
  state: text,
  connectionSpec: specReference,
  baseConnectionId: text,
  data: object,
  params: object,
  ...etags,
});

export function decodeBaseConnection(json: Json): BaseConnection | null {
  const read = decode(connectionFields, json);
  if (read === null) return null;
  const { data: _data, params: _params, baseConnectionId: _base, eTag, etag, name, ...rest } = read;
  return { ...rest, name: name ?? "", etag: etag ?? eTag, raw: withoutAuth(read.raw) };
}

/** What an account signs in with is nobody's business here. */
function withoutAuth(raw: JsonObject): JsonObject {
  return Object.fromEntries(Object.entries(raw).filter(([key]) => key !== "auth"));
}

export function decodeConnection(json: Json): SourceConnection | null {
  const read = decode(connectionFields, json);
  if (read === null) return null;
  const { eTag, etag, name, ...rest } = read;
  return { ...rest, name: name ?? "", etag: etag ?? eTag };
}

const specFields = v.object({
  id,
  name: text,
  version: versionText,
  sourceConnectionSpecIds: v.fallback(v.nullable(texts), null),
  scheduleSpec: optionalObject,
  transformationSpecs: v.fallback(v.nullable(v.array(v.unknown())), null),
  transformationSpec: v.fallback(v.nullable(v.array(v.unknown())), null),
  optionSpec: optionalObject,
  runSpec: optionalObject,
});

export function decodeConnectionSpec(json: Json): ConnectionSpec | null {
  const read = decode(specFields, json);
  return read === null ? null : { id: read.id, name: read.name ?? "", version: read.version, raw: read.raw };
}

const transformationSpecs = objects(v.object({ name: v.string(), spec: object }));

export function decodeFlowSpec(json: Json): FlowSpec | null {
  const read = decode(specFields, json);
  if (read === null) return null;
  const specs = v.parse(transformationSpecs, read.transformationSpecs ?? read.transformationSpec ?? []);
  return {
    id: read.id,
    name: read.name ?? "",
    version: read.version,
    sourceConnectionSpecIds: Array.isArray(memberOf(read.raw, "sourceConnectionSpecIds"))
      ? read.sourceConnectionSpecIds
      : null,
    scheduleSpec: schemaIn(read.scheduleSpec),
    transformationSpecs: new Map(specs.map(({ name, spec }) => [name, spec])),
    optionSpec: schemaIn(read.optionSpec),
    runSpec: schemaIn(read.runSpec),
    raw: read.raw,
  };
}

/** A spec is `{name, type, spec}`, of which `spec` is the JSON Schema. */
function schemaIn(json: JsonObject | null): JsonObject | null {
  const schema = memberOf(json ?? undefined, "spec");
  return isJsonObject(schema) ? schema : null;
}

const transformation = v.object({ name: v.fallback(v.string(), ""), params: object });

/** None is left out, whatever it is: a change names them by their place. */
const transformations = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) =>
      items.map((item): Transformation => {
        const read = v.safeParse(transformation, item);
        return read.success ? read.output : { name: "", params: {} };
      }),
    ),
  ),
  [],
);

const flowFields = v.object({
  id,
  name: text,
  description: text,
  state: text,
  flowSpec: specReference,
  sourceConnectionIds: texts,
  targetConnectionIds: texts,
  transformations,
  scheduleParams: object,
  options: object,
  lastOperation: optionalObject,
  lastRunDetails: optionalObject,
  createdAt: number,
  updatedAt: number,
  version: text,
  ...etags,
});

export function decodeFlow(json: Json): Flow | null {
  const read = decode(flowFields, json);
  if (read === null) return null;
  const { eTag, etag, version, name, ...rest } = read;
  return { ...rest, name: name ?? "", etag: etag ?? eTag ?? version };
}

const summary = v.fallback(v.nullable(v.object({ status: text, errors: countedErrors })), null);
const duration = v.fallback(v.nullable(v.object({ startedAtUTC: number, completedAtUTC: number })), null);
const records = v.fallback(
  v.nullable(
    v.object({
      inputRecordCount: number,
      outputRecordCount: number,
      createdRecordCount: number,
      updatedRecordCount: number,
      failedRecordCount: number,
    }),
  ),
  null,
);

const activityFields = v.object({
  id: text,
  name: text,
  statusSummary: v.fallback(
    v.nullable(
      v.object({
        status: text,
        errors: countedErrors,
        extensions: v.fallback(v.nullable(v.object({ errors: countedErrors })), null),
      }),
    ),
    null,
  ),
});

const runFields = v.object({
  id,
  flowId: text,
  params: object,
  createdAt: number,
  updatedAt: number,
  metrics: v.fallback(
    v.nullable(v.object({ statusSummary: summary, durationSummary: duration, recordSummary: records })),
    null,
  ),
  ...etags,
});

export function decodeRun(json: Json): Run | null {
  const read = decode(runFields, json);
  if (read === null) return null;
  const { metrics, etag, eTag, ...rest } = read;
  const counted = metrics?.recordSummary;
  // The published description misspells it.
  const activities = memberOf(read.raw, "activities") ?? memberOf(read.raw, "activites");
  return {
    ...rest,
    etag: etag ?? eTag,
    status: metrics?.statusSummary?.status ?? null,
    startedAt: metrics?.durationSummary?.startedAtUTC ?? null,
    completedAt: metrics?.durationSummary?.completedAtUTC ?? null,
    records: {
      input: counted?.inputRecordCount ?? null,
      output: counted?.outputRecordCount ?? null,
      created: counted?.createdRecordCount ?? null,
      updated: counted?.updatedRecordCount ?? null,
      failed: counted?.failedRecordCount ?? null,
    },
    errors: metrics?.statusSummary?.errors ?? [],
    activities: Array.isArray(activities) ? activities.flatMap((each: Json) => decodeActivity(each)) : [],
  };
}

function decodeActivity(json: Json): readonly RunActivity[] {
  const read = decode(activityFields, json);
  if (read === null) return [];
  const { statusSummary, ...rest } = read;
  const errors = [...(statusSummary?.errors ?? []), ...(statusSummary?.extensions?.errors ?? [])];
  return [{ ...rest, status: statusSummary?.status ?? null, errors }];
}

const writtenFields = v.object({ id, ...etags });

/** What a write is answered with: the id alone with its etag, the whole object, or either of them in `items`. */
export function decodeWritten(json: Json): Written | null {
  const [item, ...others] = itemsOf(json) ?? [];
  const read = item === undefined || others.length > 0 ? null : decode(writtenFields, item);
  return read === null ? null : { id: read.id, etag: read.etag ?? read.eTag };
}
