import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import type { Told } from "../../support/emulator.js";
import { copyOf, FLOWS, look, makeFlow, makeWorld, mappingOf, SECOND, START, type World } from "./world.js";

const folder = resolve("examples/on-demand-window");
const { mappings } = JSON.parse(readFileSync(`${folder}/golden/current.json`, "utf8"));
/** When each customer was changed, as the file has it: `modified` is its last column. */
const changes = readFileSync(`${folder}/customers.csv`, "utf8")
  .trim()
  .split("\n")
  .slice(1)
  .map((line) => line.slice(line.lastIndexOf(",") + 1).trim());

function changedBetween(from: string | null, to: string): number {
  return changes.filter((time) => /^\d{4}-/.test(time) && (from === null || time >= from) && time < to).length;
}

const LATER = START / SECOND + 3600;
const delta = { name: "modified", dateFormat: "yyyy-MM-dd HH:mm:ss", timezone: "UTC" };
const may = { windowStartTime: Date.UTC(2022, 4, 1) / SECOND, windowEndTime: Date.UTC(2022, 5, 1) / SECOND };

async function makeCustomers(options: Parameters<typeof makeWorld>[0] = {}): Promise<World> {
  return await makeWorld({
    schemas: [`${folder}/schema.json`],
    samples: new Map([["Shopify.Orders", `${folder}/customers.csv`]]),
    mappings,
    ...options,
  });
}

const onDemand = (world: World, options: object = { partialIngestionPercent: 50 }): object => ({
  transformations: [mappingOf(world.mappingId)],
  scheduleParams: { startTime: LATER, frequency: "once" },
  options,
});

async function runsOf(world: World, flowId: string): Promise<readonly Told["body"][]> {
  return (await world.get(`${FLOWS}/runs?property=flowId==${flowId}&orderby=%2BcreatedAt&limit=100`)).body.items;
}

describe("a run on demand", () => {
  it("takes the rows of its window through the flow's mapping set", async () => {
    const world = await makeCustomers();
    const { id } = await makeFlow(world, onDemand(world));
    const made = await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    expect(made.status).toBe(201);
    expect(made.body).toMatchObject({
      flowId: id,
      metrics: { statusSummary: { status: "scheduled" } },
      activities: [],
    });
    const run = await look(world, `${FLOWS}/runs/${made.body.id}`);
    const { recordSummary, statusSummary } = run.metrics;
    expect(statusSummary.status).toBe("success");
    expect(recordSummary.inputRecordCount).toBe(changedBetween("2022-05-01", "2022-06-01"));
    expect(recordSummary.inputRecordCount).toBeGreaterThan(10);
    expect(recordSummary.outputRecordCount + recordSummary.failedRecordCount).toBe(recordSummary.inputRecordCount);
    const { batchId } = statusSummary.extensions;
    const batch = (await world.get(`/catalog/batches/${batchId}`)).body[batchId];
    expect(batch).toMatchObject({ status: "success", relatedObjects: [{ type: "dataSet", id: world.dataSetId }] });
    expect(batch.metrics.outputRecordCount).toBe(recordSummary.outputRecordCount);
  });

  it("tells which mappings lost values, and how often", async () => {
    const world = await makeCustomers();
    const { id } = await makeFlow(world, onDemand(world));
    const made = await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    const run = await look(world, `${FLOWS}/runs/${made.body.id}`);
    const { errors } = run.activities[1].statusSummary.extensions;
    expect(errors).toContainEqual({
      code: "MAPPER-3700-400",
      message: expect.stringContaining("_xdmapdemo.loyalty.points"),
      recordCount: expect.any(Number),
    });
    expect(run.metrics.statusSummary.errors).toContainEqual({ code: "MAPPER-3700-400", message: expect.any(String) });
  });

  it("writes its delta column into the flow, whose etag changes, and which can still be renamed", async () => {
    const world = await makeCustomers();
    const { id, etag, path } = await makeFlow(world, onDemand(world));
    await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    const flow = await look(world, path);
    expect(flow.etag).not.toBe(etag);
    expect(flow.transformations).toEqual([copyOf(delta), mappingOf(world.mappingId)]);
    const again = await world.post(`${FLOWS}/runs`, { flowId: id, params: may });
    expect(again.status).toBe(201);
    expect((await look(world, path)).etag).toBe(flow.etag);
    const renamed = await world.patch(path, flow.etag, [{ op: "replace", path: "/name", value: "Customers" }]);
    expect([renamed.status, renamed.text]).toEqual([200, expect.any(String)]);
  });

  it("leaves the flow alone where the switch says so", async () => {
    const world = await makeCustomers({ behaviour: { deltaColumnWrittenBack: "no" } });
    const { id, etag, path } = await makeFlow(world, onDemand(world));
    await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    expect((await look(world, path)).etag).toBe(etag);
  });

  it.each([
    ["run", { id: expect.any(String), params: expect.anything() }],
    ["items", { items: [{ id: expect.any(String), etag: expect.any(String) }] }],
    ["id", { id: expect.any(String), etag: expect.any(String) }],
  ] as const)("answers in the shape %s", async (runCreateShape, shape) => {
    const world = await makeCustomers({ behaviour: { runCreateShape } });
    const { id } = await makeFlow(world, onDemand(world));
    const made = await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    if (runCreateShape === "run") expect(made.body).toMatchObject(shape);
    else expect(made.body).toEqual(shape);
  });

  it("goes step by step, and has the OpenAPI file's spelling, where the switches say so", async () => {
    const world = await makeCustomers({ behaviour: { runProgress: "stepwise", runSpelling: "openapi" } });
    const { id } = await makeFlow(world, onDemand(world));
    const made = await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    const seen: unknown[] = [];
    for (let at = 0; at < 2; at++) {
      const run = await look(world, `${FLOWS}/runs/${made.body.id}`);
      seen.push([run.metrics.statusSummary.status, Object.hasOwn(run, "eTag"), Object.hasOwn(run, "activites")]);
    }
    expect(seen).toEqual([
      ["inProgress", true, true],
      ["success", true, true],
    ]);
  });

  it("waits for its start", async () => {
    const world = await makeCustomers();
    const { id } = await makeFlow(world, onDemand(world));
    const params = { ...may, startTime: START / SECOND + 60, deltaColumn: delta };
    const made = await world.post(`${FLOWS}/runs`, { flowId: id, params });
    const status = async (): Promise<string> =>
      (await look(world, `${FLOWS}/runs/${made.body.id}`)).metrics.statusSummary.status;
    expect(await status()).toBe("scheduled");
    world.clock.now += 60 * SECOND;
    expect(await status()).toBe("success");
  });
});

describe("records that fail", () => {
  /** Points below zero break the schema of the example. */
  const failing = (partialIngestionPercent: number | undefined, errorDiagnosticsEnabled: boolean) => async () => {
    const world = await makeCustomers({ mappings: breaking });
    const options = {
      errorDiagnosticsEnabled,
      ...(partialIngestionPercent === undefined ? {} : { partialIngestionPercent }),
    };
    const { id, path } = await makeFlow(world, onDemand(world, options));
    const made = await world.post(`${FLOWS}/runs`, { flowId: id, params: { ...may, deltaColumn: delta } });
    const run = await look(world, `${FLOWS}/runs/${made.body.id}`);
    return { world, run, flow: await look(world, path), runPath: `${FLOWS}/runs/${made.body.id}` };
  };
  const breaking = [
    ...mappings,
    {
      sourceType: "EXPRESSION",
      source: 'iif(Tier == "gold", "not an address", Email)',
      destination: "personalEmail.address",
    },
  ].filter(({ destination, source }) => destination !== "personalEmail.address" || String(source).startsWith("iif"));

  it("fail the run beyond partialIngestionPercent, and it can be triggered again", async () => {
    const { world, run, flow, runPath } = await failing(1, true)();
    expect(run.metrics.statusSummary.status).toBe("failed");
    expect(run.metrics.recordSummary.outputRecordCount).toBe(0);
    expect(flow.lastRunDetails).toMatchObject({ id: run.id, state: "failed" });
    const again = await world.post(`${runPath}/action?op=RE_TRIGGER`, undefined);
    expect([again.status, again.body.metrics]).toEqual([200, { statusSummary: { status: "scheduled" } }]);
  });

  it("leave it a success below, with their errors in the batch", async () => {
    const { world, run } = await failing(90, true)();
    const { statusSummary, recordSummary } = run.metrics;
    expect(statusSummary.status).toBe("success");
    expect(recordSummary.failedRecordCount).toBeGreaterThan(0);
    expect(statusSummary.errors[0]).toEqual({
      code: "INGEST-1212-400",
      message: expect.stringContaining(String(recordSummary.failedRecordCount)),
    });
    const { batchId } = statusSummary.extensions;
    const meta = await world.get(`/export/batches/${batchId}/meta?path=row_errors`);
    const [file] = meta.body.data;
    const rows = await world.get(`/export/batches/${batchId}/meta?path=row_errors/${file.name}`);
    const lines = rows.text
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line));
    expect(lines).toHaveLength(recordSummary.failedRecordCount);
    expect(lines[0]).toMatchObject({
      personalEmail: { address: expect.any(String) },
      _errors: [{ column: "personalEmail.address", code: "INGEST-1401-400", message: expect.stringContaining("line") }],
    });
  });

  it("have no rows without diagnostics", async () => {
    const { world, run } = await failing(90, false)();
    const { statusSummary } = run.metrics;
    expect(statusSummary.errors[0].code).toBe("INGEST-1211-400");
    const meta = await world.get(`/export/batches/${statusSummary.extensions.batchId}/meta?path=row_errors`);
    expect(meta.body.data).toEqual([]);
  });
});

describe("scheduled runs", () => {
  it("happen as the clock passes: the first with what was there, the others with what is new", async () => {
    const world = await makeCustomers();
    const start = Date.UTC(2022, 4, 1);
    world.clock.now = start - 60 * SECOND;
    const { id, path } = await makeFlow(world, {
      transformations: [copyOf(delta), mappingOf(world.mappingId)],
      scheduleParams: { startTime: start / SECOND, frequency: "day", interval: 10, backfill: true },
      options: { partialIngestionPercent: 50 },
    });
    expect(await runsOf(world, id)).toEqual([]);
    world.clock.now = start + 20 * 86_400 * SECOND;
    const counts = (await runsOf(world, id)).map((run) => run.metrics.recordSummary.inputRecordCount);
    const copied = (await runsOf(world, id)).map((run) => run.activities[0].durationSummary.extensions);
    expect(copied).toEqual([
      undefined,
      { windowStart: start, windowEnd: Date.UTC(2022, 4, 11) },
      { windowStart: Date.UTC(2022, 4, 11), windowEnd: Date.UTC(2022, 4, 21) },
    ]);
    expect(counts).toEqual([
      changedBetween(null, "2022-05-01"),
      changedBetween("2022-05-01", "2022-05-11"),
      changedBetween("2022-05-11", "2022-05-21"),
    ]);
    expect((await look(world, path)).lastRunDetails.state).toBe("success");
    // Nothing is run twice.
    expect(await runsOf(world, id)).toHaveLength(3);
  });

  it("do not happen while the flow is disabled, and are not made up for", async () => {
    const world = await makeCustomers();
    const { id, path } = await makeFlow(world, {
      transformations: [copyOf(delta), mappingOf(world.mappingId)],
    });
    await world.post(`${path}/action?op=disable`, undefined);
    world.clock.now += 3 * 3600 * SECOND;
    expect(await runsOf(world, id)).toEqual([]);
    await world.post(`${path}/action?op=enable`, undefined);
    world.clock.now += 3600 * SECOND;
    expect(await runsOf(world, id)).toHaveLength(1);
  });

  it("happens once for a flow that runs once, with all there is", async () => {
    const world = await makeCustomers();
    const { id } = await makeFlow(world, onDemand(world));
    world.clock.now += 2 * 3600 * SECOND;
    const runs = await runsOf(world, id);
    expect(runs).toHaveLength(1);
    expect(runs[0].metrics.recordSummary.inputRecordCount).toBe(changes.length);
  });

  it("take nothing in without a local file", async () => {
    const world = await makeCustomers({ samples: new Map() });
    const { id } = await makeFlow(world);
    world.clock.now += 3600 * SECOND;
    const runs = await runsOf(world, id);
    expect(runs[0].metrics).toMatchObject({
      recordSummary: { inputRecordCount: 0 },
      statusSummary: { status: "success" },
    });
  });
});
