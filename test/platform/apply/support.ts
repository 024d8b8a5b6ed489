import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import { renderText } from "../../../src/diagnostics/index.js";
import { createEmulator, type Emulator, type EmulatorOptions } from "../../../src/emulator/index.js";
import {
  type PushOutcome,
  push,
  pushBack,
  type RollbackInput,
  type RollbackOutcome,
} from "../../../src/platform/apply/index.js";
import type { PushInput } from "../../../src/platform/apply/push.js";
import type { Done } from "../../../src/platform/apply/session.js";
import { findTransformation } from "../../../src/platform/plan/fields.js";
import { type Plan, remoteFields } from "../../../src/platform/plan/index.js";
import { listAt, memberAt } from "../../../src/platform/plan/read-json.js";
import { makeFolder, writeFiles } from "../../support/cli.js";
import { openPlatform } from "../open-platform.js";

/** When tests begin: schedules of theirs start later. */
export const NOW = Date.UTC(2026, 10, 23, 12);

const string = { type: "string" };

/** A project of which nothing is there yet: its schema is a composition of components that the sandbox has. */
export const projectFiles: Readonly<Record<string, string>> = {
  "components/member.json": JSON.stringify({
    $id: "https://ns.adobe.com/acme/classes/member",
    "meta:resourceType": "classes",
    title: "Member",
    type: "object",
    "meta:extends": ["https://ns.adobe.com/xdm/data/record"],
    "meta:tenantNamespace": "_acme",
    definitions: {
      member: { properties: { _id: string, personalEmail: { type: "object", properties: { address: string } } } },
    },
    allOf: [{ $ref: "#/definitions/member" }],
  }),
  "components/person.json": JSON.stringify({
    $id: "https://ns.adobe.com/acme/mixins/person",
    "meta:resourceType": "mixins",
    title: "Name of a person",
    type: "object",
    "meta:intendedToExtend": ["https://ns.adobe.com/acme/classes/member"],
    "meta:tenantNamespace": "_acme",
    definitions: {
      person: {
        properties: {
          person: {
            type: "object",
            properties: { name: { type: "object", properties: { firstName: string, lastName: string } } },
          },
        },
      },
    },
    allOf: [{ $ref: "#/definitions/person" }],
  }),
  "schema.json": JSON.stringify({
    $id: "https://ns.adobe.com/acme/schemas/members",
    title: "Members",
    description: "Members of the shop",
    type: "object",
    "meta:class": "https://ns.adobe.com/acme/classes/member",
    allOf: [{ $ref: "https://ns.adobe.com/acme/classes/member" }, { $ref: "https://ns.adobe.com/acme/mixins/person" }],
  }),
  "orders.csv": "Email,First_Name,Created_At\nada@example.com,Ada,2020-11-09 10:00:00\n",
  "orders.xdmap": mapping("First_Name"),
  "xdmap.yaml": projectFile(),
};

/** The mapping file; what is mapped to the first name can be another. */
export function mapping(firstName: string): string {
  return [
    'mapping "Orders"',
    'target "schema.json"',
    'sample "orders.csv"',
    "Email -> personalEmail.address",
    `${firstName} -> person.name.firstName`,
    "",
  ].join("\n");
}

export interface FlowText {
  readonly key?: string;
  readonly name?: string;
  readonly description?: string;
  readonly table?: string;
  readonly schedule?: string;
}

/** The project file with these flows. */
export function projectFile(...flows: readonly FlowText[]): string {
  const all = flows.length === 0 ? [{}] : flows;
  return [
    "schemas: [components]",
    "flows:",
    ...all.flatMap(
      ({
        key = "orders",
        name = "Orders",
        description,
        table = "Shopify.Orders",
        schedule = "{ frequency: once }",
      }: FlowText) => [
        `  ${key}:`,
        "    mapping: orders.xdmap",
        `    name: ${name}`,
        ...(description === undefined ? [] : [`    description: ${description}`]),
        "    connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c",
        `    source: { table: ${table} }`,
        "    dataset: Members",
        `    schedule: ${schedule}`,
        ...(schedule.includes("once") ? [] : ['    delta: { column: Created_At, format: "yyyy-MM-dd HH:mm:ss" }']),
      ],
    ),
    "sandboxes:",
    "  dev: { tenant: acme }",
    "",
  ].join("\n");
}

export type PushChoices = Partial<
  Pick<
    PushInput,
    "only" | "saved" | "allowReplace" | "allowDelete" | "settle" | "confirm" | "signal" | "isAnsweredByPerson"
  >
>;

/** What a push did, with what it told. */
export type Pushed = PushOutcome & { readonly done: readonly Done[]; readonly text: string };

/** A project, an emulator without a socket, and a clock that moves when somebody sleeps. */
export interface World {
  readonly folder: string;
  readonly emulator: Emulator;
  readonly now: () => number;
  readonly pass: (milliseconds: number) => void;
  readonly write: (files: Readonly<Record<string, string | null>>) => void;
  readonly read: (path: string) => string;
  readonly push: (choices?: PushChoices) => Promise<Pushed>;
  readonly rollBack: (
    snapshot: string,
    choices?: Omit<PushChoices, "confirm"> & Partial<Pick<RollbackInput, "confirm">>,
  ) => Promise<RollbackOutcome & { readonly done: readonly Done[]; readonly text: string }>;
  /** Requests that wrote something, or were to, since the last call. */
  readonly writes: () => readonly string[];
  /** All requests since the last call, sign-in left out. */
  readonly calls: () => readonly string[];
  /** All text that was shown or traced so far. */
  readonly shown: () => string;
}

export async function openWorld(
  files: Readonly<Record<string, string>> = {},
  options: Omit<EmulatorOptions, "port"> = {},
): Promise<World> {
  const { folder, remove } = makeFolder({ ...projectFiles, ...files });
  onTestFinished(remove);
  let time = NOW;
  const now = () => time;
  const pass = (milliseconds: number) => {
    time += milliseconds;
  };
  const sleep = async (milliseconds: number) => pass(milliseconds);
  const emulator = await createEmulator({ now, sleep, components: [join(folder, "components")], ...options });
  const shown: string[] = [];
  let seen = 0;
  const since = () => {
    const entries = emulator.requests.filter(({ n }) => n > seen);
    seen = Math.max(seen, ...entries.map(({ n }) => n));
    return entries.filter(({ path }) => !path.startsWith("/ims/"));
  };
  const open = () =>
    openPlatform(folder, emulator, {
      clock: now,
      sleep,
      random: () => 0.5,
      trace: (entry) => void shown.push(JSON.stringify(entry)),
    });
  const told = <T extends PushOutcome | RollbackOutcome>(outcome: T, done: readonly Done[]) => {
    const text = renderText(outcome.diagnostics);
    shown.push(text);
    return { ...outcome, done, text };
  };
  const common = {
    settle: 30_000,
    now,
    sleep,
    signal: new AbortController().signal,
    allowReplace: false,
    allowDelete: false,
    confirm: async () => true,
    isAnsweredByPerson: false,
  };
  return {
    folder,
    emulator,
    now,
    pass,
    write: (changes) => writeFiles(folder, changes),
    read: (path) => readFileSync(join(folder, path), "utf8"),
    push: async (choices = {}) => {
      const opened = await open();
      const done: Done[] = [];
      const outcome = await push({
        ...opened,
        only: [],
        saved: null,
        ...common,
        ...choices,
        onDone: (one) => void done.push(one),
      });
      return told(outcome, done);
    },
    rollBack: async (snapshot, choices = {}) => {
      const { platform, owner } = await open();
      const done: Done[] = [];
      const yes = async () => true;
      const { allowDelete, signal, isAnsweredByPerson, confirm } = { ...common, confirm: yes, ...choices };
      const outcome = await pushBack({
        ...common,
        platform,
        owner,
        folder,
        snapshot,
        allowDelete,
        signal,
        isAnsweredByPerson,
        confirm,
        onDone: (one) => void done.push(one),
      });
      return told(outcome, done);
    },
    writes: () =>
      since()
        .filter(({ method, path }) => method !== "GET" && !path.includes("/validate"))
        .map(({ method, path }) => `${method} ${path}`),
    calls: () => since().map(({ method, path }) => `${method} ${path}`),
    shown: () => shown.join("\n"),
  };
}

const COLLECTIONS = ["schemas", "dataSets", "sourceConnections", "targetConnections", "mappingSets", "flows"] as const;

const KINDS = {
  schemas: "schema",
  dataSets: "dataset",
  sourceConnections: "source",
  targetConnections: "target",
  mappingSets: "mapping-set",
  flows: "flow",
} as const;

/**
 * What a sandbox holds of each kind, so that two can be compared: ids stand as their places, times are left out, and of
 * versions only whether the flow uses the latest.
 */
export function contentsOf(emulator: Emulator): Readonly<Record<string, readonly string[]>> {
  const store = emulator.store.sandbox("dev");
  const ids = new Map<string, string>();
  const latest = new Map<string, number>();
  for (const name of COLLECTIONS) {
    for (const [at, { id, value }] of store.collection(name).all().entries()) {
      ids.set(id, `${name}#${at}`);
      if (name === "schemas") ids.set(String(memberAt(value, "$id")), `${name}#${at}`);
      if (name === "mappingSets") latest.set(id, listAt(value, "versions").length - 1);
    }
  }
  return Object.fromEntries(
    COLLECTIONS.map((name) => [
      name,
      store
        .collection(name)
        .all()
        .map(({ value }) => {
          const body = name === "mappingSets" ? memberAt(listAt(value, "versions").at(-1), "body") : value;
          const fields = remoteFields(KINDS[name], body).flatMap(({ path, text }) => {
            if (path === "schedule.start") return [];
            const set = findTransformation(body, "Mapping")?.params;
            const version = latest.get(String(memberAt(set, "mappingId")));
            const shown = path === "mapping version" ? (text === String(version) ? "latest" : "older") : text;
            return [`${path}=${ids.get(shown) ?? shown}`];
          });
          return [...fields, `state=${String(memberAt(body, "state"))}`].join("; ");
        }),
    ]),
  );
}

/** How many of each kind there are. */
export function countsOf(emulator: Emulator): Readonly<Record<string, number>> {
  const store = emulator.store.sandbox("dev");
  return Object.fromEntries(COLLECTIONS.map((name) => [name, store.collection(name).all().length]));
}

/** One of each. */
export const ONE_EACH = {
  schemas: 1,
  dataSets: 1,
  sourceConnections: 1,
  targetConnections: 1,
  mappingSets: 1,
  flows: 1,
} as const;

/** What the state file says of each object, ids and times taken out. */
export function stateOf(folder: string): unknown {
  const path = join(folder, ".xdmap/state/dev.json");
  if (!existsSync(path)) return null;
  return JSON.parse(readFileSync(path, "utf8"), (key, value: unknown) => {
    if (OWN.has(key)) return undefined;
    // A schema and a dataset stand as objects and as references.
    return typeof value === "string" && ["schema", "dataset", "source", "target"].includes(key) ? "…" : value;
  });
}

/** What each sandbox has of its own. */
const OWN: ReadonlySet<string> = new Set([
  "id",
  "etag",
  "hash",
  "version",
  "organization",
  "schedule.start",
  "mapping version",
  "mapping set",
]);

/** All text of the files below a folder. */
export function allFiles(folder: string): string {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), "utf8"))
    .join("\n");
}

export function planOf({ plan }: Pushed): Plan {
  if (plan === null) throw new Error("no plan was made");
  return plan;
}
