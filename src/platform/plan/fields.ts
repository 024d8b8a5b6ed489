import { type NormalMapping, readMappingSet, type SourceType } from "../../compiler/import/index.js";
import { defaultInterval, FREQUENCIES } from "../../runtime/windows/schedule.js";
import { readMarker } from "./marker.js";
import type { Content, Field, FlowContent, Known, Reference, ResourceKind } from "./plan.js";
import { listAt, member, memberAt, numberAt, textAt } from "./read-json.js";

/*
 * Objects are compared as lists of leaves, each a path and a text. What is wanted and what the service tells are brought
 * into the same form here, so that numbers that come back as text, both spellings of mapping sets, markers and the many
 * keys that the service adds make no difference.
 */

/** The paths of a mapping set's lines begin so; the destination follows. */
const MAPPING = "mappings/";

export function isMappingPath(path: string): boolean {
  return path.startsWith(MAPPING);
}

/** The destination of a line. One that several lines have is counted: `a.b#2`. */
export function destinationOf(path: string): string {
  return path.slice(MAPPING.length);
}

/** The leaves of the content that a step wants. A reference to what is not there yet is its step's key in braces. */
export function wantedFields(content: Content, known: Known): readonly Field[] {
  const idOf = (reference: Reference) => resolve(reference, known);
  switch (content.resource) {
    case "schema":
      return [
        field("title", content.title),
        field("class", content.class),
        ...content.references.map((id, at) => field(`allOf[${at}]`, id)),
      ];
    case "dataset":
      return [
        field("name", content.name),
        field("schema", idOf(content.schema)),
        field("schema version", versionIn(content.contentType)),
        ...(content.profile ? [field("profile", "true")] : []),
      ];
    case "source":
      return [
        field("connection", content.base),
        field("connectionSpec", content.spec.id),
        field("format", content.format),
        ...paramFields(content.params),
      ];
    case "target":
      return [
        field("connectionSpec", content.spec.id),
        field("schema", idOf(content.schema)),
        field("schema version", versionIn(content.contentType)),
        field("dataset", idOf(content.dataset)),
      ];
    case "mapping-set":
      return [
        ...present("name", content.name),
        ...present("description", content.description.trimEnd()),
        field("schema", idOf(content.schema)),
        field("schema version", versionIn(content.contentType)),
        ...mappingFields(readMappingSet({ mappings: content.mappings }).set?.mappings ?? []),
      ];
    case "flow":
      return flowFields(content, known);
  }
}

/** The leaves of an object as the service tells it. */
export function remoteFields(resource: ResourceKind, remote: unknown): readonly Field[] {
  switch (resource) {
    case "schema":
      return [
        ...present("title", textAt(remote, "title")),
        ...present("class", textAt(remote, "meta:class")),
        ...listAt(remote, "allOf").flatMap((part, at) => present(`allOf[${at}]`, textAt(part, "$ref"))),
      ];
    case "dataset":
      return [
        ...present("name", textAt(remote, "name")),
        ...present("schema", textAt(remote, "schemaRef", "id")),
        ...present("schema version", versionIn(textAt(remote, "schemaRef", "contentType") ?? "")),
        ...(isForProfile(remote) ? [field("profile", "true")] : []),
      ];
    case "source":
      return [
        ...present("connection", textAt(remote, "baseConnectionId")),
        ...present("connectionSpec", textAt(remote, "connectionSpec", "id")),
        ...present("format", textAt(remote, "data", "format")),
        ...paramFields(member(remote, "params")),
      ];
    case "target":
      return [
        ...present("connectionSpec", textAt(remote, "connectionSpec", "id")),
        ...present("schema", textAt(remote, "data", "schema", "id")),
        ...present("schema version", versionIn(scalar(memberAt(remote, "data", "schema", "version")) ?? "")),
        ...present("dataset", datasetOf(remote)),
      ];
    case "mapping-set": {
      const { set } = readMappingSet(remote);
      return [
        ...present("name", set?.name ?? null),
        ...present("description", readMarker(set?.description ?? "").text),
        ...present("schema", set?.schemaId ?? null),
        ...present("schema version", versionIn(set?.contentType ?? "")),
        ...mappingFields(set?.mappings ?? []),
        ...unreadFields(listAt(remote, "mappings"), set?.mappings ?? []),
      ];
    }
    case "flow":
      return remoteFlowFields(remote);
  }
}

/** Whether a dataset is enabled for Profile. */
export function isForProfile(dataset: unknown): boolean {
  return listAt(dataset, "tags", "unifiedProfile").some((tag) => tag === "enabled:true");
}

/** The transformation of a name, wherever it stands in the list. */
export function findTransformation(
  flow: unknown,
  name: string,
): { readonly at: number; readonly params: unknown } | null {
  const all = listAt(flow, "transformations");
  const at = all.findIndex((one) => textAt(one, "name") === name);
  return at < 0 ? null : { at, params: member(all[at], "params") };
}

/** `application/vnd.adobe.xed-full+json;version=1`: the 1. Schemas are told as `1.0`, which is the same. */
export function versionIn(contentType: string): string {
  const found = /version\s*=\s*(\d+)/i.exec(contentType) ?? /^\s*(\d+)/.exec(contentType);
  return found?.[1] ?? contentType;
}

function flowFields(content: FlowContent, known: Known): readonly Field[] {
  const { copy, schedule, options } = content;
  return [
    field("name", content.name),
    ...present("description", content.description.trimEnd()),
    field("flowSpec", content.spec.id),
    field("source", resolve(content.source, known)),
    field("target", resolve(content.target, known)),
    field("mapping set", resolve(content.mappingSet, known)),
    ...versionField(content, known),
    ...present("delta.column", copy?.name ?? null),
    ...present("delta.format", copy?.dateFormat ?? null),
    ...present("delta.timezone", copy?.timezone ?? null),
    ...present("schedule.start", schedule.start),
    field("schedule.frequency", schedule.frequency),
    ...present("schedule.interval", schedule.interval),
    ...present("schedule.backfill", schedule.backfill),
    ...leaves("options", options),
  ];
}

function versionField({ mappingSet }: FlowContent, known: Known): readonly Field[] {
  const applied = mappingSet.kind === "step" ? known(mappingSet.key) : undefined;
  return present("mapping version", applied?.version ?? null);
}

function remoteFlowFields(remote: unknown): readonly Field[] {
  const copy = findTransformation(remote, "Copy")?.params;
  const mapping = findTransformation(remote, "Mapping")?.params;
  const schedule = member(remote, "scheduleParams");
  const frequency = FREQUENCIES.find((one) => one === textAt(schedule, "frequency"));
  // What a flow does not say is as if it said the default.
  const usual =
    frequency === undefined || frequency === "once"
      ? null
      : { interval: defaultInterval(frequency), backfill: "false" };
  return [
    ...present("name", textAt(remote, "name")),
    ...present("description", readMarker(textAt(remote, "description") ?? "").text),
    ...present("flowSpec", textAt(remote, "flowSpec", "id")),
    ...listAt(remote, "sourceConnectionIds").flatMap((id) => present("source", scalar(id))),
    ...listAt(remote, "targetConnectionIds").flatMap((id) => present("target", scalar(id))),
    ...present("mapping set", textAt(mapping, "mappingId")),
    ...present("mapping version", numberAt(mapping, "mappingVersion")),
    ...present("delta.column", textAt(copy, "deltaColumn", "name")),
    ...present("delta.format", textAt(copy, "deltaColumn", "dateFormat")),
    ...present("delta.timezone", textAt(copy, "deltaColumn", "timezone")),
    ...present("schedule.start", numberAt(schedule, "startTime")),
    ...present("schedule.frequency", textAt(schedule, "frequency")),
    ...present("schedule.interval", numberAt(schedule, "interval") ?? usual?.interval ?? null),
    ...present("schedule.backfill", scalar(member(schedule, "backfill")) ?? usual?.backfill ?? null),
    ...leaves("options", member(remote, "options")),
    ...extraTransformations(remote).map(({ at, name, params }) =>
      field(`transformation ${at + 1} (${name})`, JSON.stringify(params ?? {})),
    ),
  ];
}

/** Those of a name that an earlier one has already: xdmap never makes any, and keeps the first. */
export function extraTransformations(
  flow: unknown,
): readonly { readonly at: number; readonly name: string; readonly params: unknown }[] {
  const seen = new Set<string>();
  return listAt(flow, "transformations").flatMap((one, at) => {
    const name = textAt(one, "name");
    if (name !== "Mapping" && name !== "Copy") return [];
    if (seen.has(name)) return [{ at, name, params: member(one, "params") }];
    seen.add(name);
    return [];
  });
}

/** Types of columns that a `source` block has one word for. */
const SAME_TYPES: ReadonlyMap<string, string> = new Map([
  ["integer", "int"],
  ["double", "number"],
  ["float", "number"],
]);

/** The columns of a table by their names: their order means nothing. */
function paramFields(params: unknown): readonly Field[] {
  const columns = listAt(params, "columns").flatMap((column) => {
    const name = textAt(column, "name");
    if (name === null) return [];
    const type = textAt(column, "meta:xdmType") ?? textAt(column, "type") ?? "string";
    return [field(`columns.${name}`, SAME_TYPES.get(type) ?? type)];
  });
  const { columns: _, recursive, ...rest } = isRecord(params) ? params : {};
  const isRecursive = String(recursive) === "true";
  return [...leaves("params", rest), ...(isRecursive ? [field("params.recursive", "true")] : []), ...columns];
}

function mappingFields(mappings: readonly NormalMapping[]): readonly Field[] {
  const seen = new Map<string, number>();
  return mappings.flatMap(({ type, source, destination, name, description }) => {
    const nth = (seen.get(destination) ?? 0) + 1;
    seen.set(destination, nth);
    const place = nth === 1 ? destination : `${destination}#${nth}`;
    return [
      field(`${MAPPING}${place}`, lineText(type, source)),
      ...present(`names/${place}`, name),
      ...present(`descriptions/${place}`, description),
    ];
  });
}

/** Lines of a kind that nothing here knows: somebody else made them, and they count. */
function unreadFields(listed: readonly unknown[], read: readonly NormalMapping[]): readonly Field[] {
  const known = new Set(read.map(({ at }) => at));
  return listed.flatMap((one, at) => {
    if (known.has(at)) return [];
    const destination = textAt(one, "destination") ?? textAt(one, "destinationXdmPath") ?? "";
    const source = textAt(one, "source") ?? textAt(one, "sourceAttribute") ?? "";
    return [
      field(`${MAPPING}${destination} (mapping ${at + 1})`, `${textAt(one, "sourceType") ?? ""} ${source}`.trim()),
    ];
  });
}

/**
 * A constant is the same as an expression that is its text in quotes. A path and an expression of the same text are two: a
 * path that no expression could be is told as `${...}`, and an expression that is a path alone in parentheses.
 */
function lineText(type: SourceType, source: string): string {
  const isPath = /^[\p{L}_][\p{L}\p{N}_.[\]*]*$/u.test(source) && !/^(?:true|false|null)$/.test(source);
  switch (type) {
    case "STATIC":
      return JSON.stringify(source);
    case "ATTRIBUTE":
      return isPath ? source : `\${${source}}`;
    case "EXPRESSION":
      return isPath ? `(${source})` : source;
  }
}

function datasetOf(target: unknown): string | null {
  return textAt(target, "params", "dataSetId") ?? textAt(target, "params", "datasetId");
}

function resolve(reference: Reference, known: Known): string {
  if (reference.kind === "id") return reference.id;
  return known(reference.key)?.id ?? `{${reference.key}}`;
}

/** Every scalar of a value, with its path. */
function leaves(path: string, value: unknown): readonly Field[] {
  if (value === null || value === undefined) return [];
  if (Array.isArray(value)) return value.flatMap((item, at) => leaves(`${path}[${at}]`, item));
  if (isRecord(value)) return Object.keys(value).flatMap((key) => leaves(`${path}.${key}`, member(value, key)));
  return [field(path, String(value))];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function scalar(value: unknown): string | null {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? String(value) : null;
}

function field(path: string, text: string): Field {
  return { path, text };
}

function present(path: string, value: string | number | boolean | null): readonly Field[] {
  return value === null || value === "" ? [] : [{ path, text: String(value) }];
}
