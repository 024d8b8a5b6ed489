import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import type { Output } from "../../../src/cli/output.js";
import { type PlanOptions, runPlan } from "../../../src/cli/plan.js";
import { plainPalette, renderText } from "../../../src/diagnostics/index.js";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/index.js";
import { connect } from "../../../src/platform/connect.js";
import { makePlan, type Plan, type PlanInput, type RememberedState } from "../../../src/platform/plan/index.js";
import { openDeployment, readCredentials } from "../../../src/project/index.js";
import { makeFolder } from "../../support/cli.js";
import { ask, emulatorInProcess } from "../../support/emulator.js";
import { exampleFiles, platformFiles } from "../../support/example-files.js";

/** Noon: schedules of the tests begin after it. */
export const NOW = Date.UTC(2026, 10, 23, 12);

export const SCHEMA_ID = "https://ns.adobe.com/acme/schemas/example";

export const mapping = [
  'mapping "Orders"',
  'target "schema.json"',
  'sample "orders.csv"',
  "Email -> personalEmail.address",
  "First_Name -> person.name.firstName",
  "",
].join("\n");

/** A project in a folder of its own, and an emulator that has its schema and a dataset of it, `Orders`. */
export interface World {
  readonly folder: string;
  readonly emulator: Emulator;
  readonly write: (files: Readonly<Record<string, string | null>>) => void;
  readonly plan: (input?: Partial<Pick<PlanInput, "state" | "only">>) => Promise<Plan>;
  /** The command itself, in this process: what it prints, and how it ends. */
  readonly command: (options?: Partial<PlanOptions>, env?: Readonly<Record<string, string>>) => Promise<Ended>;
}

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export const NO_STATE: RememberedState = { flows: new Map() };

export async function openWorld(
  files: Readonly<Record<string, string>> = {},
  options: Omit<EmulatorOptions, "port"> = {},
): Promise<World> {
  const { folder, remove } = makeFolder({ ...exampleFiles, ...platformFiles, "example.xdmap": mapping, ...files });
  onTestFinished(remove);
  const emulator = await emulatorInProcess({
    now: () => NOW,
    schemas: [join(folder, "schema.json")],
    ...options,
  });
  const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  await ask(emulator, "/catalog/dataSets", { body: { name: "Orders", schemaRef } });
  return {
    folder,
    emulator,
    write: (changes) => {
      for (const [name, text] of Object.entries(changes)) {
        const path = join(folder, name);
        mkdirSync(dirname(path), { recursive: true });
        if (text === null) rmSync(path, { force: true });
        else writeFileSync(path, text);
      }
    },
    plan: async ({ state = NO_STATE, only = [] } = {}) => {
      const { deployment, platform } = await openPlatform(folder, emulator);
      return makePlan({ deployment, platform, organization: "0123456789abcdef", state, only });
    },
    command: async (given = {}, env = {}) => {
      const { output, told } = fakeOutput();
      const host = { env: { ...emulator.env(), ...env }, output, fetch: fetchOf(emulator), clock: () => NOW };
      const exit = await runPlan({ project: folder, flow: [], ...given }, host);
      return { exit, ...told() };
    },
  };
}

export async function openPlatform(folder: string, emulator: Emulator) {
  const env = emulator.env();
  const opened = await openDeployment({ folder, sandbox: "dev", env });
  if (opened.kind !== "deployment") {
    throw new Error(opened.kind === "misuse" ? opened.message : renderText(opened.diagnostics));
  }
  const read = await readCredentials(folder, env);
  if (read.kind !== "ok") throw new Error(renderText(read.diagnostics));
  const platform = connect({
    credentials: read.credentials,
    sandbox: opened.deployment.sandbox,
    fetch: fetchOf(emulator),
    clock: () => NOW,
    sleep: async () => undefined,
  });
  return { deployment: opened.deployment, platform };
}

export function fetchOf(emulator: Emulator): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) => emulator.fetch(url, init);
}

function fakeOutput() {
  let stdout = "";
  let stderr = "";
  const output: Output = {
    data: async (text) => {
      stdout += typeof text === "string" ? text : new TextDecoder().decode(text);
    },
    note: (text) => {
      stderr += text;
    },
    findings: (diagnostics) => {
      stderr += renderText(diagnostics);
    },
    isTerminal: false,
    width: 100,
    palette: plainPalette,
    notePalette: plainPalette,
    isNoteTerminal: false,
    progress: () => undefined,
  };
  return { output, told: () => ({ stdout, stderr }) };
}
