// Compares the interpreter with Apache Commons JEXL 3.2.1: one expression and one context a row.
import { fixedServices } from "../../src/host/services.js";
import { evaluateCase, readCase } from "../../src/runtime/eval-case.js";
import { classOf, type KindName, rangeItems, toMarkedJson, type Value } from "../../src/values/index.js";
import { canonicalJson, canonicalSet } from "./canonical-json.js";
import { reasonToExcludeExpression } from "./exclusions.js";
import { compareRows, type OracleOutcome, type OracleSettings } from "./outcome.js";

/** What the engine answered. */
interface Answer {
  readonly error?: boolean;
  readonly message?: string;
  readonly result?: unknown;
  readonly javaType?: string;
  readonly str?: string;
  readonly deep?: string;
}

interface JexlRow extends Answer {
  readonly id: string;
  readonly expr: string;
  readonly context?: unknown;
  readonly alt?: Readonly<Record<string, Answer>>;
}

const services = fixedServices({ now: new Date(0), seed: "oracle" });

/**
 * Runs the rows, one JSON text each, against the lenient or the strict answers. A case is read from its text, because
 * `JSON.parse` would make 2.0 an Integer.
 */
export function runJexl(lines: readonly string[], { strict }: OracleSettings = { strict: false }): OracleOutcome {
  const rows = lines.map((line): JexlRow => JSON.parse(line));
  const answerTo = (row: JexlRow): Answer => (strict ? row.alt?.["strict"] : undefined) ?? row;
  return compareRows(rows, {
    exclude: ({ expr }) => reasonToExcludeExpression(expr),
    expected: (row) => describeAnswer(answerTo(row)),
    actual: (row, at) => describeActual(lines[at] ?? "", answerTo(row).str !== undefined, strict),
  });
}

/** `type | result | text | nested types`, or `error`. */
function describeAnswer(answer: Answer): string {
  if (answer.error === true) return "error";
  const type = kindOf(answer.javaType ?? "null");
  const result = resultText(answer.result, type);
  return [type, result, answer.str ?? "", canonicalTypes(answer.deep ?? "")].join(" | ");
}

function describeActual(line: string, withText: boolean, strict: boolean): string {
  const read = readCase(line);
  if ("problem" in read) return `unread case: ${read.problem}`;
  const result = evaluateCase(read.case, { services, strict });
  if ("error" in result) return "error";
  const { value, type, text } = result;
  const json = resultText(JSON.parse(toMarkedJson(value)), type);
  return [type, json, withText ? text : "", canonicalTypes(typesOf(value))].join(" | ");
}

const KINDS: ReadonlyMap<string, KindName> = new Map([
  ["null", "null"],
  ["java.lang.Boolean", "boolean"],
  ["java.lang.Byte", "byte"],
  ["java.lang.Short", "short"],
  ["java.lang.Integer", "integer"],
  ["java.lang.Long", "long"],
  ["java.lang.Float", "float"],
  ["java.lang.Double", "double"],
  ["java.lang.Character", "character"],
  ["java.lang.String", "string"],
  ["java.math.BigInteger", "biginteger"],
  ["java.math.BigDecimal", "bigdecimal"],
  ["java.util.regex.Pattern", "pattern"],
]);

function kindOf(javaType: string): string {
  const kind = KINDS.get(javaType);
  if (kind !== undefined) return kind;
  if (javaType.endsWith("[]")) return "array";
  if (/Range/.test(javaType)) return "range";
  if (/Set$/.test(javaType)) return "set";
  if (/List$|Values$/.test(javaType)) return "list";
  return /Map$/.test(javaType) ? "map" : javaType;
}

function resultText(value: unknown, type: string): string {
  return type === "set" ? canonicalSet(value) : canonicalJson(value);
}

/** The nested Java types of a collection, as the corpus writes them; nothing for a single value. */
function typesOf(value: Value): string {
  if (value === null || typeof value !== "object") return "";
  switch (value.kind) {
    case "list":
    case "set":
    case "map":
    case "array":
    case "range":
      return nestedTypes(value);
    default:
      return "";
  }
}

function nestedTypes(value: Value): string {
  if (value === null) return "null";
  if (typeof value !== "object") return classOf(value);
  switch (value.kind) {
    case "list":
      return `List(${value.items.map(nestedTypes).join(",")})`;
    case "set":
      return `Set(${[...value.items.values()].map(nestedTypes).join(",")})`;
    case "map": {
      const entries = [...value.entries.values()];
      return `Map{${entries.map((entry) => `${nestedTypes(entry.key)}:${nestedTypes(entry.value)}`).join(",")}}`;
    }
    case "range":
      return `Range(${[...rangeItems(value)].map(nestedTypes).join(",")})`;
    case "array": {
      const primitive = /^[a-z]+$/.test(value.component);
      return primitive ? `${value.component}[]` : `${value.component}[](${value.items.map(nestedTypes).join(",")})`;
    }
    default:
      return classOf(value);
  }
}

/** One name for each kind of collection, short names elsewhere, and the members of maps and sets in one order. */
function canonicalTypes(types: string): string {
  const named = types
    .replace(/\b(?:ArrayList|SubList|LinkedValues|Values)\(/g, "List(")
    .replace(/\b(?:HashSet|LinkedHashSet|LinkedKeySet|KeySet)\(/g, "Set(")
    .replace(/\b(?:HashMap|LinkedHashMap)\{/g, "Map{")
    .replace(/\bLinkedHash(Map|Set)\[\]/g, "Hash$1[]")
    .replace(/\b(?:Ascending|Descending)\(/g, "Range(")
    .replace(/\bjava\.(?:math|util|lang)\./g, "");
  return sortMembers(named);
}

/** Sorts what stands inside `Map{…}` and `Set(…)`, the innermost first. */
function sortMembers(types: string): string {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  let opener = -1;
  for (let at = 0; at < types.length; at++) {
    const unit = types[at];
    if (unit === "(" || unit === "{") {
      if (depth === 0) {
        opener = at;
        start = at + 1;
      }
      depth += 1;
    } else if (unit === ")" || unit === "}") {
      depth -= 1;
      if (depth === 0) {
        parts.push(types.slice(start, at));
        const name = types.slice(0, opener);
        const members = parts.filter((part) => part !== "").map(sortMembers);
        const ordered = /(?:Map|Set)$/.test(name) ? members.sort() : members;
        return name + types.charAt(opener) + ordered.join(",") + unit + types.slice(at + 1);
      }
    } else if (unit === "," && depth === 1) {
      parts.push(types.slice(start, at));
      start = at + 1;
    }
  }
  return types;
}
