import { readdirSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Example } from "../../src/diagnostics/define.js";
import { type DiagnosticsDocument, toDocument } from "../../src/diagnostics/index.js";
import { allCodes } from "../../src/diagnostics/registry.js";
import { renderIndex, renderPage } from "../../src/diagnostics/render-page.js";
import { loadMapping, openProjects } from "../../src/project/index.js";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

interface Outcome {
  /** The codes that show. */
  readonly codes: readonly string[];
  /** The exact texts that they mark, where the command tells places: `check`, and `preview` for what became null. */
  readonly marks: ReadonlyMap<string, readonly string[]>;
}

async function runExample(example: Example): Promise<Outcome> {
  const binary = Object.entries(example.binary ?? {}).map(([name, base64]) => [name, Buffer.from(base64, "base64")]);
  const { folder, remove } = makeFolder({
    ...exampleFiles,
    ...example.files,
    ...Object.fromEntries(binary),
    "example.xdmap": example.source,
  });
  try {
    return await runIn(folder, example);
  } finally {
    remove();
  }
}

async function runIn(cwd: string, { command = "check", args = [], source }: Example): Promise<Outcome> {
  const marks = new Map<string, string[]>();
  const inText = (text: string) => [...new Set(text.match(/XM\d{4}/g) ?? [])];
  switch (command) {
    case "check": {
      const diagnostics = await checkIn(cwd, args);
      for (const { code, file, range } of diagnostics) {
        const mark =
          file !== null && basename(file) === "example.xdmap" && range !== null
            ? source.slice(range.start.offset, range.end.offset)
            : "";
        marks.set(code, [...(marks.get(code) ?? []), mark]);
      }
      return { codes: [...marks.keys()], marks };
    }
    case "preview": {
      const { stderr } = await runCli(["preview", "example.xdmap", "--report", "report.json", ...args], { cwd });
      let report = "";
      try {
        report = readFileSync(`${cwd}/report.json`, "utf8");
        for (const { reasons } of JSON.parse(report).targets) {
          for (const { code, span } of reasons) {
            marks.set(code, [...(marks.get(code) ?? []), span === null ? "" : source.slice(span.start, span.end)]);
          }
        }
      } catch {
        // No report: the preview was refused.
      }
      return { codes: inText(stderr + report), marks };
    }
    case "build": {
      const { stderr } = await runCli(["build", "example.xdmap", ...args], { cwd });
      return { codes: inText(stderr), marks };
    }
    case "trace": {
      const { stderr } = await runCli(["trace", "example.xdmap", ...args], { cwd });
      return { codes: inText(stderr), marks };
    }
    case "windows": {
      const { stderr } = await runCli(["windows", "example.xdmap", ...args], { cwd });
      return { codes: inText(stderr), marks };
    }
    case "init": {
      const { stderr } = await runCli(["init", "orders.csv", "--schema", "schema.json", ...args], { cwd });
      return { codes: inText(stderr), marks };
    }
    case "schema": {
      const { stderr } = await runCli(["schema", "compose", "schema.json", "--components", "components", ...args], {
        cwd,
      });
      return { codes: inText(stderr), marks };
    }
    case "eval": {
      const batch = args.includes("--batch");
      const rest = args.filter((arg) => arg !== "--batch");
      const { stderr, stdout } = batch
        ? await runCli(["eval", "--batch", "-", ...rest], { cwd, input: source })
        : await runCli(["eval", source, ...rest], { cwd });
      return { codes: inText(stderr + stdout), marks };
    }
  }
}

/** A process for each of them would take most of the suite's time; those with options show that the command gives the same. */
async function checkIn(cwd: string, args: readonly string[]): Promise<DiagnosticsDocument["diagnostics"]> {
  if (args.length > 0) {
    const { stdout } = await runCli(["check", "example.xdmap", "--format", "json", ...args], { cwd });
    const document: DiagnosticsDocument = JSON.parse(stdout);
    return document.diagnostics;
  }
  const how = { inputs: [], read: "columns", projects: openProjects() } as const;
  const loaded = await loadMapping(join(cwd, "example.xdmap"), { sample: {} }, how);
  if (loaded.kind === "misuse") throw new Error(loaded.message);
  return toDocument(loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics).diagnostics;
}

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
    expect(read("README")).toBe(renderIndex(allCodes));
  });
});

describe("every example of a code gives the code, at its mark", () => {
  const cases = allCodes.flatMap(({ code, examples }) =>
    examples.map((example, at): [string, Example] => [`${code} (${at + 1})`, example]),
  );
  it.concurrent.for(cases)("%s", async ([name, example], { expect }) => {
    const code = name.slice(0, 6);
    const { codes, marks } = await runExample(example);
    expect(codes).toContain(code);
    if (example.marks === undefined) return;
    const found = marks.get(code);
    // A rejection names a path of the record, and other commands than `check` and `preview` print places for people only.
    const tellsPlaces = example.command === undefined || example.command === "check";
    if (tellsPlaces || found !== undefined) expect(found ?? []).toContain(example.marks);
  });
});
