import { describe, expect, it } from "vitest";
import { isSpan } from "../../src/diagnostics/index.js";
import { lintTargets } from "../../src/diagnostics/lint-targets.js";
import { spanText } from "../../src/text/index.js";
import { checkText } from "./support.js";

/** Here the rule is as without a project file, and a sample has the columns `Email`, `Phone` and `Vid`. */
const folder = "test/lint/cases/unused-column";
const CODE = lintTargets.XM4034.code;
const HEAD = 'target "schema.json"\nsample "orders.csv"\n';

const found = async (source: string) => (await checkText(source, folder)).diagnostics;

/** All codes there are, with the columns that are told. */
async function told(mappings: string, head = HEAD): Promise<readonly (readonly [string, ...string[]])[]> {
  return (await found(`${head}${mappings}`)).map(({ code, message }) =>
    code === CODE ? [code, message.slice(message.indexOf(": ") + 2, -1)] : [code],
  );
}

describe("columns of a sample that nothing reads", () => {
  it("are told in one note, at the sample's path", async () => {
    const [one, ...others] = await found(`${HEAD}Email -> note\n`);
    expect(one).toMatchObject({ code: CODE, severity: "info" });
    expect(one?.message).toMatch(/^No mapping reads these 2 columns of \S*orders\.csv: `Phone`, `Vid`\.$/);
    const place = one?.place ?? null;
    expect(isSpan(place) && spanText(place)).toBe('"orders.csv"');
    expect(others).toEqual([]);
  });

  it("are counted where they are many", async () => {
    const names = Array.from({ length: 300 }, (_, at) => `Column_${at}`);
    const source = `target "schema.json"\nsource { Email: string, ${names.map((name) => `${name}: string`).join(", ")} }\n`;
    const [one] = await found(`${source}Email -> note\n`);
    expect(one?.message).toContain("`Column_9` and 290 more are declared");
  });

  it("are silenced above the sample, and that is no suppression without effect where another checkout reads more", async () => {
    const head = `target "schema.json"\n// xdmap-ignore XM4034: the export holds more than we want\nsample "orders.csv"\n`;
    expect(await told("Email -> note\n", head)).toEqual([]);
    expect(await told("concat(Email, Phone, Vid) -> note\n", head)).toEqual([]);
    expect(await told("Email -> note\n", head.replace("orders.csv", "elsewhere.csv"))).toEqual([["XM5200"]]);
  });

  it("are the top-level fields of JSON", async () => {
    const head = 'target "schema.json"\nsample "orders.json"\n';
    expect(await told("homeAddress -> homeAddress\nitems[0].sku -> note\n", head)).toEqual([
      [CODE, "`Email`, `extra`"],
    ]);
  });

  it("are those of all samples", async () => {
    expect(await told("Email -> note\n", HEAD.replace('csv"', 'csv", "more.csv"'))).toEqual([[CODE, "`Phone`, `Vid`"]]);
  });
});

describe("a column is read", () => {
  it.each([
    ["by a delta", "delta Vid\nEmail -> note\n"],
    ["by a definition", "let id = trim(Vid)\nconcat(Email, id) -> note\n"],
    ["by a definition of another file", 'use "library.xdmap"\nwithVid(Email) -> note\n'],
    ["by its name as text", 'iif(contains_key("Vid"), Email, "none") -> note\n'],
    ["inside of an object", "into personalEmail {\n  concat(Email, Vid) -> address\n}\n"],
  ])("%s", async (_, mappings) => {
    expect(await told(mappings)).toEqual([[CODE, "`Phone`"]]);
  });

  it("by a mapping, and not by a test alone", async () => {
    const test = 'test "one" {\n  given  { Email: "a", Vid: "C1" }\n  expect { note: "a" }\n}\n';
    expect(await told(`Email -> note\n${test}`)).toEqual([[CODE, "`Phone`, `Vid`"]]);
  });
});

describe("another mistake", () => {
  it.each([
    ["a mistyped name", "Emial -> note\n", [["XM2001"], [CODE, "`Phone`, `Vid`"]]],
    ["a name that may mean any column", "Telefax_Home -> note\n", [["XM2001"]]],
    ["a line that cannot be read", "Email -> note\nlower(Vid -> _id\n", [["XM1022"]]],
    ["a definition that no mapping uses", "let phone = trim(Phone)\nEmail -> note\n", [["XM4001"], [CODE, "`Vid`"]]],
    ["a library that is not there", 'use "nowhere.xdmap"\nwithVid(Email) -> note\n', [["XM5200"]]],
    ["a function that is not there", "loewr(Phone) -> note\n", [["XM2004"], [CODE, "`Email`, `Vid`"]]],
  ])("is not told twice: %s", async (_, mappings, wanted) => {
    expect((await told(mappings)).toSorted()).toEqual(wanted);
  });
});
