import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, it } from "vitest";
import { flowKeys } from "../../src/project/deployment/flow-keys.js";
import { runCli } from "../support/cli.js";
import { read } from "./support.js";

const page = readFileSync("docs/project-file.md", "utf8");
const blocks = [...page.matchAll(/^```yaml(?: (error))?\n([\s\S]*?)^```$/gm)].map(([, note = "", text = ""]) => ({
  note,
  text,
}));

const CREDENTIALS = readFileSync("src/project/deployment/credentials.ts", "utf8");

/** `source.table`, and `dataset` beside `dataset.name`: it may be a text. */
function keysOf(keys: typeof flowKeys): readonly string[] {
  return Object.entries(keys).flatMap(([key, { schema }]) => {
    const { properties, anyOf } = schema();
    const inner = Object.keys(Object(properties ?? (Array.isArray(anyOf) ? anyOf[1].properties : {})));
    return [...(inner.length === 0 || anyOf !== undefined ? [key] : []), ...inner.map((one) => `${key}.${one}`)];
  });
}

describe("docs/project-file.md", () => {
  it.each(blocks)("has project files that are read as it says: $text", ({ note, text }) => {
    const found = read(text).diagnostics.map(({ code, message }) => `${code} ${message}`);
    if (note === "error") expect(found).not.toEqual([]);
    else expect(found).toEqual([]);
  });

  it("names every key, and no other", () => {
    const advice = [read("x: 1").diagnostics[0]?.help, read("sample: { x: 1 }").diagnostics[0]?.help];
    const [top = [], sample = []] = advice.map((help) => [...(help ?? "").matchAll(/`(\w+)`/g)].map(([, key]) => key));
    const [before = "", ofFlows = ""] = page.split("### flows");
    const named = (part: string) => [...part.matchAll(/^\| `([\w.]+)` +\|/gm)].map(([, key = ""]) => key).toSorted();
    const all = top.flatMap((key) => (key === "sample" ? sample.map((inner) => `sample.${inner}`) : [key]));
    expect(named(before)).toEqual(all.toSorted());
    const [flows = "", after = ""] = ofFlows.split("### sandboxes");
    expect(named(flows)).toEqual(keysOf(flowKeys).toSorted());
    const variables = [...CREDENTIALS.matchAll(/"(XDMAP_\w+)"/g)].map(([, name = ""]) => name);
    expect(named(after)).toEqual([...new Set([...variables, "XDMAP_SANDBOX"])].toSorted());
  });

  it("names options that the commands have", async () => {
    const { stdout } = await runCli(["preview", "--help"]);
    const named = [...page.matchAll(/^\| `[\w.]+` +\| (.*?) +\|/gm)].flatMap(
      ([, cell = ""]) => cell.match(/--[\w-]+/g) ?? [],
    );
    expect(named.length).toBeGreaterThan(8);
    expect(named.filter((option) => !stdout.includes(`${option} `))).toEqual([]);
  });
});

it("every project file in the examples is read without a finding", () => {
  const files = readdirSync("examples", { recursive: true, encoding: "utf8" }).filter((path) =>
    path.endsWith("xdmap.yaml"),
  );
  expect(files).not.toEqual([]);
  for (const path of files) {
    const { project, diagnostics } = read(readFileSync(join("examples", path), "utf8"));
    expect(diagnostics).toEqual([]);
    for (const { value } of project.schemas ?? [])
      expect(existsSync(join("examples", dirname(path), value))).toBe(true);
  }
});
