import { describe, expect, it } from "vitest";
import { compile, csv, file } from "./support.js";

describe("the source block", () => {
  it("gives the columns, also where there is a sample", () => {
    const source = file("source { Email: string }", "Email -> personalEmail.address", "Phone -> mobilePhone.number");
    const { found } = compile(source, { sample: csv("Email", "Phone") });
    expect(found).toEqual(["XM2027 source", "XM2001 Phone"]);
  });

  it("is flat as the sample is, or else where all its types are single", () => {
    const nested = file("source { tags: string[] }", "Email -> _id");
    expect(compile(nested, { sample: null }).program.source?.flat).toBe(false);
    expect(compile(nested, { sample: csv("tags") }).program.source?.flat).toBe(true);
    expect(compile(file("source { Email: string }", "Email -> _id"), { sample: null }).program.source?.flat).toBe(true);
  });

  it("marks a column that is declared twice", () => {
    const { found, diagnostics } = compile(file("source { Email: string, Email: integer }", "Email -> _id"), {
      sample: null,
    });
    expect(found).toEqual(["XM2024 Email"]);
    expect(diagnostics[0]?.place).toMatchObject({ start: file("source { Email: string, ").length - 1 });
  });

  it("marks declared columns that the sample does not have", () => {
    const { found, diagnostics } = compile(file("source { Emial: string }", "Emial -> _id"), { sample: csv("Email") });
    expect(found).toEqual(["XM2027 source", "XM2026 Emial"]);
    expect(diagnostics[1]?.help).toBe("Did you mean `Email`?");
  });

  it("types columns", () => {
    const { program } = compile(file("source { a: integer, b: { c: boolean }[] }", "b[*].c -> tags[*]"), {
      sample: null,
    });
    expect(program.source?.columns.get("a")).toEqual({ kind: "number", of: "integer" });
    expect(program.mappings[0]?.expression.type).toEqual({ kind: "boolean" });
  });
});
