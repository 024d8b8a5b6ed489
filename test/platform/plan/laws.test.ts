import fc from "fast-check";
import { expect, it } from "vitest";
import { findDifferences } from "../../../src/platform/plan/differences.js";
import { hashFields } from "../../../src/platform/plan/hash.js";
import { hasChanges, planDocument, printPlan, readSavedPlan, whatMoved } from "../../../src/platform/plan/index.js";
import { addMarker, readMarker } from "../../../src/platform/plan/marker.js";
import { mapping, openWorld, projectFile } from "./support.js";

it("the same files and the same sandbox give the same bytes, and nothing is written there", async () => {
  const world = await openWorld();
  const before = world.emulator.requests.length;
  const [one, other] = [printPlan(await world.plan()), printPlan(await world.plan())];
  expect(one).toBe(other);
  const asked = world.emulator.requests.slice(before).filter(({ method }) => method !== "GET");
  const harmless = /\/ims\/token\/v3$|\/mappingSets\/validate$/;
  expect(asked.filter(({ path }) => !harmless.test(path))).toEqual([]);
});

it("after a push nothing is to be done, whatever the flow is", async () => {
  const expression = fc.constantFrom(
    "Email",
    "lower(Email)",
    '"ada@example.com"',
    'concat(Email, "-", Vid)',
    "iif(Vid == 1, Email, Phone)",
  );
  const targets = ["_id", "personalEmail.address", "person.name.firstName", "homeAddress.city", "mobilePhone.number"];
  const flow = fc.record({
    lines: fc.uniqueArray(fc.tuple(expression, fc.constantFrom(...targets)), {
      minLength: 1,
      selector: ([, to]) => to,
    }),
    description: fc.option(fc.constantFrom("What they buy", "[xdmap] & co."), { nil: undefined }),
    schedule: fc.constantFrom(
      "{ frequency: once }",
      "{ frequency: hour, interval: 6 }",
      "{ frequency: day, interval: 1, start: 2026-12-01T00:00:00Z, backfill: false }",
      "{ frequency: minute, interval: 15, start: 1796083200 }",
    ),
    options: fc.constantFrom(undefined, "{ errorDiagnosticsEnabled: true, partialIngestionPercent: 5 }"),
    isNumber: fc.boolean(),
  });
  await fc.assert(
    fc.asyncProperty(flow, async ({ lines, description, schedule, options, isNumber }) => {
      const settings = [
        `schedule: ${schedule}`,
        ...(schedule.includes("once") ? [] : ["delta: { column: Created_At }"]),
        ...(description === undefined ? [] : [`description: ${JSON.stringify(description)}`]),
        ...(options === undefined ? [] : [`options: ${options}`]),
      ];
      const text = [
        'target "schema.json"',
        'sample "orders.csv"',
        ...lines.map(([from, to]) => `${from} -> ${to}`),
        "",
      ];
      const world = await openWorld(
        { "example.xdmap": text.join("\n"), "xdmap.yaml": projectFile(...settings) },
        { behaviour: { scheduleReadBack: isNumber ? "numbers" : "strings" } },
      );
      const { result, diagnostics } = await world.push();
      expect({ result, errors: diagnostics.filter(({ severity }) => severity === "error") }).toEqual({
        result: "done",
        errors: [],
      });
      const plan = await world.plan();
      expect(hasChanges(plan)).toBe(false);
      expect(plan.steps.flatMap(({ changes, drift }) => [...changes, ...drift])).toEqual([]);
    }),
    { numRuns: 6 },
  );
});

it("what moved since a plan was saved is told, step by step", async () => {
  const world = await openWorld();
  const text = printPlan(await world.plan());
  const saved = readSavedPlan("orders.plan", text);
  if (saved.kind !== "saved") throw new Error(saved.diagnostic.message);
  expect(whatMoved(saved.document, await world.plan())).toEqual([]);
  world.write({ "example.xdmap": mapping.replace("Email ->", "lower(Email) ->") });
  expect(whatMoved(saved.document, await world.plan())).toEqual(["flow/orders/mapping-set was changed in the files."]);
  await world.push();
  expect(whatMoved(saved.document, await world.plan())).toEqual(
    ["source", "target", "mapping-set"]
      .map((part) => `flow/orders/${part} was to create, and is now to leave.`)
      .concat("flow/orders was to create, and is now to leave."),
  );
  expect(planDocument(await world.plan())["version"]).toBe(1);
});

it("a text that is no saved plan is refused whole", async () => {
  const world = await openWorld();
  const text = printPlan(await world.plan());
  const half = text.slice(0, text.length / 2);
  for (const wrong of ["", "[]", "null", half, text.replace('"version": 1', '"version": 2'), '{"version":1}']) {
    const read = readSavedPlan("orders.plan", wrong);
    expect(read.kind === "problem" ? read.diagnostic.code : read.kind).toBe("XM7180");
  }
});

const field = fc.record({ path: fc.string(), text: fc.string() });
const fields = fc.uniqueArray(field, { selector: ({ path }) => path });

it("a content differs from itself in nothing, and its hash is that of its fields in any order", () => {
  fc.assert(
    fc.property(fields, fields, (one, other) => {
      expect(findDifferences("source", one, one.toReversed())).toEqual([]);
      expect(hashFields(one)).toBe(hashFields(one.toReversed()));
      const same = findDifferences("schema", one, other).length === 0;
      expect(hashFields(one) === hashFields(other)).toBe(same);
    }),
  );
});

it("a marker is read back as it was written, and the text before it stays", () => {
  fc.assert(
    fc.property(fc.string(), fc.stringMatching(/^[A-Za-z0-9._-]{1,20}$/), (text, key) => {
      const marked = addMarker(text.trimEnd(), `${key}/flow`, "0123456789abcdef");
      expect(readMarker(marked)).toEqual({ text: text.trimEnd(), owner: `${key}/flow` });
    }),
  );
});
