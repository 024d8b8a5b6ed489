import { quote } from "../diagnostics/index.js";

/** What a file or a value is instead of a mapping set, and what to do with it. */
export interface Foreign {
  readonly why: string;
  readonly advice: string;
}

const SAVE_AS_CSV = "Save the sheet as CSV in UTF-8, and import that.";

/** The first bytes of files that people take for exports. */
const MAGIC: readonly (readonly [readonly number[], Foreign])[] = [
  [[0x1f, 0x8b], { why: "it is compressed (gzip)", advice: "Unpack it first: `gunzip FILE`." }],
  [[0x50, 0x4b, 0x03, 0x04], { why: "it is an Excel workbook or another ZIP archive", advice: SAVE_AS_CSV }],
  [[0xd0, 0xcf, 0x11, 0xe0], { why: "it is an Excel workbook of the old kind", advice: SAVE_AS_CSV }],
  [
    [0x50, 0x41, 0x52, 0x31],
    { why: "it is a Parquet file", advice: "Name it as a sample: `xdmap import SET --sample FILE`." },
  ],
];

/** What no mapping set and no template begins with; null for all else. */
export function foreignBytes(bytes: Uint8Array): Foreign | null {
  return MAGIC.find(([magic]) => magic.every((byte, at) => bytes[at] === byte))?.[1] ?? null;
}

/** The same of a text that is no JSON; `path` is its file. */
export function foreignText(text: string, path: string): Foreign | null {
  if (text.trim() === "")
    return { why: "the file is empty", advice: "Export it again, and look at what the request answers." };
  if (/^\s*<(?:!doctype\s+html|html)\b/i.test(text)) {
    return {
      why: "it is an HTML page, as sign-in pages and proxies answer with",
      advice: "Look at the request that was to get the mapping set: its address, and its sign-in.",
    };
  }
  if (/^\s*<[?!\w]/.test(text)) return { why: "it is XML", advice: "Ask the service for JSON." };
  if (/\.xdmap$/i.test(path) || /^(?:\s|\/\/.*)*(?:mapping|target)[ \t]+"/.test(text)) {
    return {
      why: "it is a mapping file already",
      advice: `\`xdmap build ${path}\` writes the mapping set of it, \`xdmap fmt ${path}\` lays it out, and \`xdmap export ${path} --format template\` makes a template.`,
    };
  }
  const lines = text.split(/\r\n|[\r\n]/).filter((line) => line.trim() !== "");
  if (lines.length > 1 && /^\s*[{[]/.test(text) && lines.every(isJson)) {
    return {
      why: `it holds ${lines.length} JSON values, one a line`,
      advice: "Save each in a file of its own, or all of them as one list: `[…, …]`.",
    };
  }
  return null;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

/** What a JSON value is that holds no mapping set; null where nothing is known of it. */
export function foreignJson(value: unknown): Foreign | null {
  if (Array.isArray(value)) return foreignList(value);
  if (typeof value !== "object" || value === null) return null;
  const has = (...names: readonly string[]) => names.some((name) => Object.hasOwn(value, name));
  if (has("mappings", "mappingSet")) return null;
  if (has("source", "sourceAttribute") && has("destination", "destinationXdmPath"))
    return loose("one mapping without its set");
  if (has("flowSpec", "sourceConnectionIds", "transformations")) {
    return {
      why: "it is a flow without the ids of its connections",
      advice: "Give what `GET /flows/ID` answers, with the files of its connections and of its mapping set beside it.",
    };
  }
  if (has("connectionSpec", "baseConnectionId")) {
    return { why: "it is a connection", advice: "Give its flow, too: connections are imported with the flow alone." };
  }
  if (has("$schema", "meta:class", "meta:altId") || (has("$id") && has("allOf", "properties"))) {
    return { why: "it is a schema", advice: "Name it beside a mapping set or a template: `--target FILE`." };
  }
  if (isDataset(value) || (Object.keys(value).length > 0 && Object.values(value).every(isDataset))) {
    return { why: "it is a dataset", advice: "Give the mapping set of the flow that writes to it." };
  }
  const error = errorIn(value);
  if (error !== null) {
    return {
      why: `it is an error that the service answered with: ${quote(error)}`,
      advice: "Mend the request, and save its answer once it is a mapping set.",
    };
  }
  for (const name of ["data", "items", "results"]) {
    const listed: unknown = Reflect.get(value, name);
    if (Array.isArray(listed)) return foreignList(listed);
  }
  return Object.keys(value).length === 0 ? { why: "it is an empty object", advice: ASK } : null;
}

const ASK = "Give what `GET /mappingSets/ID` answers, as it is.";

function loose(what: string): Foreign {
  return {
    why: `it is ${what}`,
    advice: 'Write it into a set: `{"mappings": […]}`. What `GET /mappingSets/ID` answers names the schema, too.',
  };
}

function foreignList(list: readonly unknown[]): Foreign | null {
  if (list.length === 0) {
    return {
      why: "it is an empty list",
      advice: "Look at the sandbox and at the filter of the request: nothing was found there.",
    };
  }
  const isMapping = (one: unknown) => foreignJson(one)?.why === foreignJson({ source: "", destination: "" })?.why;
  return list.every(isMapping) ? loose("a list of mappings without their set") : null;
}

function isDataset(value: unknown): boolean {
  return typeof value === "object" && value !== null && "schemaRef" in value && !("mappings" in value);
}

/** What an answer of the four families of errors says. */
function errorIn(value: object): string | null {
  const text = (...names: readonly string[]): string | null => {
    const found: unknown = names
      .map((name) => Reflect.get(value, name))
      .find((one) => one !== undefined && one !== null);
    return typeof found === "string" || typeof found === "number" ? String(found) : null;
  };
  const code = text("error_code", "errorCode", "code", "status");
  const message = text("detail", "message", "error_description", "title", "error");
  const isError = ["error_code", "errorCode", "error", "errors"].some((name) => Object.hasOwn(value, name));
  if (!isError && (code === null || message === null)) return null;
  const said = [code, message].filter((one) => one !== null);
  return said.length === 0 ? "errors" : said.join(": ");
}
