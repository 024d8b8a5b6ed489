import { collector, type Diagnostic, type Place, type Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import type { NormalMapping, NormalMappingSet, UnreadMapping } from "./mapping-set.js";
import { kindOf, type Members, membersOf, numberText, textOf } from "./read-fields.js";
import { readMapping } from "./read-mapping.js";
import { SERVICE_SCHEMA_FIELDS, SERVICE_SET_FIELDS } from "./service-fields.js";

/** What is read of a set, where it is of its kind; all else is carried no further. */
const READ: ReadonlyMap<string, (value: unknown) => boolean> = new Map([
  ...["name", "description", "xdmSchema"].map((name) => [name, isText] as const),
  ["mappings", Array.isArray],
  ...["outputSchema", "schemaRef"].map((name) => [name, (value: unknown) => membersOf(value) !== null] as const),
]);

/** What was read, and what is to be said of it: findings without places, for JSON values have none. */
export interface ReadMappingSet {
  /** Null where it is no mapping set at all. Mappings that cannot be read are left out, each with a finding. */
  readonly set: NormalMappingSet | null;
  readonly problems: readonly Diagnostic[];
  /** Where a mapping stands, by its place in the set; null where nothing is known of it. */
  readonly placeOf: (at: number) => Place;
}

/**
 * Reads a mapping set of any dialect: the tutorials' (`xdmSchema`, `sourceAttribute`, `destinationXdmPath`), today's
 * (`outputSchema.schemaRef`, `source`, `destination`), what GET answers (both at once, with media types for types), and
 * the body of a preview, whose set stands in `mappingSet`. Never throws for what it holds. `find` knows where a value of
 * it stands.
 */
export function readMappingSet(json: unknown, find: (value: unknown) => Place = () => null): ReadMappingSet {
  const { report, diagnostics } = collector();
  const { members, wrapper } = setIn(json, report);
  const nowhere = () => null;
  if (members === null) return { set: null, problems: diagnostics, placeOf: nowhere };
  const listed = members.get("mappings");
  if (!Array.isArray(listed)) {
    report(imports.XM7500, null, { why: `its \`mappings\` are ${kindOf(listed)}` });
    return { set: null, problems: diagnostics, placeOf: nowhere };
  }
  const placeOf = (at: number) => find(listed[at]);
  const mappings: NormalMapping[] = [];
  const unread: UnreadMapping[] = [];
  for (const [at, value] of listed.entries()) {
    const reportHere: Report = (code, place, parameters, extras) => {
      report(code, place ?? placeOf(at), parameters, extras);
    };
    const read = readMapping(value, at, reportHere);
    if ("mapping" in read) mappings.push(read.mapping);
    else unread.push(read.unread);
  }
  reportDuplicates(mappings, report, placeOf);
  const set = {
    id: textOf(members.get("id")),
    version: numberText(members.get("version")),
    name: textOf(members.get("name")),
    description: textOf(members.get("description")),
    ...schemaOf(members, report),
    mappings,
    ...(unread.length > 0 ? { unread } : {}),
    other: otherOf(members, wrapper),
  };
  return { set, problems: diagnostics, placeOf };
}

function isText(value: unknown): boolean {
  return typeof value === "string";
}

/** What a set holds that no mapping file can say, and what stands around it; by the path of each. */
function otherOf(members: Members, wrapper: Members): ReadonlyMap<string, unknown> {
  const other = new Map<string, unknown>();
  const add = (prefix: string, from: Members | null, isKnown: (name: string, value: unknown) => boolean) => {
    for (const [name, value] of from ?? []) if (!isKnown(name, value)) other.set(prefix + name, value);
  };
  const isOfReference = (name: string, value: unknown) => (name === "id" || name === "contentType") && isText(value);
  const output = membersOf(members.get("outputSchema"));
  // Around the set of a preview stands its data: what people's rows hold is nobody's business here.
  for (const [name, value] of wrapper) if (value !== null) other.set(name, kindOf(value));
  add("", members, (name, value) => {
    if (SERVICE_SET_FIELDS.has(name) || READ.get(name)?.(value) === true) return true;
    // In what GET answers the version of the schema may be its content type.
    return name === "xdmVersion" && (numberText(value) === "1.0" || isContentType(value));
  });
  add("outputSchema.", output, (name, value) => {
    return SERVICE_SCHEMA_FIELDS.has(name) || (name === "schemaRef" && membersOf(value) !== null);
  });
  add("outputSchema.schemaRef.", membersOf(output?.get("schemaRef")), isOfReference);
  add("schemaRef.", membersOf(members.get("schemaRef")), isOfReference);
  return other;
}

function isContentType(value: unknown): boolean {
  return typeof value === "string" && value.startsWith("application/");
}

const NOTHING: Members = new Map();

/** The set in what was given, and what stands beside it there. */
function setIn(json: unknown, report: Report): { readonly members: Members | null; readonly wrapper: Members } {
  const no = (why: string) => {
    report(imports.XM7500, null, { why });
    return { members: null, wrapper: NOTHING };
  };
  const without = (outer: Members, name: string) => new Map([...outer].filter(([one]) => one !== name));
  const members = membersOf(json);
  if (members === null) return no(`it is ${kindOf(json)}, and a mapping set is an object`);
  if (members.has("mappings")) return { members, wrapper: NOTHING };
  const inner = membersOf(members.get("mappingSet"));
  if (inner?.has("mappings") === true) return { members: inner, wrapper: without(members, "mappingSet") };
  const listed = members.get("data") ?? members.get("items");
  if (Array.isArray(listed) && listed.length > 0 && membersOf(listed[0])?.has("mappings") === true) {
    if (listed.length === 1) return { members: membersOf(listed[0]), wrapper: NOTHING };
    return no(`it is a list of ${listed.length} mapping sets; give one of them`);
  }
  return no("it has no `mappings`");
}

/** Where the dialects name the schema, the surest first. */
function schemaOf(
  members: Members,
  report: Report,
): { readonly schemaId: string | null; readonly contentType: string | null } {
  const output = membersOf(membersOf(members.get("outputSchema"))?.get("schemaRef"));
  const top = membersOf(members.get("schemaRef"));
  const named: readonly (readonly [string, string | null])[] = [
    ["outputSchema.schemaRef.id", textOf(output?.get("id"))],
    ["schemaRef.id", textOf(top?.get("id"))],
    ["xdmSchema", textOf(members.get("xdmSchema"))],
  ];
  // `xdmVersion` holds the content type in what GET answers, and "1.0" in the tutorials.
  const version = members.get("xdmVersion");
  const forms: readonly (readonly [string, string | null])[] = [
    ["outputSchema.schemaRef.contentType", textOf(output?.get("contentType"))],
    ["schemaRef.contentType", textOf(top?.get("contentType"))],
    ["xdmVersion", isContentType(version) ? textOf(version) : null],
  ];
  return { schemaId: firstOf(named, report), contentType: firstOf(forms, report) };
}

/** The first that is said; others that say something else are told. */
function firstOf(said: readonly (readonly [string, string | null])[], report: Report): string | null {
  const [first, ...rest] = said.filter((one): one is readonly [string, string] => one[1] !== null && one[1] !== "");
  if (first === undefined) return null;
  const [taken, value] = first;
  for (const [left, other] of rest) {
    if (other.replaceAll(" ", "") !== value.replaceAll(" ", ""))
      report(imports.XM7504, null, { where: "The set", taken, value, left, other });
  }
  return value;
}

/** Says which mappings write a target that an earlier one writes. */
export function reportDuplicates(
  mappings: readonly NormalMapping[],
  report: Report,
  placeOf: (at: number) => Place,
): void {
  const first = new Map<string, number>();
  for (const { destination, at } of mappings) {
    const earlier = first.get(destination);
    if (earlier === undefined) first.set(destination, at);
    else report(imports.XM7503, placeOf(at), { destination, first: earlier, second: at });
  }
}
