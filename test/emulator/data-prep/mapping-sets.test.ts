import { describe, expect, it } from "vitest";
import { allFunctions } from "../../../src/functions/index.js";
import type { Told } from "../../support/emulator.js";
import { ask } from "../../support/emulator.js";
import { attribute, expression, makeWorld, mappingSet, type World } from "../flow-service/world.js";

const SETS = "/conversion/mappingSets";

async function put(world: World, id: string, body: object): Promise<Told> {
  return await ask(world.emulator, `${SETS}/${id}`, { method: "PUT", body });
}

function legacy(world: World): object {
  return {
    version: 0,
    xdmSchema: world.schemaId,
    xdmVersion: "1.0",
    id: null,
    mappings: [{ destinationXdmPath: "personalEmail.address", sourceAttribute: "Email", identity: false, version: 0 }],
  };
}

describe("a mapping set", () => {
  it("is made with 200 in either dialect, and reads back in both at once", async () => {
    const world = await makeWorld();
    for (const body of [legacy(world), mappingSet(world.schemaId, [attribute("Email", "personalEmail.address")])]) {
      const made = await world.post(SETS, body);
      expect(made.status).toBe(200);
      expect(made.body).toEqual({
        id: expect.stringMatching(/^[0-9a-f]{32}$/),
        version: 0,
        createdDate: world.clock.now,
        modifiedDate: world.clock.now,
        createdBy: expect.any(String),
        modifiedBy: expect.any(String),
      });
      const read = await world.get(`${SETS}/${made.body.id}?version=0`);
      expect(read.body).toMatchObject({
        xdmSchema: world.schemaId,
        schemaRef: { id: world.schemaId },
        outputSchema: { schemaRef: { id: world.schemaId } },
        mappings: [
          {
            sourceType: "text/x.schema-path",
            source: "Email",
            sourceAttribute: "Email",
            destination: "personalEmail.address",
            destinationXdmPath: "personalEmail.address",
          },
        ],
      });
    }
  });

  it.each([
    ["mediaTypes", "static", ["text/x.aep-xl", "STATIC"], "on"],
    ["mediaTypes", "expression", ["text/x.aep-xl", "text/x.aep-xl"], '"on"'],
    ["asSent", "static", ["EXPRESSION", "STATIC"], "on"],
  ] as const)("reads types back as %s and constants as %s", async (typesReadBack, staticReadBack, types, text) => {
    const world = await makeWorld({ behaviour: { typesReadBack, staticReadBack } });
    const { id } = (
      await world.post(
        SETS,
        mappingSet(world.schemaId, [
          expression("lower(Email)", "personalEmail.address"),
          { sourceType: "STATIC", source: "on", destination: "person.name.firstName" },
        ]),
      )
    ).body;
    const { mappings } = (await world.get(`${SETS}/${id}`)).body;
    expect(mappings.map(({ sourceType }: { sourceType: string }) => sourceType)).toEqual(types);
    expect(mappings[1].source).toBe(text);
  });

  it("takes the media types of what it reads back", async () => {
    const world = await makeWorld();
    const made = await world.post(
      SETS,
      mappingSet(world.schemaId, [
        { sourceType: "text/x.aep-xl", source: "lower(Email)", destination: "personalEmail.address" },
      ]),
    );
    expect((await world.get(`${SETS}/${made.body.id}`)).body.mappings[0].sourceType).toBe("text/x.aep-xl");
  });

  it("gets a new version and new mapping ids with each replacement; old versions stay", async () => {
    const world = await makeWorld();
    const { mappingId } = world;
    const before = (await world.get(`${SETS}/${mappingId}`)).body;
    const next = mappingSet(world.schemaId, [attribute("Street", "homeAddress.street1")]);
    const replaced = await put(world, mappingId, next);
    expect([replaced.status, replaced.body.version]).toEqual([200, 1]);
    expect(replaced.body.mappings[0].id).not.toBe(before.mappings[0].id);
    expect((await world.get(`${SETS}/${mappingId}?version=0`)).body).toEqual(before);
    expect((await world.get(`${SETS}/${mappingId}`)).body.version).toBe(1);
    expect((await world.get(`${SETS}/${mappingId}?version=2`)).status).toBe(404);
    expect((await put(world, mappingId, next)).body.version).toBe(2);
    const { mappings } = (await world.get(`${SETS}/${mappingId}?version=1`)).body;
    expect((await world.get(`${SETS}/${mappingId}/mappings?version=1`)).body).toEqual(mappings);
    expect((await world.get(`${SETS}/${mappingId}/mappings/${mappings[0].id}?version=1`)).body).toEqual(mappings[0]);
  });

  it("stays as it is when it is replaced by itself, where the switch says so", async () => {
    const world = await makeWorld({ behaviour: { identicalPutBumpsVersion: "no" } });
    const same = mappingSet(world.schemaId, [attribute("Email", "personalEmail.address")]);
    expect((await put(world, world.mappingId, same)).body.version).toBe(0);
    const other = mappingSet(world.schemaId, [attribute("Email2", "personalEmail.address")]);
    expect((await put(world, world.mappingId, other)).body.version).toBe(1);
  });

  it("is not replaced by a body without outputSchema, and not found once it is deleted", async () => {
    const world = await makeWorld();
    expect((await put(world, world.mappingId, legacy(world))).status).toBe(400);
    expect((await world.remove(`${SETS}/${world.mappingId}`)).status).toBe(204);
    expect((await world.get(`${SETS}/${world.mappingId}`)).status).toBe(404);
    expect((await world.remove(`${SETS}/${world.mappingId}`)).status).toBe(404);
  });

  it("is refused without mappings, without a schema, and where ?validate=true finds a fault", async () => {
    const world = await makeWorld();
    const wrong = mappingSet(world.schemaId, [expression("uper(Email)", "personalEmail.address")]);
    expect((await world.post(SETS, { name: "no mappings" })).status).toBe(400);
    expect((await world.post(SETS, { mappings: [] })).status).toBe(400);
    expect((await world.post(`${SETS}?validate=true`, wrong)).status).toBe(400);
    // As a community client sends it.
    expect((await world.post(`${SETS}?validate=False`, wrong)).status).toBe(200);
  });

  it("is listed by pages, by name and by a property; the count is no count", async () => {
    const world = await makeWorld();
    const body = mappingSet(world.schemaId, [], { name: "Second, with a comma" });
    await world.post(SETS, body);
    const all = await world.get(`${SETS}?limit=10`);
    expect([all.body.data.length, all.body._page]).toEqual([2, { count: 0, limit: 10 }]);
    const second = await world.get(`${SETS}?limit=1&start=1`);
    expect(second.body.data[0].name).toBe("Second, with a comma");
    const named = await world.get(`${SETS}?limit=10&start=0&name=${encodeURIComponent("Second, with a comma")}`);
    expect(named.body.data).toHaveLength(1);
    const of = await world.get(`${SETS}?limit=10&property=xdmSchema==${encodeURIComponent(world.schemaId)}`);
    expect(of.body.data).toHaveLength(2);
    const descending = await world.get(`${SETS}?limit=10&start=0&orderBy=-createdDate`);
    expect(descending.body.data).toHaveLength(2);
    world.emulator.setBehaviour({ mappingSetCount: "total" });
    expect((await world.get(`${SETS}?limit=1`)).body._page.count).toBe(2);
  });
});

describe("validation", () => {
  it("answers mapping by mapping, at their places", async () => {
    const world = await makeWorld();
    const mappings = [
      attribute("Email", "personalEmail.address"),
      expression("uper(Email)", "person.name.firstName"),
      expression("lower(Email", "person.name.lastName"),
      attribute("Email", "personalEmail.adress"),
      expression(`concat("${"x".repeat(4096)}")`, "person.name.middleName"),
      { sourceType: "MAGIC", source: "Email", destination: "person.name.courtesyTitle" },
      expression("lower(Email)\n  // why", "homeAddress.street1"),
    ];
    const told = await world.post(`${SETS}/validate`, mappingSet(world.schemaId, mappings));
    const { validationResponse } = told.body;
    expect(validationResponse.map(({ status }: { status: string }) => status)).toEqual([
      "SUCCESS",
      "FAILED",
      "FAILED",
      "FAILED",
      "FAILED",
      "FAILED",
      "SUCCESS",
    ]);
    expect(validationResponse[1].errors[0]).toMatchObject({
      destination: "person.name.firstName",
      source: "uper(Email)",
      exception: expect.stringContaining("uper"),
    });
    expect(validationResponse[4].errors[0].exception).toContain("4096");
  });
});

describe("preview", () => {
  it.each([
    ["a list of rows", [{ Email: "ADA@EXAMPLE.COM", Age: "x" }, { Email: null }]],
    ["one row", { Email: "ADA@EXAMPLE.COM", Age: "x" }],
  ])("maps %s", async (_what, data) => {
    const world = await makeWorld();
    const set = mappingSet(world.schemaId, [
      expression("lower(Email)", "personalEmail.address"),
      expression('date(Age, "yyyy")', "person.birthDate"),
    ]);
    const told = await world.post(`${SETS}/preview`, { data, mappingSet: set });
    expect(told.body).toHaveLength(Array.isArray(data) ? 2 : 1);
    expect(told.body[0]).toEqual({
      data: { personalEmail: { address: "ada@example.com" } },
      errors: [{ destination: "person.birthDate", source: 'date(Age, "yyyy")', exception: expect.any(String) }],
    });
  });

  it("is refused without rows", async () => {
    const world = await makeWorld();
    const told = await world.post(`${SETS}/preview`, { data: "x", mappingSet: mappingSet(world.schemaId, []) });
    expect(told.status).toBe(400);
  });
});

describe("the expression language", () => {
  it.each([
    ['concat("Hi", ",", "there", "!")', true],
    ["concat(", false],
    ["frobnicate(1)", false],
    ["x".repeat(4097), false],
  ])("validates %.20s", async (text, isValid) => {
    const world = await makeWorld();
    const told = await world.post("/conversion/languages/el/validate", { expression: text });
    expect(told.body.validationStatus).toBe(isValid ? "SUCCESS" : "FAILED");
    world.emulator.setBehaviour({ expressionAnswer: "boolean" });
    const nested = await world.post("/conversion/languages/el/validate", { expression: { expression: text } });
    expect(nested.text).toBe(String(isValid));
  });

  it("lists its functions and operators", async () => {
    const world = await makeWorld();
    const functions = await world.get("/conversion/languages/el/functions");
    expect(functions.body).toHaveLength(allFunctions.length);
    expect(functions.body.map((one: { function: string }) => one.function)).toContain("lpad");
    const operators = await world.get("/conversion/languages/el/operators");
    expect(operators.body).toContainEqual(expect.objectContaining({ operatorSymbol: "+", methodName: "add" }));
  });
});
