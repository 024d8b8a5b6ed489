import { describe, expect, it } from "vitest";
import { fixedServices } from "../../../src/host/services.js";
import { createMask } from "../../../src/platform/remote-preview/mask-values.js";
import { evaluateCase, judgeCase, readCase } from "../../../src/runtime/index.js";
import { parseJson, toJson } from "../../../src/values/index.js";
import { runCli } from "../../support/cli.js";
import { exampleSchema } from "../../support/example-files.js";
import { openWorld } from "./support.js";

const orders = 'target "schema.json"\nsample "orders.csv"\n';
const services = fixedServices({ now: new Date(0), seed: "test" });

interface Line {
  readonly id: string;
  readonly expr: string;
  readonly context: Readonly<Record<string, unknown>>;
  readonly expected: unknown;
  readonly target: { readonly path: string; readonly type?: string };
}

const linesOf = (text: string): readonly Line[] =>
  text
    .trim()
    .split("\n")
    .map((line) => JSON.parse(line));

/** What a replay says of each line. */
function replay(text: string): readonly string[] {
  return text
    .trim()
    .split("\n")
    .map((line) => {
      const read = readCase(line);
      if (!("case" in read)) return read.problem;
      const { recorded } = read.case;
      if (recorded === undefined) return "nothing recorded";
      const judged = judgeCase(evaluateCase(read.case, { services, strict: recorded.strict ?? false }), recorded);
      return judged.kind === "agrees" ? "agrees" : `${judged.here} and not ${judged.recorded}`;
    });
}

describe("recorded cases", () => {
  it("have what the expression reads, what it gives, what Data Prep gave, and what that rests on", async () => {
    const { preview, folder } = await openWorld(`${orders}upper(First_Name) -> person.name.firstName\n`);
    const recorded = await preview({ record: `${folder}/cases.jsonl`, limit: 1 }, (answers) =>
      answers.map(() => ({
        data: { person: { name: { firstName: "Ada" } } },
        errors: [{ destination: "person.name.firstName", exception: "of the org 1234ABCD@AdobeOrg" }],
      })),
    );
    expect([recorded.exit, recorded.stderr.includes("XM7652")]).toEqual([1, true]);
    const { read } = recorded;
    const [line, ...more] = linesOf(read("cases.jsonl"));
    expect(more).toEqual([]);
    expect(line).toMatchObject({
      id: "row 1 person.name.firstName",
      expr: "upper(First_Name)",
      context: { First_Name: "Ada" },
      result: "ADA",
      expected: "Ada",
      errors: ["of the org {ORG}"],
      target: { path: "person.name.firstName", type: "string" },
      fidelity: "documented",
      line: 2,
      xdmap: "1.2.3",
      date: "2026-11-23",
    });
    expect(Object.keys(line?.context ?? {})).toEqual(["First_Name"]);
    expect(replay(read("cases.jsonl"))).toEqual(['"ADA" and not "Ada"']);
  });

  it("agree when they are replayed, where xdmap and Data Prep did: of every type, of items, of odd names", async () => {
    const mapping = [
      'target "schema.json"',
      'sample "rows.ndjson"',
      "name -> person.name.firstName",
      "${Created At} -> _repo.createDate",
      'date(day, "dd.MM.yyyy") -> person.birthDate',
      "big -> visits",
      "yes -> active",
      "price -> score",
      "number -> code",
      "tags -> tags",
      "lines[*].sku -> productListItems[*].SKU",
      'concat(lines[*].sku, "[*]") -> productListItems[*].name',
      "deep.er -> homeAddress.city",
      "gone -> homeAddress.country",
      "day -> loyalty.points",
      '"constant" -> _id',
      "",
    ].join("\n");
    const row = {
      name: "Ada",
      "Created At": "2020-11-09 10:00:00",
      day: "09.11.2020",
      big: 12,
      yes: "Y",
      price: 0.5,
      number: "DE",
      tags: ["a", "b"],
      lines: [{ sku: "x" }, { sku: "y" }],
      deep: { er: "town" },
    };
    const { preview, folder } = await openWorld(mapping, { "rows.ndjson": `${JSON.stringify(row)}\n{"gone":"x"}\n` });
    const { exit, read } = await preview({ limit: 1, record: `${folder}/cases.jsonl` });
    expect(exit).toBe(0);
    const lines = linesOf(read("cases.jsonl"));
    expect(lines.map(({ target }) => target.path)).toEqual([
      "person.name.firstName",
      "_repo.createDate",
      "person.birthDate",
      "visits",
      "active",
      "score",
      "code",
      "tags",
      "productListItems[0].SKU",
      "productListItems[1].SKU",
      "productListItems[0].name",
      "productListItems[1].name",
      "homeAddress.city",
      "homeAddress.country",
      "loyalty.points",
      "_id",
    ]);
    expect(new Set(replay(read("cases.jsonl")))).toEqual(new Set(["agrees"]));
    expect(lines.find(({ target }) => target.path === "productListItems[1].name")?.expr).toBe(
      'concat(lines[1].sku, "[*]")',
    );
  });

  it("are not made of what a case cannot hold, which is told", async () => {
    const { preview, folder } = await openWorld(
      'target "schema.json"\nsample "rows.ndjson"\nuuid() -> _id\nname -> person.name\nname.firstName -> personalEmail.address\n',
      { "rows.ndjson": '{"name":{"firstName":"Ada"}}\n' },
    );
    const { stderr, read } = await preview({ record: `${folder}/cases.jsonl` });
    expect(linesOf(read("cases.jsonl")).map(({ target }) => target.path)).toEqual(["personalEmail.address"]);
    expect(stderr).toContain("`_id` has no cases, or not of every value: another run gives another value");
    expect(stderr).toContain("`person.name` has no cases, or not of every value: it is an object");
  });

  it("name no organization: neither its tenant nor the ids of its schemas", async () => {
    const { preview, emulator, folder } = await openWorld(
      `${orders}Vid -> _acme.points\nEmail -> personalEmail.address\n`,
    );
    const { read } = await preview({ record: `${folder}/cases.jsonl` }, (answers) =>
      answers.map((answer) => ({
        ...answer,
        errors: [{ destination: "_acme.points", exception: `${exampleSchema.$id} has no _acme.points` }],
      })),
    );
    const text = read("cases.jsonl");
    expect(linesOf(text)[0]?.target.path).toBe("_{TENANT_ID}.points");
    for (const secret of [
      "_acme",
      exampleSchema.$id,
      emulator.credentials.organization,
      emulator.credentials.clientSecret,
    ])
      expect(text).not.toContain(secret);
  });

  it("have of the row what the expression reads, and nothing of what stands beside it", async () => {
    const { preview, folder } = await openWorld(
      [
        'target "schema.json"',
        'sample "rows.ndjson"',
        "upper(customer.address.city) -> homeAddress.city",
        "lines[*].sku -> productListItems[*].SKU",
        'customer["code"] -> code',
        "size(lines) -> visits",
        "customer.list[1] + dotted.name.deep -> _id",
        "",
      ].join("\n"),
      {
        "rows.ndjson": `${JSON.stringify({
          customer: { name: "N1", code: "DE", address: { city: "paris", street: "N2" }, list: ["N3", 4, "N5"] },
          lines: [{ sku: "a", buyer: "N6" }, { sku: "b" }],
          "dotted.name": { deep: 1, other: "N7" },
        })}\n`,
      },
    );
    const { read } = await preview({ record: `${folder}/cases.jsonl` });
    const lines = linesOf(read("cases.jsonl"));
    expect(lines.map(({ target, context }) => [target.path, context])).toEqual([
      ["homeAddress.city", { customer: { address: { city: "paris" } } }],
      ["productListItems[0].SKU", { lines: [{ sku: "a" }] }],
      ["productListItems[1].SKU", { lines: [null, { sku: "b" }] }],
      ["code", { customer: { code: "DE" } }],
      ["visits", { lines: [{ sku: "a", buyer: "N6" }, { sku: "b" }] }],
      ["_id", { customer: { list: [null, 4] }, "dotted.name": { deep: 1 } }],
    ]);
    expect(new Set(replay(read("cases.jsonl")))).toEqual(new Set(["agrees"]));
  });

  it("say the same when they are replayed, and are not made where they would not", async () => {
    const { preview, folder } = await openWorld(
      'target "schema.json"\nsample "rows.ndjson"\nprice.v -> visits\nsize(price) -> score\n',
      { "rows.ndjson": '{"price":{"$java":"long","v":1}}\n' },
    );
    const { stderr, read } = await preview({ record: `${folder}/cases.jsonl` });
    expect(linesOf(read("cases.jsonl")).map(({ target }) => target.path)).toEqual(["visits"]);
    expect(replay(read("cases.jsonl"))).toEqual(["agrees"]);
    expect(stderr).toContain("`score` has no cases, or not of every value: its row has an object with the key `$java`");
  });

  it("name no account and no schema, however its id is written", async () => {
    const { preview, folder } = await openWorld(`${orders}Vid -> _{TENANT_ID}.points\n`);
    const said = [
      "of ABC123@AdobeOrg and abc%40AdobeOrg",
      "by 12F@techacct.adobe.com",
      "in https%3A%2F%2Fns.adobe.com%2Facme%2Fschemas%2Fdeadbeef, _acme.schemas.deadbeef",
      "and https://ns.adobe.com/acme/schemas/deadbeef; not https://ns.adobe.com/xdm/context/profile",
    ];
    const { read } = await preview({ record: `${folder}/cases.jsonl`, limit: 1 }, (answers) =>
      answers.map(({ data }) => ({
        data,
        errors: said.map((exception) => ({ destination: "_acme.points", exception })),
      })),
    );
    const [line] = read("cases.jsonl").trim().split("\n");
    expect(JSON.parse(line ?? "").errors).toEqual([
      "of {ORG} and {ORG}",
      "by {ACCOUNT}",
      "in {ID}, {ID}",
      "and {ID}; not https://ns.adobe.com/xdm/context/profile",
    ]);
  });

  it("go to a file, and tell the rows that were chosen and not sent", async () => {
    const { preview } = await openWorld(`${orders}Email -> personalEmail.address\n`, {
      "orders.csv": `Email\n${Array.from({ length: 130 }, (_, at) => `p${at}@example.com`).join("\n")}\n`,
    });
    const dash = await preview({ record: "-" });
    expect([dash.exit, dash.sent]).toEqual([3, []]);
    expect((await preview({ sample: 130, seed: 1 })).stderr).toContain("the first 100 of those chosen");
    expect((await preview({ sample: 100, seed: 1 })).stderr).not.toContain("of those chosen");
  });

  it("take the place of other cases, and of nothing else that is there", async () => {
    const settings = "sandboxes:\n  dev: { tenant: acme }\n";
    const { preview, folder } = await openWorld(`${orders}Email -> personalEmail.address\n`, {
      "xdmap.yaml": settings,
      ".env": "# nothing yet\n",
      "empty.jsonl": "\n",
    });
    for (const file of ["xdmap.yaml", ".env"]) {
      const refused = await preview({ record: `${folder}/${file}` });
      expect([refused.exit, refused.sent]).toEqual([3, []]);
      expect(refused.stderr).toContain("holds something else than cases");
    }
    const first = await preview({ record: `${folder}/empty.jsonl`, limit: 2 });
    const second = await preview({ record: `${folder}/empty.jsonl`, limit: 1 });
    expect([first.exit, second.exit, linesOf(second.read("empty.jsonl")).length]).toEqual([0, 0, 1]);
    expect(second.read("xdmap.yaml")).toBe(settings);
  });

  it("never replace a file that the preview reads, and are not written where the platform fails", async () => {
    const { preview, folder } = await openWorld(`${orders}Email -> personalEmail.address\n`);
    const taken = await preview({ record: `${folder}/orders.csv` });
    expect([taken.exit, taken.sent]).toEqual([3, []]);
    const failed = await preview({ record: `${folder}/cases.jsonl` }, () => "nothing");
    expect(failed.exit).toBe(4);
    expect(() => failed.read("cases.jsonl")).toThrow("ENOENT");
  });
});

describe("masked columns", () => {
  const row = {
    email: "Ada.L@Example.com",
    other: "Ada.L@Example.com",
    person: { name: "Zoë", city: "서울", tags: ["x1", null, true] },
    number: 1020,
    price: 0.05,
    code: "007",
    kept: "as it is",
  };
  const mapping =
    'target "schema.json"\nsample "rows.ndjson"\nlower(email) -> personalEmail.address\nkept -> _id\nemail == other -> active\n';
  const files = { "rows.ndjson": `${JSON.stringify(row)}\n` };

  it("are sent and recorded with other letters and digits, and look as they did", async () => {
    const { preview, folder } = await openWorld(mapping, files);
    const masked = await preview({
      format: "json",
      mask: ["email,other", "person", "number", "price", "code"],
      record: `${folder}/cases.jsonl`,
    });
    expect(masked.exit).toBe(0);
    expect(masked.stderr).toContain("6 columns masked");
    expect(JSON.parse(masked.stdout).masked).toEqual(["email", "other", "person", "number", "price", "code"]);
    const [sent] = JSON.parse(masked.sent[0] ?? "").data;
    expect(sent.email).toMatch(/^[A-Z][a-z]{2}\.[A-Z]@[A-Z][a-z]{6}\.[a-z]{3}$/);
    expect(sent.email).toBe(sent.other);
    expect(sent.person.name).toMatch(/^[A-Z][a-z]\p{Ll}$/u);
    expect(sent.person.city).toMatch(/^\p{Script=Hangul}{2}$/u);
    expect(sent.person.tags).toEqual([expect.stringMatching(/^[a-z][1-9]$/), null, true]);
    expect(String(sent.number)).toMatch(/^[1-9]\d{3}$/);
    expect(String(sent.price)).toMatch(/^0\.0\d$/);
    expect(sent.code).toMatch(/^0\d\d$/);
    expect(sent.kept).toBe("as it is");
    const text = masked.stdout + masked.stderr + masked.sent[0] + masked.read("cases.jsonl");
    for (const secret of ["Ada.L", "Example.com", "Zoë", "서울"]) expect(text).not.toContain(secret);
    expect(new Set(replay(masked.read("cases.jsonl")))).toEqual(new Set(["agrees"]));
  });

  it("keep a digit that is no zero from becoming one, whatever is drawn: 0.05 was 0 then", () => {
    const read = parseJson('[0.05, 100, "A-007"]');
    if (!("value" in read)) throw new Error("this is JSON");
    const drawn = [0, 0.999].map((random) => JSON.parse(toJson(createMask(() => random)(read.value))));
    expect(drawn).toEqual([
      [0.01, 100, "A-001"],
      [0.09, 999, "Z-099"],
    ]);
  });

  it("may be all; one that no row has is refused before anything is sent", async () => {
    const { preview } = await openWorld(mapping, files);
    const all = await preview({ mask: ["*"] });
    expect(all.sent[0]).not.toContain("as it is");
    const unknown = await preview({ mask: ["emial"] });
    expect([unknown.exit, unknown.sent]).toEqual([3, []]);
    expect(unknown.stderr).toContain("Did you mean 'email'?");
  });
});

describe("xdmap eval --batch", () => {
  const line = (id: number, expected: string, more = "") =>
    `{"id":${id},"expr":"upper(name)","context":{"name":"ada"},"expected":${expected}${more}}\n`;

  it("tells how many recorded answers agree, and ends with 1 where one does not; its lines stay as they are", async () => {
    const wrong = await runCli(["eval", "--batch", "-"], {
      input: `${line(1, '"ADA"')}${line(2, "null", ',"target":{"path":"a.b","type":"string"},"date":"2026-11-22"')}{"id":3,"expr":"1"}\n`,
    });
    expect(wrong.status).toBe(1);
    expect(wrong.stderr).toContain("1 of 2 recorded answers agree; 1 differs");
    expect(wrong.stderr).toContain("XM7653");
    expect(wrong.stderr).toContain(
      '`a.b` is `"ADA"` here, and Data Prep made `null` of it when it was recorded (2026-11-22)',
    );
    expect(wrong.stdout.split("\n")[1]).toBe('{"id":2,"result":"ADA","type":"string","text":"ADA"}');
    const right = await runCli(["eval", "--batch", "-"], { input: line(1, '"ADA"') });
    expect([right.status, right.stderr]).toEqual([0, "1 of 1 recorded answers agree; 0 differ\n"]);
  });

  it("tells what changed since it was recorded: what agrees no longer, and what does now", async () => {
    const changed = await runCli(["eval", "--batch", "-"], {
      input: [
        line(1, '"Ada"', ',"agrees":true'),
        line(2, '"Ada"', ',"agrees":false'),
        line(3, '"ADA"', ',"agrees":false'),
        line(4, '"ADA"', ',"agrees":true'),
      ].join(""),
    });
    expect(changed.status).toBe(1);
    expect(changed.stderr).toContain("of it. xdmap agreed then.");
    expect(changed.stderr).toContain("of it. xdmap did not agree then either.");
    expect(changed.stderr).toContain(
      "2 of 4 recorded answers agree; 2 differ (1 of them agreed when they were recorded)",
    );
    expect(changed.stderr).toContain("1 that did not agree when recorded does now: line 3");
  });

  it("says why it failed though all answers agree, and that a file holds nothing", async () => {
    const cut = await runCli(["eval", "--batch", "-"], { input: `${line(1, '"ADA"')}{"id":2,"expr":"up` });
    expect([cut.status, cut.stderr]).toEqual([
      1,
      "1 of 1 recorded answers agree; 0 differ\n1 line is no case, which is an error: line 2\n",
    ]);
    const nothing = await runCli(["eval", "--batch", "-"], { input: "\n" });
    expect([nothing.status, nothing.stderr]).toEqual([0, "- holds no case.\n"]);
  });

  it("refuses a line of which a part could not be followed", () => {
    for (const wrong of ['"target":"int"', '"target":{"type":5}', '"strict":"yes"', '"agrees":1']) {
      expect(replay(`{"id":1,"expr":"1","expected":1,${wrong}}`)[0]).toMatch(/^Its /);
    }
    expect(replay('{"id":1,"expr":"1","expected":1,"target":null,"strict":null}')).toEqual(["agrees"]);
  });

  it("compares dates by instant and numbers by value, and takes a failure for null", () => {
    const date = (expected: string, type: string) =>
      `{"id":1,"expr":"date('2020-01-31','yyyy-MM-dd')","expected":${expected},"target":{"type":"${type}"}}`;
    expect(replay(date('"2020-01-31T01:00:00.000+01:00"', "date-time"))).toEqual(["agrees"]);
    expect(replay(date('"2020-01-31"', "date"))).toEqual(["agrees"]);
    expect(replay(date('"2020-01-30"', "date"))).toEqual(['"2020-01-31" and not "2020-01-30"']);
    expect(replay('{"id":1,"expr":"\'2\'","expected":2.0,"target":{"type":"int"}}')).toEqual(["agrees"]);
    expect(replay('{"id":1,"expr":"\'x\'","expected":null,"target":{"type":"int"}}')).toEqual(["agrees"]);
    expect(replay('{"id":1,"expr":"1","expected":1,"target":{"type":"integer"}}')[0]).toContain("which XDM has not");
  });
});
