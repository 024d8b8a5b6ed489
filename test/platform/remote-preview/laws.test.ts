import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileMapping, emitMappingSet } from "../../../src/compiler/index.js";
import { parseMapping } from "../../../src/grammar/index.js";
import { fixedServices } from "../../../src/host/services.js";
import { isReal } from "../../../src/platform/remote-preview/compare-row.js";
import { previewRemotely, sentRow } from "../../../src/platform/remote-preview/index.js";
import { recordCases } from "../../../src/platform/remote-preview/record-cases.js";
import { readPreview } from "../../../src/platform/services/read-preview.js";
import { evaluateCase, judgeCase, printXdm, readCase } from "../../../src/runtime/index.js";
import { loadSchema } from "../../../src/schema/index.js";
import { createSourceFile } from "../../../src/text/index.js";
import { MISSING, parseJson, type Value } from "../../../src/values/index.js";
import { exampleSchema } from "../../support/example-files.js";

const services = fixedServices({ now: new Date(0), seed: "laws" });
const schema = loadSchema(createSourceFile("schema.json", JSON.stringify(exampleSchema))).schema;
const { tree } = parseMapping(
  createSourceFile(
    "laws.xdmap",
    [
      "upper(text) -> person.name.firstName",
      "number -> score",
      "number + 1 -> visits",
      "flag -> active",
      "day -> person.birthDate",
      "time -> _repo.createDate",
      "list -> tags",
      "items[*].sku -> productListItems[*].SKU",
      "deep.er.city -> homeAddress.city",
      'iif(flag, text, "no") -> homeAddress.country',
      'concat(text, "-", deep.er.city) -> _id',
      "",
    ].join("\n"),
  ),
);
const { program } = compileMapping({ tree, schema, sample: null });
const { payload } = emitMappingSet(program, "current", { schemaId: "https://ns.adobe.com/acme/schemas/example" });

const text = fc.constantFrom("", "a", "Ada", "É", "1", "null", "x y");
const row = fc.record(
  {
    text: fc.option(text),
    number: fc.option(fc.constantFrom(0, 1, -3, 0.5, 7)),
    flag: fc.option(fc.boolean()),
    day: fc.constantFrom("2020-02-29", "2020-13-01", ""),
    time: fc.constantFrom("2020-01-01T00:00:00Z", "2020-01-01", "soon"),
    list: fc.option(fc.array(fc.option(text), { maxLength: 3 })),
    items: fc.array(fc.record({ sku: fc.option(text), other: text }), { maxLength: 3 }),
    deep: fc.option(fc.record({ er: fc.option(fc.record({ city: fc.option(text), street: text })) })),
  },
  { requiredKeys: [] },
);

/** What Data Prep might have in place of a value. */
function othersOf(value: unknown): readonly unknown[] {
  if (typeof value === "string") {
    const instant = Date.parse(value);
    const dates = Number.isNaN(instant) || !value.includes("T") ? [] : [instant, new Date(instant).toISOString()];
    return [value, null, "", `${value}!`, 1, ...dates];
  }
  if (typeof value === "number") return [value, value + 1, String(value), null];
  return [value, null, String(value)];
}

function changed(value: unknown, pick: () => number): unknown {
  if (Array.isArray(value)) {
    const items = value.map((item) => changed(item, pick));
    return pick() % 4 === 0 ? items.toReversed() : items;
  }
  if (typeof value === "object" && value !== null) {
    return Object.fromEntries(Object.entries(value).map(([name, field]) => [name, changed(field, pick)]));
  }
  const others = othersOf(value);
  return pick() % 2 === 0 ? value : others[pick() % others.length];
}

function rowOf(json: string, line: number) {
  const read = parseJson(json);
  const value: Value = "value" in read ? read.value : null;
  const fields = value !== null && typeof value === "object" && value.kind === "map" ? value : null;
  return {
    line,
    get: (name: string) => {
      const entry = fields?.entries.get(`'${name}`);
      return entry === undefined ? MISSING : entry.value;
    },
  };
}

describe("a recorded case", () => {
  it("says in a replay what the comparison said of its value, and has nothing beside what is read", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 3 }),
        fc.infiniteStream(fc.nat(1000)),
        async (rows, numbers) => {
          const columns = ["text", "number", "flag", "day", "time", "list", "items", "deep"];
          const sent = rows.map((each, at) => sentRow(rowOf(JSON.stringify(each), at + 1), columns));
          const pick = (): number => numbers.next().value ?? 0;
          const ours = async (change: boolean) => {
            const same = await previewRemotely(program, sent, {
              services,
              strict: false,
              form: "list",
              mappingSet: payload ?? {},
              service: { preview: async () => ({ kind: "ok", value: sent.map(() => answer({})) }) },
            });
            const records = same.kind === "compared" ? same.pairs.map(({ local }) => printXdm(local.record)) : [];
            return records.map((record) => (change ? changed(JSON.parse(record), pick) : JSON.parse(record)));
          };
          const answers = await ours(true);
          const compared = await previewRemotely(program, sent, {
            services,
            strict: false,
            form: "list",
            mappingSet: payload ?? {},
            service: { preview: async () => ({ kind: "ok", value: answers.map(answer) }) },
          });
          if (compared.kind !== "compared") throw new Error(compared.kind);
          const { lines } = recordCases(program, compared.pairs, {
            services,
            strict: false,
            version: "0",
            date: "2026-11-22",
          });
          for (const line of lines) {
            expect(line).not.toContain('"street"');
            expect(line).not.toContain('"other"');
            const read = readCase(line);
            if (!("case" in read) || read.case.recorded === undefined) throw new Error(line);
            const { recorded } = read.case;
            const [, index = ""] = /^row (\d+) /.exec(JSON.parse(line).id) ?? [];
            const path = recorded.path ?? "";
            const target = compared.pairs[Number(index) - 1]?.compared.targets.find(
              (one) => one.path === path.replace(/\[\d+\]/, "[*]"),
            );
            const differs = target?.differences.some(
              (one) => isReal(one) && (one.path === path || one.path.startsWith(`${path}[`)),
            );
            const agrees = judgeCase(evaluateCase(read.case, { services, strict: false }), recorded).kind === "agrees";
            expect([line, agrees]).toEqual([line, differs === false]);
            expect(recorded.agreed).toBe(agrees);
          }
        },
      ),
      { numRuns: 60 },
    );
  });
});

function answer(data: unknown) {
  const whole = JSON.stringify({ data, errors: [] });
  const [read] = readPreview(JSON.parse(whole), whole) ?? [];
  if (read === undefined) throw new Error(whole);
  return read;
}
