// Makes the Parquet samples of examples/parquet-profile: the same bytes at every run. `npm run examples`.
import { writeFileSync } from "node:fs";
import type { SchemaElement } from "hyparquet";
import { ByteWriter } from "hyparquet-writer/src/bytewriter.js";
import { ParquetWriter } from "hyparquet-writer/src/parquet-writer.js";
import { fixedServices } from "../src/host/services.js";
import { createParquetWriter } from "../src/io/index.js";
import { loadMapping, openProjects } from "../src/project/index.js";
import { preview } from "../src/runtime/index.js";

const FOLDER = "examples/parquet-profile";

/** mulberry32, with a fixed seed. */
let state = 20200320;
function random(): number {
  state = (state + 0x6d2b79f5) | 0;
  let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
  mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
  return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
}

function whole(from: number, to: number): number {
  return from + Math.floor(random() * (to - from + 1));
}

function pick<T>(items: readonly T[]): T {
  const item = items[Math.floor(random() * items.length)];
  if (item === undefined) throw new Error("nothing to pick from");
  return item;
}

/** Null now and then. */
function maybe<T>(share: number, make: () => T): T | null {
  return random() < share ? null : make();
}

const FIRST = ["Ada", "José", "Zoë", "이서연", "Łukasz", "Søren", "Aïcha", "Priya", "Bob", "Émile"];
const LAST = ["Lovelace", "García", "Curie", "김", "Wójcik", "Müller", "Byrne", "Ångström", "Raman", "Zola"];
const PLANS = ["Basic", "Family", "Studio"];
const DAY = 86_400_000;

const element = {
  text: { type: "BYTE_ARRAY", converted_type: "UTF8", logical_type: { type: "STRING" } },
  date: { type: "INT32", converted_type: "DATE", logical_type: { type: "DATE" } },
  short: { type: "INT32", converted_type: "INT_16" },
  micros: { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "MICROS" } },
  nanos: { type: "INT64", logical_type: { type: "TIMESTAMP", isAdjustedToUTC: true, unit: "NANOS" } },
  uuid: { type: "FIXED_LEN_BYTE_ARRAY", type_length: 16, logical_type: { type: "UUID" } },
  degrees: decimal("INT32", 9, 6),
  fee: decimal("INT64", 12, 2),
} as const satisfies Record<string, Omit<SchemaElement, "name">>;

function decimal(type: "INT32" | "INT64", precision: number, scale: number): Omit<SchemaElement, "name"> {
  return { type, converted_type: "DECIMAL", precision, scale, logical_type: { type: "DECIMAL", precision, scale } };
}

function leaf(name: string, kind: keyof typeof element): SchemaElement {
  return { name, repetition_type: "OPTIONAL", ...element[kind] };
}

function group(name: string, children: number, more: Partial<SchemaElement> = {}): SchemaElement {
  return { name, repetition_type: "OPTIONAL", num_children: children, ...more };
}

const schema: readonly SchemaElement[] = [
  { name: "leads", num_children: 9 },
  leaf("lead_id", "uuid"),
  leaf("email", "text"),
  group("contact", 3),
  leaf("first_name", "text"),
  leaf("last_name", "text"),
  leaf("born", "date"),
  group("address", 4),
  leaf("city", "text"),
  leaf("country", "text"),
  leaf("latitude", "degrees"),
  leaf("longitude", "degrees"),
  group("phones", 1, { converted_type: "MAP", logical_type: { type: "MAP" } }),
  { name: "key_value", repetition_type: "REPEATED", num_children: 2 },
  { name: "key", repetition_type: "REQUIRED", ...element.text },
  leaf("value", "text"),
  group("subscriptions", 1, { converted_type: "LIST", logical_type: { type: "LIST" } }),
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  group("element", 4),
  leaf("plan", "text"),
  leaf("since", "date"),
  leaf("monthly_fee", "fee"),
  leaf("months", "short"),
  group("organizations", 1, { converted_type: "LIST", logical_type: { type: "LIST" } }),
  { name: "list", repetition_type: "REPEATED", num_children: 1 },
  leaf("element", "text"),
  leaf("created_at", "nanos"),
  leaf("updated_at", "micros"),
];

interface Lead {
  readonly [column: string]: unknown;
}

function makeLead(at: number): Lead {
  const first = pick(FIRST);
  const name = first.normalize("NFD").replace(/[^A-Za-z]/g, "") || "kunde";
  const created = Date.UTC(2019, 0, 1) + whole(0, 365) * DAY + whole(0, DAY - 1);
  return {
    lead_id: `00000000-0000-4000-8000-${String(at + 1).padStart(12, "0")}`,
    email: maybe(0.05, () => (random() < 0.06 ? `${name} at example.com` : `${name}${at}@example.com`)),
    contact: maybe(0.04, () => ({
      first_name: first,
      last_name: maybe(0.1, () => pick(LAST)),
      born: maybe(0.3, () => whole(-5000, 12000)),
    })),
    address: maybe(0.2, () => ({
      city: pick(["Oslo", "Łódź", "서울", "Zürich"]),
      country: pick(["NO", "PL", "KR", "CH"]),
      latitude: maybe(0.3, () => BigInt(whole(-90_000_000, 90_000_000))),
      longitude: maybe(0.3, () => BigInt(whole(-180_000_000, 180_000_000))),
    })),
    phones: maybe(
      0.3,
      () => new Map(maybe(0.2, () => [["mobile", `+47 ${whole(400, 499)} ${whole(10, 99)} ${whole(100, 999)}`]]) ?? []),
    ),
    subscriptions: maybe(0.3, () =>
      Array.from({ length: whole(0, 3) }, () => ({
        plan: pick(PLANS),
        since: maybe(0.1, () => whole(17_000, 18_300)),
        monthly_fee: maybe(0.1, () => BigInt(whole(0, 9999))),
        months: pick([1, 12, 24]),
      })),
    ),
    organizations: maybe(0.6, () =>
      Array.from({ length: whole(1, 2) }, () => pick(["Fjord AS", "Wisła sp. z o.o.", "한강"])),
    ),
    created_at: BigInt(created) * 1_000_000n + BigInt(whole(0, 999_999)),
    updated_at: maybe(0.05, () => BigInt(created + whole(0, 90 * DAY)) * 1000n + BigInt(whole(0, 999))),
  };
}

function writeLeads(): Uint8Array {
  const leads = Array.from({ length: 200 }, (_, at) => makeLead(at));
  const writer = new ByteWriter();
  const file = new ParquetWriter({ writer, schema: [...schema], createdBy: "xdmap examples" });
  const names = Object.keys(leads[0] ?? {});
  const columnData = names.map((name) => ({ name, data: leads.map((lead) => lead[name]), columnIndex: true }));
  file.write({ columnData, rowGroupSize: 80 });
  file.finish();
  return new Uint8Array(writer.getBuffer());
}

/** What the mapping makes of the leads, as the Parquet that a flow without a mapping takes. */
async function writeProfiles(): Promise<Uint8Array> {
  const options = { inputs: [], read: "rows", projects: openProjects() } as const;
  const loaded = await loadMapping(`${FOLDER}/leads.xdmap`, { sample: {} }, options);
  if (loaded.kind !== "mapping" || loaded.workspace.sample === null) throw new Error("leads.xdmap cannot be loaded");
  const { program, sample } = loaded.workspace;
  const started = preview(program, sample.events, { services: fixedServices({ now: new Date(0), seed: "examples" }) });
  if (started.kind === "problem") throw new Error(started.diagnostic.message);
  const writer = await createParquetWriter(program);
  const parts: Uint8Array[] = [];
  for await (const event of started.preview.events) {
    if (event.kind === "problem") throw new Error(event.diagnostic.message);
    const part = event.kind === "record" ? writer.add(event.record) : null;
    if (part !== null) parts.push(part);
  }
  return Buffer.concat([...parts, writer.end()]);
}

writeFileSync(`${FOLDER}/leads.parquet`, writeLeads());
writeFileSync(`${FOLDER}/profiles.parquet`, await writeProfiles());
