import { join } from "node:path";
import { describe, expect, it, onTestFinished } from "vitest";
import { makeFolder } from "../../support/cli.js";
import { openWorld, planOf, projectFile, projectFiles, type World } from "./support.js";

const acme = JSON.stringify(withPoints(JSON.parse(projectFiles["components/member.json"] ?? "")));
const inGlobex = (text: string) => text.replaceAll("/acme/", "/globex/").replaceAll("_acme", "_globex");

/** The class with a field of the tenant's own. */
function withPoints(member: { definitions: { member: { properties: object } } }) {
  Object.assign(member.definitions.member.properties, {
    _acme: { type: "object", properties: { points: { type: "string" } } },
  });
  return member;
}

/** A project of acme's, and a sandbox of globex, which has the same components under its own name. */
async function openOther(tenant: string, without: readonly string[] = []): Promise<World> {
  const components = { ...projectFiles, "components/member.json": acme };
  const ofGlobex = Object.entries(components).filter(
    ([name]) => name.startsWith("components/") && !without.includes(name),
  );
  const { folder, remove } = makeFolder(Object.fromEntries(ofGlobex.map(([name, text]) => [name, inGlobex(text)])));
  onTestFinished(remove);
  const files = {
    "components/member.json": acme,
    "xdmap.yaml": projectFile().replace("{ tenant: acme }", tenant),
    "orders.xdmap": `${projectFiles["orders.xdmap"]}First_Name -> _{TENANT_ID}.points\n`,
  };
  return openWorld(files, { tenant: "globex", components: [join(folder, "components")] });
}

describe("a schema that is to be made in a sandbox of another tenant", () => {
  it("is composed as that tenant names its components, and is what the next plan wants", async () => {
    const world = await openOther("{ tenant: globex }");
    expect(await world.push()).toMatchObject({ result: "done", text: "" });
    const [schema] = world.emulator.store.sandbox("dev").collection("schemas").all();
    expect(schema?.value).toMatchObject({
      "meta:class": "https://ns.adobe.com/globex/classes/member",
      allOf: [
        { $ref: "https://ns.adobe.com/globex/classes/member" },
        { $ref: "https://ns.adobe.com/globex/mixins/person" },
      ],
    });
    expect(JSON.stringify(world.emulator.store.sandbox("dev").collection("mappingSets").all())).toContain(
      "_globex.points",
    );
    expect(await world.push()).toMatchObject({ result: "nothing", text: "" });
  });

  it("lacks what the sandbox does not have, which is told before anything is written", async () => {
    const world = await openOther("{ tenant: globex }", ["components/person.json"]);
    const refused = await world.push();
    expect(refused.result).toBe("errors");
    expect(refused.text).toContain(
      "error[XM7105]: The sandbox `dev` has no field group `https://ns.adobe.com/globex/mixins/person`.",
    );
    expect(refused.text).toContain("orders.xdmap:2");
    expect(planOf(refused).steps.some(({ resource }) => resource === "schema" || resource === "flow")).toBe(false);
    expect(world.writes()).toEqual([]);
  });

  it("lacks all of them where the file does not say the tenant", async () => {
    const world = await openOther("{}");
    const refused = await world.push();
    expect(refused.text.match(/XM7105/g)).toHaveLength(2);
    expect(refused.text).toContain("no class `https://ns.adobe.com/acme/classes/member`");
    expect(refused.text).toContain("Where the sandbox has a tenant of its own");
  });
});

const yaml = (format: string, path: string) =>
  projectFile({ schedule: "{ start: 2026-12-01T00:00:00Z, frequency: hour, interval: 6 }" })
    .replace("582f4f8d-71e9-4a5c-a164-9d2056318d6c", "Amazon S3 connection")
    .replace("{ table: Shopify.Orders }", `{ path: ${path}, format: ${format}, recursive: true }`)
    .replace(/ {4}delta:.*\n/, "");

it.each(["delimited", "json", "parquet"])(
  "a flow of files has no drift, whatever the service writes as text: %s",
  async (format) => {
    const world = await openWorld({ "xdmap.yaml": yaml(format, "/orders") });
    expect(await world.push()).toMatchObject({ result: "done", text: "" });
    const sources = () => world.emulator.store.sandbox("dev").collection("sourceConnections").all();
    expect(sources()[0]?.value).toMatchObject({ data: { format }, params: { path: "/orders", recursive: true } });
    expect(await world.push()).toMatchObject({ result: "nothing", text: "" });
    const { fetch } = world.emulator;
    Object.assign(world.emulator, {
      fetch: async (url: string, init: RequestInit) => {
        const { status, headers, ...answer } = await fetch(url, init).then(async (got) => ({
          status: got.status,
          headers: got.headers,
          text: await got.text(),
        }));
        const text = answer.text.replaceAll(/"(recursive|backfill)":(true|false)/g, '"$1":"$2"');
        return new Response(text === "" ? null : text, { status, headers });
      },
    });
    expect(await world.push()).toMatchObject({ result: "nothing", text: "" });
    Object.assign(world.emulator, { fetch });
    world.write({ "xdmap.yaml": yaml(format, "/returns") });
    expect((await world.push()).text).toContain("XM7224");
    expect((await world.push({ allowReplace: true, allowDelete: true })).result).toBe("done");
    expect(sources().map(({ value }) => value["params"])).toEqual([{ path: "/returns", recursive: true }]);
    expect(await world.push()).toMatchObject({ result: "nothing", text: "" });
  },
);
