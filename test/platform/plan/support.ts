import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type PlanOptions, runPlan } from "../../../src/cli/plan.js";
import type { PlatformHost } from "../../../src/cli/platform-options.js";
import { plainPalette, renderText } from "../../../src/diagnostics/index.js";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/index.js";
import { type PushOutcome, push } from "../../../src/platform/apply/index.js";
import { makePlan, type Plan, renderPlan } from "../../../src/platform/plan/index.js";
import { readState } from "../../../src/platform/store/index.js";
import { makeFolder, writeFiles } from "../../support/cli.js";
import { ask, emulatorInProcess } from "../../support/emulator.js";
import { exampleFiles, platformFiles } from "../../support/example-files.js";
import { fakeOutput } from "../../support/fake-output.js";
import { openPlatform } from "../open-platform.js";

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
  /** Over the state that is in the folder. */
  readonly plan: (only?: readonly string[]) => Promise<Plan>;
  /** The plan as people see it. */
  readonly show: (only?: readonly string[]) => Promise<string>;
  readonly push: (allow?: { readonly replace?: boolean; readonly delete?: boolean }) => Promise<PushOutcome>;
  /** The command itself, in this process: what it prints, and how it ends. */
  readonly command: (
    options?: Partial<PlanOptions>,
    env?: Readonly<Record<string, string>>,
    host?: Pick<PlatformHost, "fetch" | "clock">,
  ) => Promise<Ended>;
}

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export async function openWorld(
  files: Readonly<Record<string, string>> = {},
  options: Omit<EmulatorOptions, "port"> = {},
  components: readonly string[] = [],
): Promise<World> {
  const { folder, remove } = makeFolder({ ...exampleFiles, ...platformFiles, "example.xdmap": mapping, ...files });
  onTestFinished(remove);
  const emulator = await emulatorInProcess({
    now: () => NOW,
    schemas: [join(folder, "schema.json")],
    components: components.map((name) => join(folder, name)),
    ...options,
  });
  const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  await ask(emulator, "/catalog/dataSets", { body: { name: "Orders", schemaRef } });
  const open = () => openPlatform(folder, emulator, { clock: () => NOW, sleep: async () => undefined });
  const plan = async (only: readonly string[] = []) => {
    const { deployment, platform, owner } = await open();
    const { organization } = owner;
    const state = readState(folder, owner);
    if (state.kind === "problem") throw new Error(state.diagnostic.message);
    return makePlan({ deployment, platform, organization, state: state.value, only });
  };
  return {
    folder,
    emulator,
    write: (changes) => writeFiles(folder, changes),
    plan,
    show: async (only) => {
      const made = await plan(only);
      const found = renderText(made.diagnostics.map((one) => ({ ...one, place: null })));
      return `${found}${found === "" ? "" : "\n"}${renderPlan(made, { palette: plainPalette, width: 100 })}`;
    },
    push: async (allow = {}) => {
      const { deployment, platform, owner } = await open();
      return push({
        deployment,
        platform,
        owner,
        only: [],
        saved: null,
        allowReplace: allow.replace === true,
        allowDelete: allow.delete === true,
        settle: 0,
        now: () => NOW,
        sleep: async () => undefined,
        signal: new AbortController().signal,
        confirm: async () => true,
        isAnsweredByPerson: false,
        onDone: () => undefined,
      });
    },
    command: async (given = {}, env = {}, own = {}) => {
      const { output, told } = fakeOutput();
      const host = { env: { ...emulator.env(), ...env }, output, fetch: fetchOf(emulator), clock: () => NOW, ...own };
      const exit = await runPlan({ project: folder, flow: [], ...given }, host);
      return { exit, ...told() };
    },
  };
}

function fetchOf(emulator: Emulator): (url: string, init: RequestInit) => Promise<Response> {
  return (url, init) => emulator.fetch(url, init);
}

/** The project file with one flow, `orders`, and these lines in place of those that begin alike. */
export function projectFile(...lines: readonly string[]): string {
  const keyOf = (line: string) => line.slice(0, line.indexOf(":"));
  const usual = [
    "mapping: example.xdmap",
    "name: Orders",
    "connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c",
    "source: { table: Shopify.Orders }",
    "dataset: Orders",
    "schedule: { frequency: once }",
  ];
  const kept = usual.filter((line) => !lines.some((other) => keyOf(other) === keyOf(line)));
  const flow = [...kept, ...lines].map((line) => `    ${line}`);
  return ["flows:", "  orders:", ...flow, "sandboxes:", "  dev: { tenant: acme }", ""].join("\n");
}

/** The first object of a kind that the emulator has. */
export async function first(emulator: Emulator, collection: string): Promise<Record<string, unknown>> {
  const { body } = await ask(emulator, collection);
  const items: readonly Record<string, unknown>[] = body.items ?? body.data;
  const [found] = items;
  if (found === undefined) throw new Error(`the emulator has nothing in ${collection}`);
  return found;
}
