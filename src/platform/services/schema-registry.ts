import * as v from "valibot";
import type { Call, Client } from "../http/client.js";
import { type Json, memberOf } from "../json.js";
import type { Problem, Reply } from "../problem.js";
import { refuse } from "../problem.js";
import { ask, collect, type Page, walkPages } from "./ask.js";
import { decode, id, text, texts, versionText } from "./decode.js";
import type { CallOptions } from "./resource.js";
import type { SchemaDocument, SchemaListing, SchemaService, SchemaSummary } from "./schema-registry-types.js";

/** Items a page: the service's own bound. */
const LIMIT = "300";
/** A list of ids, titles and versions. */
const SUMMARIES = "application/vnd.adobe.xed-id+json";

export function createSchemaService(client: Client): SchemaService {
  return {
    list: (options) => pagesOf(client, null, options),
    titled: async (title, options) => {
      const filtered = await collect(pagesOf(client, title, options), (each) => each.title === title);
      // How the filter takes other signs than letters and digits is not documented: the whole list decides then.
      const isSure = filtered.kind === "problem" ? filtered.problem.status !== 400 : filtered.value.length > 0;
      if (isSure || /^[\p{L}\p{M}\p{N} _-]*$/u.test(title)) return filtered;
      return collect(pagesOf(client, null, options), (each) => each.title === title);
    },
    get: (schemaId, { form = "xed-full", version = 1, container = "tenant", type = "schemas", signal } = {}) => {
      const headers = { accept: `application/vnd.adobe.${form}+json; version=${version}` };
      const call: Call = { ...get([container, type, schemaId], headers, { signal }) };
      const read = (json: Json): SchemaDocument | null => {
        const found = decodeSchema(json);
        return found !== null && (found.id === schemaId || found.altId === schemaId) ? found : null;
      };
      return ask(client, call, read, "is not the schema that was asked for");
    },
    create: (body, { signal } = {}) => {
      const path = ["tenant", "schemas"];
      const call: Call = {
        service: "schema-registry",
        method: "POST",
        path,
        body,
        effect: "once",
        answer: "json",
        signal,
      };
      return ask(client, call, decodeSchema, "does not tell the `$id` of the schema");
    },
    stats: (options) =>
      ask(client, get(["stats"], {}, options), (json) => decode(v.object({ tenantId: id }), json), "tells no tenant"),
  };
}

function get(path: readonly string[], headers: Readonly<Record<string, string>>, { signal }: CallOptions = {}): Call {
  return { service: "schema-registry", method: "GET", path, headers, effect: "nothing", answer: "json", signal };
}

async function* pagesOf(
  client: Client,
  title: string | null,
  { container = "tenant", type = "schemas", signal }: SchemaListing = {},
): AsyncGenerator<Reply<SchemaSummary>, void, undefined> {
  const call = (start: string): Call => ({
    ...get([container, type], { accept: SUMMARIES }, { signal }),
    query: [
      ["limit", LIMIT],
      ...(title === null ? [] : [["property", `title==${title}`] as const]),
      ...(start === "" ? [] : [["start", start] as const]),
    ],
  });
  const read = (start: string): Promise<Reply<Page<SchemaSummary, string>>> =>
    ask(client, call(start), readPage, "is no list of schemas with an `$id`");
  yield* walkPages("", read, () => refuse(client.misread(call(""), "leads to a page that was read before")));
}

function readPage(json: Json): Page<SchemaSummary, string> | null {
  const results = memberOf(json, "results");
  if (!Array.isArray(results)) return null;
  const items: SchemaSummary[] = [];
  for (const item of results) {
    const read = decodeSummary(item);
    if (read === null) return null;
    items.push(read);
  }
  // A place in the order of the list; null, or absent, at its end.
  const next = memberOf(memberOf(json, "_page"), "next");
  const start = typeof next === "number" ? String(next) : typeof next === "string" && next !== "" ? next : null;
  return { items, next: start };
}

const summaryFields = v.object({ $id: id, "meta:altId": text, title: text, version: versionText });

function decodeSummary(json: Json): SchemaSummary | null {
  const read = decode(summaryFields, json);
  if (read === null) return null;
  return { id: read.$id, altId: read["meta:altId"], title: read.title ?? "", version: read.version, raw: read.raw };
}

const schemaFields = v.object({
  ...summaryFields.entries,
  "meta:class": text,
  "meta:immutableTags": texts,
  "meta:registryMetadata": v.fallback(v.nullable(v.object({ eTag: text })), null),
});

function decodeSchema(json: Json): SchemaDocument | null {
  const read = decode(schemaFields, json);
  if (read === null) return null;
  return {
    id: read.$id,
    altId: read["meta:altId"],
    title: read.title ?? "",
    version: read.version,
    etag: read["meta:registryMetadata"]?.eTag ?? null,
    classId: read["meta:class"],
    immutableTags: read["meta:immutableTags"],
    raw: read.raw,
  };
}

/**
 * What has the title already, of a `create` that was refused for it: its `$id` where the service names it; null for other
 * problems.
 */
export function inTheWay({ service, status, message, title }: Problem): { readonly id: string | null } | null {
  if (service !== "schema-registry" || (status !== 400 && status !== 409)) return null;
  const said = `${title} ${message}`;
  return /unique/i.test(said) ? { id: /https?:\/\/[^\s"'`<>\]),;}]*[^\s"'`<>\]),;}.:]/.exec(said)?.[0] ?? null } : null;
}
