import { expect, it } from "vitest";
import { openWorld, projectFile } from "./support.js";

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
