import { describe, expect, it } from "vitest";
import { ask } from "../../support/emulator.js";
import { exampleSchema } from "../../support/example-files.js";
import { first, mapping, NOW, openWorld, projectFile, SCHEMA_ID } from "./support.js";

const scheduled = (start: string) =>
  projectFile(`schedule: { frequency: day, interval: 1, start: ${start} }`, "delta: { column: Created_At }");

describe("what stands in the way of a plan is told, with the exit status that says whose it is", () => {
  it("a secret that is wrong, and a token that has expired", async () => {
    const world = await openWorld();
    const wrong = await world.command({}, { XDMAP_CLIENT_SECRET: "wrong" });
    expect(wrong).toMatchObject({ exit: 4, stdout: "" });
    expect(wrong.stderr).toMatch(/error\[XM70\d\d\]/);
    expect(wrong.stderr).not.toContain("wrong-secret");
    const token = world.emulator.credentials.token;
    world.emulator.expireTokens();
    const expired = await world.command({}, { XDMAP_ACCESS_TOKEN: token });
    expect(expired).toMatchObject({ exit: 4, stdout: "" });
    expect(expired.stderr).not.toContain(token);
  });

  it("no credentials at all", async () => {
    const world = await openWorld();
    const ended = await world.command({}, { XDMAP_CLIENT_ID: "", XDMAP_CLIENT_SECRET: "" });
    expect(ended).toMatchObject({ exit: 4, stdout: "" });
  });

  it("a sandbox that is not in the file is wrong usage, and none is asked", async () => {
    const world = await openWorld();
    const before = world.emulator.requests.length;
    const ended = await world.command({ sandbox: "deev" });
    expect(ended).toMatchObject({ exit: 3, stdout: "" });
    expect(ended.stderr).toContain("dev");
    expect(world.emulator.requests.length).toBe(before);
  });

  it("a sandbox that AEP has not, and no other is taken in its place", async () => {
    const file = projectFile("name: Orders").replace("  dev:", "  devel: { tenant: acme }\n  dev:");
    const world = await openWorld({ "xdmap.yaml": file });
    const ended = await world.command({ sandbox: "devel" });
    expect(ended).toMatchObject({ exit: 4, stdout: "" });
    expect(ended.stderr).toContain("XM7004");
    expect(ended.stderr).toContain("No other sandbox is used in its place.");
    const asked = world.emulator.requests.map(({ path }) => path);
    expect(asked.filter((path) => path.includes("flowservice"))).toEqual([]);
  });

  it("a flow that the file has not", async () => {
    const world = await openWorld();
    const ended = await world.command({ flow: ["order"] });
    expect(ended).toMatchObject({ exit: 3, stdout: "" });
    expect(ended.stderr).toContain("Did you mean `orders`?");
  });

  it("errors of the mapping, at their places", async () => {
    const world = await openWorld({ "example.xdmap": mapping.replace("Email ->", "lowr(Email) ->") });
    const ended = await world.command();
    expect(ended).toMatchObject({ exit: 1, stdout: "" });
    expect(ended.stderr).toMatch(/example\.xdmap:4:1/);
  });

  it("a service that does not answer", async () => {
    const world = await openWorld();
    world.emulator.faults.add({ kind: "5xx-before", match: { path: "/flowservice" }, times: "always" });
    const plan = await world.plan();
    expect(plan.platformFailed).toBe(true);
    expect(plan.diagnostics.filter(({ severity }) => severity === "error")).toHaveLength(1);
  });
});

describe("everything is checked before", () => {
  const codesOf = async (world: Awaited<ReturnType<typeof openWorld>>) =>
    (await world.plan()).diagnostics.map(({ code }) => code);

  it("the sandbox is active", async () => {
    const world = await openWorld();
    const told = { sandboxes: [], name: "dev", title: "Dev", state: "resetting", type: "development" };
    const fetch = world.emulator.fetch;
    const answer = async (url: string, init: RequestInit) =>
      url.includes("/sandboxes/dev") ? Response.json(told) : fetch(url, init);
    const ended = await world.command({}, {}, { fetch: answer });
    expect(ended.stderr).toContain(
      "error[XM7004]: Reading the sandbox `dev` failed: it is `resetting`, and not active.",
    );
    expect(ended.exit).toBe(4);
  });

  it("the clock, and a start by the platform's", async () => {
    const world = await openWorld({ "xdmap.yaml": scheduled("2026-11-23T12:30:00Z") });
    const slow = await world.command({}, {}, { clock: () => NOW - 3_600_000 });
    expect(slow.stderr).toContain(
      "warning[XM7102]: The clock of this computer is about 60 minutes behind the platform's.",
    );
    expect(slow.exit).toBe(2);
    const late = await openWorld({ "xdmap.yaml": scheduled("2026-11-23T11:30:00Z") });
    const ahead = await late.command({}, {}, { clock: () => NOW - 3_600_000 });
    expect(ahead.stderr).toContain("XM7142");
    expect(ahead.exit).toBe(1);
  });

  it("a start that has passed is no error of a flow that is there", async () => {
    let now = NOW;
    const world = await openWorld({ "xdmap.yaml": scheduled("2026-11-23T12:30:00Z") }, { now: () => now });
    await world.push();
    now += 86_400_000;
    const ended = await world.command({}, {}, { clock: () => now });
    expect(ended).toMatchObject({ exit: 0 });
  });

  it("the schema that was deleted", async () => {
    const world = await openWorld();
    await world.push();
    const path = `/schemaregistry/tenant/schemas/${encodeURIComponent(SCHEMA_ID)}`;
    await ask(world.emulator, path, { method: "DELETE" });
    expect(await codesOf(world)).toEqual(["XM7110"]);
  });

  it("a schema that cannot be read", async () => {
    const world = await openWorld();
    const fetch = world.emulator.fetch;
    const broken = {
      $id: SCHEMA_ID,
      title: "Example profile",
      version: "1.0",
      allOf: [{ $ref: "https://ns.adobe.com/acme/mixins/gone" }],
    };
    const answer = async (url: string, init: RequestInit) =>
      url.includes("/tenant/schemas/") ? Response.json(broken) : fetch(url, init);
    const ended = await world.command({}, {}, { fetch: answer });
    expect(ended.stderr).toContain("XM7112");
  });

  it("a base connection that is disabled", async () => {
    const world = await openWorld();
    const fetch = world.emulator.fetch;
    const answer = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      if (!/\/connections\/[^/]+$/.test(url)) return response;
      return Response.json(JSON.parse((await response.text()).replaceAll('"enabled"', '"disabled"')));
    };
    const ended = await world.command({}, {}, { fetch: answer });
    expect(ended.stderr).toContain("warning[XM7132]");
    expect(ended.exit).toBe(2);
  });

  it("the schedule by the flow spec of this sandbox: an older one knows no `once`", async () => {
    const world = await openWorld({}, { behaviour: { scheduleSpec: "periodic" } });
    const plan = await world.plan();
    expect(plan.diagnostics.map(({ code }) => code)).toEqual(["XM7140", "XM7140"]);
    expect(plan.diagnostics.map(({ message }) => message).join("\n")).toContain('["minute","hour","day","week"]');
  });

  it("a flow spec whose rules are none", async () => {
    const world = await openWorld();
    const fetch = world.emulator.fetch;
    const answer = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      if (!url.includes("/flowSpecs")) return response;
      return Response.json(JSON.parse((await response.text()).replaceAll('"type":"integer"', '"type":"whole"')));
    };
    const ended = await world.command({}, {}, { fetch: answer });
    expect(ended.stderr).toContain("warning[XM7141]");
  });

  it("mappings by Data Prep itself, whose answer is told at the line of the mapping", async () => {
    const world = await openWorld();
    const fetch = world.emulator.fetch;
    const answer = async (url: string, init: RequestInit) => {
      if (!url.includes("/mappingSets/validate")) return fetch(url, init);
      const failed = { status: "FAILED", errors: [{ message: "Path unknown" }] };
      return Response.json({ validationResponse: [{ status: "SUCCESS", errors: [] }, failed] });
    };
    const ended = await world.command({}, {}, { fetch: answer });
    expect(ended.stderr).toContain("error[XM7150]: AEP does not take this mapping: Path unknown.");
    expect(ended.stderr).toMatch(/example\.xdmap:5:1/);
    expect(ended.exit).toBe(1);
  });

  it("a dataset on another version of the schema, and one that is not enabled for Profile", async () => {
    const world = await openWorld({ "xdmap.yaml": projectFile("dataset: Older") });
    const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed+json;version=2" };
    await ask(world.emulator, "/catalog/dataSets", { body: { name: "Older", schemaRef } });
    expect(await codesOf(world)).toEqual(["XM7120"]);
    world.write({ "xdmap.yaml": projectFile("dataset: { name: Orders, profile: true }") });
    expect(await codesOf(world)).toEqual(["XM7121"]);
  });

  it("a flow that is being changed", async () => {
    const world = await openWorld();
    await world.push();
    const { id } = await first(world.emulator, "/flowservice/flows");
    const fetch = world.emulator.fetch;
    const answer = async (url: string, init: RequestInit) => {
      const response = await fetch(url, init);
      if (!url.includes(`/flows/${id}`)) return response;
      return Response.json(JSON.parse((await response.text()).replaceAll('"enabled"', '"updating"')));
    };
    expect((await world.command({}, {}, { fetch: answer })).stderr).toContain("warning[XM7162]");
  });
});

describe("names of all kinds", () => {
  it.each(['Say "orders"', "Bestellungen für Zoë & Co.", "名前", "a==b&limit=1", "100 % 'sure' \\ yes"])(
    "%s is found again",
    async (name) => {
      const world = await openWorld({ "xdmap.yaml": projectFile(`name: ${JSON.stringify(name)}`) });
      await world.push();
      expect((await world.command()).exit).toBe(0);
      world.write({ ".xdmap/state/dev.json": null });
      const plan = await world.plan();
      expect(plan.diagnostics).toEqual([]);
      expect(plan.steps.filter(({ action }) => action === "adopt")).toHaveLength(4);
    },
  );
});

it("a schema is made of a composition alone, and then found by its title", async () => {
  const { $id: _, title, ...rest } = exampleSchema;
  const composition = {
    title: "Buyers",
    allOf: [{ $ref: "https://ns.adobe.com/acme/mixins/buyer" }],
    "meta:class": "https://ns.adobe.com/xdm/context/profile",
  };
  const buyer = { $id: "https://ns.adobe.com/acme/mixins/buyer", title: "Buyer", ...rest };
  const files = {
    "composition.json": JSON.stringify(composition),
    "components/buyer.json": JSON.stringify(buyer),
    "example.xdmap": mapping.replace("schema.json", "composition.json"),
    "xdmap.yaml": `schemas: [components]\n${projectFile("dataset: Buyers")}`,
  };
  const world = await openWorld(files, {}, ["components"]);
  const plan = await world.plan();
  expect(plan.diagnostics).toEqual([]);
  expect(plan.steps.filter(({ action }) => action === "create").map(({ key }) => key)).toEqual([
    "schema/Buyers",
    "dataset/Buyers",
    "flow/orders/source",
    "flow/orders/target",
    "flow/orders/mapping-set",
    "flow/orders",
  ]);
  expect(title).toBe("Example profile");
});
