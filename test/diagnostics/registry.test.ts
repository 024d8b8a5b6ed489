import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Example } from "../../src/diagnostics/define.js";
import type { DiagnosticsDocument } from "../../src/diagnostics/index.js";
import { allCodes } from "../../src/diagnostics/registry.js";
import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

/** What one example gives: the codes that show, and for a check the exact texts they mark. */
async function runExample(example: Example): Promise<{ codes: string[]; marks: Map<string, string[]> }> {
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

async function runIn(cwd: string, { command = "check", args = [], source }: Example) {
  const marks = new Map<string, string[]>();
  const inText = (text: string) => [...new Set(text.match(/XM\d{4}/g) ?? [])];
  switch (command) {
    case "check": {
      const { stdout } = await runCli(["check", "example.xdmap", "--format", "json", ...args], { cwd });
      const { diagnostics }: DiagnosticsDocument = JSON.parse(stdout);
      for (const { code, file, range } of diagnostics) {
        const mark =
          file === "example.xdmap" && range !== null ? source.slice(range.start.offset, range.end.offset) : "";
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
});

describe("every example of a code gives the code, at its mark", () => {
  const cases = allCodes.flatMap(({ code, examples }) =>
    examples.map((example, at): [string, Example] => [`${code} (${at + 1})`, example]),
  );
  it.concurrent.for(cases)("%s", async ([name, example], { expect }) => {
    const code = name.slice(0, 6);
    const { codes, marks } = await runExample(example);
    expect(codes).toContain(code);
    const found = marks.get(code);
    if (example.marks !== undefined && found !== undefined) expect(found).toContain(example.marks);
  });
});
