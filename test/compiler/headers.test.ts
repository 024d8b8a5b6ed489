import { describe, expect, it } from "vitest";
import { compile, file } from "./support.js";

describe("headers", () => {
  it("are read into the program", () => {
    const source = `/// All orders.\nmapping "Orders"\n${file('delta Created_At format "yyyy-MM-dd" timezone "UTC"', "/// The address.", 'Email -> personalEmail.address @identity("Email", primary: true) @name("address")')}`;
    const { program, found } = compile(source);
    expect(found).toEqual([]);
    expect(program).toMatchObject({
      name: "Orders",
      description: "All orders.",
      delta: { path: ["Created_At"], format: "yyyy-MM-dd", timezone: "UTC" },
      mappings: [{ name: "address", description: "The address.", identity: { namespace: "Email", primary: true } }],
    });
  });

  it("have a delta whose format and time zone can be used", () => {
    const delta = (rest: string) => compile(file(`delta Created_At ${rest}`, "Email -> _id")).found;
    expect(delta('format "dd/MM/yyyy HH:mm" timezone "America/New_York"')).toEqual([]);
    expect(delta('timezone "+09:00"')).toEqual([]);
    expect(delta('format "qqqqqq" timezone "Mars/X"')).toEqual(['XM2035 "qqqqqq"', 'XM2036 "Mars/X"']);
    expect(delta('format ""')).toEqual(['XM2035 ""']);
  });

  it("stand once each", () => {
    const source = file('sample "a.csv"', 'sample "b.csv"', 'target "other.json"', "Email -> _id");
    expect(compile(source).found).toEqual(['XM2020 sample "b.csv"', 'XM2020 target "other.json"']);
  });

  it("name a target, and there is something to map", () => {
    expect(compile("Email -> _id\n").found).toEqual(["XM2021"]);
    expect(compile(file()).found).toEqual(["XM2022"]);
    expect(compile("").found).toEqual(["XM2022"]);
  });
});
