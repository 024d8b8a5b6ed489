import { deployments as codes } from "../../diagnostics/deployments.js";
import { quote, type Report } from "../../diagnostics/index.js";
import type { Frequency } from "../../runtime/index.js";
import { compileDatePattern, isProblem, parseInstant, zoneOf } from "../../values/dates/index.js";
import { refuseKind, textOf } from "../refuse-value.js";
import { type Keys, named, type Section, section } from "../section-kinds.js";
import { about, type JsonSchema, number, oneOf, text, truth, type ValueKind } from "../value-kinds.js";
import type { Placed } from "../yaml-tree.js";
import type { PathFormat } from "./flow-settings.js";

/** One line, with nothing around it. */
const ONE_LINE: JsonSchema = { minLength: 1, pattern: "^\\S(.*\\S)?$" };

/** A name, a path: one line without blanks around it. */
function line(wants: string, example: string): ValueKind<string> {
  return text(wants, example, (written, key, report) => takeLine(written, { key, example }, report), ONE_LINE);
}

function takeLine(
  { value, span }: Placed<string>,
  { key, example }: { readonly key: string; readonly example: string },
  report: Report,
): string | undefined {
  const why =
    value === ""
      ? "it is empty"
      : /[\u0000-\u001f\u007f-\u009f\u2028\u2029]/.test(value)
        ? "it is one line, without control characters"
        : value.trim() !== value
          ? "it has blanks around it"
          : null;
  if (why === null) return value;
  report(codes.XM6130, span, { subject: quote(key), value, why, example });
  return undefined;
}

/** The last second that AEP's clocks and ours agree on: more digits are milliseconds. */
const LAST_SECOND = 99_999_999_999;
const START = "start: 2026-12-01T00:00:00Z";

/** A time in whole seconds since 1970, from a number of them or from ISO 8601 (UTC without an offset). */
const time: ValueKind<number> = {
  wants: "a time in ISO 8601, or seconds since 1970",
  example: START,
  schema: () => ({
    anyOf: [
      { type: "integer", minimum: 0, maximum: LAST_SECOND },
      { type: "string", minLength: 1 },
    ],
  }),
  read: (value, key, report) => {
    if (value.kind !== "scalar" || typeof value.value === "boolean" || value.value === null) {
      return refuseKind(value, key, time, report, "");
    }
    const written = textOf(value);
    const read = parseInstant(written);
    const why = isProblem(read)
      ? // The message says the value before.
        read.problem.replace(`${quote(written)} `, "it ")
      : read.nano !== 0
        ? "a flow starts at a whole second"
        : read.epochSecond < 0
          ? "it is before 1970"
          : null;
    if (why === null && !isProblem(read)) return { value: read.epochSecond, span: value.span };
    report(codes.XM6130, value.span, { subject: quote(key), value: written, why: why ?? "", example: START });
    return undefined;
  },
};

const FREQUENCIES: readonly Frequency[] = ["once", "minute", "hour", "day", "week"];
const FORMATS: readonly PathFormat[] = ["delimited", "json", "parquet", "tabular"];

const sourceKeys = {
  table: about(
    "The table (or other object) of the base connection, as its connector names it.",
    line("the name of a table", "table: Shopify.Orders"),
  ),
  path: about(
    "The file or folder of the base connection; or, with the format `tabular`, a table that its connector calls a path.",
    line("a path", "path: /orders"),
  ),
  format: about(
    "What the files of `path` hold; `tabular`: it is no file, but a table.",
    oneOf(FORMATS, "format: delimited"),
  ),
  recursive: about("Whether folders below `path` are read too; false by default.", truth("recursive: true")),
} as const;

const datasetKeys = {
  name: about("The dataset's name in AEP.", line("the name of a dataset", "name: Shopify profiles")),
  id: about(
    "The dataset's id in AEP: 24 hexadecimal digits.",
    text(
      "the id of a dataset",
      "id: 6273a3a1e6a9c519481a2b3c",
      ({ value, span }, _, report) => {
        if (isDatasetId(value)) return value;
        const why = "an id has 24 hexadecimal digits";
        report(codes.XM6130, span, { subject: "`id` of `dataset`", value, why, example: "name: Shopify profiles" });
        return undefined;
      },
      { pattern: "^[0-9a-fA-F]{24}$" },
    ),
  ),
  profile: about(
    "true: the dataset has to be enabled for Profile; one that is made is enabled.",
    truth("profile: true"),
  ),
} as const;

function isDatasetId(text: string): boolean {
  return /^[0-9a-f]{24}$/i.test(text);
}

const DATASET = "dataset: Shopify profiles";
const datasetSection = section(datasetKeys, "dataset: { name: Shopify profiles, profile: true }");

/** A name or an id alone, or a section. */
const dataset: ValueKind<Section<typeof datasetKeys>> = {
  wants: "a name, an id or keys of its own",
  example: DATASET,
  schema: () => ({
    anyOf: [
      { type: "string", ...ONE_LINE },
      { ...datasetSection.schema(), type: "object" },
    ],
  }),
  read: (value, key, report) => {
    if (value.kind === "map") return datasetSection.read(value, key, report);
    if (value.kind !== "scalar" || typeof value.value !== "string") return refuseKind(value, key, dataset, report);
    const written = takeLine({ value: value.value, span: value.span }, { key, example: DATASET }, report);
    if (written === undefined) return undefined;
    const placed = { value: written, span: value.span };
    return { value: isDatasetId(written) ? { id: placed } : { name: placed }, span: value.span };
  },
};

const scheduleKeys = {
  start: about(
    "The first run: ISO 8601 (UTC without an offset) or seconds since 1970. Left out: ten minutes after the flow is made.",
    time,
  ),
  frequency: about("How often the flow runs; once: only when it is told to.", oneOf(FREQUENCIES, "frequency: hour")),
  interval: about(
    "So many units of the frequency lie between two runs: of minutes 15 or more (the default), else 1 or more (1). Not with once.",
    number("a whole number from 1 on", "interval: 6", (value) => Number.isSafeInteger(value) && value >= 1, {
      type: "integer",
      minimum: 1,
      maximum: Number.MAX_SAFE_INTEGER,
    }),
  ),
  backfill: about(
    "Whether the first run picks up what was there before the start; false by default. Not with once.",
    truth("backfill: true"),
  ),
} as const;

const deltaKeys = {
  column: about("The column that says when a row was changed.", line("the name of a column", "column: updated_at")),
  format: about(
    "The column's date pattern, as Java's DateTimeFormatter.",
    text(
      "a date pattern",
      'format: "yyyy-MM-dd HH:mm:ss"',
      ({ value, span }, key, report) => {
        const compiled = compileDatePattern(value, "adobe");
        if (!("problem" in compiled)) return value;
        const example = 'format: "yyyy-MM-dd HH:mm:ss"';
        report(codes.XM6130, span, { subject: quote(key), value, why: compiled.problem.message, example });
        return undefined;
      },
      { minLength: 1 },
    ),
  ),
  timezone: about(
    "The zone of values that name none: an offset or a region such as Europe/Paris; UTC by default.",
    text(
      "a time zone",
      "timezone: Europe/Paris",
      ({ value, span }, key, report) => {
        if (zoneOf(value) !== null) return value;
        const why = "there is no such zone";
        report(codes.XM6130, span, { subject: quote(key), value, why, example: "timezone: Europe/Paris" });
        return undefined;
      },
      { minLength: 1 },
    ),
  ),
} as const;

const optionKeys = {
  errorDiagnosticsEnabled: about(
    "Whether AEP keeps the rows that it could not ingest, with the reasons.",
    truth("errorDiagnosticsEnabled: true"),
  ),
  partialIngestionPercent: about(
    "Up to this share of rows may fail before a run does. `xdmap preview` holds the sample against it.",
    number("a number above 0, at most 100", "partialIngestionPercent: 5", (value) => value > 0 && value <= 100, {
      type: "number",
      exclusiveMinimum: 0,
      maximum: 100,
    }),
  ),
} as const;

/** The keys of a flow. All may be left out: a sandbox may give them. */
export const flowKeys = {
  mapping: about("The mapping file, from the folder of xdmap.yaml on.", line("a path", "mapping: orders.xdmap")),
  name: about("The flow's name in AEP; its key by default.", line("a name", "name: Shopify orders")),
  description: about(
    "The flow's description in AEP.",
    text("a text", "description: Orders of the shop, every six hours", ({ value }) => value),
  ),
  connection: about(
    "The base connection, which holds the credentials of the source: its id or its name.",
    line("an id or a name", "connection: Shopify"),
  ),
  connectionSpec: about(
    "The kind of source, by id or name; that of the base connection by default.",
    line("an id or a name", "connectionSpec: shopify"),
  ),
  flowSpec: about(
    "The kind of flow, by id or name; by default CRMToAEP for a table and CloudStorageToAEP for a path.",
    line("an id or a name", "flowSpec: CRMToAEP"),
  ),
  source: about(
    "What the flow reads: a table, or a path with its format.",
    section(sourceKeys, "source: { table: Orders }"),
  ),
  schema: about(
    "The XDM schema in the sandbox, by id or title; by default that of the mapping's target.",
    line("an id or a title", "schema: Shopify profiles"),
  ),
  dataset: about("The dataset that the flow writes into: a name, an id, or keys of its own.", dataset),
  schedule: about("When the flow runs.", section(scheduleKeys, "schedule: { frequency: hour, interval: 6 }")),
  delta: about(
    "By which column the flow takes what is new; by default the mapping's delta line. Not with `once`, nor for a path.",
    section(deltaKeys, "delta: { column: updated_at }"),
  ),
  options: about("How a run treats rows that fail.", section(optionKeys, "options: { partialIngestionPercent: 5 }")),
} as const satisfies Keys;

/** What a file, or a sandbox, says of a flow. */
export type WrittenFlow = Section<typeof flowKeys>;

/** `flows` */
export const flowsSection = named(
  {
    subject: "The key of a flow",
    why: "it has letters, digits, `.`, `_` and `-`, 64 at most, and begins with a letter or a digit",
    pattern: /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/,
    most: 1000,
    things: "flows",
  },
  section(flowKeys, "orders: { mapping: orders.xdmap }"),
  {},
  "flows: { shopify-orders: { mapping: orders.xdmap } }",
);
