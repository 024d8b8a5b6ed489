import { afterAll, describe, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/index.js";
import { runCli } from "../support/cli.js";
import { needsComponents, openShell } from "./support.js";

const shell = openShell();
/** What speaks with AEP speaks with it; as in the pages, the commands follow each other. */
const emulator = startEmulator({
  tenant: "xdmapdemo",
  components: ["examples/loyalty-members/components"],
  schemas: ["examples/shopify-orders/schema.json"],
});
afterAll(async () => {
  shell.remove();
  await (await emulator).close();
});

const commands = [
  "",
  "init",
  "check",
  "fmt",
  "build",
  "import",
  "export",
  "preview",
  "windows",
  "test",
  "trace",
  "eval",
  "schema",
  "schema leaves",
  "schema compose",
  "schema list",
  "schema pull",
  "emulator",
  "plan",
  "push",
  "promote",
  "run",
  "status",
  "functions",
  "explain",
];

describe("the help of every command", () => {
  it("knows all of them", async () => {
    const { stdout } = await runCli(["--help"]);
    const named = [...stdout.matchAll(/^ {2}([a-z]+) {2,}\S/gm)].map(([, name]) => name);
    expect(named).toEqual(commands.filter((command) => /^[a-z]+$/.test(command)));
  });

  it.each(commands)("has examples that work when pasted: xdmap %s", async (command) => {
    const { stdout: help, status } = await shell.run(`xdmap ${command} --help`);
    expect(status).toBe(0);
    const examples = [...help.matchAll(/^ {2}\$ (.+)$/gm)].map(([, example = ""]) => example);
    expect(examples).not.toEqual([]);
    for (const example of examples.filter((each) => !needsComponents(each) && !needsSandbox(each))) {
      const done = await shell.run(`${isInSandbox(example) ? await variables() : ""}${example}`);
      // A plan with changes ends with 2.
      const isFine = done.status === 0 || (command === "plan" && done.status === 2);
      expect(isFine ? "" : `${example}: ${done.stderr}`).toBe("");
    }
  });
});

/** Of the example that has flows, or a comparison with the sandbox. */
function isInSandbox(command: string): boolean {
  return command.includes("--project examples/loyalty-members") || command.includes("--remote");
}

/** What names a flow or a schema of another project is tried by the tests of its command. */
function needsSandbox(command: string): boolean {
  return command.includes("--sandbox") && !isInSandbox(command);
}

async function variables(): Promise<string> {
  const env = Object.entries((await emulator).env());
  return `${env.map(([name, value]) => `${name}='${value}'`).join(" ")} `;
}

describe("a wrong command line ends with exit status 3 and says what is wrong", () => {
  it.each([
    [[], "Usage:"],
    [["chek"], "Did you mean 'check'?"],
    [["help", "chek"], "Did you mean 'check'?"],
    [["check"], "missing required argument"],
    [["check", "--formt", "json", "a.xdmap"], "Did you mean --format?"],
    [["preview", "a.xdmap", "b.xdmap"], "too many arguments"],
    [["preview", "a.xdmap", "--limit", "0"], "whole number"],
    [["build", "a.xdmap", "--dialect", "old"], "current, legacy"],
    [["schema", "leafs"], "Did you mean leaves?"],
    [["schema", "leaves"], "give either"],
    [["eval"], "give an expression"],
    // Not the version of xdmap: the commands have options of their own.
    [["import", "remote:1", "--version", "latest"], "--version <number>"],
    [["explain", "XM2O01"], "Did you mean XM2001?"],
  ])("xdmap %j", async (args, says) => {
    const { status, stdout, stderr } = await runCli(args);
    expect({ status, stdout }).toEqual({ status: 3, stdout: "" });
    expect(stderr).toContain(says);
  });
});
