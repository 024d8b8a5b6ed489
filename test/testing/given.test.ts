import { describe, expect, it } from "vitest";
import { head, runTests } from "./support.js";

const json = {
  "orders.json": JSON.stringify([{ Email: "a@b.c", address: { city: "Oslo", zip: "1" }, items: [{ sku: "x", n: 1 }] }]),
};
const fromJson = 'target "schema.json"\nsample "orders.json"\n';

describe("what a test gives", () => {
  it("keeps null, missing and the empty text apart", async () => {
    const { passed, differs } = await runTests(
      `${head}
iif(Email == null, "null", iif(Email == "", "empty", "text")) -> _id
contains_key("Phone") -> active

test "null"    { given { Email: null }          expect { _id: "null" } }
test "empty"   { given { Email: "" }            expect { _id: "empty" } }
test "text"    { given { Email: "x" }           expect { _id: "text" } }
test "left out" { given { First_Name: "x" }     expect { _id: "null", active: true } }
test "missing" { given { Phone: missing }       expect { active: false } }
`
        .replaceAll(/\{ given/g, "{\n  given")
        .replaceAll(/\} +expect/g, "}\n  expect")
        .replaceAll(/\} \}/g, "}\n}"),
    );
    expect(differs).toEqual([]);
    expect(passed).toEqual(["null", "empty", "text", "left out", "missing"]);
  });

  it("gives the texts of a CSV's cells, whatever the test writes", async () => {
    const { differs } = await runTests(`${head}Amount -> _id
test "a number" {
  given [{ Amount: 12.50 }, { Amount: "12.50" }]
  expect { _id: "12.50" }
}
`);
    expect(differs).toEqual([]);
  });

  it("reads keys without quotes as paths, quoted ones as names, and dotted columns of a CSV as such", async () => {
    const { differs } = await runTests(
      `${fromJson}address.city -> homeAddress.city
address.zip -> homeAddress.country
items[0].sku -> _id
size(items) -> visits
test "paths" {
  given { address.city: "Bergen", address: { zip: "5003" }, items[1].sku: "b", items[0].sku: "a" }
  expect { homeAddress: { city: "Bergen", country: "5003" }, _id: "a", visits: 2 }
}
`,
      json,
    );
    expect(differs).toEqual([]);
    const { differs: flat } = await runTests(
      'target "schema.json"\nsample "d.csv"\na.b -> _id\n${c d} -> code\ntest "t" {\n  given { a.b: "x", "c d": "NO" }\n  expect { _id: "x", code: "NO" }\n}\n',
      {
        "d.csv": "a.b,c d\n1,2\n",
      },
    );
    expect(flat).toEqual([]);
  });

  it("takes rows of files, also of others than the sample, counted from 1", async () => {
    const { differs } = await runTests(
      `${head}Email -> personalEmail.address
test "rows" {
  given [row 2 of "orders.csv", row 1 of "more.csv"]
  expect [{ personalEmail.address: "bob@example.com" }, { personalEmail.address: "eve@example.com" }]
}
`,
      { "more.csv": "Email\neve@example.com\n" },
    );
    expect(differs).toEqual([]);
  });

  it.each([
    ['row 3 of "orders.csv"', "XM5310"],
    ['row 1 of "gone.csv"', "XM5200"],
    ['row 1 of "../gone.csv"', "XM6001"],
  ])("says where a row is not there: %s", async (row, code) => {
    const source = `${head}Email -> _id\ntest "t" {\n  given ${row}\n  expect { _id: "x" }\n}\n`;
    const { passed, stderr } = await runTests(source);
    expect(passed).toEqual([]);
    expect(stderr).toMatch(code === "XM6001" ? /error\[XM\d{4}\]/ : code);
  });

  it("has a clock and identifiers of its own, the same at every run", async () => {
    const source = `${head}now() -> _repo.createDate
uuid() -> _id
timestamp() / 1000 -> visits
test "fixed" {
  now "2024-02-29T12:00:00Z"
  timestamp 1709208000000
  uuid "3F2B8C1E-0000-4000-8000-000000000001"
  given {}
  expect { _repo.createDate: "2024-02-29T12:00:00Z", _id: "3f2b8c1e-0000-4000-8000-000000000001", visits: 1709208000 }
}
test "by default" {
  given [{}, {}]
  expect [
    { _repo.createDate: "2020-01-01T00:00:00Z", _id: "00000000-0000-4000-8000-000000000001" },
    { _id: "00000000-0000-4000-8000-000000000002", visits: 1577836800 }
  ]
}
`;
    expect((await runTests(source)).differs).toEqual([]);
  });
});
