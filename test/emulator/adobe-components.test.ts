import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/index.js";
import { ask, emulatorInProcess } from "../support/emulator.js";
import { attribute, CRM, mappingOf, mappingSet, SHOPIFY, SPECS, targetBody } from "./flow-service/world.js";

const XDM = "https://ns.adobe.com/xdm";
const PROFILE = `${XDM}/context/profile`;
const DETAILS = `${XDM}/context/profile-person-details`;
const ADDRESS = `${XDM}/common/address`;
const tenant = "/schemaregistry/tenant";
const START = Date.UTC(2026, 0, 1);

const bare = () => emulatorInProcess({ now: () => START });
const refer = (...references: readonly string[]) => references.map(($ref) => ({ $ref }));
const create = (emulator: Emulator, kind: string, title: string, allOf: readonly object[], more: object = {}) =>
  ask(emulator, `${tenant}/${kind}`, { body: { type: "object", title, description: "", allOf, ...more } });

const full = async (emulator: Emulator, id: string) => {
  const headers = { accept: "application/vnd.adobe.xed-full+json; version=1" };
  return (await ask(emulator, `${tenant}/schemas/${encodeURIComponent(id)}`, { headers })).body;
};

/** A schema of Adobe's class, of which nothing is known, and of a field group of the tenant's own. */
async function shopSchema(emulator: Emulator): Promise<string> {
  const group = await create(emulator, "fieldgroups", "Shop fields", refer("#/definitions/own"), {
    "meta:intendedToExtend": [PROFILE],
    definitions: {
      own: {
        properties: {
          _acme: {
            type: "object",
            properties: {
              tier: { type: "string", title: "Tier" },
              home: { title: "Home", $ref: ADDRESS },
              others: { type: "array", items: { $ref: ADDRESS } },
            },
          },
        },
      },
    },
  });
  expect(group.status).toBe(201);
  const schema = await create(emulator, "schemas", "Shop", refer(PROFILE, DETAILS, group.body.$id));
  expect(schema.status).toBe(201);
  return schema.body.$id;
}

describe("without Adobe's components", () => {
  it("schemas refer to them by either id, and so do classes, field groups and data types", async () => {
    const emulator = await bare();
    const byId = await create(emulator, "schemas", "By id", refer(PROFILE, `${XDM}/context/identitymap`));
    const byShortForm = await create(emulator, "schemas", "By short form", refer("_xdm.context.profile"));
    const ofExperience = await create(emulator, "schemas", "Ad", [
      ...refer("https://ns.adobe.com/experience/analytics/hit", `${XDM}/context/experienceevent`),
    ]);
    const event = `${XDM}/context/experienceevent`;
    expect([byId, byShortForm, ofExperience].map(({ status, body }) => [status, body["meta:class"]])).toEqual([
      [201, PROFILE],
      [201, PROFILE],
      [201, event],
    ]);
    const other = await create(emulator, "schemas", "Product", refer(`${XDM}/x`, `${XDM}/context/product`), {
      "meta:class": `${XDM}/context/product`,
    });
    expect([other.status, other.body["meta:class"]]).toEqual([201, `${XDM}/context/product`]);
    for (const kind of ["classes", "fieldgroups", "datatypes"]) {
      expect((await create(emulator, kind, kind, refer(`${XDM}/data/record`))).status).toBe(201);
    }
  });

  it("references to what the tenant does not have are refused, at any depth", async () => {
    const emulator = await bare();
    const missing = "https://ns.adobe.com/acme/fieldgroups/none";
    for (const allOf of [
      refer(PROFILE, missing),
      refer(PROFILE, "_acme.fieldgroups.none"),
      refer(PROFILE, PROFILE.slice(0, 20)),
    ]) {
      expect((await create(emulator, "schemas", "Shop", allOf)).status).toBe(400);
    }
    const deep = { properties: { a: { $ref: ADDRESS }, b: { $ref: missing } } };
    expect((await create(emulator, "datatypes", "Deep", [deep])).status).toBe(400);
    expect((await create(emulator, "schemas", "No class", refer(`${XDM}/data/record`))).status).toBe(400);
    expect((await create(emulator, "schemas", "Two", refer(PROFILE, `${XDM}/context/experienceevent`))).status).toBe(
      400,
    );
  });

  it("full forms hold what is known, and refer to what is not", async () => {
    const emulator = await bare();
    const shown = await full(emulator, await shopSchema(emulator));
    const reference = (id: string) => ({ $ref: id, type: "object", "meta:xdmType": "object" });
    expect(shown.allOf).toEqual([reference(PROFILE), reference(DETAILS)]);
    expect(shown.properties._acme.properties).toEqual({
      tier: { title: "Tier", type: "string", "meta:xdmType": "string" },
      home: reference(ADDRESS),
      others: { type: "array", items: reference(ADDRESS), "meta:xdmType": "array" },
    });
  });

  it("a schema with an identityMap of Adobe's may feed the profile, one without an identity may not", async () => {
    const emulator = await bare();
    const tag = [{ op: "add", path: "/meta:immutableTags", value: ["union"] }];
    const statusOf = async (title: string, ...references: readonly string[]) => {
      const { body } = await create(emulator, "schemas", title, refer(...references));
      const path = `${tenant}/schemas/${encodeURIComponent(body.$id)}`;
      return (await ask(emulator, path, { method: "PATCH", body: tag })).status;
    };
    expect(await statusOf("With", PROFILE, `${XDM}/context/identitymap`)).toBe(200);
    expect(await statusOf("Without", PROFILE)).toBe(400);
  });

  it("no target of such a schema is refused: validate, preview, mapping sets, datasets, flows", async () => {
    const emulator = await bare();
    const schema = await shopSchema(emulator);
    const post = (path: string, body: unknown) => ask(emulator, path, { body });
    const set = mappingSet(schema, [attribute("Email", "personalEmail.address"), attribute("Tier", "_acme.tier")]);
    const validated = await post("/conversion/mappingSets/validate", set);
    expect(validated.body.validationResponse.map(({ status }: { status: string }) => status)).toEqual([
      "SUCCESS",
      "SUCCESS",
    ]);
    const previewed = await post("/conversion/mappingSets/preview", {
      data: [{ Email: "a@b.c", Tier: "gold" }],
      mappingSet: set,
    });
    expect(previewed.body).toEqual([
      { data: { personalEmail: { address: "a@b.c" }, _acme: { tier: "gold" } }, errors: [] },
    ]);
    const broken = mappingSet(schema, [{ sourceType: "EXPRESSION", source: "concat(", destination: "_acme.tier" }]);
    const refused = await post("/conversion/mappingSets/validate", broken);
    expect(refused.body.validationResponse[0].status).toBe("FAILED");
    const kept = await post("/conversion/mappingSets?validate=true", set);
    const schemaRef = { id: schema, contentType: "application/vnd.adobe.xed-full+json;version=1" };
    const dataSet = await post("/catalog/dataSets", { name: "Shop", schemaRef });
    const dataSetId = String(dataSet.body[0]).split("/").at(-1) ?? "";
    const source = await post("/flowservice/sourceConnections", {
      name: "Shop source",
      baseConnectionId: SHOPIFY,
      data: { format: "tabular" },
      params: { tableName: "Shop" },
      connectionSpec: SPECS.shopify,
    });
    const target = await post("/flowservice/targetConnections", targetBody(dataSetId, schema));
    const flow = await post("/flowservice/flows", {
      name: "Shop",
      flowSpec: CRM,
      sourceConnectionIds: [source.body.id],
      targetConnectionIds: [target.body.id],
      transformations: [mappingOf(kept.body.id)],
      scheduleParams: { startTime: START / 1000 + 600, frequency: "once" },
    });
    expect([flow.status, flow.text]).toEqual([201, expect.stringContaining("etag")]);
  });
});
