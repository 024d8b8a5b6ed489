import { describeRows, type SourceShape } from "../compiler/index.js";
import { parseMapping, printMapping, printString } from "../grammar/index.js";
import type { XdmSchema } from "../schema/index.js";
import { createSourceFile } from "../text/index.js";
import type { Type } from "../values/index.js";
import { type Match, type MatchKind, matchPlaces } from "./init-match.js";
import { cleanText, type SourcePlace, sourcePlaces, type TargetPlace, targetPlaces } from "./init-places.js";
import { datePatternOf, typeWord } from "./init-types.js";

/** What a first mapping file is written from. Paths are as the file is to name them. */
export interface DraftInput {
  readonly name: string;
  readonly target: string;
  /** Null for standard input, which no file can name. */
  readonly sample: string | null;
  readonly shape: SourceShape;
  readonly schema: XdmSchema;
}

/** A column with its line: a mapping, or why there is none. */
export interface DraftColumn {
  readonly place: SourcePlace;
  /** The line's expression and path; null where it is for a person to write. */
  readonly mapping: { readonly expression: string; readonly path: string } | null;
  /** How it matched, or why it is not mapped. */
  readonly remark: string;
  /** Lines that a person may choose from. */
  readonly choices: readonly string[];
}

/** What each column becomes by its name. */
export function draftColumns({ shape, schema }: DraftInput): readonly DraftColumn[] {
  return matchPlaces(sourcePlaces(shape), targetPlaces(schema)).map(([place, match]) => draftColumn(place, match));
}

function draftColumn(place: SourcePlace, match: Match): DraftColumn {
  const { expression } = place;
  if (expression === null) return left(place, "its name cannot be written in a line; rename it in the source");
  switch (match.kind) {
    case "none":
      return left(place, "no path of the schema has this name");
    case "lists":
      return left(
        place,
        `${some(match.targets)} ${match.targets.length === 1 ? "has" : "have"} its name, but only one of the two lies in a list`,
      );
    case "taken": {
      const by = match.by.map(({ label }) => label).join(", ");
      return left(place, `${match.target.path} has its name, and that of ${by}`, [
        `${expression} -> ${match.target.path}`,
      ]);
    }
    case "inside":
      return left(
        place,
        "what has its name in the schema is an object",
        match.targets.map(({ path }) => `${expression} -> ${path}`),
      );
    case "several":
      return left(
        place,
        `${match.targets.length} paths match by ${HOW[match.how]}`,
        match.targets.map(({ path }) => `${expression} -> ${path}`),
      );
    case "one":
      return mapped(place, expression, match.how, match.target);
  }
}

const HOW: Readonly<Record<MatchKind, string>> = {
  path: "the exact name",
  "path-converted": "the name, without regard to case and signs",
  end: "the end of the path, without regard to case and signs",
  last: "the exact last name of the path",
  "last-converted": "the last name of the path, without regard to case and signs",
};

function mapped(place: SourcePlace, expression: string, how: MatchKind, target: TargetPlace): DraftColumn {
  const { type } = target.field;
  const { path } = target;
  const isOnly = how === "end" || how === "last" || how === "last-converted";
  const remark = `matched by ${HOW[how]}${isOnly ? ", which no other has" : ""}`;
  const isText = (place.profile?.texts ?? null) !== null || (place.profile?.numbers ?? null) === null;
  if ((type !== "date" && type !== "date-time") || !isText) {
    return { place, mapping: { expression, path }, remark, choices: [] };
  }
  const date = datePatternOf(place.profile);
  if (date.kind === "unknown") {
    const choices = date.pattern === null ? [] : [`date(${expression}, ${printString(date.pattern)}) -> ${path}`];
    return left(place, `${path} has its name and is a date, but ${date.why}`, choices);
  }
  if (date.kind === "either") {
    const choices = date.patterns.map((pattern) => `date(${expression}, ${printString(pattern)}) -> ${path}`);
    return left(place, `${path} has its name and is a date, but nothing tells the day from the month`, choices);
  }
  if (place.lists > 0) return left(place, `${path} has its name, but dates in lists are yours to write`);
  const written = `date(${expression}, ${printString(date.pattern)})`;
  return {
    place,
    mapping: { expression: written, path },
    remark: `${remark}; every value fits the pattern`,
    choices: [],
  };
}

function left(place: SourcePlace, remark: string, choices: readonly string[] = []): DraftColumn {
  return { place, mapping: null, remark, choices };
}

function some(targets: readonly TargetPlace[]): string {
  const paths = targets.slice(0, 3).map(({ path }) => path);
  return targets.length > 3 ? `${paths.join(", ")} and ${targets.length - 3} more` : paths.join(", ");
}

export interface Draft {
  readonly text: string;
  /** By line, from 0: the column whose mapping stands there. */
  readonly lines: ReadonlyMap<number, DraftColumn>;
}

/** The file, with a line for each column; not formatted yet, so that each mapping has its own line. */
export function writeDraft(input: DraftInput, columns: readonly DraftColumn[]): Draft {
  const lines = [...headerLines(input), "", ...sourceLines(input.shape), ""];
  const places = new Map<number, DraftColumn>();
  const done = columns.filter(({ mapping }) => mapping !== null);
  for (const column of done) {
    if (column.mapping === null) continue;
    lines.push(`// ${cleanText(column.place.label)}: ${cleanText(column.remark)}.`);
    places.set(lines.length, column);
    lines.push(`${column.mapping.expression} -> ${column.mapping.path}`);
  }
  const rest = columns.filter(({ mapping }) => mapping === null);
  if (rest.length > 0)
    lines.push("", "// Not mapped. Nothing is guessed: write a line for each column that is needed.", "//");
  for (const { place, remark, choices } of rest) {
    lines.push(
      `// ${cleanText(place.label)}: ${cleanText(remark)}${choices.length === 0 ? "." : choices.length === 1 ? ". It would be:" : ". One of:"}`,
    );
    for (const choice of choices.slice(0, MOST_CHOICES)) lines.push(`//   ${cleanText(choice)}`);
    if (choices.length > MOST_CHOICES) lines.push(`//   and ${choices.length - MOST_CHOICES} more`);
  }
  return { text: `${lines.join("\n")}\n`, lines: places };
}

const MOST_CHOICES = 5;

function headerLines({ name, target, sample, shape }: DraftInput): readonly string[] {
  const { profile } = shape;
  const seen = profile === undefined ? "It has no rows to look at." : `Types are those of ${describeRows(profile)}.`;
  const from = sample === null ? "standard input" : cleanText(sample);
  return [
    `// Written by \`xdmap init\` from ${from}. ${seen}`,
    "",
    `mapping ${printString(name)}`,
    `target ${printString(target)}`,
    ...(sample === null ? [] : [`sample ${printString(sample)}`]),
  ];
}

function sourceLines({ columns, profile, flat }: SourceShape): readonly string[] {
  const lines = ["source {"];
  for (const [name, type] of columns) {
    const values = profile?.columns.get(name) ?? null;
    const written = blockType(type, values, flat, 0);
    const key = printString(name);
    const remark = remarkOn(values);
    if (remark !== null) lines.push(`  // ${cleanText(remark)}`);
    lines.push(
      written === null ? `  // ${cleanText(key)}: the sample does not tell its type` : `  ${key}: ${written},`,
    );
  }
  return [...lines, "}"];
}

type Values = Parameters<typeof typeWord>[1];

function blockType(type: Type, profile: Values, flat: boolean, depth: number): string | null {
  if (depth > DEEPEST) return null;
  if (type.kind === "array") {
    const items = blockType(type.items, profile?.items ?? null, flat, depth + 1);
    return items === null ? null : `${items}[]`;
  }
  if (type.kind !== "object" || type.fields === null) return typeWord(type, profile, flat);
  const fields: string[] = [];
  for (const [name, field] of type.fields) {
    const written = blockType(field, profile?.fields.get(name) ?? null, flat, depth + 1);
    if (written !== null) fields.push(`${printString(name)}: ${written}`);
  }
  return fields.length === 0 ? null : `{ ${fields.join(", ")} }`;
}

const DEEPEST = 30;

/** What the type does not say: a reading that fits nearly all values. */
function remarkOn(profile: Values): string | null {
  const best = profile?.texts?.readings[0];
  if (best === undefined || best.misfit === null) return null;
  const kind = best.kind === "date" ? `date by ${best.pattern}` : best.kind;
  return `${kind} in ${best.fits} of ${best.of} values; not ${JSON.stringify(best.misfit.text)} in line ${best.misfit.line}`;
}

/** The one formatting of a draft; null where it cannot be read, which its own check has to find. */
export function formatDraft(text: string): string | null {
  const { tree, diagnostics } = parseMapping(createSourceFile("draft.xdmap", text));
  return diagnostics.some(({ severity }) => severity === "error") ? null : printMapping(tree);
}
