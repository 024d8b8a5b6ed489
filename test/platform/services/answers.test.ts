import { describe, expect, it } from "vitest";
import { inTheWay } from "../../../src/platform/services/schema-registry.js";
import { toJson } from "../../../src/values/index.js";
import { describeShared, readShared } from "../../support/shared.js";
import { flow, json, scripted } from "../http/scripted.js";

const answering = (body: unknown, status = 200) => scripted(() => json(body, status)).platform;

describe("Flow Service", () => {
  it("answers a single object in `items` or alone, with its etag by any of its names", async () => {
    for (const body of [{ items: [flow()] }, flow(), [flow()]]) {
      expect(await answering(body).flows.flows.get("f1")).toMatchObject({ value: { id: "f1", etag: '"e1"' } });
    }
    expect(await answering({ id: "f1", eTag: "x" }).flows.flows.get("F1")).toMatchObject({ value: { etag: "x" } });
    expect(await answering({ id: "f1", version: "v" }).flows.flows.get("f1")).toMatchObject({ value: { etag: "v" } });
  });

  it("answers a created run in three shapes", async () => {
    const run = { id: "r1", etag: '"1"', flowId: "f1", metrics: { statusSummary: { status: "scheduled" } } };
    for (const body of [run, { items: [{ id: "r1", etag: '"1"' }] }, { id: "r1", etag: '"1"' }]) {
      expect(await answering(body, 201).flows.runs.create({})).toEqual({
        kind: "ok",
        value: { id: "r1", etag: '"1"' },
      });
    }
  });

  it("names the specs of transformations and the activities of runs in two ways", async () => {
    for (const key of ["transformationSpecs", "transformationSpec"]) {
      const spec = { id: "s", name: "CRMToAEP", version: 1, [key]: [{ name: "Copy", spec: { type: "object" } }] };
      const read = await answering({ items: [spec] }).flows.flowSpecs.get("s");
      expect(read).toMatchObject({ value: { version: "1", sourceConnectionSpecIds: null } });
      expect(read.kind === "ok" ? [...read.value.transformationSpecs] : []).toEqual([["Copy", { type: "object" }]]);
    }
    for (const key of ["activities", "activites"]) {
      const run = {
        id: "r1",
        metrics: {
          recordSummary: { inputRecordCount: 3, failedRecordCount: "1" },
          statusSummary: { status: "success", errors: [{ code: "INGEST-1212-400", message: "some" }] },
        },
        [key]: [
          {
            name: "Promotion",
            statusSummary: { status: "success", extensions: { errors: [{ code: "MAPPER-3700-400", recordCount: 1 }] } },
          },
        ],
      };
      expect(await answering({ items: [run] }).flows.runs.get("r1")).toMatchObject({
        value: {
          status: "success",
          records: { input: 3, failed: 1, output: null },
          errors: [{ code: "INGEST-1212-400", message: "some", recordCount: null }],
          activities: [{ name: "Promotion", status: "success", errors: [{ code: "MAPPER-3700-400", recordCount: 1 }] }],
        },
      });
    }
  });

  it("keeps transformations at their places, whatever they are", async () => {
    const transformations = [null, { name: "Copy" }, { name: "Mapping", params: { mappingId: "m" } }];
    const read = await answering({ items: [flow("f1", "e", { transformations })] }).flows.flows.get("f1");
    expect(read.kind === "ok" ? read.value.transformations : []).toEqual([
      { name: "", params: {} },
      { name: "Copy", params: {} },
      { name: "Mapping", params: { mappingId: "m" } },
    ]);
  });

  it("keeps what was read beside it, keys named like JavaScript's own too, but nobody's account", async () => {
    const raw = JSON.parse('{"id":"c1","name":"C","__proto__":{"x":1},"auth":{"params":{"password":"p"}}}');
    const read = await answering(raw).flows.connections.get("c1");
    expect(JSON.stringify(read.kind === "ok" ? read.value.raw : null)).toBe(
      '{"id":"c1","name":"C","__proto__":{"x":1}}',
    );
  });

  it("gives the runs of one flow, also where it takes no notice of the filter", async () => {
    const { platform, sent } = scripted(() =>
      json({
        items: [
          { id: "r1", flowId: "f1" },
          { id: "r2", flowId: "f2" },
        ],
      }),
    );
    const found: string[] = [];
    for await (const run of platform.flows.runs.ofFlow("f1")) if (run.kind === "ok") found.push(run.value.id);
    expect(found).toEqual(["r1"]);
    expect(sent[0]?.url.searchParams.get("property")).toBe('flowId=="f1"');
  });
});

describe("Catalog", () => {
  it("answers one dataset as a map of one, and a new one by a reference of two spellings", async () => {
    const dataset = {
      name: "Orders",
      schemaRef: { id: "https://ns.adobe.com/acme/schemas/1", contentType: "application/vnd.adobe.xed+json;version=1" },
      tags: { unifiedProfile: ["enabled:true"], single: "x" },
    };
    const read = await answering({ d1: dataset }).catalog.datasets.get("d1");
    expect(read).toMatchObject({ value: { id: "d1", name: "Orders", schema: dataset.schemaRef, raw: dataset } });
    expect(read.kind === "ok" ? [...read.value.tags] : []).toEqual([
      ["unifiedProfile", ["enabled:true"]],
      ["single", ["x"]],
    ]);
    expect(await answering({ d2: dataset }).catalog.datasets.get("d1")).toMatchObject({
      problem: { kind: "unexpected" },
    });
    expect(await answering({}).catalog.datasets.get("d1")).toMatchObject({ problem: { action: "missing" } });
    for (const spelling of ["@/dataSets/5fa9", "@/datasets/5fa9"]) {
      expect(await answering([spelling], 201).catalog.datasets.create({})).toEqual({
        kind: "ok",
        value: { id: "5fa9", etag: null },
      });
    }
    expect(await answering(["@/dataSets/a/b"], 201).catalog.datasets.create({})).toMatchObject({
      problem: { kind: "unknown" },
    });
  });

  it("answers batches, their files of row errors and what is in them; none is no problem", async () => {
    const batch = {
      status: "failed",
      errors: [{ code: "106", description: "d", recordCount: 2 }],
      relatedObjects: [{ type: "dataSet", id: "d1" }],
    };
    expect(await answering({ b1: batch }).catalog.batches.get("b1")).toMatchObject({
      value: { status: "failed", datasetIds: ["d1"], errors: [{ code: "106", message: "d", recordCount: 2 }] },
    });
    const { platform, sent } = scripted(({ url }) =>
      url.searchParams.get("path") === "row_errors"
        ? json({ data: [{ name: "errors_0.json", length: "12" }] })
        : new Response('{"_errors":[{"code":"1401"}]}\n\n{"_errors":[]}\n'),
    );
    expect(await platform.catalog.batches.rowErrorFiles("b1")).toEqual({
      kind: "ok",
      value: [{ name: "errors_0.json", length: 12 }],
    });
    expect(await platform.catalog.batches.rowErrors("b1", "errors_0.json")).toMatchObject({
      value: [{ _errors: [{ code: "1401" }] }, { _errors: [] }],
    });
    expect(sent[1]?.url.href).toBe(
      "https://platform.example/data/foundation/export/batches/b1/meta?path=row_errors%2Ferrors_0.json",
    );
    expect(await answering({}, 404).catalog.batches.rowErrorFiles("b1")).toEqual({ kind: "ok", value: [] });
  });
});

describe("Data Prep", () => {
  it("answers a set in either dialect", async () => {
    const read = async (body: object) => {
      const reply = await answering({ id: "m1", version: 2, ...body }).mappingSets.get("m1");
      return reply.kind === "ok"
        ? {
            schema: reply.value.schema,
            mappings: reply.value.mappings.map(({ source, destination, sourceType }) => [
              source,
              destination,
              sourceType,
            ]),
          }
        : reply;
    };
    const schema = {
      id: "https://ns.adobe.com/acme/schemas/1",
      contentType: "application/vnd.adobe.xed-full+json;version=1",
    };
    expect(
      await read({
        outputSchema: { schemaRef: schema },
        mappings: [{ sourceType: "ATTRIBUTE", source: "a", destination: "b" }],
      }),
    ).toEqual({ schema, mappings: [["a", "b", "ATTRIBUTE"]] });
    expect(
      await read({
        xdmSchema: schema.id,
        xdmVersion: "1.0",
        mappings: [{ sourceAttribute: "a", destinationXdmPath: "b" }, null],
      }),
    ).toEqual({
      schema: { id: schema.id, contentType: null },
      mappings: [
        ["a", "b", null],
        ["", "", null],
      ],
    });
    expect(await read({ xdmSchema: schema.id, xdmVersion: schema.contentType })).toEqual({ schema, mappings: [] });
  });

  it("is asked for the version that is wanted", async () => {
    const { platform, sent } = scripted(() => json({ id: "m1", version: 0 }));
    await platform.mappingSets.get("m1", 0);
    await platform.mappingSets.get("m1");
    expect(sent.map(({ url }) => url.search)).toEqual(["?version=0", ""]);
  });

  it("answers as many validations as mappings, and as many rows as rows", async () => {
    const answer = {
      validationResponse: [
        { status: "SUCCESS", errors: null },
        { status: "FAILED", errors: [{ exception: "no such function", source: "x" }] },
      ],
    };
    expect(await answering(answer).mappingSets.validate({ mappings: [{}, {}] })).toMatchObject({
      value: [
        { ok: true, errors: [] },
        { ok: false, errors: [{ message: "no such function", source: "x", destination: null }] },
      ],
    });
    expect(await answering(answer).mappingSets.validate({ mappings: [{}] })).toMatchObject({
      problem: { kind: "unexpected" },
    });
    const rows = [{ data: { a: 1 }, errors: [] }];
    const body = '{"data":[{"x":1}],"mappingSet":{}}';
    const previewed = await answering(rows).mappingSets.preview(body, 1);
    expect(previewed.kind === "ok" ? previewed.value.map(({ data }) => toJson(data)) : previewed).toEqual(['{"a":1}']);
    expect(await answering(rows).mappingSets.preview(body, 0)).toMatchObject({ problem: { kind: "unexpected" } });
    expect(await answering({ data: {} }).mappingSets.preview(body, 1)).toMatchObject({ kind: "ok" });
    for (const other of [{}, [{}], [null], "x"])
      expect(await answering(other).mappingSets.preview(body, 1)).toMatchObject({ problem: { kind: "unexpected" } });
  });
});

describe("the registry and the sandboxes", () => {
  it("answer a schema with its class and tags, the tenant, and a sandbox of just this name", async () => {
    const schema = {
      $id: "s",
      title: "T",
      "meta:altId": "_t.s",
      "meta:class": "c",
      "meta:immutableTags": ["union"],
      "meta:registryMetadata": { eTag: "e" },
    };
    expect(await answering(schema).schemas.get("_t.s")).toMatchObject({
      value: { id: "s", classId: "c", immutableTags: ["union"], etag: "e" },
    });
    expect(await answering({ ...schema, $id: "other", "meta:altId": "o" }).schemas.get("s")).toMatchObject({
      problem: { kind: "unexpected" },
    });
    expect(await answering({ tenantId: "acme" }).schemas.stats()).toMatchObject({ value: { tenantId: "acme" } });
    expect(await answering({ name: "dev", state: "active", type: "development" }).sandboxes.get("dev")).toMatchObject({
      value: { state: "active" },
    });
    expect(await answering({ name: "prod", state: "active" }).sandboxes.get("dev")).toMatchObject({
      problem: { kind: "unexpected" },
    });
  });

  it("tell which schema has a title already", async () => {
    const id = "https://ns.adobe.com/acme/schemas/854ddc36";
    const detail = `A resource with the title "Orders" exists already: ${id}. Title must be unique.`;
    const reply = await answering(
      { type: "http://ns.adobe.com/aep/errors/XDM-1525-400", status: 400, title: "Title must be unique", detail },
      400,
    ).schemas.create({});
    expect(reply).toMatchObject({ problem: { kind: "refused", action: "conflict", code: "XDM-1525-400" } });
    expect(reply.kind === "problem" ? inTheWay(reply.problem) : null).toEqual({ id });
    const other = await answering({ title: "Bad", detail: `see ${id}` }, 400).schemas.create({});
    expect(other.kind === "problem" ? inTheWay(other.problem) : "").toBeNull();
  });
});

describeShared("answers of the tutorials", "seeds/on-demand-runs.json", () => {
  it("are read, every one", async () => {
    interface Step {
      readonly method: string;
      readonly path: string;
      readonly response: unknown;
    }
    let read = 0;
    for (const name of [
      "ecommerce-ko",
      "marketing-automation",
      "on-demand-runs",
      "ecommerce-fr",
      "parquet-cloud-storage",
    ]) {
      const { steps }: { steps: readonly Step[] } = JSON.parse(readShared(`seeds/${name}.json`));
      for (const { method, path, response } of steps) {
        const platform = answering(response, method === "POST" ? 201 : 200);
        const reply =
          method === "GET"
            ? await platform.flows.flowSpecs.named("CRMToAEP")
            : /dataSets/i.test(path)
              ? await platform.catalog.datasets.create({})
              : /schemas/.test(path)
                ? await platform.schemas.create({})
                : /mappingSets/.test(path)
                  ? await platform.mappingSets.create({})
                  : await platform.flows.flows.create({});
        expect(reply, `${name} ${method} ${path}`).toMatchObject({ kind: "ok" });
        if (method === "GET") expect(reply).toMatchObject({ value: [{ name: "CRMToAEP" }] });
        read += 1;
      }
    }
    expect(read).toBeGreaterThan(15);
  });
});
