import { Command, InvalidArgumentError, Option } from "commander";
import {
  type Behaviour,
  behaviourOf,
  behaviourSwitches,
  type Emulator,
  type EmulatorOptions,
  type Fault,
  type LogEntry,
  readFaultOption,
  readSwitch,
  startEmulator,
  UnusableFile,
} from "../emulator/index.js";
import { printable } from "../text/terminal-text.js";
import { collect } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput, type Output } from "./output.js";

interface Options {
  readonly port: number;
  readonly state?: string;
  readonly strict?: boolean;
  readonly latency: number;
  readonly fault?: readonly Fault[];
  readonly behaviour?: Behaviour;
  readonly schema?: readonly string[];
  readonly components?: readonly string[];
  readonly sample?: ReadonlyMap<string, string>;
  readonly tenant?: ReadonlyMap<string, string>;
  readonly json?: boolean;
  readonly verbose?: boolean;
  readonly switches?: boolean;
}

export function emulatorCommand(): Command {
  return new Command("emulator")
    .description("Serves a local AEP on 127.0.0.1 until Ctrl-C: for tests, for dry runs, for trying what goes wrong.")
    .option("--port <number>", "where to listen; 0 takes any that is free", readPort, 0)
    .option("--state <file>", "keep everything in a file, and begin with what it holds")
    .option("--strict", "refuse requests that break Adobe's published contract")
    .option("--latency <milliseconds>", "wait before each answer", readMilliseconds, 0)
    .option("--fault <spec>", "KIND[:method=…,path=…,nth=…,times=…,milliseconds=…,status=…]; may be repeated", addFault)
    .option("--behaviour <name=value>", "set a switch (--switches lists them); may be repeated", addSwitch)
    .option("--schema <file>", "a schema's xed-full export that every sandbox holds; may be repeated", collect)
    .option("--components <folder>", "a folder of XDM components that schemas refer to; may be repeated", collect)
    .option("--sample <table=file>", "the file that stands for a table or path; may be repeated", addSample)
    .option("--tenant <name>", "the tenant, or SANDBOX=TENANT for one sandbox; may be repeated", addPair)
    .option("--json", "print what clients need as JSON and not as export lines")
    .option("--verbose", "log requests also where standard error is no terminal")
    .addOption(new Option("--switches", "list what is not known about AEP, with the values to choose from, and end"))
    .addHelpText(
      "after",
      "\nExample:\n  $ xdmap emulator --switches\n\nBeside other commands:\n" +
        "  xdmap emulator --state aep.json > .emulator & sleep 1; . ./.emulator; xdmap plan\n",
    )
    .action(async (options: Options) => {
      const output = createOutput();
      if (options.switches === true) return output.data(listSwitches());
      await serve(options, output);
    });
}

async function serve(options: Options, output: Output): Promise<void> {
  const emulator = await start(options);
  if (typeof emulator === "string") {
    output.note(`error: ${printable(emulator)}\n`);
    process.exitCode = EXIT.errors;
    return;
  }
  if (options.verbose === true || output.isNoteTerminal) {
    emulator.onRequest = (_n, phase, entry) => {
      if (phase === "answered") output.note(`${describeRequest(entry)}\n`);
    };
  }
  await output.data(options.json === true ? asJson(emulator) : asExports(emulator));
  output.note(`AEP's emulator listens on ${emulator.url}; Ctrl-C ends.\n`);
  await interrupted();
  await emulator.close();
}

async function start(options: Options): Promise<Emulator | string> {
  const { state, fault, sample, tenant, schema, components } = options;
  const chosen: EmulatorOptions = {
    port: options.port,
    latency: options.latency,
    strict: options.strict === true,
    behaviour: options.behaviour ?? behaviourOf(),
    ...(state === undefined ? {} : { stateFile: state }),
    ...(fault === undefined ? {} : { faults: fault }),
    ...(sample === undefined ? {} : { samples: sample }),
    ...(tenant === undefined ? {} : { tenants: tenant, tenant: tenant.get("") ?? "acme" }),
    ...(schema === undefined ? {} : { schemas: schema }),
    ...(components === undefined ? {} : { components }),
  };
  try {
    return await startEmulator(chosen);
  } catch (error) {
    if (error instanceof UnusableFile) return error.message;
    const code = error instanceof Error && "code" in error ? error.code : undefined;
    if (code === "EADDRINUSE") return `port ${options.port} is taken: choose another, or leave --port out`;
    if (code === "EACCES") return `port ${options.port} is not for you: choose one above 1023`;
    throw error;
  }
}

async function interrupted(): Promise<void> {
  await new Promise<void>((resolve) => {
    process.once("SIGINT", () => resolve());
    process.once("SIGTERM", () => resolve());
  });
}

function asExports(emulator: Emulator): string {
  const lines = Object.entries(emulator.env()).map(([name, value]) => `export ${name}='${value}'\n`);
  return `${lines.join("")}export XDMAP_EMULATOR_TOKEN='${emulator.credentials.token}'\n`;
}

function asJson(emulator: Emulator): string {
  return `${JSON.stringify({ url: emulator.url, credentials: emulator.credentials, env: emulator.env() })}\n`;
}

/** One line a request; the log holds no secrets, and a path is printed as data. */
function describeRequest({ method, path, sandbox, status, faults, violations }: LogEntry): string {
  const parts = [
    printable(method),
    printable(path),
    ...(sandbox === null ? [] : [`[${printable(sandbox)}]`]),
    status === null ? "reset" : String(status),
    ...faults.map((fault) => `fault ${fault}`),
    ...violations.map((violation) => `contract: ${printable(violation)}`),
  ];
  return parts.join(" ");
}

function listSwitches(): string {
  return Object.entries(behaviourSwitches)
    .map(([name, values]) => `${name}: ${values.join(", ")}\n`)
    .join("");
}

function readPort(text: string): number {
  const port = Number(text);
  if (!/^\d+$/.test(text) || port > 65_535) throw new InvalidArgumentError("It must be a number from 0 to 65535.");
  return port;
}

function readMilliseconds(text: string): number {
  if (!/^\d{1,6}$/.test(text)) throw new InvalidArgumentError("It must be a number of milliseconds.");
  return Number(text);
}

function addFault(text: string, before: readonly Fault[] = []): readonly Fault[] {
  const read = readFaultOption(text);
  if (read.kind === "problem") throw new InvalidArgumentError(`${read.message}.`);
  return [...before, ...read.faults];
}

function addSwitch(text: string, before: Behaviour = behaviourOf()): Behaviour {
  const read = readSwitch(text, before);
  if (read.kind === "problem") throw new InvalidArgumentError(`${read.message}.`);
  return read.behaviour;
}

function addSample(text: string, before?: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (!/^[^=]+=./.test(text)) throw new InvalidArgumentError("It must be TABLE=FILE.");
  return addPair(text, before);
}

function addPair(text: string, before: ReadonlyMap<string, string> = new Map()): ReadonlyMap<string, string> {
  const end = text.indexOf("=");
  return new Map([...before, end === -1 ? ["", text] : [text.slice(0, end), text.slice(end + 1)]]);
}
