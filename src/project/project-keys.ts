import { quote, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { type CsvCharacter, readCsvCharacter, readCsvMark } from "../io/index.js";
import { spanText } from "../text/index.js";
import { flowKeys, flowsSection } from "./deployment/flow-keys.js";
import { layableOver } from "./deployment/lay-over.js";
import { lintSection } from "./lint-settings.js";
import { SANDBOX_NAME } from "./sandbox-name.js";
import { type Keys, named, section } from "./section-kinds.js";
import { tenantNamed } from "./tenant.js";
import { about, listOfTexts, oneOf, text, truth, type ValueKind } from "./value-kinds.js";
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
export const sampleKeys = {
  format: about(
    "What samples are, whatever their names say.",
    oneOf(["csv", "json", "ndjson", "parquet"], "format: csv"),
  ),
  delimiter: about("The delimiter of a CSV: one character or more, or `tab`.", character(MARK, DELIMITER_EXAMPLE)),
  quote: about(
    "The quote of a CSV: one character, or none where nothing is quoted.",
    text(
      "one character, or `none`",
      QUOTE_EXAMPLE,
      (written, key, report): { character: string | null } | undefined => {
        if (written.value === "none") return { character: null };
        const read = readCharacter(CHARACTER, written, key, QUOTE_EXAMPLE, report);
        return read === undefined ? undefined : { character: read };
      },
    ),
  ),
  escape: about("What stands before a quote in a quoted cell of a CSV.", character(CHARACTER, ESCAPE_EXAMPLE)),
  comment: about("Lines of a CSV that begin so are comments.", character(MARK, COMMENT_EXAMPLE)),
  relaxQuotes: about(
    "Whether quotes inside a cell that does not begin with one are taken as they are.",
    truth("relaxQuotes: true"),
  ),
  blankLines: about(
    "What blank lines of a CSV are: passed over, or errors.",
    oneOf(["skip", "error"], "blankLines: error"),
  ),
  header: about("Whether a CSV has a header; without one its columns are column1, column2…", truth("header: false")),
  emptyCell: about("What an empty cell of a CSV is.", oneOf(["null", "string"], "emptyCell: string")),
} as const;

/** Keys of a flow that are looked for beside the flows; `schema` is rather `schemas`. */
const ofFlows: readonly [string, string][] = Object.keys(flowKeys)
  .filter((key) => key !== "schema")
  .map((key) => [key.toLowerCase(), `It belongs to a flow: \`flows: { orders: { ${key}: … } }\`.`]);

const SAMPLE_EXAMPLE = 'sample: { delimiter: ";" }';

/** Where a key belongs that people look for at another place, or know from the command line. */
export const atTop: ReadonlyMap<string, string> = new Map([
  ...Object.keys(sampleKeys).map((key): [string, string] => [
    key.toLowerCase(),
    `It belongs under \`sample\`: \`sample: { ${key}: … }\`.`,
  ]),
  ...ofFlows,
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

const inSandbox: ReadonlyMap<string, string> = new Map([
  ...Object.keys(sampleKeys).map((key): [string, string] => [
    key.toLowerCase(),
    `It belongs under \`sample\`: \`sample: { ${key}: … }\`.`,
  ]),
  ...ofFlows,
  ["sandboxes", "A sandbox has no sandboxes."],
  ["<<", "YAML 1.2 merges no keys: write them out."],
]);

/** What a sandbox may lay its own values over. */
const settingKeys = {
  schemas: about(
    "Folders with XDM components, from the folder of xdmap.yaml on: targets that are compositions find them there.",
    listOfTexts("a list of folders", "schemas: [components]"),
  ),
  expressions: about("JEXL's mode in `preview` and `eval`.", oneOf(["lenient", "strict"], "expressions: strict")),
  sample: about("How samples are read.", section(sampleKeys, SAMPLE_EXAMPLE, inSample)),
  tenant: about(
    "The sandbox's tenant, with its `_` or without, for _{TENANT_ID} in targets.",
    text(
      "the name of a tenant",
      "tenant: acme",
      ({ value, span }, _, report) => {
        const tenant = tenantNamed(value);
        if (tenant === undefined) report(codes.XM6113, span, { value });
        return tenant;
      },
      { pattern: "^_?[A-Za-z0-9][A-Za-z0-9_-]*$" },
    ),
  ),
  lint: about("The levels of rules and of other findings that are no errors, by code or name.", lintSection),
  flows: about("What is deployed: each flow with its mapping, by the key that commands name it by.", flowsSection),
} as const satisfies Keys;

/** The keys of the file. */
export const keys = {
  ...settingKeys,
  sandboxes: about(
    "The sandboxes of AEP that the flows go to, each with the values that it lays over those of the file; null takes one away.",
    named(
      {
        subject: "The name of a sandbox",
        why: "it has lower-case letters, digits and `-`, and begins with a letter or a digit",
        pattern: SANDBOX_NAME,
        most: 100,
        things: "sandboxes",
      },
      layableOver(section(settingKeys, "dev: { tenant: acme_dev }", inSandbox)),
      {},
      "sandboxes: { dev: { tenant: acme_dev } }",
    ),
  ),
} as const satisfies Keys;
