import { describe, expect, it } from "vitest";
import { isSpan, renderText } from "../../src/diagnostics/index.js";
import { positionAt } from "../../src/text/index.js";
import { brokenFiles } from "./broken-files.js";
import { read } from "./support.js";

const settings = (text: string) => {
  const { project, diagnostics } = read(text);
  expect(diagnostics).toEqual([]);
  const { schemas, expressions, sample, tenant } = project;
  return {
    schemas: schemas?.map(({ value }) => value),
    expressions: expressions?.value,
    sample: Object.fromEntries(Object.entries(sample).filter(([, value]) => value !== undefined)),
    tenant,
  };
};
const nothing = { schemas: undefined, expressions: undefined, sample: {}, tenant: undefined };

describe("a project file", () => {
  const whole = [
    "# what differs between sandboxes",
    "schemas: [xdm, schemas/components]",
    "expressions: strict",
    "sample:",
    "  format: csv",
    '  delimiter: ";"',
    `  quote: "'"`,
    "  header: false",
    "  emptyCell: string",
    "tenant: acme",
    "",
  ].join("\n");
  const expected = {
    schemas: ["xdm", "schemas/components"],
    expressions: "strict",
    sample: { format: "csv", delimiter: ";", quote: "'", header: false, emptyCell: "string" },
    tenant: "_acme",
  };

  it("is read, whatever its line breaks and with a byte order mark", () => {
    expect(settings(whole)).toEqual(expected);
    expect(settings(`\uFEFF${whole}`)).toEqual(expected);
    expect(settings(whole.replaceAll("\n", "\r\n"))).toEqual(expected);
  });

  it("is read as JSON too", () => {
    expect(settings('{ "expressions": "strict", "schemas": ["xdm"] }')).toMatchObject({
      schemas: ["xdm"],
      expressions: "strict",
    });
  });

  it.each(["", "\n\n", "# nothing yet\n", "---\n", "--- # nothing\n...\n", "\uFEFF"])("may be empty: %j", (text) => {
    expect(settings(text)).toEqual(nothing);
  });

  it("may have sections whose keys are all comments", () => {
    expect(settings("schemas:\n  # - components\nsample:\n  # header: false\n")).toEqual(nothing);
    expect(settings("schemas: []\nsample: {}\n")).toEqual({ ...nothing, schemas: [] });
  });

  it.each([
    ["delimiter: ;", { delimiter: ";" }],
    ["delimiter: tab", { delimiter: "\t" }],
    ["delimiter: \\t", { delimiter: "\t" }],
    ['delimiter: "\\t"', { delimiter: "\t" }],
    ['delimiter: "|"', { delimiter: "|" }],
    ["delimiter: ^", { delimiter: "^" }],
    ["delimiter: ','", { delimiter: "," }],
    ["delimiter: '1'", { delimiter: "1" }],
    ["quote: none", { quote: null }],
    ["quote: ''''", { quote: "'" }],
    ["quote: '\"'", { quote: '"' }],
    ["emptyCell: null", { emptyCell: "null" }],
    ['emptyCell: "null"', { emptyCell: "null" }],
    ["header: true", { header: true }],
  ])("takes sample: { %s }", (line, sample) => {
    expect(settings(`sample:\n  ${line}\n`).sample).toEqual(sample);
  });

  it("takes a tenant with its underscore or without, also one that is a word elsewhere", () => {
    expect(settings("tenant: _acme").tenant).toBe("_acme");
    expect(settings("tenant: no").tenant).toBe("_no");
    expect(settings("tenant: '2024'").tenant).toBe("_2024");
  });

  it("takes an alias for what its anchor is", () => {
    expect(settings("tenant: &t acme\nschemas: [*t, other]\n").schemas).toEqual(["acme", "other"]);
  });

  it("keeps the places of folders, for who looks at them", () => {
    const [, second] = read("schemas:\n  - xdm\n  - ours\n").project.schemas ?? [];
    expect(second && positionAt(second.span.file, second.span.start)).toEqual({ line: 3, column: 5, offset: 21 });
  });
});

describe("a project file that is wrong", () => {
  it("is told with place, reason and what to do (vitest -u rewrites the text)", async () => {
    const told = brokenFiles.map(([name, text]) => `### ${name}\n\n${renderText(read(text).diagnostics)}`).join("\n");
    await expect(told).toMatchFileSnapshot("broken-files.expected.txt");
  });

  it.each(brokenFiles)("has findings that have their place in it: %s", (_, text) => {
    const { diagnostics } = read(text);
    expect(diagnostics).not.toEqual([]);
    for (const { place, help, severity } of diagnostics) {
      expect(isSpan(place) && place.start < place.end + 1 && place.end <= text.length).toBe(true);
      expect(help).toBeTruthy();
      expect(severity).toBe("error");
    }
  });
});

describe("a project file of absurd size or depth ends in findings, and soon", () => {
  const lines = (line: (at: number) => string) => {
    let text = "";
    for (let at = 0; text.length < 256 * 1024; at++) text += line(at);
    return text;
  };
  const laughs = ["a: &a [x,x,x,x,x,x,x,x,x]"];
  for (const name of "bcdefghijklmnopqrstuvwxyz") {
    const before = String.fromCharCode(name.charCodeAt(0) - 1);
    laughs.push(`${name}: &${name} [${`*${before},`.repeat(9)}]`);
  }
  it.each([
    ["a billion laughs", `${laughs.join("\n")}\nschemas: *z\n`],
    ["keys without end", lines((at) => `key${at}: ${at}\n`)],
    ["one key again and again", lines(() => "tenant: acme\n")],
    ["aliases without end", `schemas: [&a x${", *a".repeat(60_000)}]`],
    ["anchors without end", lines((at) => `- &a${at} *a${at - 1}\n`)],
    ["flows without end", `flows:\n${lines((at) => `  f${at}: {}\n`)}`],
    [
      "flows in sandboxes without end",
      `flows: &f {${Array.from({ length: 1000 }, (_, at) => `f${at}: {}`).join()}}\nsandboxes:\n${lines((at) => `  s${at}: { flows: *f }\n`)}`,
    ],
    [
      "as many as there may be",
      `x: 1\nflows: &f {${Array.from({ length: 1000 }, (_, at) => `f${at}: { name: a }`).join()}}\nsandboxes:\n${Array.from({ length: 100 }, (_, at) => `  s${at}: { flows: *f }\n`).join("")}`,
    ],
    ["quotes", '"'.repeat(256 * 1024)],
    ["lists in lists, by indentation", Array.from({ length: 700 }, (_, at) => `${" ".repeat(at)}-`).join("\n")],
    ["sections in sections", "{a: ".repeat(60_000)],
    ["documents", "---\n".repeat(60_000)],
    ["one long line", "a".repeat(256 * 1024)],
  ])("%s", { timeout: 20_000 }, (_, text) => {
    const start = performance.now();
    const { diagnostics } = read(text);
    expect(diagnostics.some(({ severity }) => severity === "error") || text.startsWith("schemas: [&a x")).toBe(true);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
