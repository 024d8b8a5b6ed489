import { describe, expect, it } from "vitest";
import { compile, file } from "../compiler/support.js";

describe("an argument that changes from call to call", () => {
  it("is an error where its parameter stands twice", () => {
    const twice = "def twice(x) = concat(x, x)";
    expect(compile(file(twice, "twice(uuid()) -> _id")).found).toEqual(["XM2015 uuid()"]);
    expect(compile(file("let id = uuid()", twice, "twice(id) -> _id")).found).toEqual(["XM2015 id"]);
  });

  it("is none where it stands once, or does not change", () => {
    expect(compile(file("def once(x) = concat(x, Email)", "once(uuid()) -> _id")).found).toEqual([]);
    expect(compile(file("def twice(x) = concat(x, x)", "twice(lower(Email)) -> _id")).found).toEqual([]);
  });
});
