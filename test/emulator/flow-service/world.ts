import { resolve } from "node:path";
import type { Emulator, EmulatorOptions } from "../../../src/emulator/index.js";
import { ask, emulatorInProcess, type Told } from "../../support/emulator.js";

export const SHOPIFY = "582f4f8d-71e9-4a5c-a164-9d2056318d6c";
export const S3 = "5831c52c-c261-4945-b1c5-2cc261d945b2";
export const SPECS = {
  shopify: { id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708", version: "1.0" },
  s3: { id: "ecadc60c-7455-4d87-84dc-2a0e293d997b", version: "1.0" },
  datalake: { id: "c604ff05-7f1a-43c0-8e18-33bf874cb11c", version: "1.0" },
};
export const CRM = { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0" };
export const CLOUD = { id: "9753525b-82c7-4dce-8a9b-5ccfce2b9876", version: "1.0" };
/** Milliseconds since 1970 at which a world begins: 2026-01-01. */
export const START = Date.UTC(2026, 0, 1);
export const SECOND = 1000;
const CONTENT_TYPE = "application/vnd.adobe.xed-full+json;version=1";

/** A sandbox with all that a flow needs, and a clock that the test moves. */
export interface World {
  readonly emulator: Emulator;
  readonly clock: { now: number };
  readonly schemaId: string;
  readonly dataSetId: string;
  readonly source: string;
  readonly files: string;
  readonly target: string;
  readonly mappingId: string;
  readonly post: (path: string, body: unknown) => Promise<Told>;
  readonly get: (path: string) => Promise<Told>;
  readonly patch: (path: string, etag: string | null, body: unknown) => Promise<Told>;
  readonly remove: (path: string) => Promise<Told>;
  /** The body of a flow that is accepted, an hour from the start on; what is undefined is left out. */
  readonly flow: (changes?: object) => object;
}

export const FLOWS = "/flowservice";

export async function makeWorld(
  options: Omit<EmulatorOptions, "port"> & { readonly mappings?: readonly object[] } = {},
): Promise<World> {
  const clock = { now: START };
  const schema = resolve("examples/shopify-orders/schema.json");
  const { mappings = [attribute("Email", "personalEmail.address")], ...given } = options;
  const emulator = await emulatorInProcess({ schemas: [schema], now: () => clock.now, ...given });
  const post = (path: string, body: unknown): Promise<Told> => ask(emulator, path, { method: "POST", body });
  const schemaId: string = emulator.store.sandbox("dev").collection("schemas").all()[0]?.id ?? "";
  const dataSet = await post("/catalog/dataSets", {
    name: "Orders",
    schemaRef: { id: schemaId, contentType: CONTENT_TYPE },
  });
  const dataSetId = String(dataSet.body[0]).split("/").at(-1) ?? "";
  const source = await post(`${FLOWS}/sourceConnections`, {
    name: "Orders source",
    baseConnectionId: SHOPIFY,
    data: { format: "tabular" },
    params: { tableName: "Shopify.Orders" },
    connectionSpec: SPECS.shopify,
  });
  const files = await post(`${FLOWS}/sourceConnections`, {
    name: "Orders files",
    baseConnectionId: S3,
    data: { format: "delimited" },
    params: { path: "/orders" },
    connectionSpec: SPECS.s3,
  });
  const target = await post(`${FLOWS}/targetConnections`, targetBody(dataSetId, schemaId));
  const set = await post("/conversion/mappingSets", mappingSet(schemaId, mappings));
  const world: World = {
    emulator,
    clock,
    schemaId,
    dataSetId,
    source: source.body.id,
    files: files.body.id,
    target: target.body.id,
    mappingId: set.body.id,
    post,
    get: (path) => ask(emulator, path),
    patch: (path, etag, body) => ask(emulator, path, { method: "PATCH", body, headers: { "if-match": etag } }),
    remove: (path) => ask(emulator, path, { method: "DELETE" }),
    flow: (changes = {}) => ({
      name: "Orders",
      flowSpec: CRM,
      sourceConnectionIds: [world.source],
      targetConnectionIds: [world.target],
      transformations: [copyOf({ name: "Created At" }), mappingOf(world.mappingId)],
      scheduleParams: { startTime: START / SECOND + 3600, frequency: "hour", interval: 1, backfill: true },
      ...changes,
    }),
  };
  return world;
}

export function targetBody(dataSetId: string, schemaId: string): object {
  return {
    name: "Orders target",
    data: { format: "parquet_xdm", schema: { id: schemaId, version: CONTENT_TYPE } },
    params: { dataSetId },
    connectionSpec: SPECS.datalake,
  };
}

export function mappingSet(schemaId: string, mappings: readonly object[], more: object = {}): object {
  return {
    name: "Orders",
    outputSchema: { schemaRef: { id: schemaId, contentType: CONTENT_TYPE } },
    mappings,
    ...more,
  };
}

export function attribute(source: string, destination: string): object {
  return { sourceType: "ATTRIBUTE", source, destination };
}

export function expression(source: string, destination: string): object {
  return { sourceType: "EXPRESSION", source, destination };
}

export function copyOf(deltaColumn: object): object {
  return { name: "Copy", params: { deltaColumn } };
}

export function mappingOf(mappingId: string, mappingVersion: unknown = "0"): object {
  return { name: "Mapping", params: { mappingId, mappingVersion } };
}

/** The code of an error in the default envelope. */
export function codeOf({ body }: Told): unknown {
  return body?.errorCode;
}

/** A world with a flow, and where to find it. */
export async function makeFlow(
  world: World,
  changes: object = {},
): Promise<{ readonly id: string; readonly etag: string; readonly path: string }> {
  const made = await world.post(`${FLOWS}/flows`, world.flow(changes));
  if (made.status !== 201) throw new Error(made.text);
  return { ...made.body, path: `${FLOWS}/flows/${made.body.id}` };
}

/** What a look at one object shows. */
export async function look(world: World, path: string): Promise<Told["body"]> {
  return (await world.get(path)).body.items[0];
}
