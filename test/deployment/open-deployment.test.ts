import { mkdirSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { loadMapping, openDeployment } from "../../src/project/index.js";
import { positionAt } from "../../src/text/index.js";
import { exampleFiles } from "../support/example-files.js";
import { deploymentOf, flow, MAPPING, open, project, told } from "./support.js";

describe("a flow", () => {
  it("has its defaults, each with a place", async () => {
    const { flows, sandbox, tenant, folder } = await deploymentOf(project(flow()), "dev");
    const orders = flows.get("orders");
    expect({ sandbox, tenant }).toEqual({ sandbox: "dev", tenant: null });
    expect(orders?.name).toBe(orders?.key);
    expect(orders?.flowSpec.value).toBe("CRMToAEP");
    expect(orders?.schedule.value).toMatchObject({ start: undefined, interval: 6, backfill: true });
    expect(orders?.dataset.value).toMatchObject({ by: "name", named: { value: "Orders" }, profile: undefined });
    expect(orders?.options).toEqual({ errorDiagnosticsEnabled: undefined, partialIngestionPercent: undefined });
    expect([orders?.description, orders?.schema, orders?.delta, orders?.connectionSpec]).toEqual(
      Array(4).fill(undefined),
    );
    expect(join(folder, "orders.xdmap")).toContain(orders?.mapping.value ?? "?");
    const at = orders?.connection.span;
    expect(at && positionAt(at.file, at.start)).toMatchObject({ line: 4, column: 17 });
  });

  it("has all that is said of it", async () => {
    const yaml = flow(
      "name: 'Orders & \"more\"'",
      "description: every six hours",
      "connectionSpec: shopify",
      "flowSpec: 9753525b-82c7-4dce-8a9b-5ccfce2b9876",
      "source: { path: /orders, format: parquet, recursive: true }",
      "schema: https://ns.adobe.com/acme/schemas/1",
      "dataset: { id: 6273a3a1e6a9c519481a2b3c, profile: true }",
      "schedule: { start: 2026-12-01, frequency: minute }",
      "options: { errorDiagnosticsEnabled: true, partialIngestionPercent: 2.5 }",
    );
    const { flows } = await deploymentOf(project(yaml));
    expect(flows.get("orders")).toMatchObject({
      name: { value: 'Orders & "more"' },
      description: { value: "every six hours" },
      connectionSpec: { value: "shopify" },
      flowSpec: { value: "9753525b-82c7-4dce-8a9b-5ccfce2b9876" },
      source: { value: { kind: "path", path: { value: "/orders" }, format: { value: "parquet" }, recursive: true } },
      schema: { value: "https://ns.adobe.com/acme/schemas/1" },
      dataset: { value: { by: "id", named: { value: "6273a3a1e6a9c519481a2b3c" }, profile: { value: true } } },
      schedule: {
        value: { start: { value: 1796083200 }, frequency: { value: "minute" }, interval: 15, backfill: false },
      },
      options: { errorDiagnosticsEnabled: { value: true }, partialIngestionPercent: { value: 2.5 } },
    });
  });

  it.each([
    ["2026-12-01T00:00:00Z", 1796083200],
    ["2026-12-01T01:00:00+01:00", 1796083200],
    ["2026-12-01", 1796083200],
    ["1796083200", 1796083200],
    ["'1796083200'", 1796083200],
  ])("starts at %s", async (start, seconds) => {
    const { flows } = await deploymentOf(project(flow(`schedule: { start: ${start}, frequency: day }`)));
    expect(flows.get("orders")?.schedule.value.start?.value).toBe(seconds);
  });

  it.each([
    ["a start in milliseconds", ["schedule: { start: 1796083200000, frequency: day }"], ["XM6130 1796083200000"]],
    ["a start that could be a day", ["schedule: { start: 20261201, frequency: day }"], ["XM6130 20261201"]],
    [
      "half a second",
      ["schedule: { start: '2026-12-01T00:00:00.5Z', frequency: day }"],
      ["XM6130 '2026-12-01T00:00:00.5Z'"],
    ],
    ["minutes below 15", ["schedule: { frequency: minute, interval: 14 }"], ["XM6134 14"]],
    ["once with an interval", ["schedule: { frequency: once, interval: 15 }"], ["XM6134 15"]],
    ["once with a backfill", ["schedule: { backfill: true, frequency: once }"], ["XM6134 once"]],
    ["an interval of nothing", ["schedule: { frequency: hour, interval: 0 }"], ["XM6104 0"]],
    ["half an interval", ["schedule: { frequency: hour, interval: 1.5 }"], ["XM6104 1.5"]],
    ["another word", ["schedule: { frequency: fortnight }"], ["XM6105 fortnight"]],
    ["no frequency", ["schedule: { interval: 6 }"], ["XM6132 { interval: 6 }"]],
    ["delta with once", ["schedule: { frequency: once }", "delta: { column: a }"], ["XM6135 { column: a }"]],
    ["delta for a path", ["delta: { column: a }", "source: { path: /a, format: json }"], ["XM6135 /a"]],
    ["delta without a column", ["delta: { format: yyyy }"], ["XM6132 { format: yyyy }"]],
    ["the week's year", ["delta: { column: a, format: YYYY-MM-dd }"], ["XM4007 YYYY-MM-dd"]],
    ["the day of the year", ["delta: { column: a, format: yyyy-MM-DD }"], ["XM4008 yyyy-MM-DD"]],
    ["both", ["delta: { column: a, format: YYYY-MM-DD }"], ["XM4007 YYYY-MM-DD", "XM4008 YYYY-MM-DD"]],
    ["no pattern", ["delta: { column: a, format: yyyy-bb }"], ["XM6130 yyyy-bb"]],
    ["no zone", ["delta: { column: a, timezone: Europe/Pari }"], ["XM6130 Europe/Pari"]],
    ["a table and a path", ["source: { table: a, path: /b }"], ["XM6133 /b"]],
    ["a table with a format", ["source: { format: json, table: a }"], ["XM6133 a"]],
    ["a path without a format", ["source: { path: /b }"], ["XM6132 /b"]],
    ["a name and an id", ["dataset: { name: a, id: 6273a3a1e6a9c519481a2b3c }"], ["XM6133 6273a3a1e6a9c519481a2b3c"]],
    ["an id that is none", ["dataset: { id: 6273 }"], ["XM6104 6273"]],
    ["a share of nothing", ["options: { partialIngestionPercent: 0 }"], ["XM6104 0"]],
    ["a blank around a name", ["name: ' Orders'"], ["XM6130 ' Orders'"]],
    ["another file", ["mapping: order.xdmap"], ["XM6137 order.xdmap"]],
    ["a file outside", ["mapping: ../orders.xdmap"], ["XM6137 ../orders.xdmap"]],
    ["a folder", ["mapping: ."], ["XM6137 ."]],
  ])("is refused at its place: %s", async (_, lines, expected) => {
    const opened = await open(project(flow(...lines)));
    expect(opened.kind).toBe("problem");
    expect(told(opened)).toEqual(expected);
  });

  it("is not refused for a pattern that the project file allows", async () => {
    const yaml = `lint: { XM4007: warning }\n${flow("delta: { column: a, format: YYYY-MM-dd }")}`;
    const opened = await open(project(yaml));
    expect([opened.kind, told(opened)]).toEqual(["deployment", ["XM4007 YYYY-MM-dd"]]);
  });

  it("has a mapping of this project: none behind a link, none of a project further down", async () => {
    const folder = project(flow("mapping: link.xdmap"), { "inner/xdmap.yaml": "", "inner/orders.xdmap": MAPPING });
    const outside = project("");
    symlinkSync(join(outside, "orders.xdmap"), join(folder, "link.xdmap"));
    expect(told(await open(folder))).toEqual(["XM6137 link.xdmap"]);
    writeFileSync(join(folder, "xdmap.yaml"), flow("mapping: inner/orders.xdmap"));
    expect(told(await open(folder))).toEqual(["XM6137 inner/orders.xdmap"]);
  });

  it("has a name of its own, its key among them", async () => {
    const second = flow("name: orders").replace("flows:\n  orders:", "  returns:");
    expect(told(await open(project(`${flow()}${second}`)))).toEqual(["XM6136 orders"]);
  });
});

describe("which sandbox is meant", () => {
  const two = `${flow()}sandboxes: { dev: {}, prod: {} }\n`;
  const one = `${flow()}sandboxes: { dev: {} }\n`;
  const chosen = async (yaml: string, sandbox: string | undefined, env: Record<string, string> = {}, dotEnv = "") => {
    const opened = await openDeployment({
      folder: project(yaml, dotEnv === "" ? {} : { ".env": dotEnv }),
      sandbox,
      env,
    });
    return opened.kind === "deployment" ? opened.deployment.sandbox : told(opened).join();
  };

  it("says the option, then the variable, then the only one there is", async () => {
    expect(await chosen(two, "prod", { XDMAP_SANDBOX: "dev" })).toBe("prod");
    expect(await chosen(two, undefined, { XDMAP_SANDBOX: "dev" }, "XDMAP_SANDBOX=prod\n")).toBe("dev");
    expect(await chosen(two, undefined, { XDMAP_SANDBOX: "" }, "XDMAP_SANDBOX=prod\n")).toBe("prod");
    expect(await chosen(one, undefined)).toBe("dev");
    expect(await chosen(flow(), "any-1")).toBe("any-1");
  });

  it("is wrong usage where nothing says it, or it is none: no other is taken", async () => {
    expect(await chosen(two, undefined)).toMatch(/^Say which sandbox is meant.* names 'dev', 'prod'\.$/);
    expect(await chosen(flow(), undefined)).toMatch(/^Say which sandbox is meant/);
    expect(await chosen(one, "devv")).toMatch(/no sandbox 'devv'.*Did you mean 'dev'\?/);
    expect(await chosen(one, undefined, { XDMAP_SANDBOX: "stage" })).toMatch(/'stage', which XDMAP_SANDBOX says/);
    for (const name of ["../x", "Dev", "", "a b", "__proto__", "a/b", "a\nb"]) {
      expect(await chosen(flow(), name)).toMatch(/is no name of a sandbox/);
    }
    expect(await chosen(one, "__proto__")).toMatch(/no sandbox/);
  });
});

it("is a problem without a project file, XM6138, or with one that is wrong", async () => {
  const folder = project("expressions: stric\n");
  expect(told(await open(folder))).toEqual(["XM6105 stric"]);
  expect(told(await open("/"))).toEqual(["XM6138"]);
});

it("has no flows where the file has none, and takes an empty file", async () => {
  for (const yaml of ["", "# nothing\n", "flows:\n"]) expect((await deploymentOf(project(yaml))).flows.size).toBe(0);
});

it("loads mappings by what the file says in the sandbox", async () => {
  const yaml = `tenant: acme\n${flow()}sandboxes: { dev: { tenant: acme_dev, expressions: strict } }\n`;
  const { projects, tenant, flows } = await deploymentOf(project(yaml, exampleFiles));
  const path = flows.get("orders")?.mappingPath ?? "";
  const loaded = await loadMapping(path, { sample: {} }, { inputs: [], read: "columns", projects });
  expect(loaded.kind === "mapping" && loaded.settings).toMatchObject({ tenant: "_acme_dev", strict: true });
  expect(tenant).toBe("_acme_dev");
});

it("is found from a folder below", async () => {
  const folder = project(flow());
  mkdirSync(join(folder, "a/b"), { recursive: true });
  expect((await deploymentOf(join(folder, "a/b"), "dev")).folder).toBe(folder);
});
