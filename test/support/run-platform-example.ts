import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { runPlan } from "../../src/cli/plan.js";
import type { Example, ExampleRequest, ExampleSandbox, PlatformCommand } from "../../src/diagnostics/define.js";
import { plainPalette, renderText } from "../../src/diagnostics/index.js";
import { createEmulator, type Emulator, readFaultOption, startEmulator } from "../../src/emulator/index.js";
import { runCli } from "./cli.js";
import { ask } from "./emulator.js";
import { exampleSchema, platformFiles } from "./example-files.js";

const COMMANDS: readonly string[] = [
  "plan",
  "push",
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
  writeAll(cwd, { ...platformFiles, ...files });
  // A process of its own costs more than all the rest: only commands that cannot be called have one, and a socket.
  const isHere = command === "plan" && (sandbox.commands ?? []).length === 0;
  const emulator = await openSandbox(cwd, isHere);
  try {
    const env = { ...emulator.env(), ...sandbox.env };
    for (const request of sandbox.requests ?? []) await send(emulator, request);
    for (const line of sandbox.commands ?? []) await runCli(line.split(" "), { cwd, env });
    writeAll(cwd, sandbox.files ?? {});
    for (const fault of sandbox.faults ?? []) addFault(emulator, fault);
    if (isHere) return await plan(cwd, args, env, emulator);
    const { stdout, stderr } = await runCli([...command.split(" "), ...args], { cwd, env });
    return stdout + stderr;
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

async function send(emulator: Emulator, { method, path, body }: ExampleRequest): Promise<void> {
  const { status, text } = await ask(emulator, path.replace("/data/foundation", ""), { method, body });
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${text}`);
}

function addFault(emulator: Emulator, option: string): void {
  const read = readFaultOption(option);
  if (read.kind === "problem") throw new Error(`${option}: ${read.message}`);
  emulator.faults.add(...read.faults);
}

async function plan(
  cwd: string,
  args: readonly string[],
  env: Readonly<Record<string, string>>,
  emulator: Emulator,
): Promise<string> {
  const at = args.indexOf("--sandbox");
  const sandbox = at < 0 ? undefined : args[at + 1];
  let told = "";
  const note = (text: string) => {
    told += text;
  };
  const output = {
    data: async (text: string | Uint8Array) => note(String(text)),
    note,
    findings: (diagnostics: Parameters<typeof renderText>[0]) => note(renderText(diagnostics)),
    isTerminal: false,
    width: 100,
    palette: plainPalette,
    notePalette: plainPalette,
    isNoteTerminal: false,
    progress: () => undefined,
  };
  const options = { project: cwd, flow: [], ...(sandbox === undefined ? {} : { sandbox }) };
  await runPlan(options, { env, output, fetch: (url, init) => emulator.fetch(url, init) });
  return told;
}

function writeAll(folder: string, files: Readonly<Record<string, string | null>>): void {
  for (const [name, text] of Object.entries(files)) {
    const path = join(folder, name);
    mkdirSync(dirname(path), { recursive: true });
    if (text === null) rmSync(path, { force: true });
    else writeFileSync(path, text);
  }
}
