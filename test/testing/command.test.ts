import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { runCli } from "../support/cli.js";
import { head, inFolder } from "./support.js";

const source = `${head}table country = {
  "us": "United States",
  "gb": "Great Britain"
}

country(Country_Code) -> homeAddress.country
iif(Amount == null,
  "none",
  "some")
  -> _id
coalesce(First_Name, Last_Name, "?") -> person.name.firstName
Phone -> visits

test "a country" {
  given  { Country_Code: "us" }
  expect { homeAddress.country: "United States" }
}

test "an amount" {
  given  { Amount: "1" }
  expect { _id: "some" }
}
`;
const failing = `${source}
test "a <wrong> one" {
  given  [{ Phone: "x" }, { First_Name: "Ada", Country_Code: "gb" }]
  expect [{ visits: 1 }, { person.name.firstName: "Eve" }]
}

test "one that is let in" {
  given  { First_Name: null, Last_Name: "Long" }
  expect rejected because XM5120
}
`;

describe("xdmap test", () => {
  it("shows what differs, path by path", async () => {
    const { status, stdout, stderr } = await inFolder(failing, ["test", "m.xdmap", "--coverage", "text"]);
    expect(stdout).toBe(readFileSync("test/testing/failing-run.expected.txt", "utf8"));
    expect({ status, stderr }).toEqual({ status: 1, stderr: "2 passed, 2 failed\n" });
  });

  it("is fine where all pass", async () => {
    const { status, stderr } = await inFolder(source, ["test", "m.xdmap"]);
    expect({ status, stderr }).toEqual({ status: 0, stderr: "2 passed\n" });
  });

  it("runs the tests that a filter names, and fails where there is none", async () => {
    const some = await inFolder(failing, ["test", "m.xdmap", "--filter", "COUNTRY"]);
    expect({ status: some.status, stderr: some.stderr }).toEqual({ status: 0, stderr: "1 passed\n" });
    const none = await inFolder(failing, ["test", "m.xdmap", "--filter", "nothing"]);
    expect(none.status).toBe(1);
    expect(none.stderr).toContain('No test has "nothing" in its name.');
  });

  it("finds the mappings below the working folder", async () => {
    const { stdout } = await inFolder(source, ["test"], { "sub/b.xdmap": source.replaceAll('"schema', '"../schema') });
    expect(stdout).toContain("m.xdmap\n");
  });

  it("does not run a file with errors, and says why", async () => {
    const broken = source.replace("Phone ->", "Phon ->");
    const { status, stdout, stderr } = await inFolder(broken, ["test", "m.xdmap", "--format", "json"]);
    expect(status).toBe(1);
    expect(stderr).toContain("error[XM2001]");
    expect(JSON.parse(stdout)).toMatchObject({ tests: [], notRun: [{ file: "m.xdmap" }] });
  });

  it("does not pass over a test that cannot be read", async () => {
    const { status, stderr } = await inFolder(`${head}Phone -> visits\n\ntest {\n  given {}\n}\n`, ["test", "m.xdmap"]);
    expect(status).toBe(1);
    expect(stderr).toContain("error[XM1020]");
  });

  it("writes JUnit with what differs, escaped", async () => {
    const { stdout } = await inFolder(failing, ["test", "m.xdmap", "--format", "junit"]);
    expect(stdout).toMatch(
      /<testsuites>\n {2}<testsuite package="xdmap" id="0" name="m.xdmap" timestamp="[\dT:-]{19}" hostname="localhost" tests="4" failures="2" errors="0" time="0">/,
    );
    expect(stdout).toContain('<testcase name="a &lt;wrong&gt; one" classname="m.xdmap" time="0">');
    expect(stdout).toContain('<failure type="difference" message="visits: expected 1, got null">');
    expect(stdout).toContain("because  XM5102");
    expect(stdout.match(/<failure /g)).toHaveLength(2);
  });
});

it("a file that cannot be run is an error in JUnit's form", async () => {
  const { stdout } = await inFolder(source.replace("Phone ->", "Phon ->"), ["test", "m.xdmap", "--format", "junit"]);
  expect(stdout).toContain('tests="1" failures="0" errors="1"');
  expect(stdout).toContain('<error type="not run" message="XM2001: ');
});

describe("coverage", () => {
  it("names what no test reached: targets, arms, entries, arguments", async () => {
    const { stdout } = await inFolder(source, ["test", "m.xdmap", "--coverage", "json"]);
    const { points, ...figures } = JSON.parse(stdout);
    expect(figures).toEqual({
      targets: { reached: 2, total: 4 },
      branches: { reached: 2, total: 7 },
      percent: 36.3,
    });
    const missed = points.filter(({ hits }: { hits: number }) => hits === 0);
    expect(
      missed.map(
        ({ what, range }: { what: string; range: { start: { line: number } } }) => `${range.start.line} ${what}`,
      ),
    ).toEqual([
      '5 decode "gb": "Great Britain"',
      '10 iif if true: "none"',
      "13 coalesce argument 1: First_Name",
      "13 coalesce argument 2: Last_Name",
      '13 coalesce argument 3: "?"',
      "13 person.name.firstName",
      "14 visits",
    ]);
  });

  it("counts a choice in a `def` once, where it is written, whatever it is given", async () => {
    const text = `${head}def or_none(s) = s == null ? "none" : s
or_none(First_Name) -> person.name.firstName
or_none(Last_Name) -> person.name.lastName

test "no name" {
  given  { First_Name: "Ada" }
  expect { person.name.lastName: "none" }
}
`;
    const { stdout } = await inFolder(text, ["test", "m.xdmap", "--coverage", "text", "--format", "text"]);
    expect(stdout).toContain("Coverage 50 %: 1 of 2 targets, 1 of 2 branches");
    expect(stdout).toContain("m.xdmap:3:18  ? … : … if false\n");
  });

  it("is a tracefile with the lines of the mapping", async () => {
    const { stdout, stderr } = await inFolder(source, ["test", "m.xdmap", "--coverage", "lcov"]);
    expect(stderr).toContain("ok   a country");
    expect(stdout.split("\n")).toEqual([
      "TN:",
      "SF:m.xdmap",
      "BRDA:4,0,0,1",
      "BRDA:5,0,1,0",
      "BRDA:10,1,0,0",
      "BRDA:11,1,1,1",
      "BRDA:13,2,0,0",
      "BRDA:13,2,1,0",
      "BRDA:13,2,2,0",
      "BRF:7",
      "BRH:2",
      "DA:4,1",
      "DA:5,0",
      "DA:8,1",
      "DA:9,1",
      "DA:10,1",
      "DA:11,1",
      "DA:12,1",
      "DA:13,0",
      "DA:14,0",
      "LF:9",
      "LH:6",
      "end_of_record",
      "",
    ]);
  });

  it("fails below the least that is asked for", async () => {
    expect((await inFolder(source, ["test", "m.xdmap", "--min-coverage", "30"])).status).toBe(0);
    const { status, stderr } = await inFolder(source, ["test", "m.xdmap", "--min-coverage", "40"]);
    expect(status).toBe(1);
    expect(stderr).toContain("Coverage is 36.3 %, and at least 40 % was asked for.");
    expect((await inFolder(source, ["test", "m.xdmap", "--min-coverage", "no"])).status).toBe(3);
  });
});

it("the tests of the Shopify example pass", async () => {
  const { status, stderr } = await runCli(["test", "examples/shopify-orders/orders.xdmap"]);
  expect({ status, stderr }).toEqual({ status: 0, stderr: "5 passed\n" });
});
