import * as v from "valibot";
import type { Call, Client } from "../http/client.js";
import { isJsonObject, type Json, type JsonObject, memberOf } from "../json.js";
import { ok, type Reply, refuse } from "../problem.js";
import { ask, type Page, walkPages } from "./ask.js";
import type {
  Batch,
  BatchCollection,
  CatalogService,
  Dataset,
  DatasetCollection,
  RowErrorFile,
} from "./catalog-types.js";
import type { SchemaReference } from "./data-prep-types.js";
import { boolean, countedErrors, id, number, text } from "./decode.js";
import { openFindNamed } from "./find-named.js";
import type { CallOptions, Pages, Written } from "./resource.js";

/** Items a page: the service's own bound. */
const LIMIT = 100;

export function createCatalogService(client: Client): CatalogService {
  return {
    datasets: datasetsOf(client),
    batches: batchesOf(client),
    batchesOf: (datasetId, options) =>
      pagesOf(
        client,
        "batches",
        decodeBatch,
        [
          ["dataSet", datasetId],
          ["orderBy", "desc:created"],
        ],
        options,
      ),
  };
}

function get(path: readonly string[], { signal }: CallOptions = {}): Call {
  return { service: "catalog", method: "GET", path, effect: "nothing", answer: "json", signal };
}

function datasetsOf(client: Client): DatasetCollection {
  const list = (options?: CallOptions): Pages<Dataset> => pagesOf(client, "dataSets", decodeDataset, [], options);
  const write = (call: Omit<Call, "service" | "effect" | "answer">): Promise<Reply<Written>> =>
    ask(
      client,
      { ...call, service: "catalog", effect: "once", answer: "json" },
      decodeReference,
      "does not tell the dataset's id",
    );
  return {
    get: (datasetId, options) => getOne(client, "dataSets", datasetId, decodeDataset, options),
    list,
    named: openFindNamed({
      nameOf: (dataset) => dataset.name,
      filtered: (name, options) => pagesOf(client, "dataSets", decodeDataset, [["name", name]], options),
      all: list,
    }),
    create: (body, { signal } = {}) => write({ method: "POST", path: ["dataSets"], body, signal }),
    merge: (datasetId, body, { signal } = {}) =>
      write({ method: "PATCH", path: ["dataSets", datasetId], body, signal }),
  };
}

function batchesOf(client: Client): BatchCollection {
  const errorsOf = (batchId: string, path: string, answer: "json" | "text", { signal }: CallOptions = {}): Call => ({
    service: "export",
    method: "GET",
    path: ["batches", batchId, "meta"],
    query: [["path", path]],
    effect: "nothing",
    answer,
    signal,
  });
  return {
    get: (batchId, options) => getOne(client, "batches", batchId, decodeBatch, options),
    rowErrorFiles: async (batchId, options) => {
      const call = errorsOf(batchId, "row_errors", "json", options);
      const reply = await ask(client, call, readFiles, "is no list of files");
      // A batch without row errors has no such folder.
      return reply.kind === "problem" && reply.problem.action === "missing" ? ok([]) : reply;
    },
    rowErrors: (batchId, file, options) => {
      const call = errorsOf(batchId, `row_errors/${file}`, "text", options);
      return ask(client, call, (_json, { text: lines }) => readLines(lines), "is no JSON, line by line");
    },
  };
}

/** One object comes as a map of one, by its id. */
async function getOne<T extends { readonly id: string }>(
  client: Client,
  path: string,
  wanted: string,
  read: (key: string, json: JsonObject) => T,
  options?: CallOptions,
): Promise<Reply<T>> {
  const call = get([path, wanted], options);
  const reply = await ask(client, call, (json) => entriesOf(json), "is no map of objects by their ids");
  if (reply.kind === "problem") return reply;
  const found = reply.value.find(([key]) => key === wanted);
  if (found !== undefined) return ok(read(found[0], found[1]));
  if (reply.value.length > 0) return refuse(client.misread(call, "holds another object than was asked for"));
  return refuse({ ...client.misread(call, "holds no object"), kind: "refused", cause: "answer", action: "missing" });
}

async function* pagesOf<T>(
  client: Client,
  path: string,
  read: (key: string, json: JsonObject) => T,
  filter: readonly (readonly [string, string])[],
  options: CallOptions = {},
): AsyncGenerator<Reply<T>, void, undefined> {
  const call = (start: number): Call => ({
    ...get([path], options),
    query: [...filter, ["limit", String(LIMIT)], ["start", String(start)]],
  });
  const known = new Set<string>();
  const page = (json: Json, start: number): Page<T, number> | null => {
    const entries = entriesOf(json);
    if (entries === null) return null;
    // A service that takes no notice of `start` gives what is known already.
    const fresh = entries.filter(([key]) => !known.has(key));
    for (const [key] of fresh) known.add(key);
    const items = fresh.map(([key, value]) => read(key, value));
    // Pages are metered by limits of the service's own, and say nothing of these: a short one need not be the last.
    return { items, next: fresh.length === 0 ? null : start + entries.length };
  };
  const readPage = (start: number): Promise<Reply<Page<T, number>>> =>
    ask(client, call(start), (json) => page(json, start), "is no map of objects by their ids");
  yield* walkPages(0, readPage, () => refuse(client.misread(call(0), "goes on without an end")));
}

/** An empty list may come as `[]`. */
function entriesOf(json: Json): readonly (readonly [string, JsonObject])[] | null {
  if (Array.isArray(json)) return json.length === 0 ? [] : null;
  if (!isJsonObject(json)) return null;
  const entries: (readonly [string, JsonObject])[] = [];
  for (const [key, value] of Object.entries(json)) {
    if (!isJsonObject(value)) return null;
    entries.push([key, value]);
  }
  return entries;
}

const datasetFields = v.object({
  name: text,
  description: text,
  schemaRef: v.fallback(v.nullable(v.object({ id, contentType: text })), null),
  enableErrorDiagnostics: boolean,
  etag: text,
  version: text,
});

function decodeDataset(key: string, raw: JsonObject): Dataset {
  const read = v.parse(datasetFields, raw);
  const schema: SchemaReference | null = read.schemaRef;
  const { name, description, enableErrorDiagnostics } = read;
  const etag = read.etag ?? read.version;
  return { id: key, name: name ?? "", description, schema, tags: tagsOf(raw), enableErrorDiagnostics, etag, raw };
}

/** `{"unifiedProfile": ["enabled:true"]}`; a single value may stand without its list. */
function tagsOf(raw: JsonObject): ReadonlyMap<string, readonly string[]> {
  const tags = memberOf(raw, "tags");
  if (!isJsonObject(tags)) return new Map();
  return new Map(
    Object.entries(tags).map(([name, value]) => {
      const values: readonly Json[] = Array.isArray(value) ? value : [value];
      return [name, values.filter((each) => typeof each === "string")];
    }),
  );
}

const batchFields = v.object({
  status: text,
  recordCount: number,
  failedRecordCount: number,
  metrics: v.fallback(
    v.nullable(v.object({ recordsWritten: number, recordsFailed: number, failedRecordCount: number })),
    null,
  ),
  errors: countedErrors,
  created: number,
  relatedObjects: v.fallback(v.nullable(v.array(v.object({ type: text, id: text }))), null),
});

function decodeBatch(key: string, raw: JsonObject): Batch {
  const read = v.parse(batchFields, raw);
  const related = read.relatedObjects ?? [];
  return {
    id: key,
    status: read.status,
    recordCount: read.recordCount ?? read.metrics?.recordsWritten ?? null,
    failedRecordCount: read.failedRecordCount ?? read.metrics?.failedRecordCount ?? read.metrics?.recordsFailed ?? null,
    errors: read.errors,
    createdAt: read.created,
    datasetIds: related.flatMap(({ type, id: dataset }) => (type === "dataSet" && dataset !== null ? [dataset] : [])),
    raw,
  };
}

/** `["@/dataSets/ID"]`, which the documentation also writes with a small s. */
function decodeReference(json: Json): Written | null {
  const reference = Array.isArray(json) ? json[0] : json;
  const found = typeof reference === "string" ? /^@\/datasets\/([^/]+)$/i.exec(reference)?.[1] : undefined;
  return found === undefined ? null : { id: found, etag: null };
}

const fileFields = v.object({ name: id, length: number });

function readFiles(json: Json): readonly RowErrorFile[] | null {
  const data = memberOf(json, "data");
  if (!Array.isArray(data)) return null;
  return data.flatMap((item: Json) => {
    const read = v.safeParse(fileFields, item);
    return read.success ? [read.output] : [];
  });
}

/** One JSON value a line, or one array of them. */
function readLines(lines: string): readonly Json[] | null {
  const rows: Json[] = [];
  for (const line of lines.split("\n")) {
    if (line.trim() === "") continue;
    try {
      rows.push(JSON.parse(line));
    } catch {
      return null;
    }
  }
  const [only, ...others] = rows;
  return Array.isArray(only) && others.length === 0 ? only : rows;
}
