import * as v from "valibot";
import type { Call, Client } from "../http/client.js";
import type { Answer } from "../http/request.js";
import { type Json, type JsonObject, memberOf } from "../json.js";
import type { Reply } from "../problem.js";
import { refuse } from "../problem.js";
import { ask, type Page, walkPages } from "./ask.js";
import type {
  MappingFault,
  MappingSet,
  MappingSetService,
  MappingValidation,
  PreviewedRow,
  RemoteMapping,
  SchemaReference,
  WrittenMappingSet,
} from "./data-prep-types.js";
import { decode, id, number, text } from "./decode.js";
import { openFindNamed } from "./find-named.js";
import { faultsOf } from "./mapping-faults.js";
import { readPreview } from "./read-preview.js";
import type { CallOptions, Pages } from "./resource.js";

/** Items a page. */
const LIMIT = 100;

export function createMappingSetService(client: Client): MappingSetService {
  const list = (options?: CallOptions): Pages<MappingSet> => pagesOf(client, null, options);
  return {
    get: (setId, version, options) => {
      const query = version === undefined || version === null ? [] : [["version", String(version)] as const];
      const call: Call = { ...get(["mappingSets", setId], options), query };
      const read = (json: Json): MappingSet | null => {
        const set = decodeMappingSet(json);
        return set === null || set.id.toLowerCase() !== setId.toLowerCase() ? null : set;
      };
      return ask(client, call, read, "is not the mapping set that was asked for");
    },
    list,
    named: openFindNamed({
      nameOf: (set) => set.name,
      filtered: (name, options) => pagesOf(client, name, options),
      all: list,
    }),
    create: (body, options) => {
      const call: Call = { ...post(["mappingSets"], body, options), effect: "once" };
      return ask(client, call, decodeWritten, "does not tell the id of the mapping set");
    },
    replace: (setId, body, options) => {
      const call: Call = { ...post(["mappingSets", setId], body, options), method: "PUT", effect: "same" };
      return ask(client, call, decodeWritten, "does not tell the id of the mapping set");
    },
    validate: (body, options) => {
      const sent: unknown = Reflect.get(body, "mappings");
      const read = (json: Json): readonly MappingValidation[] | null => {
        const told = decodeValidations(json, client.redact);
        // They are told apart by their places alone.
        return told === null || (Array.isArray(sent) && told.length !== sent.length) ? null : told;
      };
      const call = post(["mappingSets", "validate"], body, options);
      return ask(client, call, read, "does not have one validation for each mapping");
    },
    preview: async (body, rows, options) => {
      const call: Call = {
        ...get(["mappingSets", "preview"], options),
        method: "POST",
        bodyText: body,
      };
      const read = (json: Json, { text: whole }: Answer): readonly PreviewedRow[] | null => {
        const previewed = readPreview(json, whole);
        if (previewed?.length !== rows) return null;
        return previewed.map(({ data, errors }) => ({ data, errors: withoutSecrets(errors, client.redact) }));
      };
      return ask(client, call, read, "does not have one record, or errors, for each row that was sent");
    },
  };
}

function get(path: readonly string[], { signal }: CallOptions = {}): Call {
  return { service: "data-prep", method: "GET", path, effect: "nothing", answer: "json", signal };
}

function post(path: readonly string[], body: object, options?: CallOptions): Call {
  return { ...get(path, options), method: "POST", body };
}

async function* pagesOf(
  client: Client,
  name: string | null,
  options: CallOptions = {},
): AsyncGenerator<Reply<MappingSet>, void, undefined> {
  const call = (start: number): Call => ({
    ...get(["mappingSets"], options),
    query: [["limit", String(LIMIT)], ["start", String(start)], ...(name === null ? [] : [["name", name] as const])],
  });
  const known = new Set<string>();
  const read = (start: number): Promise<Reply<Page<MappingSet, number>>> =>
    ask(client, call(start), (json) => readPage(json, start, known), "is no list of mapping sets with ids");
  yield* walkPages(0, read, () => refuse(client.misread(call(0), "goes on without an end")));
}

/**
 * The list's `count` is not to be believed (Adobe's own sample says 0 over two sets), so a page that is not as full as
 * its own `limit` is the last; and so is one that holds nothing new, from a service that takes no notice of `start`.
 */
function readPage(json: Json, start: number, known: Set<string>): Page<MappingSet, number> | null {
  const data = memberOf(json, "data");
  const items = Array.isArray(data) ? data : Array.isArray(json) ? json : null;
  if (items === null) return null;
  const fresh: MappingSet[] = [];
  for (const item of items) {
    const set = decodeMappingSet(item);
    if (set === null) return null;
    if (!known.has(set.id)) fresh.push(set);
    known.add(set.id);
  }
  // The service may give fewer a page than were asked for.
  const given = memberOf(memberOf(json, "_page"), "limit");
  const full = typeof given === "number" && given > 0 ? Math.min(given, LIMIT) : 1;
  return { items: fresh, next: items.length < full || fresh.length === 0 ? null : start + items.length };
}

const setFields = v.object({ id, name: text, version: number, status: text });

function decodeMappingSet(json: Json): MappingSet | null {
  const read = decode(setFields, json);
  if (read === null) return null;
  const mappings = memberOf(read.raw, "mappings");
  return {
    id: read.id,
    name: read.name,
    version: read.version ?? 0,
    status: read.status,
    schema: schemaOf(read.raw),
    mappings: Array.isArray(mappings) ? mappings.map((each: Json) => decodeMapping(each)) : [],
    raw: read.raw,
  };
}

function schemaOf(raw: JsonObject): SchemaReference | null {
  for (const reference of [memberOf(memberOf(raw, "outputSchema"), "schemaRef"), memberOf(raw, "schemaRef")]) {
    const schemaId = memberOf(reference, "id");
    const contentType = memberOf(reference, "contentType");
    if (typeof schemaId === "string") {
      return { id: schemaId, contentType: typeof contentType === "string" ? contentType : null };
    }
  }
  const legacy = memberOf(raw, "xdmSchema");
  // `xdmVersion` holds a content type or "1.0".
  const version = memberOf(raw, "xdmVersion");
  const contentType = typeof version === "string" && version.includes("/") ? version : null;
  return typeof legacy === "string" ? { id: legacy, contentType } : null;
}

const mappingFields = v.object({
  id: text,
  sourceType: text,
  source: text,
  sourceAttribute: text,
  destination: text,
  destinationXdmPath: text,
});

/** Validations are told by place, so that none may be left out. */
function decodeMapping(json: Json): RemoteMapping {
  const read = decode(mappingFields, json);
  if (read === null) return { id: null, sourceType: null, source: "", destination: "", raw: {} };
  return {
    id: read.id,
    sourceType: read.sourceType,
    source: read.source ?? read.sourceAttribute ?? "",
    destination: read.destination ?? read.destinationXdmPath ?? "",
    raw: read.raw,
  };
}

function decodeWritten(json: Json): WrittenMappingSet | null {
  const read = decode(setFields, json);
  return read === null ? null : { id: read.id, version: read.version };
}

const validationFields = v.object({ status: text });

function decodeValidations(json: Json, redact: Client["redact"]): readonly MappingValidation[] | null {
  const list = memberOf(json, "validationResponse");
  if (!Array.isArray(list)) return null;
  const all: MappingValidation[] = [];
  for (const item of list) {
    const read = decode(validationFields, item);
    if (read === null || read.status === null) return null;
    all.push({
      ok: read.status === "SUCCESS",
      status: read.status,
      errors: withoutSecrets(faultsOf(memberOf(item, "errors")), redact),
    });
  }
  return all;
}

/** A service may quote what it was sent. */
function withoutSecrets(faults: readonly MappingFault[], redact: Client["redact"]): readonly MappingFault[] {
  return faults.map((fault) => ({ ...fault, message: redact(fault.message) }));
}
