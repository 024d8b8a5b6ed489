import { type Diagnostic, isSpan } from "../../diagnostics/index.js";
import { type MappingFile, parseMapping, printMapping, type Statement } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import { compileMapping } from "../compile-mapping.js";
import type { Program } from "../program.js";

/** An error that a statement of the file has, and that the file silences. */
export interface SilencedError {
  /** Of a mapping its place among the file's mappings, from 0; null of a definition, or of what several mappings share. */
  readonly mapping: number | null;
  readonly found: Diagnostic;
}

/**
 * What is deployed can be built again, whatever a check has against it: each error is silenced above its statement, and
 * told. Where that would change anything else, the text stays as it is.
 */
export function silenceErrors(
  text: string,
  path: string,
  lint: Lint = () => [],
): { readonly text: string; readonly silenced: readonly SilencedError[] } {
  const before = compile(text, path, lint);
  const places = placesIn(before.tree);
  const silenced: SilencedError[] = [];
  const comments = new Map<number, Set<string>>();
  for (const found of before.diagnostics) {
    const { severity, place, code } = found;
    if (severity !== "error" || place === null || !isSpan(place)) continue;
    const owner = statementAt(places, place.start);
    if (owner === undefined) continue;
    silenced.push({ mapping: owner.mapping, found });
    const start = lineOf(text, owner.start);
    comments.set(start, (comments.get(start) ?? new Set()).add(code));
  }
  const commented = layOut(withComments(text, comments), path);
  const after = compile(commented, path, lint);
  return isSame(before.program, after.program) ? { text: commented, silenced } : { text, silenced: [] };
}

/** What else a check finds. */
export type Lint = (program: Program, tree: MappingFile) => readonly Diagnostic[];

function compile(text: string, path: string, lint: Lint) {
  const { tree, diagnostics } = parseMapping(createSourceFile(path, text));
  const { program, diagnostics: found } = compileMapping({ tree, schema: null, sample: null });
  return { tree, program, diagnostics: [...diagnostics, ...found, ...lint(program, tree)] };
}

interface Placed {
  readonly start: number;
  readonly end: number;
  readonly mapping: number | null;
}

/** The statements that a comment can stand above, in the order of the text. */
function placesIn({ statements }: MappingFile): readonly Placed[] {
  let mappings = 0;
  const placed = (one: Statement): readonly Placed[] => {
    const { start, end } = one.span;
    if (one.kind === "into") {
      // What is found in the path that all its targets begin with stands in no mapping.
      const [first] = one.mappings;
      return [{ start, end: first?.span.start ?? end, mapping: null }, ...one.mappings.flatMap(placed)];
    }
    return [{ start, end, mapping: one.kind === "mapping" ? mappings++ : null }];
  };
  return statements.flatMap((one) =>
    one.kind === "mapping" || one.kind === "into" || DEFINITIONS.has(one.kind) ? placed(one) : [],
  );
}

const DEFINITIONS: ReadonlySet<Statement["kind"]> = new Set(["let", "def", "table"]);

function statementAt(places: readonly Placed[], at: number): Placed | undefined {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle]?.end ?? 0) <= at) low = middle + 1;
    else high = middle;
  }
  const found = places[low];
  return found !== undefined && found.start <= at ? found : undefined;
}

/** Where the line of a statement begins, or the first of its description. */
function lineOf(text: string, at: number): number {
  let start = text.lastIndexOf("\n", at - 1) + 1;
  while (start > 0) {
    const above = text.lastIndexOf("\n", start - 2) + 1;
    if (!text.slice(above, start).trimStart().startsWith("///")) break;
    start = above;
  }
  return start;
}

function withComments(text: string, comments: ReadonlyMap<number, ReadonlySet<string>>): string {
  let result = "";
  let at = 0;
  for (const [start, codes] of [...comments].sort(([left], [right]) => left - right)) {
    const indent = /^ */.exec(text.slice(start, start + 2))?.[0] ?? "";
    const lines = [...codes].map((code) => `${indent}// xdmap-ignore ${code}: it is deployed so\n`);
    result += text.slice(at, start) + lines.join("");
    at = start;
  }
  return result + text.slice(at);
}

function layOut(text: string, path: string): string {
  return printMapping(parseMapping(createSourceFile(path, text)).tree);
}

function isSame(before: Program, after: Program): boolean {
  return (
    before.name === after.name &&
    before.description === after.description &&
    before.mappings.length === after.mappings.length &&
    before.mappings.every((one, at) => {
      const other = after.mappings[at];
      return (
        other !== undefined &&
        one.path === other.path &&
        one.emitted.type === other.emitted.type &&
        one.emitted.text === other.emitted.text &&
        one.name === other.name &&
        one.description === other.description
      );
    })
  );
}
