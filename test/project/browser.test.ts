import { readFileSync } from "node:fs";
import { createContext, runInContext } from "node:vm";
import { build } from "esbuild";
import { beforeAll, expect, it } from "vitest";

/** A page's script: it uses the engine as a library, and gives back what it made of a sample. */
const SCRIPT = `
  import * as xdmap from "./src/index.js";

  globalThis.result = (async () => {
    const { mapping, sample, schema } = globalThis.input;
    const { tree } = xdmap.parseMapping(xdmap.createSourceFile("orders.xdmap", mapping));
    const loaded = xdmap.loadSchema(xdmap.createSourceFile("schema.json", schema));
    async function* bytes() { yield sample; }
    const opened = await xdmap.openSamples([{ name: "orders.csv", open: bytes }]);
    const { program, diagnostics } = xdmap.compileMapping({ tree, schema: loaded.schema, sample: opened.shape });
    const { payload } = xdmap.emitMappingSet(program, "current", { schemaId: null });
    const services = { now: () => { throw new Error("no clock"); }, uuid: () => "", digest: () => "" };
    const { preview } = xdmap.preview(program, opened.events, { services });
    let records = "";
    for await (const event of preview.events) if (event.kind === "record") records += xdmap.printXdm(event.record) + "\\n";
    return JSON.stringify({ findings: xdmap.renderText(diagnostics), payload, records, report: preview.report() });
  })();
`;

const folder = "examples/shopify-orders";
const read = (name: string) => readFileSync(`${folder}/${name}`, "utf8");
let script = "";
beforeAll(async () => {
  const bundle = { bundle: true, write: false, platform: "browser", target: "es2023", logLevel: "error" } as const;
  const { outputFiles } = await build({ ...bundle, stdin: { contents: SCRIPT, resolveDir: "." }, format: "iife" });
  script = outputFiles[0]?.text ?? "";
});

it("the engine runs where there is nothing but the language and what every browser has", async () => {
  const context = createContext({
    TextDecoder,
    TextEncoder,
    DecompressionStream,
    // csv-parse's stream for browsers asks for timers; the engine itself uses none (biome.json refuses them).
    setTimeout,
    clearTimeout,
    input: { mapping: read("orders.xdmap"), sample: readFileSync(`${folder}/orders.csv`), schema: read("schema.json") },
  });
  runInContext(script, context);
  const result = JSON.parse(await context["result"]);
  expect(result.findings).toBe("");
  expect(result.payload).toEqual(JSON.parse(read("golden/current.json")));
  expect(result.records).toBe(read("golden/records.ndjson"));
  expect(result.report).toEqual(JSON.parse(read("golden/report.json")));
});
