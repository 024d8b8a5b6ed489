import { describe, expect, it } from "vitest";
import { compile, csv, file } from "./support.js";

function helpOf(source: string, overrides = {}): string | undefined {
  return compile(file(source), overrides).diagnostics[0]?.help;
}

const contact = 'source { contact: { email: string, "post code": string }, items: { sku: string }[] }';

describe("columns", () => {
  it("accepts columns, with and without ${}", () => {
    const source = file("Email -> personalEmail.address", "lower(${First_Name}) -> person.name.firstName");
    expect(compile(source).found).toEqual([]);
  });

  it("marks an unknown column and offers the near one", () => {
    const { found, diagnostics } = compile(file("lower(Emial) -> personalEmail.address"));
    expect(found).toEqual(["XM2001 Emial"]);
    expect(diagnostics[0]?.message).toContain("orders.csv");
    expect(diagnostics[0]?.help).toBe("Did you mean `Email`?");
  });

  it("offers a name that needs ${} as it must be written", () => {
    expect(helpOf("Created_On -> person.name.lastName", { sample: csv("Created On") })).toBe(
      "Did you mean `${Created On}`?",
    );
  });

  it("offers no name that is too far", () => {
    expect(helpOf("Zebra -> person.name.lastName")).not.toContain("Did you mean");
  });

  it("compares letter case", () => {
    expect(compile(file("email -> personalEmail.address")).found).toEqual(["XM2001 email"]);
  });

  it("follows fields of objects and marks the one that is not there", () => {
    const { found } = compile(file(contact, "contact.emial -> personalEmail.address"), { sample: null });
    expect(found).toEqual(["XM2002 emial"]);
    expect(compile(file(contact, "contact.'post code' -> _id"), { sample: null }).found).toEqual([]);
  });

  it("knows nothing of what is inside a column of any type", () => {
    expect(
      compile(file("any.thing.else -> _id"), { sample: { ...csv(), columns: new Map([["any", { kind: "any" }]]) } })
        .found,
    ).toEqual([]);
  });

  it("says that an array has no fields of its own", () => {
    const { found, diagnostics } = compile(file(contact, "items.sku -> _id"), { sample: null });
    expect(found).toEqual(["XM3014 sku"]);
    expect(diagnostics[0]?.help).toContain("`items[*]`");
  });

  it("says that text has no fields", () => {
    expect(compile(file("Email.address -> personalEmail.address")).found).toEqual(["XM3014 address"]);
  });

  it("reads a dotted path as one column where the header has that name", () => {
    const { program, found } = compile(file("Shipping.Phone -> mobilePhone.number"), { sample: csv("Shipping.Phone") });
    expect(found).toEqual([]);
    expect(program.mappings[0]?.emitted).toEqual({ type: "ATTRIBUTE", text: "Shipping\\.Phone" });
  });

  it("takes a name with dashes for a name where none of its parts is a column", () => {
    const { found, diagnostics } = compile(file("loyalty-id -> _id"), { sample: csv("loyalty-id") });
    expect(found).toEqual(["XM2019 loyalty-id"]);
    expect(diagnostics[0]?.fixes[0]?.edits[0]?.text).toBe("${loyalty-id}");
    expect(compile(file("lower(utm-2-source) -> _id")).found).toEqual(["XM2019 utm-2-source"]);
  });

  it("leaves a subtraction a subtraction where a side is a column or a blank stands beside the minus", () => {
    expect(compile(file("Amount-discount -> visits")).found).toEqual(["XM2001 discount"]);
    expect(compile(file("a - b -> visits")).found).toEqual(["XM2001 a", "XM2001 b"]);
    expect(compile(file("Amount-Phone -> visits")).found).toEqual([]);
  });

  it("says once that columns are not checked where nothing names them", () => {
    const { found } = compile(file("Anything -> _id", "Other -> mobilePhone.number"), { sample: null });
    expect(found).toEqual(["XM2023"]);
  });

  it("checks the delta column", () => {
    const { found, diagnostics } = compile(file("delta Created_On", "Email -> personalEmail.address"));
    expect(found).toEqual(["XM2028 Created_On"]);
    expect(diagnostics[0]?.help).toBe("Did you mean `Created_At`?");
    expect(compile(file("delta Created_At", "Email -> personalEmail.address")).program.delta).toMatchObject({
      path: ["Created_At"],
      format: null,
      timezone: null,
    });
  });
});
