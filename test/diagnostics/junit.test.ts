import { describe, expect, it } from "vitest";
import { renderJunit } from "../../src/diagnostics/render-junit.js";
import { escapeXml } from "../../src/diagnostics/xml-text.js";
import { type Element, readXml } from "../support/read-xml.js";
import { hardFindings } from "./hard-findings.js";

const files = ["flows/orders für uns.xdmap", "flows/clean.xdmap"];
const now = new Date("2026-01-02T03:04:05.678Z");
const suites = readXml(renderJunit(hardFindings, { files, now })).children;
const byName = new Map(suites.map((suite) => [suite.attributes.get("name"), suite]));
const casesOf = (suite: Element | undefined) => suite?.children.filter(({ name }) => name === "testcase") ?? [];

describe("findings as JUnit's XML", () => {
  it("have one suite a file, those without findings too", () => {
    expect([...byName.keys()]).toEqual([
      "../outside.json",
      "a,b:c.csv",
      "flows/clean.xdmap",
      "flows/orders für uns.xdmap",
      "xdmap",
    ]);
    const clean = byName.get("flows/clean.xdmap");
    expect(casesOf(clean).map(({ attributes, children }) => [attributes.get("name"), children])).toEqual([
      ["no findings", []],
    ]);
  });

  it("have what the common schemas demand: elements in this order, with these attributes", () => {
    for (const [at, suite] of suites.entries()) {
      expect(suite.name).toBe("testsuite");
      expect(Object.fromEntries(suite.attributes)).toMatchObject({
        id: String(at),
        package: "xdmap",
        timestamp: "2026-01-02T03:04:05",
        hostname: "localhost",
        errors: "0",
        time: "0",
      });
      expect(suite.children.map(({ name }) => name).join(" ")).toMatch(
        /^properties( testcase)+ system-out system-err$/,
      );
      const cases = casesOf(suite);
      const failures = cases.filter(({ children }) => children.some(({ name }) => name === "failure"));
      expect([suite.attributes.get("tests"), suite.attributes.get("failures")]).toEqual([
        String(cases.length),
        String(failures.length),
      ]);
      for (const { attributes, children } of cases) {
        expect([...attributes.keys()]).toEqual(["name", "classname", "time"]);
        for (const failure of children) expect([...failure.attributes.keys()]).toEqual(["type", "message"]);
      }
    }
  });

  it("fail by errors and warnings, and only tell notes", () => {
    const types = suites
      .flatMap((suite) => casesOf(suite))
      .flatMap(({ children }) => children.map(({ attributes }) => attributes.get("type")));
    expect(types).toEqual(["warning", "warning", "error", "error", "error"]);
    const told = byName.get("xdmap")?.children.find(({ name }) => name === "system-out");
    expect(told?.text).toBe("XM0002 No place at all.");
  });

  it("give every message back, but for characters that XML has not", () => {
    const [testcase] = casesOf(byName.get("a,b:c.csv"));
    expect(testcase?.children[0]?.attributes.get("message")).toBe(
      "a | b\n<script>\"&'\r\t\ufffd\ufffd\ufffd[31m\ufffd \ufffd 😀 100% ]]> `c|<d>` *e* @f",
    );
  });

  it("replace what XML 1.0 may not hold", () => {
    expect(escapeXml("\u0000\u000b\u001f\ud800\udc00\udc00\ufffe\uffff\u0085")).toBe(
      "\ufffd\ufffd\ufffd\ud800\udc00\ufffd\ufffd\ufffd\u0085",
    );
  });
});
