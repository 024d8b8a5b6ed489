import { describe, expect, it } from "vitest";
import { type Change, documentOf, openWorld } from "./support.js";

const orders = 'target "schema.json"\nsample "orders.csv"\n';
const mapping = `${orders}lower(Email) -> personalEmail.address\nupper(First_Name) -> person.name.firstName\nLast_Name -> person.name.lastName\n`;

describe("rows are sent as Data Prep gets them", () => {
  it("with all of their columns, cells as texts and empty ones as null, and the mapping set as build emits it", async () => {
    const { preview } = await openWorld(mapping);
    const { exit, stderr, stdout, sent } = await preview();
    expect(stderr).toContain("2 rows sent in 1 request");
    expect(exit).toBe(0);
    expect(stdout).toContain("2 compared: 2 equal, 0 differ");
    const body = JSON.parse(sent[0] ?? "");
    expect(body.data[1]).toEqual({
      Email: "bob@example.com",
      First_Name: "Bob",
      Last_Name: "Byrne",
      Phone: null,
      Amount: "7",
      Created_At: "2020-11-10 11:30:00",
      Country_Code: "us",
      Vid: "2",
    });
    expect(body.mappingSet.mappings[0]).toEqual({
      sourceType: "EXPRESSION",
      source: "lower(Email)",
      destination: "personalEmail.address",
    });
    expect(body.mappingSet.outputSchema.schemaRef.id).toBe("https://ns.adobe.com/acme/schemas/example");
  });

  it("from JSON with what is nested, and with the digits of its numbers", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "items.ndjson"\nlines[*].sku -> productListItems[*].SKU\nbig -> visits\n',
      { "items.ndjson": '{"lines":[{"sku":"a"},{"sku":"b"}],"big":9007199254740993,"price":2.50,"rate":2.0}\n' },
    );
    const { exit, sent, stdout } = await preview({ format: "json" });
    expect(sent[0]).toContain('"big":9007199254740993');
    expect(sent[0]).toContain('"rate":2.0');
    expect([exit, documentOf({ stdout } as never).rows.equal]).toEqual([0, 1]);
  });

  it("which the emulator maps with these digits, too", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "items.ndjson"\nrate -> _id\nbig -> labels.big\n',
      { "items.ndjson": '{"rate":1.0,"big":9007199254740993}\n' },
    );
    const { exit, stdout } = await preview({ format: "json" });
    expect([exit, documentOf({ stdout } as never).rows.equal]).toEqual([0, 1]);
  });

  it("no more than ten of them, or a hundred; chosen ones where rows are chosen", async () => {
    const rows = Array.from({ length: 130 }, (_, at) => `p${at}@example.com`).join("\n");
    const { preview } = await openWorld(`${orders}Email -> personalEmail.address\n`, {
      "orders.csv": `Email\n${rows}\n`,
    });
    const count = async (options: object) => JSON.parse((await preview(options)).sent[0] ?? "").data.length;
    expect(await count({})).toBe(10);
    expect(await count({ limit: 100 })).toBe(100);
    expect(await count({ sample: 130, seed: 1 })).toBe(100);
    expect(await count({ where: 'Email == "p7@example.com"' })).toBe(1);
    const refused = await preview({ limit: 101 });
    expect([refused.exit, refused.sent]).toEqual([3, []]);
    expect(refused.stderr).toContain("more than the 100 rows");
    const nothing = await preview({ where: 'Email == "nobody"' });
    expect([nothing.exit, nothing.sent]).toEqual([1, []]);
    expect(nothing.stderr).toContain("XM7655");
  });

  it("in several requests where one would be too large, and not at all where a row alone is", async () => {
    const row = (size: number) => `${"x".repeat(size)}@example.com`;
    const csv = (...sizes: readonly number[]) => `Email\n${sizes.map(row).join("\n")}\n`;
    const { preview } = await openWorld(`${orders}Email -> personalEmail.address\n`, {
      "orders.csv": csv(600_000, 600_000, 10),
    });
    const split = await preview({ format: "json" });
    expect(split.sent.map((body) => JSON.parse(body).data.length)).toEqual([1, 2]);
    expect(split.exit).toBe(0);
    const { preview: other } = await openWorld(`${orders}Email -> personalEmail.address\n`, {
      "orders.csv": csv(1_000_001),
    });
    const refused = await other();
    expect([refused.exit, refused.sent]).toEqual([1, []]);
    expect(refused.stderr).toContain("XM7651");
  });
});

describe("the form of a request", () => {
  const noLists = (_: unknown, { data }: { readonly data: unknown }) =>
    Array.isArray(data)
      ? new Response('{"title":"Bad Request","status":400,"detail":"data is no object"}', { status: 400 })
      : undefined;

  it("is one row a request where a list is refused, or answered with fewer rows", async () => {
    const { preview } = await openWorld(mapping);
    const refused = await preview({}, (answers, body) => noLists(answers, body) ?? answers);
    expect(refused.exit).toBe(0);
    expect(refused.stderr).toContain("2 rows sent in 2 requests, a row each");
    const fewer = await preview({}, (answers, { data }) => (Array.isArray(data) ? answers.slice(1) : answers[0]));
    expect([fewer.exit, fewer.sent.length]).toEqual([0, 3]);
  });

  it("is the one that was asked for", async () => {
    const { preview } = await openWorld(mapping);
    const each = await preview({ data: "object" });
    expect([each.exit, each.sent.map((body) => Array.isArray(JSON.parse(body).data))]).toEqual([0, [false, false]]);
    const list = await preview({ data: "list" }, (answers, body) => noLists(answers, body) ?? answers);
    expect([list.exit, list.sent.length]).toEqual([4, 1]);
    expect(list.stderr).toContain("data is no object");
  });

  it("does not help against other refusals, which are told as they came first", async () => {
    const { preview, emulator } = await openWorld(mapping);
    const refused = await preview(
      {},
      (_, { data }) =>
        new Response(`{"title":"Bad","status":400,"detail":"${Array.isArray(data) ? "first" : "second"}"}`, {
          status: 400,
        }),
    );
    expect(refused.exit).toBe(4);
    expect(refused.stderr).toContain("first");
    expect(refused.stderr).not.toContain(emulator.credentials.token);
  });
});

describe("differences", () => {
  it("are told by target, with the function that they rest on and what was said", async () => {
    const { preview } = await openWorld(mapping);
    const compared = await preview({}, (answers) =>
      answers.map((answer) => {
        answer.data.person.name.firstName = undefined;
        answer.errors = [{ source: "upper(First_Name)", destination: "person.name.firstName", exception: "no upper" }];
        return answer;
      }),
    );
    expect(compared.exit).toBe(1);
    expect(compared.stderr).toContain("XM7650");
    expect(compared.stderr).toContain('`person.name.firstName`, in line 2 here "ADA", there nothing');
    expect(compared.stdout).toMatchInlineSnapshot(`
      "Rows      2 compared: 0 equal, 2 differ
      Rests on  documented, at the weakest

      Target                  equal  differ  rests on
      person.name.firstName       0       2  documented
        from upper(First_Name)
        2× only xdmap has a value
        line 2: here "ADA", there nothing
        line 3: here "BOB", there nothing
        Data Prep: 2× no upper
        rests on upper, text → string
      2 targets with the same value in every row

      What differing values rest on  differ   agree
      upper                               2       0  function
        verified: Data Prep functions, upper
        assumed of the language: letters change as in no special language (Java's Locale.ROOT): \`I\` and
          \`i\` are one pair (or else: as in the server's language, in Turkish \`I\` and \`ı\`)
      text → string                       2       4  conversion
        documented: batch ingestion, table of type conversions
      "
    `);
  });

  it("of several samples say which the line is in", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "a.csv", "b.csv"\nEmail -> personalEmail.address\n',
      {
        "a.csv": "Email\na@x.org\n",
        "b.csv": "Email\nb@x.org\n",
      },
    );
    const change: Change = (answers) => {
      const last = answers.at(-1);
      if (last !== undefined) last.data.personalEmail.address = "c@x.org";
      return answers;
    };
    const { stdout, stderr } = await preview({}, change);
    expect(stdout).toMatch(/ {2}\S*b\.csv, line 2: here "b@x\.org", there "c@x\.org"/);
    expect(stderr).toMatch(/in \S*b\.csv, line 2 here "b@x\.org"/);
    const { targets } = JSON.parse((await preview({ format: "json" }, change)).stdout);
    expect(targets[0].examples).toMatchObject([{ sample: expect.stringMatching(/b\.csv$/), line: 2 }]);
  });

  it("count by function in how many values that differ and that agree it took part", async () => {
    const { preview } = await openWorld(mapping);
    const compared = await preview({ format: "json" }, (answers) =>
      answers.map((answer, at) => {
        if (at === 0) answer.data.person.name.firstName = "Ada";
        return answer;
      }),
    );
    const { rows, targets, parts } = documentOf(compared);
    expect(rows).toMatchObject({ compared: 2, equal: 1, differing: 1 });
    expect(targets[0]).toMatchObject({
      path: "person.name.firstName",
      expression: "upper(First_Name)",
      equal: 1,
      differing: 1,
      kinds: { value: 1, "missing-here": 0 },
      examples: [{ line: 2, kind: "value", here: "ADA", there: "Ada" }],
    });
    const of = (wanted: string) => parts.find(({ name }: { readonly name: string }) => name === wanted);
    expect(of("upper")).toMatchObject({ kind: "function", differing: 1, agreeing: 1 });
    expect(of("upper").fidelity.source).not.toBe("");
    expect(of("lower")).toMatchObject({ differing: 0, agreeing: 2 });
    expect(of("text → string")).toMatchObject({ kind: "conversion", differing: 1, agreeing: 5 });
    expect(parts[0].name).toBe("upper");
  });

  it("of an expression with branches count only what was evaluated in the row", async () => {
    const { preview } = await openWorld(
      `${orders}iif(Country_Code == "us", upper(First_Name), lower(First_Name)) -> person.name.firstName\n`,
    );
    const compared = await preview({ format: "json" }, (answers) =>
      answers.map((answer) => {
        if (answer.data.person.name.firstName === "BOB") answer.data.person.name.firstName = "Bob";
        return answer;
      }),
    );
    const counts = documentOf(compared).parts.map((part: { readonly name: string }) => part);
    const of = (wanted: string) => counts.find(({ name }: { readonly name: string }) => name === wanted);
    expect(of("upper")).toMatchObject({ differing: 1, agreeing: 0 });
    expect(of("lower")).toMatchObject({ differing: 0, agreeing: 1 });
    expect(of("iif")).toMatchObject({ differing: 1, agreeing: 1 });
  });

  it("are by value for numbers, by type in JSON, and by instant for dates, whose text is told", async () => {
    const { preview } = await openWorld(
      `${orders}to_integer(Vid) -> visits\nto_decimal(Vid) -> score\ndate(Created_At, "yyyy-MM-dd HH:mm:ss") -> _repo.createDate\n`,
    );
    const run = (text: (json: string) => string) =>
      preview({ format: "json", rows: undefined } as never, (answers) => text(JSON.stringify(answers)));
    const same = await run((json) =>
      json.replaceAll('"visits":1', '"visits":1.0').replaceAll('"visits":2', '"visits":2E0'),
    );
    expect([same.exit, documentOf(same).rows.equal]).toEqual([0, 2]);
    const type = await run((json) => json.replaceAll('"visits":1', '"visits":"1"'));
    expect(documentOf(type).targets[0]).toMatchObject({ path: "visits", kinds: { type: 1, value: 0 } });
    const instant = await run((json) => json.replaceAll("2020-11-09T10:00:00Z", "2020-11-09T11:00:00.000+01:00"));
    expect(instant.exit).toBe(0);
    const date = documentOf(instant).targets.find(({ path }: { readonly path: string }) => path === "_repo.createDate");
    expect(date).toMatchObject({ differing: 0, kinds: { text: 1 } });
    const other = await run((json) => json.replaceAll("2020-11-09T10:00:00Z", "2020-11-09T11:00:00Z"));
    expect([other.exit, documentOf(other).targets[0].kinds.value]).toEqual([1, 1]);
  });

  it("are none between null, nothing and what is empty", async () => {
    const { preview } = await openWorld(`${mapping}Phone -> mobilePhone.number\n`);
    const compared = await preview({ format: "json" }, (answers) =>
      answers.map((answer) => ({
        ...answer,
        data: { ...answer.data, _id: null, tags: [], homeAddress: { city: null } },
      })),
    );
    expect([compared.exit, documentOf(compared).rows.differing]).toEqual([0, 0]);
  });

  it("are told where nothing is mapped, and errors of no target beside them", async () => {
    const { preview } = await openWorld(mapping);
    const compared = await preview({ format: "json" }, (answers) =>
      answers.map(({ data }) => ({ data: { ...data, tags: ["x", "y"] }, errors: ["odd"] })),
    );
    const { targets, errors } = documentOf(compared);
    expect(targets[0]).toMatchObject({ path: "tags[*]", expression: null, differing: 2, kinds: { "missing-here": 2 } });
    expect(errors).toEqual([{ message: "odd", count: 2, lines: [2, 3] }]);
  });

  it("of what changes from run to run are none, but that one has no value is one", async () => {
    const { preview } = await openWorld(`${orders}uuid() -> _id\nEmail -> personalEmail.address\n`);
    const other = await preview({ format: "json" });
    expect([
      other.exit,
      documentOf(other).targets.find((each: { path: string }) => each.path === "_id").kinds.changing,
    ]).toEqual([0, 2]);
    const gone = await preview({}, (answers) =>
      answers.map((answer) => ({ ...answer, data: { ...answer.data, _id: null } })),
    );
    expect(gone.exit).toBe(1);
  });

  it("in items of arrays are of their mapping, whatever names the fields have", async () => {
    const { preview } = await openWorld(
      'target "schema.json"\nsample "items.ndjson"\nupper(lines[*].sku) -> productListItems[*].SKU\nx -> labels.__proto__\n',
      { "items.ndjson": '{"lines":[{"sku":"a"},{"sku":"b"}],"x":"y"}\n' },
    );
    const compared = await preview({ format: "json" }, (answers) =>
      JSON.stringify(answers).replace('"B"', '"b"').replace('"y"', '"z"'),
    );
    const { targets } = documentOf(compared);
    expect(targets.map(({ path, differing }: { path: string; differing: number }) => [path, differing])).toEqual([
      ["productListItems[*].SKU", 1],
      ["labels.__proto__", 1],
    ]);
    expect(targets[0].examples[0]).toMatchObject({ path: "productListItems[1].SKU", here: "B", there: "b" });
  });
});

describe("what stands in the way", () => {
  it("is told before anything is sent", async () => {
    const wrong = await (await openWorld(`${orders}Emial -> personalEmail.address\n`)).preview();
    expect([wrong.exit, wrong.sent]).toEqual([1, []]);
    expect(wrong.stderr).toContain("XM2001");
    const nowhere = await (await openWorld(mapping)).preview({ sandbox: "prod" });
    expect([nowhere.exit, nowhere.sent]).toEqual([3, []]);
  });

  it("is no row that takes too long here: its target has no value, with the reason", async () => {
    const { preview } = await openWorld(`${orders}Email.replaceAll("x*x*x*y", "") -> person.name.firstName\n`, {
      "orders.csv": `Email\n${"x".repeat(3000)}\n`,
    });
    const compared = await preview({ rowTimeout: 0.03, format: "json" }, () => [{ data: {}, errors: [] }]);
    expect(documentOf(compared).targets[0].reasons).toMatchObject([{ code: "XM5062", count: 1 }]);
    expect(compared.exit).toBe(0);
  });

  it("are strict expressions, which is told where rows differ", async () => {
    const { preview } = await openWorld(`${orders}Phone + 1 -> visits\n`);
    const strict = await preview({ strict: true });
    expect([strict.exit, strict.stderr.includes("--no-strict compares like with like")]).toEqual([1, true]);
    expect((await preview({ strict: false })).stderr).not.toContain("--no-strict");
  });

  it("at the platform ends with 4, and rows are in no message", async () => {
    const { preview, emulator } = await openWorld(mapping);
    emulator.faults.add({ match: { path: "mappingSets/preview" }, kind: "401" } as never);
    const failed = await preview({}, () => new Response("<html>", { status: 200 }));
    expect(failed.exit).toBe(4);
    expect(failed.stderr).not.toContain("ada@example.com");
  });
});
