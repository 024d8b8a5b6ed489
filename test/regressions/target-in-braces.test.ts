import { describe, expect, it } from "vitest";
import { compile, file } from "../compiler/support.js";

describe("a target in braces", () => {
  it("is separated by its dots, as a column is", () => {
    const { found, program } = compile(file("First_Name -> ${person.name.firstName}"));
    expect(found).toEqual([]);
    expect(program.mappings[0]?.path).toBe("person.name.firstName");
  });

  it("keeps an escaped dot", () => {
    expect(compile(file("First_Name -> labels.${a\\.b}")).program.mappings[0]?.path).toBe("labels.a\\.b");
  });
});
