import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { fixedServices } from "../../../src/host/services.js";
import { evaluateCase, judgeCase, readCase } from "../../../src/runtime/index.js";

/** Lines of `xdmap preview --remote --record`: a file that a user sent is put beside the others, and is held to from then on. */
const folder = join(import.meta.dirname, "recorded");
const services = fixedServices({ now: new Date(0), seed: "recorded" });

describe.each(readdirSync(folder))("what was recorded in %s", (name) => {
  const lines = readFileSync(join(folder, name), "utf8").trim().split("\n");
  it.each(lines.map((line) => [String(JSON.parse(line).id), line]))("still comes about: %s", (_, line) => {
    const read = readCase(line);
    const recorded = "case" in read ? read.case.recorded : undefined;
    if (!("case" in read) || recorded === undefined) return expect.fail("it is no recorded case");
    const judged = judgeCase(evaluateCase(read.case, { services, strict: recorded.strict ?? false }), recorded);
    return expect(judged).toMatchObject({ kind: "agrees" });
  });
});
