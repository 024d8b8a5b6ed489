import { describe, expect, it } from "vitest";
import { head, inFolder } from "./support.js";

const mappings = `${head}Email -> personalEmail.address
Phone -> visits
Country_Code -> homeAddress.country
First_Name -> tags[0]
`;

/** Each finding as its code and the text that it marks. */
async function check(body: string): Promise<readonly string[]> {
  const source = `${mappings}\ntest "t" {\n${body}\n}\n`;
  const { stdout } = await inFolder(source, ["check", "m.xdmap", "--format", "json"]);
  const { diagnostics } = JSON.parse(stdout);
  return diagnostics
    .filter(({ code }: { code: string }) => !code.startsWith("XM4"))
    .filter(({ severity }: { severity: string }) => severity !== "info")
    .map(
      ({ code, range }: { code: string; range: { start: { offset: number }; end: { offset: number } } }) =>
        `${code} ${source.slice(range.start.offset, range.end.offset)}`,
    )
    .filter((found: string) => found.startsWith("XM53") || found.startsWith("XM1") || found.startsWith("XM2"));
}

describe("check finds what keeps a test from saying anything", () => {
  it("says nothing of a test that does", async () => {
    expect(
      await check(
        '  now "2024-02-29"\n  given [{ Email: "a@b.c", Phone: missing }, row 1 of "orders.csv"]\n  expect [{ personalEmail: { address: "a@b.c" }, visits: null because XM5102, tags: ["x"] }, rejected because XM5122 at personalEmail.address]',
      ),
    ).toEqual([]);
  });

  it.each([
    ["  given { Email: null }", 'XM5300 "t"'],
    ["  expect { visits: 1 }", 'XM5300 "t"'],
    ["  given { Emial: null }\n  expect { visits: 1 }", "XM5301 Emial"],
    ["  given { Email.x: null }\n  expect { visits: 1 }", "XM5301 Email.x"],
    ["  given {}\n  expect { person.name.lastName: null }", "XM5302 person.name.lastName"],
    ["  given {}\n  expect { homeAddress: { city: null } }", "XM5302 city"],
    ["  given {}\n  expect { homeAdress.country: null }", "XM2003 homeAdress"],
    ["  given {}\n  expect { visits: 1.5 }", "XM5303 1.5"],
    ["  given {}\n  expect { homeAddress.country: 1 }", "XM5303 1"],
    ["  given {}\n  expect { homeAddress: [] }", "XM5303 []"],
    ["  given {}\n  expect { tags: [1] }", "XM5303 1"],
    ["  given {}\n  expect { tags: [1, 2] }", "XM5303 [1, 2]"],
    ["  given {}\n  expect [rejected, rejected]", "XM5304 rejected"],
    ["  now 17\n  given {}\n  expect rejected", "XM5305 17"],
    ['  uuid "x"\n  given {}\n  expect rejected', 'XM5305 "x"'],
    ['  now "2024-02-29"\n  timestamp 1\n  given {}\n  expect rejected', "XM5305 timestamp 1"],
    ["  given { Email: null because XM5001 }\n  expect rejected", "XM5306 null because XM5001"],
    ["  given {}\n  expect { tags: [missing] }", "XM5306 missing"],
    ["  given {}\n  expect {}", "XM5306 {}"],
    ["  given {}\n  expect { visits: null because XM3001 }", "XM5307 XM3001"],
    ["  given {}\n  expect { visits: null because XM5122 }", "XM5307 XM5122"],
    ["  given {}\n  expect rejected at homeAddress.contry", "XM2003 contry"],
    ["  given {}\n  expect rejected because XM5102", "XM5307 XM5102"],
    ["  given { Email: null, Email: null }\n  expect rejected", "XM5309 Email"],
    ["  given {}\n  expect { visits: 1, visits: 2 }", "XM5309 visits"],
    [
      "  given {}\n  expect { homeAddress: { country: null }, homeAddress.country: null }",
      "XM5309 homeAddress.country",
    ],
    ['  given row 0 of "orders.csv"\n  expect rejected', "XM5310 0"],
    ["  given {\n  expect rejected", "XM1022 {"],
    ["  given Email: null\n  expect rejected", "XM1020 :"],
    ["  given row 1 of orders.csv\n  expect rejected", "XM1020 orders"],
    ["  given {} {}\n  expect rejected", "XM1020 {"],
    ["  now\n  given {}\n  expect rejected", "XM1020 now"],
    ["  given {}\n  expect null", "XM1020 null"],
    ["  given {}\n  expect not rejected", "XM1020 not"],
  ])("once each, at its place: %s", async (body, found) => {
    expect(await check(body)).toEqual([found]);
  });
});
