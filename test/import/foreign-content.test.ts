import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test } from "vitest";
import { importsIn, openImport } from "../../src/project/import-files.js";
import { makeFolder } from "../support/cli.js";

const removals: (() => void)[] = [];
afterEach(() => {
  for (const remove of removals.splice(0)) remove();
});

async function read(name: string, content: string | Uint8Array) {
  const { folder, remove } = makeFolder({ [name]: content });
  removals.push(remove);
  return importsIn(await openImport(`${folder}/${name}`));
}

const mapping = '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address"}';
const set = `{"xdmSchema": "https://ns.adobe.com/acme/schemas/1", "mappings": [${mapping}]}`;

describe("what is no mapping set is named, with what to do about it", () => {
  test.each<[string, string, string]>([
    ["", "the file is empty", "Export it again"],
    [" \n", "the file is empty", "Export it again"],
    ["{}", "an empty object", "GET /mappingSets/ID"],
    ["[]", "an empty list", "sandbox"],
    ['{"data": [], "_page": {"count": 0}}', "an empty list", "sandbox"],
    ["null", "it is null", "GET /mappingSets/ID"],
    ["<!DOCTYPE html><html></html>", "an HTML page", "sign-in"],
    ["<?xml version='1.0'?><a/>", "XML", "JSON"],
    [`${set}\n${set}\n`, "2 JSON values, one a line", "one list"],
    ['{"error_code": "403010", "message": "Oauth token is missing"}', "`403010: Oauth token is missing`", "Mend"],
    ['{"type": "x", "title": "NotFound", "status": 404, "detail": "gone"}', "`404: gone`", "Mend"],
    ['{"errors": [{"code": 1}]}', "an error", "Mend"],
    [mapping, "one mapping without its set", '{"mappings": […]}'],
    [`[${mapping}, ${mapping}]`, "a list of mappings without their set", '{"mappings": […]}'],
    [`{"data": [${mapping}]}`, "a list of mappings without their set", '{"mappings": […]}'],
    ['{"id": "f", "flowSpec": {"id": "x"}, "transformations": []}', "a flow", "GET /flows/ID"],
    ['{"id": "s", "connectionSpec": {"id": "x"}}', "a connection", "flow"],
    ['{"$id": "https://x", "type": "object", "properties": {}}', "a schema", "--target"],
    ['{"6273a3": {"name": "d", "schemaRef": {"id": "x"}}}', "a dataset", "flow"],
  ])("%j", async (text, why, help) => {
    const { sources, diagnostics } = await read("a.json", text);
    expect(sources).toEqual([]);
    expect(diagnostics.map(({ code }) => code)).toEqual(["XM7500"]);
    expect(diagnostics[0]?.message).toContain(why);
    expect(diagnostics[0]?.help).toContain(help);
  });

  test("a mapping file, whatever it is called", async () => {
    const text = '/// Why.\nmapping "Orders"\ntarget "a.json"\nEmail -> a.b\n';
    for (const name of ["orders.xdmap", "orders.txt", "orders.json"]) {
      const { diagnostics } = await read(name, text);
      expect(diagnostics[0]?.message).toContain("it is a mapping file already");
      expect(diagnostics[0]?.help).toMatch(/`xdmap build [^`]*`.*`xdmap fmt [^`]*`/);
    }
  });

  test("files that are packed, and workbooks", async () => {
    expect((await read("a.json", gzipSync(set))).diagnostics[0]?.message).toContain("gzip");
    for (const name of ["a.csv", "a.xlsx", "a.json"]) {
      const { diagnostics } = await read(name, Uint8Array.from([0x50, 0x4b, 3, 4, 20, 0]));
      expect(diagnostics.map(({ code }) => code)).toEqual(["XM7500"]);
      expect(diagnostics[0]?.message).toContain("Excel");
    }
  });
});

describe("what a file holds tells what it is", () => {
  const template = "Source data,Target field\nEmail,personalEmail.address\n";

  test.each([
    ["set.csv", set],
    ["set", set],
    ["set.json", `\uFEFF${set}`],
    ["template.txt", template],
    ["template", template],
    ["template.json", template],
    ["template.CSV", template],
  ])("%s", async (name, text) => {
    const { sources, diagnostics } = await read(name, text);
    expect(diagnostics).toEqual([]);
    expect(sources[0]?.set.mappings.map(({ source }) => source)).toEqual(["Email"]);
  });

  test("JSON in UTF-16 with its mark, as shells of Windows write it; without it is told", async () => {
    const utf16 = Buffer.from(`\uFEFF${set}`, "utf16le");
    expect((await read("set.json", utf16)).sources).toHaveLength(1);
    const { diagnostics } = await read("set.json", utf16.subarray(2));
    expect(diagnostics.map(({ code }) => code)).toEqual(["XM5202"]);
    expect(diagnostics[0]?.message).toContain("UTF-16 without a byte order mark");
  });

  test("findings of mappings name their place in the JSON, and their line in the template", async () => {
    const json = `{"mappings": [\n${mapping},\n  {"destination": "b"},\n${mapping}]}`;
    const { diagnostics } = await read("set.json", json);
    expect(diagnostics.map(({ code, place }) => [code, place !== null && "line" in place ? place.line : 0])).toEqual([
      ["XM7501", 3],
      ["XM7503", 4],
    ]);
  });
});
