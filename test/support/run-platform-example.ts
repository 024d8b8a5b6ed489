import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { runPlan } from "../../src/cli/plan.js";
import { runPromote } from "../../src/cli/promote.js";
import { runPush } from "../../src/cli/push.js";
import type { Example, ExampleRequest, ExampleSandbox, PlatformCommand } from "../../src/diagnostics/define.js";
import { createEmulator, type Emulator, readFaultOption, startEmulator } from "../../src/emulator/index.js";
import { runCli, writeFiles } from "./cli.js";
import { ask } from "./emulator.js";
import { exampleSchema, platformFiles } from "./example-files.js";
import { fakeOutput } from "./fake-output.js";

const COMMANDS: readonly string[] = [
  "plan",
  "push",
  "promote",
  "run",
  "status",
  "schema list",
  "schema pull",
  "preview --remote",
  "emulator",
] satisfies readonly PlatformCommand[];

export function isPlatformCommand(command: NonNullable<Example["command"]>): command is PlatformCommand {
  return COMMANDS.includes(command);
}

type PlatformExample = Example & { readonly command: PlatformCommand };

const NOTHING: ExampleSandbox = { said: "" };

/** Runs a command that speaks with AEP against an emulator in this process, and gives what it tells. */
export async function runPlatformExample(cwd: string, example: PlatformExample): Promise<string> {
  const { command, args = [], files = {}, sandbox = NOTHING } = example;
  writeFiles(cwd, { ...platformFiles, ...files });
  // A process of its own costs more than all the rest: only commands that cannot be called have one, and a socket.
  const words = [...command.split(" "), ...args];
  const before = (sandbox.commands ?? []).map((line) => line.split(" "));
  const isHere = [words, ...before].every(([name = ""]) => HERE.has(name));
  const emulator = await openSandbox(cwd, isHere);
  try {
    const env = { ...emulator.env(), ...sandbox.env };
    for (const request of sandbox.requests ?? []) await send(emulator, request);
    const run = (line: readonly string[]) => (isHere ? runHere(cwd, line, env, emulator) : runAlone(cwd, line, env));
    for (const line of before) await run(line);
    writeFiles(cwd, sandbox.files ?? {});
    for (const fault of sandbox.faults ?? []) addFault(emulator, fault);
    return await run(words);
  } finally {
    await emulator.close();
  }
}

/** With the schema of the examples, and a dataset of it. */
async function openSandbox(cwd: string, isHere: boolean): Promise<Emulator> {
  const registered = join(cwd, ".registered.json");
  writeFileSync(registered, JSON.stringify(exampleSchema));
  const options = { schemas: [registered] };
  const emulator = isHere ? await createEmulator(options) : await startEmulator(options);
  const schemaRef = { id: exampleSchema.$id, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  await send(emulator, {
    method: "POST",
    path: "/data/foundation/catalog/dataSets",
    body: { name: "Orders", schemaRef },
  });
  return emulator;
}

async function send(emulator: Emulator, { method, path, body, sandbox = "dev" }: ExampleRequest): Promise<void> {
  const headers = { "x-sandbox-name": sandbox };
  const { status, text } = await ask(emulator, path.replace("/data/foundation", ""), { method, body, headers });
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
}

function addFault(emulator: Emulator, option: string): void {
  const read = readFaultOption(option);
  if (read.kind === "problem") throw new Error(`${option}: ${read.message}`);
  emulator.faults.add(...read.faults);
}

async function runAlone(cwd: string, words: readonly string[], env: Readonly<Record<string, string>>): Promise<string> {
  const { stdout, stderr } = await runCli(words, { cwd, env });
  return stdout + stderr;
}

/** Commands that can be called, with the options that examples give them. */
const HERE: ReadonlySet<string> = new Set(["plan", "push", "promote"]);

async function runHere(
  cwd: string,
  [command = "", ...words]: readonly string[],
  env: Readonly<Record<string, string>>,
  emulator: Emulator,
): Promise<string> {
  const { output, told } = fakeOutput();
  const at = words.indexOf("--sandbox");
  const sandbox = at < 0 ? undefined : words[at + 1];
  const options = { project: cwd, flow: [], settle: 0, yes: words.includes("--yes") };
  const given = { ...options, ...(sandbox === undefined ? {} : { sandbox }) };
  const fetch = (url: string, init: RequestInit) => emulator.fetch(url, init);
  const sleep = async () => undefined;
  const host = { env, output, fetch, now: Date.now, sleep, signal: new AbortController().signal, ask: null };
  const [from = "", to = ""] = words;
  if (command === "plan") await runPlan(given, host);
  else if (command === "push") await runPush(undefined, given, host);
  else await runPromote(from, to, options, host);
  const { stdout, stderr } = told();
  return stdout + stderr;
}
