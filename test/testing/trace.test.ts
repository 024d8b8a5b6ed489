import { describe, expect, it } from "vitest";
import { head, inFolder } from "./support.js";

const source = `${head}let clean = lower(trim(Email))

def title(s) = concat(upper(left(s, 1)), lower(substr(s, 1, 4096)))

table country = { "us": "United States", "gb": "Great Britain", else: "N/A" }

clean                           -> personalEmail.address
title(First_Name)               -> person.name.firstName
country(Country_Code)           -> homeAddress.country
date(Created_At, "dd/MM/yyyy")  -> _repo.createDate
iif(to_decimal(Amount) > 10, "big", "small")  -> _id
`;

const trace = (target: string, row = "1", ...more: string[]) =>
  inFolder(source, ["trace", "m.xdmap", "--target", target, "--row", row, ...more]);

describe("xdmap trace", () => {
  it("shows each part with its value and kind, and what was not evaluated", async () => {
    const { stdout, status } = await trace("_id");
    expect(status).toBe(0);
    expect(stdout.split("\n").slice(1, 9)).toEqual([
      '  iif(to_decimal(Amount) > 10, "big", "small")  "big"          string',
      "    to_decimal(Amount) > 10                     true           boolean",
      "      to_decimal(Amount)                        12.5           double",
      '        Amount                                  "12.50"        string',
      "      10                                        10             integer",
      '    "big"                                       "big"          string',
      '    "small"                                     not evaluated',
      "= _id is written",
    ]);
  });

  it("says where an error came from", async () => {
    const { stdout } = await trace("_repo.createDate", "2");
    expect(stdout).toContain(
      'date(Created_At, "dd/MM/yyyy")  error XM5001\n    XM5001 `2020-11-10 11:30:00` is no date',
    );
    expect(stdout).toContain("= _repo.createDate is null because of an error\n");
  });

  it("names what a part was written in", async () => {
    expect((await trace("personalEmail.address")).stdout).toContain("in let clean, m.xdmap:3:1");
    expect((await trace("person.name.firstName")).stdout).toContain("in def title, m.xdmap:5:1");
    const { stdout } = await trace("homeAddress.country", "1");
    expect(stdout).toContain("in table country, m.xdmap:7:1");
    expect(stdout).toContain('"Great Britain"');
  });

  it("names what was written in a file that the mapping uses", async () => {
    const used = `${head}use "common.xdmap"\ntidy(Email) -> personalEmail.address\n`;
    const args = ["trace", "m.xdmap", "--target", "personalEmail.address", "--row", "1"];
    const { stdout } = await inFolder(used, args, { "common.xdmap": "def tidy(s) = lower(trim(s))\n" });
    expect(stdout).toContain("in def tidy, common.xdmap:1:1");
  });

  it("goes item by item, or shows the one that is asked for", async () => {
    const items = 'target "schema.json"\nsample "o.json"\nto_integer(l[*].n) -> productListItems[*].quantity\n';
    const files = { "o.json": '[{"l":[{"n":"1"},{"n":"x"}]}]' };
    const run = (target: string) => inFolder(items, ["trace", "m.xdmap", "--target", target, "--row", "1"], files);
    const all = (await run("productListItems[*].quantity")).stdout;
    expect(all).toMatch(/item \[0\][\s\S]*1 +integer[\s\S]*item \[1\][\s\S]*error XM5005/);
    const one = (await run("productListItems[1].quantity")).stdout;
    expect(one).toContain("item [1]");
    expect(one).not.toContain("item [0]");
  });

  it("is data too", async () => {
    const { stdout } = await trace("_repo.createDate", "2", "--format", "json");
    const { items, state, reasons, row, line } = JSON.parse(stdout);
    expect({ state, row, line, reasons: reasons.map(({ code }: { code: string }) => code) }).toEqual({
      state: "nulledByError",
      row: 2,
      line: 3,
      reasons: ["XM5001"],
    });
    const { expression } = items[0];
    expect(expression).toMatchObject({
      text: 'date(Created_At, "dd/MM/yyyy")',
      state: "error",
      value: null,
      error: { code: "XM5001", arisesHere: true },
      definedIn: null,
      range: { start: { line: 12, column: 1 } },
    });
    expect(expression.parts[0]).toMatchObject({ text: "Created_At", value: "2020-11-10 11:30:00", kind: "string" });
  });

  it("keeps to the width of the terminal", async () => {
    const { stdout } = await trace("person.name.firstName");
    expect(Math.max(...stdout.split("\n").map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it.each([
    ["person.name.fristName", "1", "Did you mean `person.name.firstName`?"],
    ["person", "1", "Did you mean `person.name.firstName`?"],
    ["nothing.like.it", "1", "It writes `personalEmail.address`"],
    ["_id", "3", "`orders.csv` has 2 rows, so there is no row 3."],
  ])("says what is wrong: %s, row %s", async (target, row, says) => {
    const { status, stdout, stderr } = await trace(target, row);
    expect({ status, stdout }).toEqual({ status: 1, stdout: "" });
    expect(stderr).toContain(says);
  });

  it("counts rows from 1", async () => {
    expect((await trace("_id", "0")).status).toBe(3);
  });

  it("knows which children an object copy has", async () => {
    const copy = 'target "schema.json"\nsample "o.json"\naddress -> homeAddress\n';
    const of = (target: string) =>
      inFolder(copy, ["trace", "m.xdmap", "--target", target, "--row", "1"], {
        "o.json": '[{ "address": { "city": "Oslo" } }]',
      });
    expect((await of("homeAddress.city")).stdout).toContain('{"homeAddress":{"city":"Oslo"}}');
    expect((await of("homeAddress.cty")).stderr).toContain("Did you mean `homeAddress.city`?");
  });
});
