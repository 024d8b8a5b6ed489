import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { collector } from "../../src/diagnostics/index.js";
import { keysInSandbox } from "../../src/project/deployment/in-sandbox.js";
import { layOver } from "../../src/project/deployment/lay-over.js";
import { readYaml } from "../../src/project/read-yaml.js";
import type { YamlMap, YamlValue } from "../../src/project/yaml-tree.js";
import { createSourceFile, positionAt } from "../../src/text/index.js";
import { deploymentOf, flow, open, project, told } from "./support.js";

function treeOf(text: string): YamlMap {
  const { report, diagnostics } = collector();
  const read = readYaml(createSourceFile("xdmap.yaml", text), report);
  if (read.kind === "broken" || read.root?.kind !== "map") throw new Error(`${text}: ${JSON.stringify(diagnostics)}`);
  return read.root;
}

type Plain = string | number | boolean | null | readonly Plain[] | { readonly [key: string]: Plain };

function plain(value: YamlValue): Plain {
  if (value.kind === "scalar") return value.value;
  if (value.kind === "list") return value.items.map(plain);
  return Object.fromEntries(value.entries.map(({ key, value: inner }) => [key.value, plain(inner)]));
}

const isSection = (value: unknown): value is Record<string, Plain> =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** The law said a second time, over plain objects. */
function merged(base: Record<string, Plain>, over: Record<string, Plain>): Record<string, Plain> {
  const all = new Map(Object.entries(base));
  for (const [key, value] of Object.entries(over)) {
    const before = all.get(key);
    if (value === null) all.delete(key);
    else if (isSection(value)) all.set(key, merged(isSection(before) ? before : {}, value));
    else all.set(key, value);
  }
  return Object.fromEntries(all);
}

const key = fc.constantFrom("a", "b", "c", "flows", "orders", "toString", "constructor");
const leaf = fc.oneof(
  fc.integer(),
  fc.boolean(),
  fc.string({ maxLength: 4 }),
  fc.array(fc.integer(), { maxLength: 2 }),
);
const sections = (inner: fc.Arbitrary<unknown>) =>
  fc.letrec<{ section: Record<string, Plain>; value: Plain }>((tie) => ({
    section: fc.dictionary(key, tie("value"), { maxKeys: 4, noNullPrototype: true }),
    value: fc.oneof({ maxDepth: 3 }, inner as fc.Arbitrary<Plain>, tie("section")),
  })).section;
const base = sections(leaf);
const over = sections(fc.oneof(leaf, fc.constant(null)));

describe("laying a sandbox's values over the file's", () => {
  it("changes nothing where the sandbox says nothing", () => {
    fc.assert(
      fc.property(base, (value) => {
        const tree = treeOf(JSON.stringify(value));
        expect(layOver(tree, treeOf("{}"))).toEqual(tree);
      }),
      { numRuns: 300 },
    );
  });

  it("is key by key at any depth: lists and texts as a whole, null takes away", () => {
    fc.assert(
      fc.property(base, over, (under, upper) => {
        const laid = plain(layOver(treeOf(JSON.stringify(under)), treeOf(JSON.stringify(upper))));
        expect(laid).toEqual(merged(under, upper));
      }),
      { numRuns: 600 },
    );
  });

  it("done twice is done once", () => {
    fc.assert(
      fc.property(base, over, (under, upper) => {
        const tree = treeOf(JSON.stringify(upper));
        const once = layOver(treeOf(JSON.stringify(under)), tree);
        expect(layOver(once, tree)).toEqual(once);
      }),
      { numRuns: 200 },
    );
  });

  it("keeps every place: what the sandbox says has its own, all else that of the file", () => {
    fc.assert(
      fc.property(base, over, (under, upper) => {
        const [file, sandbox] = [treeOf(JSON.stringify(under)), treeOf(JSON.stringify(upper))];
        const look = (value: YamlValue): void => {
          if (value.kind === "map") for (const entry of value.entries) look(entry.value);
          else {
            const { span } = value;
            expect([file.span.file, sandbox.span.file]).toContain(span.file);
            const written = treeOf(`x: ${span.file.text.slice(span.start, span.end)}`).entries[0]?.value;
            expect(written && plain(written)).toEqual(plain(value));
          }
        };
        look(layOver(file, sandbox));
      }),
      { numRuns: 200 },
    );
  });

  it("takes a key with nothing after it for nothing said", () => {
    expect(plain(layOver(treeOf("a: 1\nb: { c: 2 }\n"), treeOf("a:\nb:\n  c:\n")))).toEqual({ a: 1, b: { c: 2 } });
    expect(plain(layOver(treeOf("a: 1\nb: { c: 2 }\n"), treeOf("a: ~\nb: null\n")))).toEqual({});
  });

  it("ends soon, however much aliases mean", () => {
    const levels = "bcdefghijklmnopqrstuvwxyz".split("");
    const laughs = (top: string) =>
      [
        "a: &a { x: 1 }",
        ...levels.map(
          (name, at) =>
            `${name}: &${name} { p: *${"abcdefghijklmnopqrstuvwxyz"[at]}, q: *${"abcdefghijklmnopqrstuvwxyz"[at]} }`,
        ),
        top,
      ].join("\n");
    const start = performance.now();
    layOver(treeOf(laughs("top: *z\n")), treeOf(laughs("top: *z\n")));
    expect(performance.now() - start).toBeLessThan(2000);
  });
});

describe("a flow in a sandbox", () => {
  it("is what reading the file that was merged by hand gives", () => {
    const yaml = `${flow()}tenant: acme\nsandboxes: { dev: { tenant: acme_dev, flows: { orders: { dataset: Other, source: { table: Dev.Orders } } } } }\n`;
    const byHand = `${flow("dataset: Other", "source: { table: Dev.Orders }")}tenant: acme_dev\n`;
    expect(plain(keysInSandbox(treeOf(yaml), "dev"))).toEqual(plain(treeOf(byHand)));
  });

  it("has the settings of the file that was merged by hand, whatever a sandbox says", async () => {
    const lines = fc.subarray([
      "name: Dev orders",
      "dataset: { id: 6273a3a1e6a9c519481a2b3c }",
      "connection: Dev",
      "schedule: { frequency: day, start: 1796083200 }",
      "description: x",
      "delta: { column: changed }",
      "options: { partialIngestionPercent: 7 }",
    ]);
    const values = async (yaml: string) => {
      const { flows } = await deploymentOf(project(yaml), "dev");
      return JSON.parse(
        JSON.stringify([...flows.values()], (name, value) =>
          name === "span" || name === "mappingPath" ? undefined : value,
        ),
      );
    };
    await fc.assert(
      fc.asyncProperty(lines, lines, async (own, laid) => {
        const yaml = `${flow(...own)}sandboxes:\n  dev:\n    flows:\n      orders:\n        {}\n`;
        const over =
          laid.length === 0 ? yaml : yaml.replace("        {}\n", laid.map((line) => `        ${line}\n`).join(""));
        const byHand = plain(keysInSandbox(treeOf(over), "dev"));
        expect(await values(over)).toEqual(await values(JSON.stringify(byHand)));
      }),
      { numRuns: 25 },
    );
  });

  it("that runs once leaves the file's interval, backfill and delta behind, and not its own", async () => {
    const base = flow("schedule: { frequency: hour, interval: 6, backfill: true }", "delta: { column: a }");
    const over = (schedule: string, more = "") =>
      `${base}sandboxes: { dev: { flows: { orders: { schedule: ${schedule}${more} } } } }\n`;
    const { flows } = await deploymentOf(project(over("{ frequency: once }")));
    expect(flows.get("orders")).toMatchObject({
      delta: undefined,
      schedule: { value: { interval: null, backfill: null } },
    });
    expect(told(await open(project(over("{ frequency: once, interval: 1 }"))))).toEqual(["XM6134 1"]);
    expect(told(await open(project(over("{ frequency: once }", ", delta: { column: b }"))))).toEqual(["XM6135 b"]);
  });

  it("is refused at the sandbox's place where the sandbox contradicts the file, also if it comes first", async () => {
    const sandboxes = "sandboxes:\n  dev:\n    flows:\n      orders:\n        schedule: { frequency: minute }\n";
    for (const yaml of [`${flow()}${sandboxes}`, `${sandboxes}${flow()}`]) {
      const opened = await open(project(yaml));
      expect(told(opened)).toEqual(["XM6134 minute"]);
      const place = opened.kind === "problem" ? opened.diagnostics[0]?.related[0]?.place : null;
      expect(place && "start" in place ? place.file.text.slice(place.start, place.end) : "").toBe("6");
    }
    const path = "sandboxes: { dev: { flows: { orders: { source: { path: /x, format: json } } } } }\n";
    expect(told(await open(project(`${path}${flow()}`)))).toEqual(["XM6133 /x"]);
    const both = "sandboxes: { dev: { flows: { orders: { source: { table: null, path: /x, format: json } } } } }\n";
    expect((await open(project(`${path.replace(path, both)}${flow()}`))).kind).toBe("deployment");
  });

  it("may be there in one sandbox alone, or in all but one", async () => {
    const yaml = `${flow()}sandboxes:\n  dev: { flows: { orders: null } }\n  test:\n    flows:\n      more: { mapping: orders.xdmap, connection: a, source: { table: b }, dataset: c, schedule: { frequency: once } }\n`;
    expect([...(await deploymentOf(project(yaml), "dev")).flows.keys()]).toEqual([]);
    expect([...(await deploymentOf(project(yaml), "test")).flows.keys()]).toEqual(["orders", "more"]);
  });

  it("that is misspelt in a sandbox lacks everything, and the other is named", async () => {
    const opened = await open(project(`${flow()}sandboxes: { dev: { flows: { order: { dataset: x } } } }\n`));
    expect(told(opened)).toEqual(["XM6132 order"]);
    expect(opened.kind === "problem" && opened.diagnostics[0]?.help).toContain("Did you mean the flow `orders`?");
  });

  it("may have its required settings from its sandboxes alone, which another lacks", async () => {
    const yaml = `flows: { orders: { mapping: orders.xdmap, source: { table: a }, dataset: b } }\nsandboxes:\n  dev: { flows: { orders: { connection: c, schedule: { frequency: once } } } }\n  prod: {}\n`;
    expect((await open(project(yaml), "dev")).kind).toBe("deployment");
    const opened = await open(project(yaml), "prod");
    expect(told(opened)).toEqual(["XM6132 orders"]);
    expect(opened.kind === "problem" && opened.diagnostics[0]?.message).toContain("`connection` and `schedule`");
  });

  it("is refused by kind in every sandbox, whichever is meant", async () => {
    const opened = await open(
      project(`${flow()}sandboxes: { dev: {}, prod: { flows: { orders: { schedule: { interval: no } } } } }\n`),
    );
    expect(told(opened)).toEqual(["XM6104 no"]);
    const place = opened.kind === "problem" ? opened.diagnostics[0]?.place : null;
    expect(place && "start" in place ? positionAt(place.file, place.start).line : 0).toBe(8);
  });
});
