import { readFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { Output } from "../../../src/cli/output.js";
import { runPlan } from "../../../src/cli/plan.js";
import { type PromoteHost, type PromoteOptions, runPromote } from "../../../src/cli/promote.js";
import { runPush } from "../../../src/cli/push.js";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/index.js";
import { makeFolder, writeFiles } from "../../support/cli.js";
import { ask, emulatorInProcess } from "../../support/emulator.js";
import { exampleFiles } from "../../support/example-files.js";
import { fakeOutput } from "../../support/fake-output.js";
import { mapping, NOW, SCHEMA_ID } from "../plan/support.js";

export const SHOPIFY = "582f4f8d-71e9-4a5c-a164-9d2056318d6c";

export interface Ended {
  readonly exit: number;
  readonly stdout: string;
  readonly stderr: string;
}

export interface World {
  readonly folder: string;
  readonly emulator: Emulator;
  readonly write: (files: Readonly<Record<string, string | null>>) => void;
  readonly yaml: () => string;
  readonly push: (sandbox: string) => Promise<Ended>;
  readonly plan: (sandbox: string) => Promise<Ended>;
  /** From `dev` to `prod`, unless others are named. */
  readonly promote: (
    options?: Partial<PromoteOptions> & { readonly from?: string; readonly to?: string },
    host?: Partial<PromoteHost>,
  ) => Promise<Ended>;
  /** Posts to a sandbox, and gives the id of what came of it. */
  readonly make: (sandbox: string, path: string, body: unknown) => Promise<string>;
  readonly all: (sandbox: string, kind: string) => readonly Readonly<Record<string, unknown>>[];
  readonly remove: (sandbox: string, path: string) => Promise<void>;
  /** How many requests wrote something in a sandbox so far. */
  readonly writes: (sandbox: string) => number;
}

/** A project, and an emulator with the sandboxes `dev` and `prod`: both have the schema and the components in these folders. */
export async function openWorld(
  yaml: string,
  files: Readonly<Record<string, string>> = {},
  options: Omit<EmulatorOptions, "port"> = {},
  components: readonly string[] = [],
): Promise<World> {
  const all = { ...exampleFiles, "example.xdmap": mapping, "xdmap.yaml": yaml, ...files };
  const { folder, remove } = makeFolder(all);
  onTestFinished(remove);
  const emulator = await emulatorInProcess({
    now: () => NOW,
    schemas: [join(folder, "schema.json")],
    components: components.map((name) => join(folder, name)),
    ...options,
  });
  const make: World["make"] = async (sandbox, path, body) => {
    const told = await ask(emulator, path, { body, headers: { "x-sandbox-name": sandbox } });
    if (told.status >= 400) throw new Error(`${path}: ${told.status} ${told.text}`);
    return Array.isArray(told.body) ? String(told.body[0]).replace("@/dataSets/", "") : (told.body.id ?? told.body.$id);
  };
  const host = (output: Output) => ({
    env: emulator.env(),
    output,
    fetch: (url: string, init: RequestInit) => emulator.fetch(url, init),
    now: () => NOW,
    sleep: async () => undefined,
    signal: new AbortController().signal,
    ask: null,
  });
  return {
    folder,
    emulator,
    write: (changes) => writeFiles(folder, changes),
    yaml: () => readFileSync(join(folder, "xdmap.yaml"), "utf8"),
    push: async (sandbox) => {
      const { output, told } = fakeOutput();
      const exit = await runPush(undefined, { project: folder, flow: [], sandbox, yes: true, settle: 0 }, host(output));
      return { exit, ...told() };
    },
    plan: async (sandbox) => {
      const { output, told } = fakeOutput();
      const exit = await runPlan({ project: folder, flow: [], sandbox }, host(output));
      return { exit, ...told() };
    },
    promote: async ({ from = "dev", to = "prod", ...given } = {}, own = {}) => {
      const { output, told } = fakeOutput();
      const choices = { project: folder, flow: [], settle: 0, yes: true, ...given };
      const exit = await runPromote(from, to, choices, { ...host(output), output, ...own });
      return { exit, ...told() };
    },
    make,
    all: (sandbox, kind) =>
      emulator.store
        .sandbox(sandbox)
        .collection(kind)
        .all()
        .map(({ value }) => value),
    remove: async (sandbox, path) => {
      const told = await ask(emulator, path, { method: "DELETE", headers: { "x-sandbox-name": sandbox } });
      if (told.status >= 400) throw new Error(`${path}: ${told.status} ${told.text}`);
    },
    writes: (sandbox) =>
      emulator.requests.filter(
        (entry) =>
          entry.method !== "GET" &&
          !/\/validate$|\/ims\//.test(entry.path) &&
          new Headers(entry.headers).get("x-sandbox-name") === sandbox,
      ).length,
  };
}

/** A dataset of the schema, in each of these sandboxes. */
export async function makeOrders(world: World, ...sandboxes: readonly string[]): Promise<readonly string[]> {
  const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
  const ids: string[] = [];
  for (const one of sandboxes) ids.push(await world.make(one, "/catalog/dataSets", { name: "Orders", schemaRef }));
  return ids;
}

export function projectFile(
  flow: Readonly<Record<string, string>> = {},
  sandboxes: readonly string[] = ["  dev: { tenant: acme }"],
): string {
  const usual = {
    mapping: "example.xdmap",
    name: "Orders",
    connection: SHOPIFY,
    source: "{ table: Shopify.Orders }",
    dataset: "Orders",
    schedule: "{ frequency: once }",
  };
  const lines = Object.entries({ ...usual, ...flow }).flatMap(([key, text]) =>
    text === "" ? [] : [`    ${key}: ${text}`],
  );
  return ["flows:", "  orders:", ...lines, "sandboxes:", ...sandboxes, ""].join("\n");
}
