import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { onTestFinished } from "vitest";
import { type RunHost, type RunOptions, runFlow } from "../../../src/cli/run-flow.js";
import { type StatusCommandOptions, type StatusHost, showStatus } from "../../../src/cli/status.js";
import { plainPalette, renderText } from "../../../src/diagnostics/index.js";
import type { EmulatorOptions } from "../../../src/emulator/index.js";
import { fingerprintOf } from "../../../src/platform/store/index.js";
import {
  copyOf,
  makeFlow,
  makeWorld,
  mappingOf,
  SECOND,
  START,
  type World,
} from "../../emulator/flow-service/world.js";
import { makeFolder } from "../../support/cli.js";

const example = resolve("examples/on-demand-window");
const { mappings } = JSON.parse(readFileSync(`${example}/golden/current.json`, "utf8"));

/** May 2022, which most of the customers' changes are in. */
export const MAY = ["2022-05-01", "2022-06-01"] as const;

/** A project whose flow runs on demand, pushed to an emulator without a socket. */
export interface OnDemand {
  readonly world: World;
  readonly flowId: string;
  readonly folder: string;
  readonly run: (options?: Partial<RunOptions>, host?: Partial<RunHost>, named?: string) => Promise<Shown>;
  readonly status: (
    named?: string,
    options?: Partial<StatusCommandOptions>,
    host?: Partial<StatusHost>,
  ) => Promise<Shown>;
  /** How many runs the service has. */
  readonly count: () => number;
}

export interface Shown {
  readonly exit: number;
  readonly data: string;
  readonly notes: string;
}

export async function makeOnDemand(
  options: Omit<EmulatorOptions, "port"> = {},
  {
    flow = {},
    delta = 'delta   modified format "yyyy-MM-dd HH:mm:ss" timezone "UTC"',
  }: { flow?: object; delta?: string } = {},
): Promise<OnDemand> {
  const world = await makeWorld({
    schemas: [`${example}/schema.json`],
    samples: new Map([["Shopify.Orders", `${example}/customers.csv`]]),
    mappings,
    ...options,
  });
  const made = await makeFlow(world, {
    name: "Customers",
    transformations: [...("scheduleParams" in flow ? [copyOf({ name: "modified" })] : []), mappingOf(world.mappingId)],
    scheduleParams: { startTime: START / SECOND + 3600, frequency: "once" },
    options: { partialIngestionPercent: 50, errorDiagnosticsEnabled: true },
    ...flow,
  });
  const { folder, remove } = makeFolder({
    "customers.xdmap": readFileSync(`${example}/customers.xdmap`, "utf8").replace(/^delta .*$/m, delta),
    "xdmap.yaml": PROJECT,
  });
  onTestFinished(remove);
  for (const name of ["schema.json", "customers.csv"]) copyFileSync(`${example}/${name}`, join(folder, name));
  mkdirSync(join(folder, ".xdmap/state"), { recursive: true });
  writeFileSync(join(folder, ".xdmap/state/dev.json"), stateOf(world, made.id));
  const env = { ...world.emulator.env(), XDMAP_SANDBOX: "dev" };
  const common = (shown: { data: string; notes: string }) => ({
    env,
    fetch: (url: string, init: RequestInit) => world.emulator.fetch(url, init),
    output: outputInto(shown),
    sleep: async (milliseconds: number) => {
      world.clock.now += milliseconds;
    },
  });
  const read = async (action: (shown: { data: string; notes: string }) => Promise<number>): Promise<Shown> => {
    const shown = { data: "", notes: "" };
    const exit = await action(shown);
    return { exit, ...shown };
  };
  return {
    world,
    flowId: made.id,
    folder,
    count: () => world.emulator.store.sandbox("dev").collection("runs").all().length,
    run: async (given = {}, host = {}, named = "customers") => {
      const shown = await read((into) =>
        runFlow(
          named,
          { project: folder, settle: 30, windowStart: MAY[0], windowEnd: MAY[1], ...given },
          { ...common(into), ask: null, ...host },
        ),
      );
      // A run begins at the next whole second.
      world.clock.now += 2 * SECOND;
      return shown;
    },
    status: (named, given = {}, host = {}) =>
      read((shown) =>
        showStatus(
          named,
          { project: folder, limit: 10, format: "text", ...given },
          { ...common(shown), now: () => world.clock.now, ...host },
        ),
      ),
  };
}

const PROJECT = `flows:
  customers:
    mapping: customers.xdmap
    name: Customers
    connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c
    source: { table: Shopify.Orders }
    dataset: Orders
    schedule: { frequency: once }
  waiting:
    mapping: customers.xdmap
    connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c
    source: { table: Shopify.Orders }
    dataset: Orders
    schedule: { frequency: once }
`;

function stateOf(world: World, id: string): string {
  const organization = fingerprintOf(world.emulator.credentials.organization);
  const flows = { customers: { flow: { id, hash: "" } } };
  return JSON.stringify({ version: 1, sandbox: "dev", organization, flows });
}

function outputInto(shown: { data: string; notes: string }): RunHost["output"] {
  return {
    data: async (text) => {
      shown.data += typeof text === "string" ? text : new TextDecoder().decode(text);
    },
    note: (text) => {
      shown.notes += text;
    },
    findings: (diagnostics) => {
      if (diagnostics.length > 0) shown.notes += renderText(diagnostics, plainPalette, 100);
    },
    isTerminal: false,
    width: 100,
    palette: plainPalette,
    notePalette: plainPalette,
    isNoteTerminal: false,
    progress: () => undefined,
  };
}
