import { existsSync, readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { emitMappingSet, formatPayload } from "../../src/compiler/index.js";
import { hasErrors, renderText } from "../../src/diagnostics/index.js";
import { printMapping } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { loadMapping, openProjects } from "../../src/project/index.js";
import { preview, printXdm } from "../../src/runtime/index.js";
import { describeTree } from "./describe-tree.js";

/** One input with every phase beside it. */
export interface GoldenCase {
  readonly name: string;
  readonly mapping: string;
  /** Where what the phases make of it is kept. */
  readonly folder: string;
}

/** The cases of `test/golden`, and the examples. */
export function goldenCases(): readonly GoldenCase[] {
  const cases = readdirSync("test/golden", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith("input.xdmap"))
    .map((path) => join("test/golden", path, ".."))
    .map((folder) => ({ name: folder, mapping: join(folder, "input.xdmap"), folder }));
  const examples = readdirSync("examples").flatMap((name) => {
    const files = readdirSync(join("examples", name)).filter((file) => file.endsWith(".xdmap"));
    const folder = join("examples", name, "golden");
    // Where an example has several mappings, each has a folder of its own.
    return files.map((file) => {
      const mapping = join("examples", name, file);
      return { name: mapping, mapping, folder: files.length === 1 ? folder : join(folder, basename(file, ".xdmap")) };
    });
  });
  return [...cases, ...examples].toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** What the goldens' `_{TENANT_ID}` and missing schema ids stand for. */
const SCHEMA_ID = "https://ns.adobe.com/example/schemas/0123456789abcdef";

/** What every phase makes of a mapping, by file name. */
export async function runPhases({ mapping }: GoldenCase): Promise<ReadonlyMap<string, string>> {
  const loaded = await loadMapping(mapping, { sample: {} }, { inputs: [], read: "rows", projects: openProjects() });
  if (loaded.kind === "misuse") throw new Error(loaded.message);
  if (loaded.kind === "problem") return new Map([["diagnostics.txt", renderText(loaded.diagnostics)]]);
  const { settings, workspace } = loaded;
  const { tree, program, sample, diagnostics } = workspace;
  const phases = new Map([
    ["tree.txt", describeTree(tree.statements)],
    ["diagnostics.txt", diagnostics.length === 0 ? "no findings\n" : renderText(diagnostics)],
    ["formatted.xdmap", printMapping(tree)],
    ["lowered.txt", describeTree(program.mappings.map(({ path, expression }) => ({ kind: path, expression })))],
  ]);
  for (const dialect of ["current", "legacy"] as const) {
    const { payload } = emitMappingSet(program, dialect, { schemaId: program.schema?.id ?? SCHEMA_ID });
    if (payload !== null) phases.set(`${dialect}.json`, formatPayload(payload));
  }
  if (hasErrors(diagnostics) || sample === null) return phases;
  const services = fixedServices({ now: new Date("2026-01-02T03:04:05Z"), seed: "golden" });
  const started = preview(program, sample.events, { services, strict: settings.strict });
  if (started.kind === "problem") return phases;
  let records = "";
  for await (const event of started.preview.events) {
    if (event.kind === "record") records += `${printXdm(event.record)}\n`;
  }
  phases.set("records.ndjson", records);
  return phases.set("report.json", `${JSON.stringify(started.preview.report(), null, 2)}\n`);
}

export function readGolden({ folder }: GoldenCase, name: string): string | null {
  const path = join(folder, name);
  return existsSync(path) ? readFileSync(path, "utf8") : null;
}
