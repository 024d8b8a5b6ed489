import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import { parseMapping, printMapping } from "../../src/grammar/index.js";
import { type InitInput, initMapping, loadMapping, openProjects } from "../../src/project/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { makeFolder, runCli } from "../support/cli.js";

const text = { type: "string" };
const date = { type: "string", format: "date", "meta:xdmType": "date" };
const time = { type: "string", format: "date-time", "meta:xdmType": "date-time" };
const schema = {
  $id: "https://ns.adobe.com/acme/schemas/1",
  title: "People",
  type: "object",
  properties: {
    _id: text,
    person: {
      type: "object",
      properties: { name: { type: "object", properties: { firstName: text, lastName: text } }, birthDate: date },
    },
    homeAddress: { type: "object", properties: { city: text, postalCode: text } },
    workAddress: { type: "object", properties: { city: text } },
    createdAt: time,
    tags: { type: "array", items: text },
    items: { type: "array", items: { type: "object", properties: { sku: text, quantity: { type: "integer" } } } },
    old: { ...text, "meta:status": "deprecated" },
    _acme: {
      type: "object",
      properties: {
        loyaltyTier: text,
        points: { type: "integer", minimum: -2147483648, maximum: 2147483647 },
        "odd name": text,
        active: { type: "boolean" },
      },
    },
  },
};

let folder = "";
let remove = () => {};
beforeAll(() => {
  ({ folder, remove } = makeFolder({ "schema.json": JSON.stringify(schema) }));
});
afterAll(() => remove());

interface Drafted {
  readonly text: string;
  readonly mappings: readonly string[];
  readonly comments: string;
  readonly source: string;
  readonly codes: readonly string[];
}

const codesOf = (found: readonly Diagnostic[]) => found.map(({ code, severity }) => `${severity} ${code}`);

async function init(name: string, content: string, more: Partial<InitInput> = {}): Promise<Drafted> {
  const sample = join(folder, name);
  writeFileSync(sample, content);
  const output = join(folder, "draft.xdmap");
  const input = { sample, schema: join(folder, "schema.json"), output, force: false, given: { sample: {} } };
  const drafted = await initMapping({ ...input, ...more });
  if (drafted.kind !== "draft") {
    throw new Error(drafted.kind === "misuse" ? drafted.message : drafted.diagnostics.map((one) => one.message).join());
  }
  const lines = drafted.text.split("\n");
  return {
    text: drafted.text,
    mappings: lines
      .filter((line) => line.includes("->") && !/^(?:\/\/| )/.test(line))
      .map((line) => line.replace(/ +/g, " ")),
    comments: lines.filter((line) => line.startsWith("//")).join("\n"),
    source: /source \{[\s\S]*?\}(?=\n\n)/.exec(drafted.text)?.[0].replace(/\s+/g, " ") ?? "",
    codes: codesOf(drafted.diagnostics),
  };
}

/** What check says of a text as the file. */
async function check(content: string): Promise<readonly string[]> {
  const file = join(folder, "draft.xdmap");
  const loaded = await loadMapping(
    file,
    { sample: {} },
    {
      inputs: [],
      read: "columns",
      projects: openProjects(),
      text: content,
    },
  );
  if (loaded.kind === "misuse") return [loaded.message];
  return codesOf(loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics);
}

const isBad = (code: string) => !code.startsWith("info") && code !== "error XM2022";

describe("init from a CSV", () => {
  it("maps what has the name of one path, and says how it matched", async () => {
    const drafted = await init(
      "people.csv",
      "First_Name,person.name.lastName,Loyalty Tier,points,Fax\nAda,Lovelace,gold,12,\n",
    );
    expect(drafted.mappings).toEqual([
      "First_Name -> person.name.firstName",
      "${person\\.name\\.lastName} -> person.name.lastName",
      "${Loyalty Tier} -> _acme.loyaltyTier",
      "points -> _acme.points",
    ]);
    expect(drafted.comments).toContain("First_Name: matched by the last name of the path, without regard to case");
    expect(drafted.comments).toContain("${person\\.name\\.lastName}: matched by the exact name.");
    expect(drafted.comments).toContain("Fax: no path of the schema has this name.");
    expect(drafted.codes.filter(isBad)).toEqual([]);
  });

  it("names the files from the file it writes, and the mapping after it", async () => {
    const { text } = await init("people.csv", "points\n1\n");
    expect(text).toMatch(/^mapping "Draft"$/m);
    expect(text).toMatch(/^target +"schema.json"$/m);
    expect(text).toMatch(/^sample +"people.csv"$/m);
  });

  it("leaves several paths of a name to a person", async () => {
    const { mappings, comments } = await init("people.csv", "City,points\nOslo,1\n");
    expect(mappings).toEqual(["points -> _acme.points"]);
    expect(comments).toContain("City -> homeAddress.city\n//   City -> workAddress.city");
  });

  it("offers the fields of an object that has a column's name", async () => {
    const { comments } = await init("people.csv", "Home Address,points\nx,1\n");
    expect(comments).toContain("${Home Address} -> homeAddress.city");
  });

  it("maps no path twice: the best match has it, and none of equal ones", async () => {
    const best = await init("people.csv", "firstName,person_name_first_name\na,b\n");
    expect(best.mappings).toEqual(["person_name_first_name -> person.name.firstName"]);
    const equal = await init("people.csv", "First Name,FIRST_NAME\na,b\n");
    expect(equal.mappings).toEqual([]);
    expect(equal.comments).toContain("person.name.firstName has its name, and that of FIRST_NAME");
  });

  it("passes over deprecated paths", async () => {
    expect((await init("people.csv", "old,points\nx,1\n")).mappings).toEqual(["points -> _acme.points"]);
  });

  it("infers types where all cells agree", async () => {
    const { source } = await init(
      "people.csv",
      "a,b,c,d,e,f,g,h,i\n1,1.5,true,2020-01-31,2020-01-31 10:00:00,00123,x,,99999999999\n2,2,false,2020-02-01,2020-01-31 11:00:00,2,1,,1\n",
    );
    expect(source).toBe(
      "source { a: integer, b: decimal, c: boolean, d: date, e: timestamp, f: string, g: string, h: string, i: long }",
    );
  });

  it("says what nearly all cells spell", async () => {
    const { text } = await init("people.csv", `n\n${"1\n".repeat(19)}n/a\n`);
    expect(text).toContain('// integer in 19 of 20 values; not "n/a" in line 21\n  n: string');
  });

  it("reads dates by the one pattern that fits them all", async () => {
    const { mappings, codes } = await init(
      "people.csv",
      "Birth_Date,Created At\n12/31/2020,2020-01-31 10:00:00\n01/02/2020,2020-02-01 11:00:00\n",
    );
    expect(mappings).toEqual([
      'date(Birth_Date, "M/dd/yyyy") -> person.birthDate',
      'date(${Created At}, "yyyy-MM-dd HH:mm:ss") -> createdAt',
    ]);
    expect(codes.filter(isBad)).toEqual([]);
  });

  it("guesses no day and no month, and no pattern of mixed dates", async () => {
    const either = await init("people.csv", "Birth_Date,points\n01/02/2020,1\n03/04/2021,2\n");
    expect(either.mappings).toEqual(["points -> _acme.points"]);
    expect(either.comments).toContain('date(Birth_Date, "M/dd/yyyy") -> person.birthDate');
    expect(either.comments).toContain('date(Birth_Date, "dd/M/yyyy") -> person.birthDate');
    const mixed = await init("people.csv", "Birth_Date,points\n2020-01-31,1\n31.01.2020,2\n");
    expect(mixed.comments).toContain('yyyy-MM-dd reads 1 of 2 values; not "31.01.2020" in line 3');
  });

  it("leaves out a mapping that check finds fault with, and says so", async () => {
    const { mappings, comments, codes } = await init("people.csv", "points,Loyalty Tier\n1,gold\nmany,gold\n");
    expect(mappings).toEqual(["${Loyalty Tier} -> _acme.loyaltyTier"]);
    expect(comments).toMatch(/points: .* but check says XM\d{4}/);
    expect(codes.filter(isBad)).toEqual([]);
  });

  it("takes odd headers: reserved words, signs, other scripts, dots and quotes", async () => {
    const drafted = await init(
      "people.csv",
      'if,target,größe,a.b,"x ""y""",odd name,__proto__,${x},名前,a}b\\c,->,//,1st\n1,2,3,4,5,6,7,8,9,0,1,2,3\n',
    );
    expect(drafted.mappings).toEqual(["${odd name} -> _acme.${odd name}"]);
    expect(drafted.codes.filter(isBad)).toEqual([]);
    for (const column of ["if", "target", "größe", "__proto__", "名前"]) expect(drafted.source).toContain(column);
  });

  it("takes a header whose name has a line break", async () => {
    const drafted = await init("people.csv", '"first\nname",points\nx,1\n');
    expect(drafted.mappings).toEqual(["points -> _acme.points"]);
    expect(drafted.comments).toContain("its name cannot be written in a line");
  });

  it("writes a file of which only the mapping is missing where no name matches", async () => {
    const { mappings, codes } = await init("people.csv", "x,y\n1,2\n");
    expect(mappings).toEqual([]);
    expect(codes.filter(isBad)).toEqual([]);
    expect(codes).toContain("error XM2022");
  });

  it("lists the columns of a sample without rows", async () => {
    const { source, text } = await init("people.csv", "x,points\n");
    expect(source).toBe("source { x: string, points: string }");
    expect(text).toContain("It has no rows to look at.");
  });

  it("writes what is formatted, parses and checks without errors, whatever the header", async () => {
    const name = fc.oneof(
      fc.string({ minLength: 1, maxLength: 12, unit: "binary" }),
      fc.string({ minLength: 1, maxLength: 12 }),
      fc.constantFrom(
        "if",
        "points",
        "First Name",
        "_id",
        "tags",
        "active",
        "birthDate",
        "${",
        "}",
        "\\",
        '"',
        "/*",
        "///",
      ),
    );
    const usable = (one: string) => one.trim() !== "" && !/[\p{Cs}\0\uFEFF]/u.test(one);
    const cell = fc.constantFrom("1", "x", "", "2020-01-31", "true", "00:1", " a ");
    const header = fc.uniqueArray(name.filter(usable), { minLength: 1, maxLength: 6 });
    const quoted = (one: string) => `"${one.replaceAll('"', '""')}"`;
    await fc.assert(
      fc.asyncProperty(header, fc.array(cell, { minLength: 6, maxLength: 6 }), async (columns, cells) => {
        const row = columns.map((_, at) => quoted(cells[at] ?? ""));
        const drafted = await init("any.csv", `${columns.map(quoted).join(",")}\n${row.join(",")}\n`);
        const { tree, diagnostics } = parseMapping(createSourceFile("draft.xdmap", drafted.text));
        expect(diagnostics).toEqual([]);
        expect(printMapping(tree)).toBe(drafted.text);
        // A header may look like one of another delimiter; what is found at the mappings is none of the sample's.
        expect((await check(drafted.text)).filter((code) => isBad(code) && code !== "warning XM5226")).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("init from JSON", () => {
  it("lists fields and items, and maps list on list", async () => {
    const record = {
      _id: "1",
      person: { name: { firstName: "Ada" }, birthDate: "1815-12-10" },
      tags: ["a"],
      items: [{ SKU: "x", quantity: 2 }],
      extra: null,
      sku: "y",
    };
    const drafted = await init("people.ndjson", `${JSON.stringify(record)}\n`);
    expect(drafted.mappings).toEqual([
      "_id -> _id",
      "person.name.firstName -> person.name.firstName",
      'date(person.birthDate, "yyyy-MM-dd") -> person.birthDate',
      "tags[*] -> tags[*]",
      "items[*].SKU -> items[*].sku",
      "items[*].quantity -> items[*].quantity",
    ]);
    expect(drafted.comments).toContain("sku: items[*].sku has its name, but only one of the two lies in a list.");
    expect(drafted.source).toContain("items: { SKU: string, quantity: integer }[]");
    expect(drafted.text).toContain('// "extra": the sample does not tell its type');
    expect(drafted.codes.filter(isBad)).toEqual([]);
    expect((await check(drafted.text)).filter(isBad)).toEqual([]);
  });
});

describe("init from any JSON", () => {
  it("writes what is formatted, parses and checks without errors", async () => {
    const key = fc.oneof(
      fc.string({ maxLength: 8, unit: "binary" }),
      fc.constantFrom("points", "_id", "a.b", "if", "0", "1a", "x-y", "return", "items", "sku", "*", "__proto__", "名"),
    );
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { depthSize: "small" },
        fc.constantFrom<unknown>(1, 1.5, "x", "2020-01-31", true, null, [], {}),
        fc.array(tie("value"), { maxLength: 3 }),
        fc.dictionary(key, tie("value"), { maxKeys: 3 }),
      ),
    }));
    const record = fc.dictionary(key, value, { minKeys: 1, maxKeys: 5 });
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 3 }), async (records) => {
        const drafted = await init("any.ndjson", records.map((one) => `${JSON.stringify(one)}\n`).join(""));
        const { tree, diagnostics } = parseMapping(createSourceFile("draft.xdmap", drafted.text));
        expect(diagnostics).toEqual([]);
        expect(printMapping(tree)).toBe(drafted.text);
        expect((await check(drafted.text)).filter(isBad)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 60_000);
});

describe("the command", () => {
  it("writes to standard output, and what to do next to standard error", async () => {
    writeFileSync(join(folder, "cli.csv"), "points,Fax\n1,2\n");
    const { status, stdout, stderr } = await runCli(["init", "cli.csv", "--schema", "schema.json"], { cwd: folder });
    expect(status).toBe(0);
    expect(stdout).toContain("points -> _acme.points");
    expect(stderr).toMatch(/^1 of 2 columns mapped by name\.\nNext:/);
  });

  it("writes a file that check takes, and writes over none without --force", async () => {
    writeFileSync(join(folder, "cli.csv"), "points;Fax\n1;2\n");
    const args = ["init", "cli.csv", "--schema", "schema.json", "--output", "new.xdmap", "--delimiter", ";"];
    const first = await runCli(args, { cwd: folder });
    expect([first.status, first.stdout]).toEqual([0, ""]);
    expect(first.stderr).toContain("Put sample.delimiter into an xdmap.yaml");
    const checked = await runCli(["check", "new.xdmap", "--delimiter", ";"], { cwd: folder });
    expect([checked.status, checked.stderr]).toEqual([0, checked.stderr]);
    const written = readFileSync(join(folder, "new.xdmap"), "utf8");
    writeFileSync(join(folder, "new.xdmap"), "// mine\n");
    const again = await runCli(args, { cwd: folder });
    expect(again.status).toBe(1);
    expect(again.stderr).toContain("XM5250");
    expect(readFileSync(join(folder, "new.xdmap"), "utf8")).toBe("// mine\n");
    expect((await runCli([...args, "--force"], { cwd: folder })).status).toBe(0);
    expect(readFileSync(join(folder, "new.xdmap"), "utf8")).toBe(written);
  });

  it("reads standard input, which no file can name", async () => {
    const { status, stdout } = await runCli(["init", "-", "--schema", "schema.json"], {
      cwd: folder,
      input: "points\n1\n",
    });
    expect(status).toBe(0);
    expect(stdout).not.toMatch(/^sample /m);
    expect(stdout).toContain("points -> _acme.points");
  });

  it("refuses what it cannot read, and writes nothing then", async () => {
    const files = { "empty.csv": "", "twice.csv": "a,a\n1,2\n", "noname.csv": "a,\n1,2\n", "none.json": "[]" };
    for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, name), content);
    const cases: readonly (readonly [string, string, string])[] = [
      ["empty.csv", "schema.json", "XM5205"],
      ["twice.csv", "schema.json", "XM5224"],
      ["noname.csv", "schema.json", "XM5225"],
      ["none.json", "schema.json", "XM5251"],
      ["nosuch.csv", "schema.json", "XM5200"],
      ["cli.csv", "nosuch.json", "XM5200"],
    ];
    for (const [sample, target, code] of cases) {
      const { status, stdout, stderr } = await runCli(["init", sample, "--schema", target, "--output", "no.xdmap"], {
        cwd: folder,
      });
      expect([status, stdout, stderr.match(/XM\d{4}/)?.[0]], sample).toEqual([1, "", code]);
    }
    expect(existsSync(join(folder, "no.xdmap"))).toBe(false);
  });

  it("says that a file could not read what lies outside of its project", async () => {
    const args = ["init", "cli.csv", "--schema", "schema.json", "--output", "sub/a.xdmap"];
    const { status, stderr } = await runCli(args, { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toContain("XM5203");
  });

  it("asks for the schema", async () => {
    const { status, stderr } = await runCli(["init", "cli.csv"], { cwd: folder });
    expect(status).toBe(3);
    expect(stderr).toContain("--schema");
  });
});
