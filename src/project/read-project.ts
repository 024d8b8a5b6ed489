import { collector, type Diagnostic, quote, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { type CsvCharacter, readCsvCharacter, readCsvMark, type SampleOptions } from "../io/index.js";
import { type SourceFile, spanText } from "../text/index.js";
import { lintSection } from "./lint-settings.js";
import type { Project } from "./project.js";
import { readYaml } from "./read-yaml.js";
import { tenantNamed } from "./tenant.js";
import { listOfTexts, oneOf, readKeys, type Section, section, text, truth, type ValueKind } from "./value-kinds.js";
import type { Placed } from "./yaml-tree.js";

const DELIMITER_EXAMPLE = 'delimiter: ";"';
const QUOTE_EXAMPLE = `quote: "'"`;
const ESCAPE_EXAMPLE = 'escape: "\\\\"';
const COMMENT_EXAMPLE = 'comment: "#"';

/** What a key takes: one character, or one and more. */
interface CharacterKind {
  readonly wants: string;
  readonly read: (text: string) => CsvCharacter;
}

const CHARACTER: CharacterKind = { wants: "one character", read: readCsvCharacter };
const MARK: CharacterKind = { wants: "one character or more", read: readCsvMark };

function character(kind: CharacterKind, example: string): ValueKind<string> {
  return text(kind.wants, example, (written, key, report) => readCharacter(kind, written, key, example, report));
}

function readCharacter(
  { wants, read: take }: CharacterKind,
  { value, span }: Placed<string>,
  key: string,
  example: string,
  report: Report,
): string | undefined {
  const read = take(value);
  if ("character" in read) return read.character;
  // `|` and `>` begin a text of several lines, here one of none.
  const block = /^[|>]/.exec(spanText(span))?.[0];
  if (block === undefined) report(codes.XM6111, span, { key, wants, why: read.why, example });
  else report(codes.XM6111, span, { key, wants, why: blockWhy(block), example: `${key}: "${block}"` });
  return undefined;
}

function blockWhy(character: string): string {
  return `without quotes ${quote(character)} begins a text of several lines`;
}

/** The keys of `sample`. */
const sampleKeys = {
  format: oneOf(["csv", "json", "ndjson", "parquet"], "format: csv"),
  delimiter: character(MARK, DELIMITER_EXAMPLE),
  quote: text(
    "one character, or `none`",
    QUOTE_EXAMPLE,
    (written, key, report): { character: string | null } | undefined => {
      if (written.value === "none") return { character: null };
      const read = readCharacter(CHARACTER, written, key, QUOTE_EXAMPLE, report);
      return read === undefined ? undefined : { character: read };
    },
  ),
  escape: character(CHARACTER, ESCAPE_EXAMPLE),
  comment: character(MARK, COMMENT_EXAMPLE),
  relaxQuotes: truth("relaxQuotes: true"),
  blankLines: oneOf(["skip", "error"], "blankLines: error"),
  header: truth("header: false"),
  emptyCell: oneOf(["null", "string"], "emptyCell: string"),
} as const;

const SAMPLE_EXAMPLE = 'sample: { delimiter: ";" }';

/** Where a key belongs that people look for at another place, or know from the command line. */
const atTop: ReadonlyMap<string, string> = new Map([
  ...Object.keys(sampleKeys).map((key): [string, string] => [
    key.toLowerCase(),
    `It belongs under \`sample\`: \`sample: { ${key}: … }\`.`,
  ]),
  ["inputformat", "It is `sample: { format: … }` here."],
  ["components", "It is `schemas: [folder, …]` here."],
  ["strict", "It is `expressions: strict` here."],
  ["lenient", "It is `expressions: lenient` here."],
  ["<<", "YAML 1.2 merges no keys: write them out."],
]);
const inSample: ReadonlyMap<string, string> = new Map([
  ["inputformat", "It is `format` here."],
  ["noheader", "It is `header: false` here."],
  ["separator", "It is `delimiter` here."],
  ...["schemas", "expressions", "tenant"].map((key): [string, string] => [
    key,
    `It belongs at the left margin, beside \`sample\`.`,
  ]),
  ["<<", "YAML 1.2 merges no keys: write them out."],
]);

/** The keys of the file. */
const keys = {
  schemas: listOfTexts("a list of folders", "schemas: [components]"),
  expressions: oneOf(["lenient", "strict"], "expressions: strict"),
  sample: section(sampleKeys, SAMPLE_EXAMPLE, inSample),
  tenant: text("the name of a tenant", "tenant: acme", ({ value, span }, _, report) => {
    const tenant = tenantNamed(value);
    if (tenant === undefined) report(codes.XM6113, span, { value });
    return tenant;
  }),
  lint: lintSection,
} as const;

/**
 * Reads the text of a project file. No file is looked at: whether the folders are there is for who reads them. `project`
 * holds what could be read; with an error among the findings it is not to be relied on.
 */
export function readProject(file: SourceFile): {
  readonly project: Project;
  readonly diagnostics: readonly Diagnostic[];
} {
  const { report, diagnostics } = collector();
  const read = readYaml(file, report);
  if (read.kind === "broken" || read.root === null) return { project: projectOf(file, {}), diagnostics };
  const { root } = read;
  if (root.kind !== "map") {
    const found = root.kind === "list" ? "a list" : "a text without a key";
    const hint = root.kind === "list" ? "" : "A key is followed by a colon and a blank. ";
    report(codes.XM6104, root.span, { key: "xdmap.yaml", wants: "keys", found, hint, example: "expressions: strict" });
    return { project: projectOf(file, {}), diagnostics };
  }
  return { project: projectOf(file, readKeys(root, keys, { section: null, elsewhere: atTop }, report)), diagnostics };
}

function projectOf(file: SourceFile, { schemas, expressions, sample, tenant, lint }: Section<typeof keys>): Project {
  const of = sample?.value ?? {};
  return {
    file,
    schemas: schemas?.value,
    expressions,
    sample: sampleOf(of),
    places: {
      delimiter: of.delimiter?.span,
      quote: of.quote?.span,
      escape: of.escape?.span,
      comment: of.comment?.span,
    },
    tenant: tenant?.value,
    lint: lint?.value ?? new Map(),
  };
}

function sampleOf(of: Section<typeof sampleKeys>): SampleOptions {
  const { format, delimiter, quote, comment, relaxQuotes, blankLines, header, emptyCell } = of;
  return {
    format: format?.value,
    delimiter: delimiter?.value,
    quote: quote?.value.character,
    escape: of.escape?.value,
    comment: comment?.value,
    relaxQuotes: relaxQuotes?.value,
    blankLines: blankLines?.value,
    header: header?.value,
    emptyCell: emptyCell?.value,
  };
}
