import { describe, expect, it } from "vitest";
import { faultsOf } from "../../../src/platform/services/mapping-faults.js";
import { type Change, documentOf, openWorld } from "./support.js";

const orders = 'target "schema.json"\nsample "orders.csv"\n';
const mapping = `${orders}lower(Email) -> personalEmail.address\nVid -> visits\nVid -> _{TENANT_ID}.points\n`;

interface Target {
  readonly path: string;
  readonly differing: number;
  readonly errors: readonly { readonly message: string }[];
}

const targetOf = (document: { readonly targets: readonly Target[] }, path: string) =>
  document.targets.find((target) => target.path === path);

describe("what no preview answers", () => {
  it.each<readonly [string, Change]>([
    ["records without their envelope", (answers) => answers.map(({ data }) => data)],
    ["all records in one envelope", (answers) => ({ data: answers.map(({ data }) => data), errors: [] })],
    ["a record that is a list", (answers) => answers.map(({ data }) => ({ data: [data], errors: [] }))],
    ["a record that is a text", (answers) => answers.map(() => ({ data: "x", errors: [] }))],
    ["a list with a name", (answers) => ({ items: answers })],
    ["more rows than were sent", (answers) => [...answers, ...answers]],
    ["an answer that was cut off", (answers) => JSON.stringify(answers).slice(0, 60)],
  ])("is no record without fields: %s", async (_, change) => {
    const { preview } = await openWorld(mapping);
    const failed = await preview({}, change);
    expect([failed.exit, failed.stdout]).toEqual([4, ""]);
    expect(failed.stderr).toContain("XM7016");
    expect(failed.stderr).not.toContain("ada@example.com");
  });

  it("is told as a page, or as a request that is too large where neither a list nor a row is taken", async () => {
    const { preview } = await openWorld(mapping);
    const page = await preview({}, () => new Response("<html><title>Sign in</title>", { status: 200 }));
    expect([page.exit, page.stderr.includes("Sign in")]).toEqual([4, true]);
    const large = (_: unknown, { data }: { readonly data: unknown }) =>
      Array.isArray(data) ? new Response("", { status: 413 }) : undefined;
    const split = await preview({}, (answers, body) => large(answers, body) ?? answers);
    expect([split.exit, split.sent.length]).toEqual([0, 3]);
    const refused = await preview({}, () => new Response("", { status: 413 }));
    expect(refused.exit).toBe(4);
    expect(refused.stderr).toContain("XM7657");
  });

  it("is in another order: the differences are told to be of the order, and not of functions", async () => {
    const { preview, folder } = await openWorld(mapping);
    const turned = await preview({ record: `${folder}/cases.jsonl` }, (answers) => answers.toReversed());
    expect([turned.exit, turned.stderr.includes("XM7656")]).toEqual([1, true]);
    expect(turned.stderr).toContain("was not written");
    expect(() => turned.read("cases.jsonl")).toThrow("ENOENT");
    expect(turned.stderr).toContain("--data object");
    const other = await preview({}, (answers) =>
      answers.map((answer) => ({ ...answer, data: { ...answer.data, visits: 9 } })),
    );
    expect(other.stderr).not.toContain("XM7656");
  });

  it("is a mapping set that is too large by itself", async () => {
    const targets = Array.from({ length: 500 }, (_, at) => `concat(Email, "${"x".repeat(2010)}") -> labels.a${at}`);
    const { preview } = await openWorld(`${orders}${targets.join("\n")}\n`);
    const refused = await preview({ limit: 1 });
    expect([refused.exit, refused.sent]).toEqual([1, []]);
    expect(refused.stderr).toContain("The mapping set alone");
    expect(refused.stderr).toContain("--select");
  });
});

describe("errors of rows", () => {
  const telling =
    (errors: unknown): Change =>
    (answers) =>
      answers.map(({ data }) => ({ data, errors }));

  it("are told of targets that do not differ, too", async () => {
    const { preview } = await openWorld(mapping);
    const told = await preview({}, telling([{ destination: "visits", exception: "a note of the service" }]));
    expect(told.exit).toBe(0);
    expect(told.stdout).toContain("Data Prep: 2× a note of the service");
  });

  it("are of their target by the tenant's path, by the exact item, and of each mapping with the source", async () => {
    const { preview } = await openWorld(
      `${mapping}Email -> productListItems[0].SKU\nFirst_Name -> productListItems[1].SKU\n`,
    );
    const told = await preview(
      { format: "json" },
      telling([
        { destination: "_acme.points", exception: "of the tenant" },
        { destination: "/productListItems[1]/SKU", exception: "of the second" },
        { source: "Vid", exception: "of the source" },
        { destination: "homeAddress.city", exception: "of nothing mapped" },
      ]),
    );
    const document = documentOf(told);
    const messages = (path: string) => targetOf(document, path)?.errors.map(({ message }) => message);
    expect(messages("_{TENANT_ID}.points") ?? messages("_acme.points")).toEqual(["of the tenant", "of the source"]);
    expect(messages("visits")).toEqual(["of the source"]);
    expect(messages("productListItems[0].SKU")).toEqual([]);
    expect(messages("productListItems[1].SKU")).toEqual(["of the second"]);
    expect(document.errors).toMatchObject([{ message: "homeAddress.city: of nothing mapped", count: 2 }]);
  });

  it.each<readonly [string, unknown, readonly string[]]>([
    ["a list as in the OpenAPI file", [{ destination: "a", exception: "no", source: "b" }], ["a|b|no"]],
    ["one error", { exception: "no" }, ["||no"]],
    ["a text", "no", ["||no"]],
    ["texts", ["no", ["not"]], ["||no", "||not"]],
    ["the gateway's", [{ error_code: "403010", message: "no" }], ["||403010: no"]],
    ["the registry's", [{ type: "t", status: 400, title: "T", detail: "no" }], ["||no"]],
    ["Flow Service's", [{ code: "1-400", title: "no" }], ["||1-400: no"]],
    ["a batch's", [{ code: "C", description: "no", recordCount: 1 }], ["||C: no"]],
    ["a validation's", [{ status: "FAILED", destination: "a", errors: [{ exception: "no" }] }], ["a||no"]],
    ["by destination", { a: "no", "b.c": ["not"] }, ["a||no", "b.c||not"]],
    ["a number", [5, null], ["||5"]],
    ["anything else", [{ x: { y: 1 } }], ['||{"x":{"y":1}}']],
  ])("are never dropped: %s", (_, errors, expected) => {
    const found = faultsOf(JSON.parse(JSON.stringify(errors)));
    expect(found.map(({ destination, source, message }) => [destination, source, message].join("|"))).toEqual(expected);
  });

  it("stand in `error`, too, and quote nothing that signs in", async () => {
    const { preview, emulator } = await openWorld(mapping);
    const { token } = emulator.credentials;
    const told = await preview({ format: "json" }, (answers) =>
      answers.map(() => ({ data: null, error: { message: `not taken: Bearer ${token}` } })),
    );
    expect(told.exit).toBe(1);
    expect(documentOf(told).errors).toMatchObject([{ message: "not taken: Bearer ***", count: 2 }]);
    expect(told.stdout).not.toContain(token);
  });
});

describe("values", () => {
  it("of a date are the same instant as milliseconds, which is told; seconds are not", async () => {
    const { preview } = await openWorld(`${orders}date(Created_At, "yyyy-MM-dd HH:mm:ss") -> _repo.createDate\n`);
    const as = (text: string) =>
      preview({ format: "json", limit: 1 }, (answers) =>
        JSON.stringify(answers).replace('"2020-11-09T10:00:00Z"', text),
      );
    const milliseconds = await as("1604916000000");
    expect([milliseconds.exit, documentOf(milliseconds).targets[0].kinds.text]).toEqual([0, 1]);
    for (const other of ["1604916000", "1604916000001", "true"]) {
      const differs = await as(other);
      expect([differs.exit, documentOf(differs).targets[0].kinds.type]).toEqual([1, 1]);
    }
  });

  it("differ in null and the empty text, in numbers that no double holds, and in the order of items", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "rows.ndjson"\ntags -> tags\nprice -> score\ngone -> _id\n',
      { "rows.ndjson": '{"tags":["a","b"],"price":0.5,"gone":null}\n' },
    );
    const compared = await preview({ format: "json" }, (answers) =>
      JSON.stringify(answers.map(({ data }) => ({ data: { ...data, tags: ["b", "a"], _id: "" }, errors: [] }))).replace(
        '"score":0.5',
        '"score":1e999',
      ),
    );
    const { targets } = documentOf(compared);
    expect(targets.map(({ path, kinds }: never) => [path, kinds])).toMatchObject([
      ["tags", { value: 1 }],
      ["score", { type: 1 }],
      ["_id", { "missing-here": 1 }],
    ]);
  });

  it("that moved up in a list are of the mapping that gave them, and rest on that they move", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "rows.ndjson"\na -> productListItems[0].SKU\nb -> productListItems[1].SKU\n',
      { "rows.ndjson": '{"a":null,"b":"B"}\n' },
    );
    const kept = await preview({ format: "json" }, () => [
      { data: { productListItems: [null, { SKU: "B" }] }, errors: [] },
    ]);
    const document = documentOf(kept);
    expect(targetOf(document, "productListItems[0].SKU")?.differing).toBe(0);
    expect(targetOf(document, "productListItems[1].SKU")?.differing).toBe(1);
    expect(document.parts[0]).toMatchObject({ kind: "record", fidelity: { level: "assumed" }, differing: 1 });
    const other = await preview({ format: "json" }, () => [
      { data: { productListItems: [{ SKU: "A" }, { SKU: "B" }] }, errors: [] },
    ]);
    expect(targetOf(documentOf(other), "productListItems[0].SKU")).toMatchObject({
      differing: 1,
      examples: [{ here: null, there: "A" }],
    });
    const moved = await preview({}, () => [{ data: { productListItems: [{ SKU: "B" }] }, errors: [] }]);
    expect(moved.exit).toBe(0);
  });

  it("inside of each other rest on which of them wins", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "rows.ndjson"\nhome.town -> homeAddress.city\nhome -> homeAddress\n',
      { "rows.ndjson": '{"home":{"town":"Oslo","city":"Bergen"}}\n' },
    );
    const later = await preview({ format: "json" }, () => [{ data: { homeAddress: { city: "Bergen" } }, errors: [] }]);
    const { parts, targets } = documentOf(later);
    expect(targets[0]).toMatchObject({ path: "homeAddress.city", differing: 1 });
    expect(parts.map(({ kind, name }: { kind: string; name: string }) => `${kind} ${name}`)).toContain(
      "record targets that lie one inside of another",
    );
  });

  it("are shown so that one sees how they differ: as JSON, from the difference on, with escapes", async () => {
    const { preview } = await openWorld(mapping);
    const shown = await preview({ limit: 1 }, (answers) =>
      answers.map(({ data }) => ({ data: { ...data, visits: "1" }, errors: [] })),
    );
    expect(shown.stdout).toContain('here 1, there "1"');
    expect(shown.stderr).toContain('here 1, there "1"');
    const alike = await preview({ limit: 1 }, (answers) =>
      answers.map(({ data }) => ({
        data: { ...data, personalEmail: { address: "ada@exam\u200bple.com" } },
        errors: [],
      })),
    );
    expect(alike.stdout).toContain('there "ada@exam\\u200bple.com"');
    const { preview: long } = await openWorld(`${orders}concat(Email, "${"x".repeat(500)}", "!") -> labels.x\n`);
    const cut = await long({ limit: 1 }, (answers) => JSON.stringify(answers).replace("x!", "x?"));
    expect(cut.stdout).toContain('here "…xxxxxxxxxxxx!", there "…xxxxxxxxxxxx?"');
    for (const line of cut.stdout.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });
});
