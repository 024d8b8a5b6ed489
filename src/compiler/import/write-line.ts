import type { Diagnostic } from "../../diagnostics/index.js";
import {
  ANNOTATION_GAP,
  alignBlock,
  columnsOf,
  LINE_WIDTH,
  type MappingTexts,
  printString,
  printTarget,
  type TargetPath,
  type TargetSegment,
} from "../../grammar/index.js";
import type { NormalMapping, UnreadMapping } from "./mapping-set.js";
import { readDestination } from "./read-destination.js";
import { jsonText } from "./read-fields.js";
import { type Care, type ReadElsewhere, type Reads, writeSource } from "./write-source.js";

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
export function writeLine(
  mapping: NormalMapping,
  care: Care,
  tenant: string | null,
  named?: string,
  read?: ReadElsewhere,
): Line {
  const target = readDestination(mapping.destination, tenant);
  const left = (why: string, found: Diagnostic | null): Line => {
    return { kind: "comment", mapping, target: target ?? NO_TARGET, why, found };
  };
  if (target === null) return left("its target is no path.", null);
  const source = writeSource(mapping, care, read);
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

/**
 * The lines of a group, below a prefix of so many segments, as the formatter would lay most of them out: what it need not
 * change is not read a second time.
 */
export function printLines(lines: readonly Line[], prefix: number, indent: number): readonly string[] {
  const texts = lines.map((line) => (line.kind === "comment" ? null : textsOf(line, prefix)));
  const rows = texts.filter((one) => one !== null).filter((one) => fits(one, indent));
  const columns = new Map(alignBlock(rows, indent, LINE_WIDTH).map((one, at) => [rows[at], one]));
  const pad = " ".repeat(indent);
  return lines.flatMap((line, at) => {
    const one = texts[at];
    if (line.kind === "comment" || one === null || one === undefined) {
      return line.kind === "comment" ? commentOf(line).map((text) => pad + text) : [];
    }
    const { source, target, annotations } = one;
    const width = columns.get(one);
    const gap = " ".repeat(Math.max(0, (width?.source ?? 0) - columnsOf(source)));
    const inner = annotations === "" ? "" : " ".repeat(Math.max(0, (width?.target ?? 0) - columnsOf(target)));
    const right = `-> ${target}${annotations === "" ? "" : inner + ANNOTATION_GAP + annotations}`;
    const text = width === undefined ? [`${source}`, `  ${right}`] : [`${source}${gap} ${right}`];
    return [...describe(line.mapping.description), ...text].map((each) => pad + each);
  });
}

function textsOf(line: Extract<Line, { readonly kind: "mapping" }>, prefix: number): MappingTexts {
  const target = printTarget({ ...line.target, segments: line.target.segments.slice(prefix) });
  return { source: line.source, target, annotations: line.annotations.join(" ") };
}

/** Whether the formatter sets it on one line. */
function fits({ source, target, annotations }: MappingTexts, indent: number): boolean {
  const right = `-> ${target}${annotations === "" ? "" : ANNOTATION_GAP + annotations}`;
  return indent + columnsOf(source) + columnsOf(right) < LINE_WIDTH;
}

function commentOf({ mapping, why, found }: Extract<Line, { readonly kind: "comment" }>): readonly string[] {
  const code = found === null ? "" : ` (${found.code})`;
  const above = `Mapping ${mapping.at + 1} cannot be read${code}: ${why}`;
  return [...commented(above), ...writtenOut(mapping).flatMap(commented)];
}

/** What stands in a set and is no mapping. */
export function commentOfUnread({ at, value, why, text }: UnreadMapping): readonly string[] {
  return [...commented(`Mapping ${at + 1} cannot be read: ${why}`), ...commented(text ?? jsonText(value))];
}

/** The lines of a description. */
export function describe(description: string | null): readonly string[] {
  // One of blanks alone would be none when it is read again.
  if (description === null || description.trim() === "") return [];
  return description.split(/\r\n|[\r\n]/).map((line) => `/// ${line}`);
}

/** The mapping as one would write it, or as JSON where that cannot stand in a line; with all that was said of it. */
function writtenOut(mapping: NormalMapping): readonly string[] {
  const { type, source, destination, name, description, identity, namespaceCode, primaryIdentity } = mapping;
  if (type === "EXPRESSION" && source !== "" && !ODD.test(source + destination)) {
    const annotations = [identityOf(mapping), nameOf(mapping)].filter((one) => one !== "");
    return [...describe(description), [`${source} -> ${destination}`, ...annotations].join(" ")];
  }
  const said = Object.entries({ name, description, identity, namespaceCode, primaryIdentity });
  const more = Object.fromEntries(said.filter(([, value]) => value !== null && value !== "" && value !== false));
  return [JSON.stringify({ sourceType: type, source, destination, ...more })];
}

/** What would end a comment, or is not to be seen in one. */
const ODD = /[\0-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]/;

/** What ends a line here, or is not to be seen in one; the ends of lines themselves part them. */
const UNSEEN = /[\0-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028\u2029]/g;

function commented(text: string): readonly string[] {
  const escaped = text.replace(UNSEEN, (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return escaped.split(/[\r\n]+/).map((line) => `// ${line}`);
}

/** The target of an `into`. */
export function printPrefix(segments: readonly TargetSegment[]): string {
  return printTarget({ ...NO_TARGET, segments });
}
