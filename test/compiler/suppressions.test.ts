import { describe, expect, it } from "vitest";
import { compile, file } from "./support.js";

describe("xdmap-ignore", () => {
  it("silences one code on the statement after it", () => {
    expect(
      compile(file("// xdmap-ignore XM4001: kept for the next release", "let later = Email", "Vid -> _id")).found,
    ).toEqual([]);
    const two = file("// xdmap-ignore XM2001: comes next week", "lowr(Emial) -> _id", "Emial -> tier");
    expect(compile(two).found).toEqual(["XM2004 lowr", "XM2001 Emial"]);
  });

  it("may be any kind of comment, and stand inside an `into`", () => {
    expect(compile(file("## xdmap-ignore XM2001: soon", "Emial -> _id")).found).toEqual([]);
    expect(compile(file("/* xdmap-ignore XM2001: soon */", "Emial -> _id")).found).toEqual([]);
    const inside = file("into person.name {", "  // xdmap-ignore XM2001: soon", "  Frist -> firstName", "}");
    expect(compile(inside).found).toEqual([]);
  });

  it("says why", () => {
    const { found, diagnostics } = compile(file("// xdmap-ignore XM2001", "Emial -> _id"));
    expect(found).toEqual(["XM4004 XM2001"]);
    expect(diagnostics[0]?.help).toContain("// xdmap-ignore XM2001: …");
    expect(compile(file("// xdmap-ignore XM2001:", "Emial -> _id")).found).toEqual(["XM4004 XM2001"]);
  });

  it("silences something", () => {
    expect(compile(file("// xdmap-ignore XM2001: old", "Email -> _id")).found).toEqual(["XM4005 XM2001"]);
    expect(compile(file("Email -> _id", "// xdmap-ignore XM2001: nothing follows")).found).toEqual(["XM4005 XM2001"]);
  });

  it("names a code", () => {
    expect(compile(file("// xdmap-ignore: this", "Email -> _id")).found).toEqual(["XM4006 xdmap-ignore"]);
    expect(compile(file("// about xdmap-ignore", "Email -> _id")).found).toEqual([]);
  });

  it.each(["XM2026", "XM2027", "XM2041", "XM3022", "XM4041"])("leaves %s to a checkout that has the sample", (code) => {
    const block = "source { Email: string }";
    const mapping = file(`// xdmap-ignore ${code}: seen in the sample`, block, "Email -> personalEmail.address");
    expect(compile(mapping, { sample: null }).found).toEqual([]);
  });

  it("knows no code that there is not", () => {
    expect(compile(file("// xdmap-ignore XM9999: what", "Email -> _id")).found).toEqual(["XM4005 XM9999"]);
  });

  it("leaves findings of building for the build", () => {
    expect(
      compile(file("// xdmap-ignore XM4020: marked in the schema", 'Email -> _id @identity("Email")')).found,
    ).toEqual([]);
  });
});
