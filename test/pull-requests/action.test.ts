import { execFile } from "node:child_process";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { cliPath, makeFolder } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

interface Step {
  readonly name: string;
  readonly if?: string;
  readonly shell: string;
  readonly env: Readonly<Record<string, string>>;
  readonly run: string;
}

interface Action {
  readonly inputs: Readonly<Record<string, { readonly description: string; readonly default: string }>>;
  readonly runs: { readonly using: string; readonly steps: readonly Step[] };
}

const action: Action = parse(readFileSync("action.yml", "utf8"));
const head = 'target  "../schema.json"\nsample  "../orders.csv"\n\n';
const { folder, remove } = makeFolder({
  ...exampleFiles,
  "orders.csv": "Email\nada@example.com\n",
  "xdmap.yaml": "",
  "clean/orders.xdmap": `${head}Email -> personalEmail.address\n`,
  "wrong/a, 100%.xdmap": `${head}Emial -> personalEmail.address\n`,
  "wrong/b.xdmap": `${head}Emial -> personalEmail.address\n`,
  "odd/a b, 5%: (c).xdmap": `${head}Email    ->personalEmail.address\n`,
  "odd/ends.xdmap": `${head}Email -> personalEmail.address\n`.replace(/\n$/, "\r\n"),
  "untidy/c.xdmap": `${head}Email    ->personalEmail.address\n`,
});
const bin = join(folder, ".bin");

beforeAll(() => {
  mkdirSync(bin);
  // What npx would find in a repository that has xdmap installed. Which version was asked for is written down.
  writeFileSync(
    join(bin, "npx"),
    `#!/bin/sh\n[ "$1" = --yes ] || exit 64\necho "$2" >> "$NPX_LOG"\nshift 2\nexec "${process.execPath}" "${cliPath}" "$@"\n`,
  );
  chmodSync(join(bin, "npx"), 0o755);
});
afterAll(remove);

interface Done {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

function bash(script: string, env: Readonly<Record<string, string>>): Promise<Done> {
  const all = {
    ...process.env,
    NO_COLOR: "1",
    ...env,
    NPX_LOG: join(folder, ".npx-log"),
    PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}`,
  };
  return new Promise((done) => {
    execFile(
      "bash",
      ["--noprofile", "--norc", "-eo", "pipefail", "-c", script],
      { cwd: folder, env: all },
      (error, stdout, stderr) =>
        done({ status: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr }),
    );
  });
}

/** Runs the steps as the runner does: with their inputs and conditions; a step after one that failed only where it says so. */
async function run(given: Readonly<Record<string, string>>) {
  const unknown = Object.keys(given).filter((name) => !(name in action.inputs));
  if (unknown.length > 0) throw new Error(`no input ${unknown.join()}`);
  const inputOf = (name: string): string => {
    const input = action.inputs[name];
    if (input === undefined) throw new Error(`a step names the input ${name}, which is not there`);
    return given[name] ?? input.default;
  };
  const summary = join(folder, `.summary-${Math.random()}`);
  writeFileSync(summary, "");
  let failed = false;
  const outputs: Record<string, Done> = {};
  for (const step of action.runs.steps) {
    const condition = step.if ?? "";
    const asked = [...condition.matchAll(/inputs\.([\w-]+) == '(\w*)'/g)];
    if (failed && !condition.includes("!cancelled()")) continue;
    if (!asked.every(([, name = "", value]) => inputOf(name) === value)) continue;
    const env = Object.fromEntries(
      Object.entries(step.env).map(([key, value]) => [
        key,
        value.replace(/\$\{\{ inputs\.([\w-]+) \}\}/g, (_, name: string) => inputOf(name)),
      ]),
    );
    const done = await bash(step.run, { ...env, GITHUB_STEP_SUMMARY: summary });
    outputs[step.name] = done;
    failed ||= done.status !== 0;
  }
  return { failed, outputs, summary: readFileSync(summary, "utf8") };
}

const annotations = (done: Done | undefined) =>
  (done?.stdout ?? "").split("\n").filter((line) => line.startsWith("::"));

describe("the action", () => {
  it("is composite, describes every input, and puts none into a script's text", () => {
    expect(action.runs.using).toBe("composite");
    for (const { description, default: value } of Object.values(action.inputs)) {
      expect(description).not.toBe("");
      expect(typeof value).toBe("string");
    }
    for (const { run: script, shell } of action.runs.steps) {
      expect(shell).toBe("bash");
      // An input in a script would be run by the shell.
      expect(script).not.toContain("${{");
    }
  });

  it("passes where there is nothing to find", async () => {
    const { failed, outputs, summary } = await run({ files: "clean" });
    expect(failed).toBe(false);
    expect(Object.keys(outputs)).toEqual(["Check mappings", "Check the formatting", "Sum up"]);
    expect(Object.values(outputs).flatMap(annotations)).toEqual([]);
    expect(summary).toBe("**xdmap check** of clean/orders.xdmap: no findings.\n");
  });

  it("fails, annotates each finding at its line, and sums up", async () => {
    const { failed, outputs, summary } = await run({ files: "wrong\nclean" });
    expect(failed).toBe(true);
    expect(outputs["Check mappings"]?.status).toBe(1);
    const [first, second, ...others] = annotations(outputs["Check mappings"]);
    expect(first).toMatch(/^::error file=wrong\/a%2C 100%25\.xdmap,line=4,endLine=4,col=1,endColumn=6,title=XM2001::/);
    expect(second).toMatch(/^::error file=wrong\/b\.xdmap,line=4/);
    expect(others).toEqual([]);
    expect(summary.split("\n").filter((line) => line.startsWith("| wrong/"))).toHaveLength(2);
  });

  it("annotates what is not formatted, also after findings", async () => {
    const { failed, outputs } = await run({ files: "untidy\n\nwrong/b.xdmap\n" });
    expect(failed).toBe(true);
    expect(annotations(outputs["Check the formatting"])).toEqual([
      "::error file=untidy/c.xdmap,line=4,title=xdmap fmt::This file is not formatted. Run `xdmap fmt` on it.",
    ]);
  });

  it("annotates files of any name, and those of which only the ends of lines differ", async () => {
    const { outputs } = await run({ files: "odd" });
    expect(annotations(outputs["Check the formatting"])).toEqual([
      expect.stringMatching(/^::error file=odd\/a b%2C 5%25%3A \(c\)\.xdmap,line=4,title=xdmap fmt::This file is not/),
      expect.stringMatching(/^::error file=odd\/ends\.xdmap,line=4,title=xdmap fmt::This file is not/),
    ]);
  });

  it("leaves out what is switched off", async () => {
    const { failed, outputs, summary } = await run({ files: "untidy", fmt: "false", summary: "false" });
    expect({ failed, steps: Object.keys(outputs), summary }).toEqual({
      failed: false,
      steps: ["Check mappings"],
      summary: "",
    });
  });

  it("writes a file in the form that is asked for, and annotates all the same", async () => {
    const { failed, outputs } = await run({ files: "wrong", format: "sarif", output: "found.sarif" });
    expect(failed).toBe(true);
    expect(annotations(outputs["Check mappings"])).toHaveLength(2);
    expect(JSON.parse(readFileSync(join(folder, "found.sarif"), "utf8")).runs[0].results).toHaveLength(2);
  });

  it("fails where the file cannot be written, though there is nothing to find", async () => {
    const { outputs } = await run({ files: "clean", format: "sarif", output: "no-such-folder/found.sarif" });
    expect(outputs["Check mappings"]?.status).toBe(1);
    expect(outputs["Check mappings"]?.stderr).toContain("XM5204");
  });

  it("takes patterns, more arguments and a version; what looks like a command is a name", async () => {
    const { outputs } = await run({
      files: "wrong/*.xdmap\n$(touch run-by-the-shell)\n--help",
      arguments: "--tenant\nacme",
      format: "text",
      version: "0.1.0",
    });
    expect(outputs["Check mappings"]?.status).toBe(1);
    expect(outputs["Check mappings"]?.stdout.match(/^error\[XM\d+\]/gm)).toEqual([
      "error[XM6150]",
      "error[XM5200]",
      "error[XM2001]",
      "error[XM2001]",
    ]);
    expect(existsSync(join(folder, "run-by-the-shell"))).toBe(false);
    expect(readFileSync(join(folder, ".npx-log"), "utf8")).toContain("xdmap@0.1.0\n");
  });
});

describe("the hooks for pre-commit", () => {
  const hooks: readonly { readonly id: string; readonly entry: string; readonly files: string }[] = parse(
    readFileSync(".pre-commit-hooks.yaml", "utf8"),
  );
  const hook = (id: string) => hooks.find((each) => each.id === id)?.entry ?? "false";

  it("are two, for mapping files", () => {
    expect(hooks.map(({ id }) => id)).toEqual(["xdmap-check", "xdmap-fmt"]);
    for (const { files } of hooks) {
      expect(["a.xdmap", "b/a.xdmap.bak"].map((path) => new RegExp(files).test(path))).toEqual([true, false]);
    }
  });

  it("fail on findings, and format files in their place", async () => {
    expect((await bash(`${hook("xdmap-check")} wrong/b.xdmap clean/orders.xdmap`, {})).status).toBe(1);
    expect((await bash(`${hook("xdmap-check")} clean/orders.xdmap`, {})).status).toBe(0);
    expect((await bash(`cp untidy/c.xdmap d.xdmap && ${hook("xdmap-fmt")} d.xdmap`, {})).status).toBe(0);
    expect(readFileSync(join(folder, "d.xdmap"), "utf8")).toContain("Email -> personalEmail.address\n");
  });
});
