import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { Ajv } from "ajv";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { allCodes } from "../../src/diagnostics/registry.js";
import { projectSchema } from "../../src/project/project-schema.js";
import { brokenFiles } from "./broken-files.js";
import { read } from "./support.js";

const written = readFileSync("schemas/xdmap.schema.json", "utf8");
const takes = new Ajv({ allowUnionTypes: true }).compile(JSON.parse(written));

/** The findings that a key or the kind of its value makes; others tell what only all of the file shows. */
const BY_KIND: ReadonlySet<string> = new Set(["XM6102", "XM6104", "XM6105", "XM6120", "XM6121"]);

const codesOf = (text: string) => read(text).diagnostics.map(({ code }) => code);
/** What an editor reads of it; undefined where it is no YAML. */
const asEditor = (text: string): unknown => {
  try {
    return parse(text, { version: "1.2", schema: "core", merge: false, logLevel: "silent" });
  } catch {
    return undefined;
  }
};

it("schemas/xdmap.schema.json is what the keys say: run `npm run docs` when it is not", () => {
  expect(written).toBe(`${JSON.stringify(projectSchema(), null, 2)}\n`);
});

it("says of every key what it is for", () => {
  const without: string[] = [];
  const look = (schema: unknown, way: string): void => {
    if (typeof schema !== "object" || schema === null) return;
    for (const [name, inner] of Object.entries(schema)) {
      if (name === "properties" && typeof inner === "object" && inner !== null) {
        for (const [key, value] of Object.entries<{ description?: string }>(inner)) {
          const isOption = way.includes("lint");
          if (!isOption && !/^\S.*\S$/.test(value.description ?? "")) without.push(`${way}.${key}`);
          look(value, `${way}.${key}`);
        }
      } else look(inner, way);
    }
  };
  look(JSON.parse(written), "");
  expect(without).toEqual([]);
});

describe("editors judge as xdmap does", () => {
  const pages = readdirSync("docs", { recursive: true, encoding: "utf8" }).filter((name) => name.endsWith(".md"));
  const examples = [
    ...pages.flatMap((name) =>
      [...readFileSync(join("docs", name), "utf8").matchAll(/^```yaml(?: error)?\n([\s\S]*?)^```$/gm)].map(
        ([, text = ""]) => text,
      ),
    ),
    ...readdirSync("examples", { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith("xdmap.yaml"))
      .map((name) => readFileSync(join("examples", name), "utf8")),
    ...allCodes.flatMap(({ examples: all }) => all.flatMap(({ files }) => files?.["xdmap.yaml"] ?? [])),
    ...brokenFiles.map(([, text]) => text),
  ].filter((text) => asEditor(text) !== undefined);

  it("of every project file in the pages, the examples and the tests", () => {
    expect(examples.length).toBeGreaterThan(80);
    for (const text of examples) {
      const codes = codesOf(text);
      const accepted = takes(asEditor(text));
      if (codes.length === 0) expect(`${accepted} ${text}`).toBe(`true ${text}`);
      if (codes.some((code) => BY_KIND.has(code))) expect(`${accepted} ${text}`).toBe(`false ${text}`);
    }
  });

  /** Keys and values that are right somewhere, anywhere. */
  const leaf = fc.constantFrom<unknown>(
    ..."strict,csv,once,hour,minute,delimited,acme,none,orders.xdmap,null,off,skip,6273a3a1e6a9c519481a2b3c,UTC".split(
      ",",
    ),
    ...["2026-12-01", "yyyy-MM-dd", "", "a b", ";", true, false, null, 0, 1, 15, 0.5, 101, -1, 1_700_000_000],
  );
  const key = fc.constantFrom(
    ..."schemas,expressions,sample,tenant,lint,flows,sandboxes,dev,orders,mapping,name,connection,source,table,path".split(
      ",",
    ),
    ..."format,recursive,dataset,id,profile,schedule,start,frequency,interval,backfill,delta,column,timezone".split(
      ",",
    ),
    ..."options,partialIngestionPercent,errorDiagnosticsEnabled,header,XM4007,xm4012,unused-column,level,description".split(
      ",",
    ),
  );
  const { tree } = fc.letrec<{ tree: unknown }>((tie) => ({
    tree: fc.oneof(
      { depthSize: "medium", maxDepth: 5 },
      leaf,
      fc.dictionary(key, tie("tree"), { maxKeys: 4 }),
      fc.array(leaf, { maxLength: 2 }),
    ),
  }));
  const flow = fc.record(
    {
      mapping: fc.constant("orders.xdmap"),
      source: fc.oneof(fc.constant({ table: "Orders" }), fc.dictionary(key, leaf, { maxKeys: 3 })),
      schedule: fc.dictionary(fc.constantFrom("start", "frequency", "interval", "backfill"), leaf),
      dataset: fc.oneof(leaf, fc.dictionary(fc.constantFrom("name", "id", "profile"), leaf)),
      options: fc.dictionary(fc.constantFrom("partialIngestionPercent", "errorDiagnosticsEnabled"), leaf),
    },
    { requiredKeys: [] },
  );
  const file = fc.oneof(
    fc.record({ flows: fc.dictionary(fc.constantFrom("orders", "b"), flow) }),
    fc.record({
      sandboxes: fc.dictionary(fc.constantFrom("dev", "prod"), fc.record({ flows: fc.dictionary(key, flow) })),
    }),
    fc.dictionary(key, tree, { maxKeys: 3 }),
  );

  it("of any file of known keys: what is refused for a key or a kind, both refuse; what is fine, both take", () => {
    fc.assert(
      fc.property(file, (value) => {
        const text = JSON.stringify(value);
        const codes = codesOf(text);
        if (codes.some((code) => BY_KIND.has(code))) expect(takes(value)).toBe(false);
        if (codes.length === 0) expect(takes(value)).toBe(true);
      }),
      { numRuns: 700 },
    );
  });
});
