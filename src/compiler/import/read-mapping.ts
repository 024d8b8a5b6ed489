import type { Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import type { NormalMapping, SourceType, UnreadMapping } from "./mapping-set.js";
import { jsonText, kindOf, type Members, membersOf, textOf } from "./read-fields.js";
import { SERVICE_MAPPING_FIELDS } from "./service-fields.js";

/** The spellings of the types, in any case: those of requests, and the media types that GET answers with. */
const TYPES: ReadonlyMap<string, SourceType> = new Map([
  ["attribute", "ATTRIBUTE"],
  ["expression", "EXPRESSION"],
  ["static", "STATIC"],
  ["text/x.schema-path", "ATTRIBUTE"],
  ["text/x.aep-xl", "EXPRESSION"],
]);

/** What is read of a mapping; all else is carried no further. */
const READ: ReadonlySet<string> = new Set([
  ...["sourceType", "source", "sourceAttribute", "destination", "destinationXdmPath", "name", "description"],
  ...["identity", "identityGroup", "namespaceCode", "primaryIdentity"],
]);

/** Of these, the ones that are texts, and the ones that are true or false: any other value is listed. */
const TEXTS: ReadonlySet<string> = new Set(["name", "description", "identityGroup", "namespaceCode"]);
const SWITCHES: ReadonlySet<string> = new Set(["identity", "primaryIdentity"]);

/** One mapping of any dialect, or, reported, why it is none. */
export function readMapping(
  value: unknown,
  at: number,
  report: Report,
): { readonly mapping: NormalMapping } | { readonly unread: UnreadMapping } {
  const leave = (why: string): { readonly unread: UnreadMapping } => {
    report(imports.XM7501, null, { at, why });
    return { unread: { at, value, why } };
  };
  const members = membersOf(value);
  if (members === null) return leave(`it is ${kindOf(value)} and no object`);
  const where = `Mapping ${at + 1}`;
  const source = eitherOf(members, ["source", "sourceAttribute"], where, report);
  const destination = eitherOf(members, ["destination", "destinationXdmPath"], where, report);
  if (typeof destination !== "string") return leave(`its destination is ${kindOf(destination)}`);
  if (typeof source !== "string") return leave(`its source, to ${destination}, is ${kindOf(source)}`);
  const written = members.get("sourceType");
  const type = typeOf(written);
  if (type === null) {
    const named = textOf(written) ?? jsonText(written);
    report(imports.XM7502, null, { at, destination, type: named });
    return { unread: { at, value, why: `its source is of the unknown type ${named}` } };
  }
  const mapping = {
    at,
    type,
    source,
    destination,
    name: textOf(members.get("name")),
    description: textOf(members.get("description")),
    identity: isTrue(members.get("identity")),
    identityGroup: textOf(members.get("identityGroup")),
    namespaceCode: textOf(members.get("namespaceCode")),
    primaryIdentity: isTrue(members.get("primaryIdentity")),
    other: new Map([...members].filter(([name, one]) => !isRead(name, one) && !SERVICE_MAPPING_FIELDS.has(name))),
  };
  return { mapping };
}

function isRead(name: string, value: unknown): boolean {
  if (TEXTS.has(name)) return value === null || typeof value === "string";
  if (SWITCHES.has(name)) return value === null || typeof value === "boolean" || value === "true" || value === "false";
  return READ.has(name);
}

/** The tutorials' mappings have no type: they are paths. */
function typeOf(written: unknown): SourceType | null {
  if (written === undefined || written === null) return "ATTRIBUTE";
  return typeof written === "string" ? (TYPES.get(written.toLowerCase()) ?? null) : null;
}

/** GET answers with both spellings of a field; the first goes before the second, unless it says nothing. */
function eitherOf(
  members: Members,
  [first, second]: readonly [string, string],
  where: string,
  report: Report,
): unknown {
  const [today, former] = [members.get(first) ?? null, members.get(second) ?? null];
  const isFormer = !saysSomething(today) && (saysSomething(former) || today === null);
  const [taken, left] = isFormer ? [former, today] : [today, former];
  if (taken !== left && left !== null) {
    const [name, other] = isFormer ? [second, first] : [first, second];
    const [value, unused] = [taken, left].map((one) => textOf(one) ?? jsonText(one));
    report(imports.XM7504, null, { where, taken: name, value: value ?? "", left: other, other: unused ?? "" });
  }
  return taken ?? undefined;
}

function saysSomething(value: unknown): boolean {
  return typeof value === "string" && value !== "";
}

/** Some clients write `"true"`. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
