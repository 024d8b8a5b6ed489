import { describe, expect, it } from "vitest";
import type { JsonObject } from "../../../src/platform/json.js";
import { createRunBody, faultOfRun } from "../../../src/platform/runs/run-body.js";
import { decideDelta } from "../../../src/platform/runs/run-delta.js";
import { describeShared, readShared } from "../../support/shared.js";
import { FLOW, makeFlow, makeRun } from "./support.js";

const specs: JsonObject[] = [];
const window = { start: 1651584991, end: 1651585956 };
const dob = { name: "DOB", dateFormat: "yyyy-MM-dd", timezone: "UTC" };
const crm = {
  transformationSpecs: new Map([
    ["Copy", {}],
    ["Mapping", {}],
  ]),
};

describe("the body of a run", () => {
  it("has whole seconds as numbers, and the delta column with what is known of it", () => {
    expect(createRunBody(FLOW, window, 1651587212, dob)).toEqual({
      flowId: FLOW,
      params: { startTime: 1651587212, windowStartTime: 1651584991, windowEndTime: 1651585956, deltaColumn: dob },
    });
    expect(
      createRunBody(FLOW, window, 1, { name: "DOB", dateFormat: null, timezone: null }).params.deltaColumn,
    ).toEqual({ name: "DOB" });
    expect(createRunBody(FLOW, window, 1, null).params).not.toHaveProperty("deltaColumn");
  });
});

describe("the delta column of a run", () => {
  const copy = (deltaColumn: JsonObject) =>
    makeFlow({
      transformations: [
        { name: "Mapping", params: {} },
        { name: "Copy", params: { deltaColumn } },
      ],
    });

  it("is on the first run, and left out of later ones", () => {
    expect(decideDelta(makeFlow(), crm, [], dob)).toEqual({ deltaColumn: dob });
    expect(decideDelta(copy({ name: "DOB" }), crm, [], dob)).toEqual({ deltaColumn: null });
  });

  it("is known from an earlier run, where the flow does not show it, and sent again just so", () => {
    const scheduled = makeRun({ id: "0", params: {}, createdAt: 1 });
    const carrying = makeRun({ id: "1", params: { deltaColumn: { name: "DOB" } }, createdAt: 2 });
    const again = { name: "DOB", dateFormat: null, timezone: null };
    expect(decideDelta(makeFlow(), crm, [scheduled], dob)).toEqual({ deltaColumn: dob });
    expect(decideDelta(makeFlow(), crm, [carrying, scheduled], dob)).toEqual({ deltaColumn: again });
  });

  it.each([
    ["column", { name: "created_at", dateFormat: null, timezone: null }, "created_at"],
    ["format", { ...dob, dateFormat: "dd.MM.yyyy" }, "dd.MM.yyyy"],
    ["timezone", { ...dob, timezone: "Europe/Paris" }, "Europe/Paris"],
  ])("of another %s is an error before anything is sent", (part, wanted, says) => {
    const decided = decideDelta(copy({ name: "DOB", dateFormat: "yyyy-MM-dd", timezone: "UTC" }), crm, [], wanted);
    expect(decided).toMatchObject({ problem: { code: "XM7306" } });
    if ("problem" in decided) {
      expect(decided.problem.message).toContain(`the ${part} of the delta column`);
      expect(decided.problem.message).toContain(says);
    }
  });

  it("is no difference where only one of the two says it", () => {
    expect(decideDelta(copy({ name: "DOB" }), crm, [], dob)).toEqual({ deltaColumn: null });
    expect(decideDelta(copy({ name: "DOB", timezone: "UTC" }), crm, [], null)).toEqual({ deltaColumn: null });
  });

  it("has to be said for the first run of a table, and is never sent for files", () => {
    expect(decideDelta(makeFlow(), crm, [], null)).toMatchObject({ problem: { code: "XM7305" } });
    const files = { transformationSpecs: new Map([["Mapping", {}]]) };
    expect(decideDelta(makeFlow(), files, [], dob)).toEqual({ deltaColumn: null });
  });
});

describeShared("the flow spec's own schema of a run", "seeds/marketing-automation.json", () => {
  const runSpec = findRunSpec(JSON.parse(readShared("seeds/marketing-automation.json")));

  it("takes what is sent, without the delta column too, which it demands of every run", () => {
    expect(faultOfRun(createRunBody(FLOW, window, 1, dob), runSpec)).toBeNull();
    expect(faultOfRun(createRunBody(FLOW, window, 1, null), runSpec)).toBeNull();
  });

  it("refuses texts, as the tutorial sends them", () => {
    const body = createRunBody(FLOW, window, 1, null);
    const texts = JSON.parse(JSON.stringify(body).replace("1651584991", '"1651584991"'));
    expect(faultOfRun(texts, runSpec)).toBe("params/windowStartTime must be integer");
  });

  function findRunSpec(json: unknown): JsonObject {
    const found = JSON.stringify(json, (key, value) => {
      if (key === "runSpec") specs.push(value);
      return value;
    });
    const [first] = specs;
    if (found === "" || first === undefined) throw new Error("no runSpec");
    return first;
  }
});

describe("a schema of a run that contradicts the service", () => {
  it("is not followed where it says the delta column is no object", () => {
    const spec = {
      spec: { type: "object", properties: { deltaColumn: { type: "integer" } }, required: ["deltaColumn"] },
    };
    expect(faultOfRun(createRunBody(FLOW, window, 1, dob), spec)).toBeNull();
  });

  it("is followed in all the rest, and says nothing where it cannot be compiled", () => {
    const demanding = { spec: { type: "object", properties: {}, required: ["fullReload"] } };
    expect(faultOfRun(createRunBody(FLOW, window, 1, null), demanding)).toContain("fullReload");
    expect(faultOfRun(createRunBody(FLOW, window, 1, null), { spec: { properties: { a: { type: 5 } } } })).toBeNull();
    expect(faultOfRun(createRunBody(FLOW, window, 1, null), null)).toBeNull();
  });
});
