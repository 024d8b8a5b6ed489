import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Example } from "../../src/diagnostics/define.js";
import { allCodes } from "../../src/diagnostics/registry.js";
import { renderIndex, renderPage } from "../../src/diagnostics/render-page.js";
import { exampleFiles, platformFiles } from "../support/example-files.js";
import { runExample } from "../support/run-example.js";

describe("the registry of codes", () => {
  it("has each code once", () => {
    expect(allCodes.map(({ code }) => code)).toEqual([...new Set(allCodes.map(({ code }) => code))]);
  });

  it("uses every code it declares", () => {
    const sources = readdirSync("src", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(`src/${path}`, "utf8"))
      .join("\n");
    const unused = allCodes.filter(({ code }) => !sources.includes(`.${code}`)).map(({ code }) => code);
    expect(unused).toEqual([]);
  });

  it("has a page for every code, and no other pages", () => {
    const pages = readdirSync("docs/diagnostics").filter((name) => name !== "README.md");
    expect(pages.toSorted()).toEqual(allCodes.map(({ code }) => `${code}.md`));
  });

  it("has pages that say what it says: run `npm run docs` when they do not", () => {
    const read = (name: string) => readFileSync(`docs/diagnostics/${name}.md`, "utf8");
    const stale = allCodes.filter((code) => read(code.code) !== renderPage(code)).map(({ code }) => code);
    expect(stale).toEqual([]);
    expect(read("README")).toBe(renderIndex(allCodes, exampleFiles, platformFiles));
  });
});

describe("what no run of a command makes is shown by its message", () => {
  const made = allCodes.flatMap(({ code, message, help, examples }) =>
    examples.flatMap(({ instance }) => (instance === undefined ? [] : [{ code, message, help, instance }])),
  );

  it("with all of its parameters", () => {
    for (const { code, message, help, instance } of made) {
      const text = `${message(instance as never)} ${help(instance as never) ?? ""}`;
      expect(`${code}: ${text}`).not.toMatch(/undefined|NaN|\[object/);
    }
  });

  it("and is reported in another test", () => {
    const tests = readdirSync("test", { recursive: true, encoding: "utf8" })
      .filter((path) => path.endsWith(".ts"))
      .map((path) => readFileSync(`test/${path}`, "utf8"))
      .join("\n");
    const unreported = made.filter(({ code }) => !tests.includes(code)).map(({ code }) => code);
    expect(unreported).toEqual([]);
  });
});

describe("every example of a code gives the code, at its mark, and no other error or warning", () => {
  const cases = allCodes.flatMap(({ code, examples }) =>
    examples
      .map((example, at): [string, Example] => [`${code} (${at + 1})`, example])
      .filter(([, { instance }]) => instance === undefined),
  );
  it.concurrent.for(cases)("%s", async ([name, example], { expect }) => {
    const code = name.slice(0, 6);
    const { codes, marks, errors, warnings } = await runExample(example);
    expect(codes).toContain(code);
    // The examples of what cannot be read have no headers, which is a finding of its own.
    if (example.command === undefined && !code.startsWith("XM1"))
      expect([...errors, ...warnings].filter((each) => each !== code)).toEqual([]);
    if (example.marks === undefined) return;
    const found = marks.get(code);
    // A rejection names a path of the record, and other commands than `check` and `preview` print places for people only.
    const tellsPlaces = example.command === undefined || example.command === "check";
    if (tellsPlaces || found !== undefined) expect(found ?? []).toContain(example.marks);
  });
});
