import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { onTestFinished } from "vitest";
import { runImport } from "../../../src/cli/import.js";
import type { ImportOptions } from "../../../src/cli/import-options.js";
import { runPlan } from "../../../src/cli/plan.js";
import type { PlatformHost } from "../../../src/cli/platform-options.js";
import { runPush } from "../../../src/cli/push.js";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/index.js";
import { makeFolder } from "../../support/cli.js";
import { ask, emulatorInProcess } from "../../support/emulator.js";
import { exampleFiles } from "../../support/example-files.js";
import { fakeOutput } from "../../support/fake-output.js";

const NOW = Date.UTC(2026, 10, 23, 12);
/** A day after it, in seconds. */
export const START = NOW / 1000 + 86_400;

const SCHEMA_ID = "https://ns.adobe.com/acme/schemas/example";
const SCHEMA = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
const BASE = "582f4f8d-71e9-4a5c-a164-9d2056318d6c";

export interface Made {
  readonly flow: string;
  readonly set: string;
  readonly source: string;
  readonly target: string;
}

export interface FlowSpecOf {
  readonly name?: string;
  readonly description?: string;
  readonly spec?: "CRMToAEP" | "CloudStorageToAEP";
  readonly source?: object;
  readonly format?: string;
  readonly schedule?: object;
  readonly copy?: object | null;
  readonly options?: object;
  readonly set?: object;
  readonly transformations?: readonly object[];
}

export const currentSet = {
  name: "Orders",
  outputSchema: { schemaRef: SCHEMA },
  mappings: [
    { sourceType: "ATTRIBUTE", source: "Email", destination: "personalEmail.address" },
    { sourceType: "EXPRESSION", source: "concat(First_Name,Last_Name)", destination: "person.name.firstName" },
    { sourceType: "EXPRESSION", source: '"x"', destination: "person.name.lastName" },
  ],
};

export const legacySet = {
  version: 0,
  xdmSchema: SCHEMA_ID,
  xdmVersion: "1.0",
  mappings: [
    {
      sourceAttribute: "Email",
      destinationXdmPath: "personalEmail.address",
      identity: false,
      identityGroup: null,
      namespaceCode: null,
      version: 0,
    },
  ],
};

/** A sandbox in which somebody made flows without xdmap, and an empty folder. */
export async function openWorld(options: Omit<EmulatorOptions, "port"> = {}) {
  const { folder, remove } = makeFolder({ "registered.json": exampleFiles["schema.json"] ?? "" });
  onTestFinished(remove);
  const emulator = await emulatorInProcess({ now: () => NOW, schemas: [join(folder, "registered.json")], ...options });
  rmSync(join(folder, "registered.json"));
  const dataset = await post(emulator, "/catalog/dataSets", { name: "Orders", schemaRef: SCHEMA });
  const make = async (given: FlowSpecOf = {}): Promise<Made> => {
    const spec = given.spec ?? "CRMToAEP";
    const { body } = await ask(emulator, "/flowservice/flowSpecs");
    const specs: readonly { readonly id: string; readonly name: string }[] = body.items;
    const isTable = spec === "CRMToAEP";
    const { body: base } = await ask(emulator, `/flowservice/connections/${BASE}`);
    const connectionSpec = { id: base.items[0].connectionSpec.id, version: "1.0" };
    const source = await post(emulator, "/flowservice/sourceConnections", {
      name: "in",
      baseConnectionId: BASE,
      connectionSpec,
      data: { format: given.format ?? (isTable ? "tabular" : "delimited") },
      params: given.source ?? (isTable ? { tableName: "Shop.Orders" } : { path: "/orders" }),
    });
    const target = await post(emulator, "/flowservice/targetConnections", {
      name: "out",
      connectionSpec: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" },
      data: { schema: { id: SCHEMA_ID, version: SCHEMA.contentType } },
      params: { dataSetId: dataset.slice("@/dataSets/".length) },
    });
    const set = await post(emulator, "/conversion/mappingSets", given.set ?? currentSet);
    const copy = given.copy === undefined ? null : given.copy;
    const flow = await post(emulator, "/flowservice/flows", {
      name: given.name ?? "Orders of the shop",
      description: given.description ?? "Every six hours",
      flowSpec: { id: specs.find(({ name }) => name === spec)?.id, version: "1.0" },
      sourceConnectionIds: [source],
      targetConnectionIds: [target],
      transformations: given.transformations ?? [
        ...(copy === null ? [] : [{ name: "Copy", params: copy }]),
        { name: "Mapping", params: { mappingId: set, mappingVersion: spec === "CRMToAEP" ? "0" : 0 } },
      ],
      scheduleParams: given.schedule ?? { startTime: START, frequency: "once" },
      ...(given.options === undefined ? {} : { options: given.options }),
    });
    return { flow, set, source, target };
  };
  const changes: (readonly [path: string, change: Change])[] = [];
  const fetch = async (url: string, init: RequestInit) => {
    const answer = await emulator.fetch(url, init);
    const wanted = changes.filter(([path]) => url.includes(path));
    if (wanted.length === 0 || (init.method ?? "GET") !== "GET" || !answer.ok) return answer;
    const body = JSON.parse(await answer.text());
    for (const [, change] of wanted) body.items = body.items.map(change);
    return new Response(JSON.stringify(body), { status: answer.status, headers: answer.headers });
  };
  const host = () => {
    const { output, told } = fakeOutput();
    return {
      host: { env: { ...emulator.env(), XDMAP_SANDBOX: "dev" }, output, fetch, clock: () => NOW, now: () => NOW },
      told,
    };
  };
  return {
    folder,
    emulator,
    make,
    /** Flow Service tells its objects so from now on, whatever it would take. */
    answer: (path: string, change: Change) => changes.push([path, change]),
    write: (name: string, text: string) => {
      mkdirSync(dirname(join(folder, name)), { recursive: true });
      writeFileSync(join(folder, name), text);
    },
    import: async (given: readonly string[], more: ImportOptions = {}) => {
      const { host: own, told } = host();
      const exit = await runImport(given, { project: folder, sandbox: "dev", ...more }, own);
      return { exit, ...told() };
    },
    /** With another signal, or other variables. */
    importWith: async (
      given: readonly string[],
      more: ImportOptions,
      how: Partial<Pick<PlatformHost, "env" | "fetch" | "signal">>,
    ) => {
      const { host: own, told } = host();
      const exit = await runImport(given, { project: folder, sandbox: "dev", ...more }, { ...own, ...how });
      return { exit, ...told() };
    },
    push: async () => {
      const { host: own, told } = host();
      const signal = new AbortController().signal;
      const how = { ...own, ask: null, sleep: async () => {}, signal };
      const exit = await runPush(undefined, { project: folder, flow: [], sandbox: "dev", yes: true, settle: 1 }, how);
      return { exit, ...told() };
    },
    /** Without a sandbox: from files alone. */
    importFiles: async (given: readonly string[], more: ImportOptions = {}) => {
      const { host: own, told } = host();
      const exit = await runImport(given, { project: folder, ...more }, own);
      return { exit, ...told() };
    },
    /** The answers of GET for a flow and all it refers to, written as files. */
    download: async ({ flow, source, target, set }: Made) => {
      const paths = {
        "flow.json": `/flowservice/flows/${flow}`,
        "source.json": `/flowservice/sourceConnections/${source}`,
        "target.json": `/flowservice/targetConnections/${target}`,
        "set.json": `/conversion/mappingSets/${set}`,
      };
      for (const [name, path] of Object.entries(paths)) {
        writeFileSync(join(folder, name), (await ask(emulator, path)).text);
      }
      return Object.keys(paths).map((name) => join(folder, name));
    },
    plan: async () => {
      const { host: own, told } = host();
      const exit = await runPlan({ project: folder, flow: [], sandbox: "dev" }, own);
      return { exit, ...told() };
    },
  };
}

// biome-ignore lint/suspicious/noExplicitAny: an answer of any shape
type Change = (item: any) => any;

async function post(emulator: Emulator, path: string, body: object): Promise<string> {
  const told = await ask(emulator, path, { method: "POST", body });
  if (told.status >= 400) throw new Error(`${path}: ${told.status} ${told.text}`);
  return Array.isArray(told.body) ? String(told.body[0]) : String(told.body.id);
}
