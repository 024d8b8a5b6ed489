import { readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Example } from "../../src/diagnostics/define.js";
import { type DiagnosticsDocument, toDocument } from "../../src/diagnostics/index.js";
import { loadMapping, openProjects } from "../../src/project/index.js";
import { makeFolder, runCli } from "./cli.js";
import { exampleFiles } from "./example-files.js";
import { isPlatformCommand, runPlatformExample } from "./run-platform-example.js";

export interface Outcome {
  /** The codes that show. */
  readonly codes: readonly string[];
  /** The exact texts that they mark, where the command tells places: `check`, and `preview` for what became null. */
  readonly marks: ReadonlyMap<string, readonly string[]>;
  /** The codes of the findings that are errors. */
  readonly errors: readonly string[];
  /** The codes of those that are warnings. */
  readonly warnings: readonly string[];
}

/** Runs the example of a code as its page says. */
export async function runExample(example: Example): Promise<Outcome> {
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

async function runIn(cwd: string, example: Example): Promise<Outcome> {
  const { command = "check", args = [], source } = example;
  const marks = new Map<string, string[]>();
  const inText = (text: string) => [...new Set(text.match(/XM\d{4}/g) ?? [])];
  const told = (text: string) => {
    const of = (severity: string) =>
      [...text.matchAll(/^(\w+)\[(XM\d{4})\]/gm)].flatMap(([, label, code = ""]) => (label === severity ? [code] : []));
    return { errors: of("error"), warnings: of("warning") };
  };
  if (isPlatformCommand(command)) {
    const text = await runPlatformExample(cwd, { ...example, command });
    return { codes: inText(text), marks, ...told(text) };
  }
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
      const of = (wanted: string) => diagnostics.flatMap(({ severity, code }) => (severity === wanted ? [code] : []));
      return { codes: [...marks.keys()], marks, errors: of("error"), warnings: of("warning") };
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
      return { codes: inText(stderr + report), marks, ...told(stderr) };
    }
    case "build": {
      const { stderr } = await runCli(["build", "example.xdmap", ...args], { cwd });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "trace": {
      const { stderr } = await runCli(["trace", "example.xdmap", ...args], { cwd });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "windows": {
      const { stderr } = await runCli(["windows", "example.xdmap", ...args], { cwd });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "init": {
      const { stderr } = await runCli(["init", "orders.csv", "--schema", "schema.json", ...args], { cwd });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "import": {
      const { stderr } = await runCli(["import", ...args], { cwd });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "export": {
      const { stderr } = await runCli(["export", "example.xdmap", "--format", "template", ...args], { cwd });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "schema": {
      const { stderr } = await runCli(["schema", "compose", "schema.json", "--components", "components", ...args], {
        cwd,
      });
      return { codes: inText(stderr), marks, ...told(stderr) };
    }
    case "eval": {
      const batch = args.includes("--batch");
      const rest = args.filter((arg) => arg !== "--batch");
      const { stderr, stdout } = batch
        ? await runCli(["eval", "--batch", "-", ...rest], { cwd, input: source })
        : await runCli(["eval", source, ...rest], { cwd });
      return { codes: inText(stderr + stdout), marks, ...told(stderr) };
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
