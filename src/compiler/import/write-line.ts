import type { Diagnostic } from "../../diagnostics/index.js";
import { printString, printTarget, type TargetPath, type TargetSegment } from "../../grammar/index.js";
import type { NormalMapping } from "./mapping-set.js";
import { readDestination } from "./read-destination.js";
import { type Care, type Reads, writeSource } from "./write-source.js";

/** A mapping as it stands in the file. */
export type Line =
  | {
      readonly kind: "mapping";
      readonly mapping: NormalMapping;
      readonly target: TargetPath;
      readonly source: string;
      readonly annotations: readonly string[];
      readonly reads: Reads;
    }
  /** What no file can say, kept as a comment. */
  | {
      readonly kind: "comment";
      readonly mapping: NormalMapping;
      /** Empty where the target is what cannot be read. */
      readonly target: TargetPath;
      readonly why: string;
      readonly found: Diagnostic | null;
    };

/** Writes a mapping with some care; one that no care can carry becomes a comment. `named` is its source by definitions. */
export function writeLine(mapping: NormalMapping, care: Care, tenant: string | null, named?: string): Line {
  const target = readDestination(mapping.destination, tenant);
  const left = (why: string, found: Diagnostic | null): Line => {
    return { kind: "comment", mapping, target: target ?? NO_TARGET, why, found };
  };
  if (target === null) return left("its target is no path.", null);
  const source = writeSource(mapping, care);
  if (source.kind === "broken") return left(source.found === null ? `${source.why}.` : source.why, source.found);
  const annotations = [source.annotation, identityOf(mapping), nameOf(mapping)].filter((one) => one !== "");
  const { reads } = source;
  // With definitions the source is printed anew when it is built.
  if (named !== undefined && source.annotation !== "") annotations.shift();
  return { kind: "mapping", mapping, target, source: named ?? source.text, annotations, reads };
}

const NO_TARGET: TargetPath = readDestination("_") ?? unreachable();

function unreachable(): never {
  throw new Error("a plain name is a target");
}

function identityOf({ identity, namespaceCode, primaryIdentity }: NormalMapping): string {
  if (!identity || namespaceCode === null || namespaceCode === "") return "";
  return `@identity(${printString(namespaceCode)}${primaryIdentity ? ", primary: true" : ""})`;
}

function nameOf({ name }: NormalMapping): string {
  return name === null || name === "" ? "" : `@name(${printString(name)})`;
}

/** The lines of a mapping below a prefix of so many segments, not yet laid out. */
export function printLine(line: Line, prefix: number, indent: string): string {
  const { mapping, target } = line;
  if (line.kind === "comment") {
    const code = line.found === null ? "" : ` (${line.found.code})`;
    const above = `Mapping ${mapping.at + 1} cannot be read${code}: ${line.why}`;
    return [...commented(above), ...commented(writtenOut(mapping))].map((text) => indent + text).join("\n");
  }
  const right = printTarget({ ...target, segments: target.segments.slice(prefix) });
  const text = [`${line.source} -> ${right}`, ...line.annotations].join(" ");
  return [...describe(mapping.description), text].map((one) => indent + one).join("\n");
}

/** The lines of a description. */
export function describe(description: string | null): readonly string[] {
  if (description === null || description === "") return [];
  return description.split(/\r\n|[\r\n]/).map((line) => `/// ${line}`);
}

/** The mapping as one would write it, or as JSON where that cannot stand in a line. */
function writtenOut({ type, source, destination }: NormalMapping): string {
  if (type === "EXPRESSION" && source !== "" && !ODD.test(source + destination)) return `${source} -> ${destination}`;
  return JSON.stringify({ sourceType: type, source, destination });
}

/** What would end a comment, or is not to be seen in one. */
const ODD = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/;

/** What JSON lets stand, and ends a line here. */
const ENDS_LINE = /[\x7f-\x9f\u2028\u2029]/g;

function commented(text: string): readonly string[] {
  const escaped = text.replace(ENDS_LINE, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escaped.split(/[\r\n]+/).map((line) => `// ${line}`);
}

/** The target of an `into`. */
export function printPrefix(segments: readonly TargetSegment[]): string {
  return printTarget({ ...NO_TARGET, segments });
}
