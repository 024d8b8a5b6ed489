import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { type RunHost, type RunOptions, runFlow } from "../../../src/cli/run-flow.js";
import { type StatusCommandOptions, type StatusHost, showStatus } from "../../../src/cli/status.js";
import { plainPalette, renderText } from "../../../src/diagnostics/index.js";
import type { EmulatorOptions } from "../../../src/emulator/index.js";
import { fingerprintOf } from "../../../src/platform/store/index.js";
import {
  attribute,
  copyOf,
  expression,
  makeFlow,
  makeWorld,
  mappingOf,
  SECOND,
  START,
  type World,
} from "../../emulator/flow-service/world.js";
import { makeFolder } from "../../support/cli.js";

/** Five fields and a few rows, so that a world costs little; the points of one row of May are no number. */
const schema = {
  $id: "https://ns.adobe.com/acme/schemas/customers",
  title: "Customers",
  type: "object",
  "meta:tenantNamespace": "_acme",
  properties: {
    _id: { type: "string" },
    personalEmail: { type: "object", properties: { address: { type: "string", format: "email" } } },
    person: {
      type: "object",
      properties: { name: { type: "object", properties: { firstName: { type: "string" } } } },
    },
    _acme: {
      type: "object",
      properties: { points: { type: "integer" }, updatedAt: { type: "string", format: "date-time" } },
    },
  },
};
const rows = [
  "Customer_Id,Email,First_Name,Points,modified",
  "C-1,ada@example.com,Ada,12,2022-05-01 00:00:00",
  "C-2,bob@example.com,Bob,many,2022-05-17 13:17:07",
  "C-3,cyd@example.com,Cyd,7,2022-06-01 09:00:00",
  "C-4,dee@example.com,Dee,9,2022-06-20 09:00:00",
  "",
];
const mapped: Readonly<Record<string, string>> = {
  Customer_Id: "_id",
  "lower(trim(Email))": "personalEmail.address",
  First_Name: "person.name.firstName",
  "to_integer(Points)": "_acme.points",
  'date(modified, "yyyy-MM-dd HH:mm:ss")': "_acme.updatedAt",
};
const mappings = Object.entries(mapped).map(([source, destination]) =>
  source.includes("(") ? expression(source, destination) : attribute(source, destination),
);
const head = ['mapping "Customers"', 'target  "schema.json"', 'sample  "customers.csv"'];
const lines = Object.entries(mapped).map(([source, destination]) =>
  [
    source.startsWith("to_integer") ? "// xdmap-ignore XM3022: some are no numbers\n" : "",
    source,
    " -> ",
    destination,
  ].join(""),
);

/** May 2022, which most of the customers' changes are in. */
const MAY = ["2022-05-01", "2022-06-01"] as const;

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
  const { folder, remove } = makeFolder({
    "schema.json": JSON.stringify(schema),
    "customers.csv": rows.join("\n"),
    "customers.xdmap": [...head, delta, "", ...lines, ""].join("\n"),
    "xdmap.yaml": PROJECT,
  });
  onTestFinished(remove);
  const world = await makeWorld({
    schemas: [join(folder, "schema.json")],
    samples: new Map([["Shopify.Orders", join(folder, "customers.csv")]]),
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
