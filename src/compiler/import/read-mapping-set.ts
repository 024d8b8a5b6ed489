import { collector, type Diagnostic, type Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import type { NormalMapping, NormalMappingSet } from "./mapping-set.js";
import { kindOf, type Members, membersOf, numberText, textOf } from "./read-fields.js";
import { readMapping } from "./read-mapping.js";
import { SERVICE_SET_FIELDS } from "./service-fields.js";

/** What is read of a set; all else is carried no further. */
const READ: ReadonlySet<string> = new Set([
  ...["name", "description", "mappings", "outputSchema", "schemaRef", "xdmSchema", "xdmVersion"],
]);

/** What was read, and what is to be said of it: findings without places, for JSON values have none. */
export interface ReadMappingSet {
  /** Null where it is no mapping set at all. Mappings that cannot be read are left out, each with a finding. */
  readonly set: NormalMappingSet | null;
  readonly problems: readonly Diagnostic[];
}

/**
 * Reads a mapping set of any dialect: the tutorials' (`xdmSchema`, `sourceAttribute`, `destinationXdmPath`), today's
 * (`outputSchema.schemaRef`, `source`, `destination`), what GET answers (both at once, with media types for types), and
 * the body of a preview, whose set stands in `mappingSet`. Never throws for what it holds.
 */
export function readMappingSet(json: unknown): ReadMappingSet {
  const { report, diagnostics } = collector();
  const members = setIn(json, report);
  if (members === null) return { set: null, problems: diagnostics };
  const listed = members.get("mappings");
  if (!Array.isArray(listed)) {
    report(imports.XM7500, null, { why: `its \`mappings\` are ${kindOf(listed)}` });
    return { set: null, problems: diagnostics };
  }
  const mappings = listed.flatMap((value: unknown, at): NormalMapping[] => {
    const mapping = readMapping(value, at, report);
    return mapping === null ? [] : [mapping];
  });
  reportDuplicates(mappings, report);
  const set = {
    id: textOf(members.get("id")),
    version: numberText(members.get("version")),
    name: textOf(members.get("name")),
    description: textOf(members.get("description")),
    ...schemaOf(members, report),
    mappings,
    other: new Map([...members].filter(([name]) => !READ.has(name) && !SERVICE_SET_FIELDS.has(name))),
  };
  return { set, problems: diagnostics };
}

function setIn(json: unknown, report: Report): Members | null {
  const no = (why: string): null => {
    report(imports.XM7500, null, { why });
    return null;
  };
  const members = membersOf(json);
  if (members === null) return no(`it is ${kindOf(json)}, and a mapping set is an object`);
  if (members.has("mappings")) return members;
  const inner = membersOf(members.get("mappingSet"));
  if (inner?.has("mappings") === true) return inner;
  const listed = members.get("data") ?? members.get("items");
  if (Array.isArray(listed) && listed.length > 0 && membersOf(listed[0])?.has("mappings") === true) {
    if (listed.length === 1) return membersOf(listed[0]);
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
  const [first, ...rest] = named.filter((one): one is readonly [string, string] => one[1] !== null && one[1] !== "");
  const other = rest.find(([, id]) => id !== first?.[1]);
  if (first !== undefined && other !== undefined) {
    report(imports.XM7504, null, {
      where: "The set",
      taken: first[0],
      value: first[1],
      left: other[0],
      other: other[1],
    });
  }
  // `xdmVersion` holds the content type in what GET answers, and "1.0" in the tutorials.
  const version = textOf(members.get("xdmVersion"));
  const contentType =
    textOf(output?.get("contentType")) ??
    textOf(top?.get("contentType")) ??
    (version?.startsWith("application/") === true ? version : null);
  return { schemaId: first?.[1] ?? null, contentType };
}

function reportDuplicates(mappings: readonly NormalMapping[], report: Report): void {
  const first = new Map<string, number>();
  for (const { destination, at } of mappings) {
    const earlier = first.get(destination);
    if (earlier === undefined) first.set(destination, at);
    else report(imports.XM7503, null, { destination, first: earlier, second: at });
  }
}
