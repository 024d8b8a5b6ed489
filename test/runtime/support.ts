import type { Program } from "../../src/compiler/index.js";
import { compileMapping } from "../../src/compiler/index.js";
import { hasErrors } from "../../src/diagnostics/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { openSample } from "../../src/io/index.js";
import {
  type PreviewEvent,
  type PreviewOptions,
  preview,
  printXdm,
  type Report,
  type RowEvent,
  readWindow,
  type Window,
} from "../../src/runtime/index.js";
import { loadSchema, type XdmSchema } from "../../src/schema/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { chunksOf } from "../io/support.js";
import { exampleFiles } from "../support/example-files.js";

export function schemaOf(json: string | object): XdmSchema {
  const text = typeof json === "string" ? json : JSON.stringify(json);
  const { schema, diagnostics } = loadSchema(createSourceFile("schema.json", text));
  if (schema === null) throw new Error(`The schema of the test is wrong: ${diagnostics[0]?.message}`);
  return schema;
}

const profile = schemaOf(exampleFiles["schema.json"] ?? "");

export const services = fixedServices({ now: new Date("2024-05-01T12:00:00Z"), seed: "test" });

export interface Sample {
  readonly csv?: string;
  readonly json?: readonly object[];
  /** Of the JSON; 1 where left out. */
  readonly indent?: number;
  /** Its rows once more, as of a second input. */
  readonly again?: boolean;
}

export interface Run {
  readonly events: readonly PreviewEvent[];
  /** The accepted records as JSON, in order. */
  readonly records: readonly unknown[];
  /** `3 productListItems[0].SKU pattern XM5121` */
  readonly rejections: readonly string[];
  readonly report: Report;
}

/** Compiles mappings against the small profile schema, and previews a sample with them. */
export async function run(
  source: string,
  sample: Sample,
  { schema = profile, ...options }: Partial<PreviewOptions> & { readonly schema?: XdmSchema | null } = {},
): Promise<Run> {
  const [name, content] =
    sample.csv === undefined
      ? ["orders.json", JSON.stringify(sample.json ?? [], null, sample.indent ?? 1)]
      : ["orders.csv", sample.csv];
  const opened = await openSample(name, chunksOf(content));
  if (opened.kind === "problem") throw new Error(opened.diagnostic.message);
  const file = createSourceFile("test.xdmap", `target "schema.json"\n${source}\n`);
  const { tree, diagnostics: syntax } = parseMapping(file);
  const { program, diagnostics } = compileMapping({ tree, schema, sample: opened.shape });
  const all = [...syntax, ...diagnostics];
  if (hasErrors(all)) throw new Error(all.map(({ code, message }) => `${code} ${message}`).join("\n"));
  const again = sample.again === true ? await openSample(name, chunksOf(content)) : null;
  const more = again?.kind === "sample" ? again.events : null;
  return runProgram(program, more === null ? opened.events : chain(opened.events, more), options);
}

type Events = Parameters<typeof preview>[1];

async function* chain(...inputs: readonly Events[]): AsyncGenerator<RowEvent> {
  for (const events of inputs) yield* events;
}

async function runProgram(program: Program, rows: Events, options: Partial<PreviewOptions> = {}): Promise<Run> {
  const started = preview(program, rows, { services, ...options });
  if (started.kind === "problem") throw new Error(started.diagnostic.message);
  const events: PreviewEvent[] = [];
  for await (const event of started.preview.events) events.push(event);
  return {
    events,
    records: events.flatMap((event) => (event.kind === "record" ? [JSON.parse(printXdm(event.record))] : [])),
    rejections: events.flatMap((event) =>
      event.kind === "rejection"
        ? event.violations.map(({ path, constraint, code }) => `${event.line} ${path} ${constraint} ${code}`)
        : [],
    ),
    report: started.preview.report(),
  };
}

/** The one record that a row of JSON becomes. */
export async function mapOne(source: string, row: object, schema?: XdmSchema): Promise<unknown> {
  const { records, rejections } = await run(source, { json: [row] }, schema === undefined ? {} : { schema });
  if (rejections.length > 0) throw new Error(rejections.join("\n"));
  return records[0];
}

export function windowOf(start?: string, end?: string): Window | null {
  const read = readWindow(start, end);
  if ("problem" in read) throw new Error(read.problem.message);
  return read.window;
}
