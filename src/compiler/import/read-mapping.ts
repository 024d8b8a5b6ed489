import type { Report } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import type { NormalMapping, SourceType } from "./mapping-set.js";
import { kindOf, type Members, membersOf, textOf } from "./read-fields.js";
import { SERVICE_MAPPING_FIELDS } from "./service-fields.js";

/** The spellings of the types: those of requests, and the media types that GET answers with. */
const TYPES: ReadonlyMap<string, SourceType> = new Map([
  ["ATTRIBUTE", "ATTRIBUTE"],
  ["EXPRESSION", "EXPRESSION"],
  ["STATIC", "STATIC"],
  ["text/x.schema-path", "ATTRIBUTE"],
  ["text/x.aep-xl", "EXPRESSION"],
]);

/** What is read of a mapping; all else is carried no further. */
const READ: ReadonlySet<string> = new Set([
  ...["sourceType", "source", "sourceAttribute", "destination", "destinationXdmPath", "name", "description"],
  ...["identity", "identityGroup", "namespaceCode", "primaryIdentity"],
]);

/** One mapping of any dialect; null, reported, where it is none. */
export function readMapping(value: unknown, at: number, report: Report): NormalMapping | null {
  const leave = (why: string): null => {
    report(imports.XM7501, null, { at, why });
    return null;
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
    report(imports.XM7502, null, { at, destination, type: textOf(written) ?? JSON.stringify(written) ?? "undefined" });
    return null;
  }
  return {
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
    other: new Map([...members].filter(([name]) => !READ.has(name) && !SERVICE_MAPPING_FIELDS.has(name))),
  };
}

/** The tutorials' mappings have no type: they are paths. */
function typeOf(written: unknown): SourceType | null {
  if (written === undefined || written === null) return "ATTRIBUTE";
  return typeof written === "string" ? (TYPES.get(written) ?? TYPES.get(written.toLowerCase()) ?? null) : null;
}

/** GET answers with both spellings of a field; the first goes before the second. */
function eitherOf(
  members: Members,
  [first, second]: readonly [string, string],
  where: string,
  report: Report,
): unknown {
  const [taken, left] = [members.get(first), members.get(second)];
  if (typeof taken === "string" && typeof left === "string" && taken !== left) {
    report(imports.XM7504, null, { where, taken: first, value: taken, left: second, other: left });
  }
  return taken ?? left;
}

/** Some clients write `"true"`. */
function isTrue(value: unknown): boolean {
  return value === true || value === "true";
}
