import { expect, it } from "vitest";
import { compile, csv, file } from "../compiler/support.js";

it("takes a column called like a statement for a column, whatever comment follows it", () => {
  const source = file("target // the column\n  -> _id", "sample /* the column */ -> personalEmail.address");
  const { found, program } = compile(source, { sample: csv("target", "sample") });
  expect(found).toEqual([]);
  expect(program.mappings.map(({ emitted }) => emitted.text)).toEqual(["target", "sample"]);
});
