import { expect, it } from "vitest";
import { run } from "../runtime/support.js";

it("an array with more bad items than a call takes arguments ends in a reason", async () => {
  const { report } = await run("a -> tags", { json: [{ a: ["x", ...new Array(200_000).fill(true)] }] });
  expect(report.targets[0]).toMatchObject({ nulledByError: 1, reasons: [{ code: "XM5100", count: 1 }] });
});
