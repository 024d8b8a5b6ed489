import { describe, expect, it } from "vitest";
import { type Diagnostic, diagnostic, renderJson, renderText, sortDiagnostics } from "../../src/diagnostics/index.js";
import { renderGithub } from "../../src/diagnostics/render-github.js";
import { renderGitlab } from "../../src/diagnostics/render-gitlab.js";
import { renderJunit } from "../../src/diagnostics/render-junit.js";
import { escapeMarkdown, renderMarkdown } from "../../src/diagnostics/render-markdown.js";
import { renderSarif } from "../../src/diagnostics/render-sarif.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";
import { readXml } from "../support/read-xml.js";
import { sha256 } from "../support/sha256.js";
import { codes, hardFindings } from "./hard-findings.js";

const files = ["flows/orders für uns.xdmap"];

describe("findings as annotations of GitHub", () => {
  const lines = renderGithub(hardFindings).split("\n");

  it("are one line each", () => {
    expect(lines).toHaveLength(hardFindings.length + 1);
    expect(
      lines.slice(0, -1).every((line) => /^::(error|warning|notice) (?:\w+=[^,:]*,)*title=XM\d{4}::/.test(line)),
    ).toBe(true);
  });

  it("name file, lines and columns, and columns only within one line", () => {
    expect(lines[0]).toBe(
      "::error file=flows/orders für uns.xdmap,line=2,endLine=2,col=4,endColumn=9,title=XM0001::There is no Emial. Did you mean Email?",
    );
    expect(lines[2]).toBe(
      "::error file=flows/orders für uns.xdmap,line=2,endLine=3,title=XM0001::There is no both. And nowhere.",
    );
    expect(lines[5]).toBe("::notice title=XM0002::No place at all.");
  });

  it("escape what would end a property or the line, and hold nothing that a terminal would obey", () => {
    expect(lines[3]).toMatch(/^::warning file=a%2Cb%3Ac\.csv,line=7,col=3,title=XM0002::a \| b%0A<script>"&'%0D/);
    expect(lines[3]).toContain("100%25");
    expect(lines.join("")).not.toMatch(/[\u0000-\u001f]/);
  });
});

describe("findings as GitLab's Code Quality", () => {
  const issues: readonly Record<string, unknown>[] = JSON.parse(renderGitlab(hardFindings, { digest: sha256, files }));

  it("have every field that the report needs", () => {
    expect(issues[2]).toEqual({
      description: "There is no both. And nowhere.",
      check_name: "XM0001",
      fingerprint: expect.stringMatching(/^[0-9a-f]{64}$/),
      severity: "critical",
      location: { path: "flows/orders für uns.xdmap", lines: { begin: 2, end: 3 } },
    });
    expect(issues.map(({ severity }) => severity)).toEqual([
      "critical",
      "critical",
      "critical",
      "minor",
      "minor",
      "info",
    ]);
  });

  it("put what has no place at the first file", () => {
    expect(issues[5]?.["location"]).toEqual({ path: files[0], lines: { begin: 1, end: 1 } });
    expect(JSON.parse(renderGitlab(hardFindings.slice(5), { digest: sha256, files: [] }))[0].location.path).toBe(".");
  });

  it("have fingerprints that differ, though code, place and message are the same", () => {
    expect(new Set(issues.map(({ fingerprint }) => fingerprint)).size).toBe(issues.length);
  });

  it("have fingerprints that stay when the lines above change and when a line is indented", () => {
    const of = (text: string) => {
      const file = createSourceFile("a.xdmap", text);
      const at = text.indexOf("Emial");
      const finding = diagnostic(codes.XM0001, spanOf(file, at, at + 5), { name: "Emial" });
      return JSON.parse(renderGitlab([finding], { digest: sha256, files }))[0].fingerprint;
    };
    const before = of("x -> y\nEmial -> a.b\n");
    expect(of("// new\n\nx -> y\n  Emial  -> a.b\n")).toBe(before);
    expect(of("x -> y\nEmial -> a.c\n")).not.toBe(before);
  });
});

describe("findings as Markdown", () => {
  it("are a table of five columns, whatever they hold", () => {
    const rows = renderMarkdown(hardFindings, { files }).trimEnd().split("\n").slice(2);
    expect(rows).toHaveLength(hardFindings.length + 2);
    for (const each of rows) expect(each.split(/(?<!\\)\|/)).toHaveLength(7);
    expect(rows[2]).toBe(
      "| flows/orders für uns.xdmap | 2 | Error | There is no Emial. (XM0001) | Did you mean Email?<br>Fix: Write `Email`<br>Fix: Remove it |",
    );
    expect(rows[4]).toMatch(/^\| flows\/orders für uns.xdmap \| 2–3 \| Error \|/);
  });

  it("say in a sentence when there is nothing", () => {
    expect(renderMarkdown([], { files: ["a_b.xdmap"] })).toBe("**xdmap check** of a\\_b.xdmap: no findings.\n");
  });

  it("shows the name of a file as it is, backticks too", () => {
    const odd = diagnostic(codes.XM0002, { path: "`a`|<b>.csv" }, { text: "x" });
    expect(renderMarkdown([odd], { files: ["`a`.xdmap"] })).toBe(
      [
        "**xdmap check** of \\`a\\`.xdmap: 1 warning.",
        "",
        "| File | Line | Severity | What | What to do |",
        "|---|---|---|---|---|",
        "| \\`a\\`\\|&lt;b&gt;.csv |  | Warning | x (XM0002) |  |",
        "",
      ].join("\n"),
    );
  });

  it.each([
    ["a | b", "a \\| b"],
    ["`a|b` and <b>", "`a\\|b` and &lt;b&gt;"],
    ["``a`b`` c`d", "``a`b`` c\\`d"],
    ["*a* _b_ [c](d) @e & #f", "\\*a\\* \\_b\\_ \\[c\\](d) &#64;e &amp; \\#f"],
    ["a\r\nb\nc", "a<br>b<br>c"],
    ["`a\nb`", "`a b`"],
  ])("escape %j", (text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });
});

describe("all formats", () => {
  const own = codes.XM0001;
  const countOf = (code: string) => hardFindings.filter((finding) => finding.code === code).length;

  it("tell the same findings, codes and lines", () => {
    const json = JSON.parse(renderJson(hardFindings)).diagnostics;
    const sarif = JSON.parse(renderSarif(hardFindings, { version: "1.0.0", codes: [], files, digest: sha256 })).runs[0]
      .results;
    const gitlab = JSON.parse(renderGitlab(hardFindings, { digest: sha256, files }));
    const github = renderGithub(hardFindings).trimEnd().split("\n");
    const text = renderText(hardFindings);
    const rows = renderMarkdown(hardFindings, { files }).trimEnd().split("\n").slice(4);
    const cases = readXml(renderJunit(hardFindings, { files, now: new Date(0) })).children.flatMap(({ children }) =>
      children.filter(({ name }) => name === "testcase").map(({ attributes }) => attributes.get("name") ?? ""),
    );
    expect([rows.length, cases.length]).toEqual([hardFindings.length, hardFindings.length]);
    hardFindings.forEach(({ code }, at) => {
      expect([json[at].code, sarif[at].ruleId, gitlab[at].check_name]).toEqual([code, code, code]);
      expect(github[at]).toContain(`title=${code}::`);
      expect(rows[at]).toContain(`(${code})`);
      expect(cases.filter((name) => name.startsWith(`${code} `)).length).toBe(countOf(code));
      const range = json[at].range;
      if (range === null) return;
      const region = sarif[at].locations[0].physicalLocation.region;
      expect(region).toEqual({
        startLine: range.start.line,
        startColumn: range.start.column,
        endLine: range.end.line,
        endColumn: range.end.column,
      });
      expect(gitlab[at].location.lines).toEqual({ begin: range.start.line, end: range.end.line });
      expect(text).toContain(`:${range.start.line}:${range.start.column}`);
      expect(
        cases.some((name) => name.startsWith(`${code} ${json[at].file}:${range.start.line}:${range.start.column}: `)),
      ).toBe(true);
      expect(rows[at]).toMatch(new RegExp(`\\| ${range.start.line}(–${range.end.line})? \\| (Error|Warning|Note) \\|`));
    });
    expect(text.match(/^(error|warning|note)\[/gm)).toHaveLength(hardFindings.length);
  });

  it("come in the order of files and places, and keep the order of what has one place", () => {
    const file = (path: string) => createSourceFile(path, "abcdef");
    const at = (path: string, start: number, name: string) =>
      diagnostic(own, spanOf(file(path), start, start + 1), { name });
    const findings: readonly Diagnostic[] = [
      at("b", 1, "4"),
      at("a", 3, "2"),
      at("a", 3, "3"),
      at("a", 0, "1"),
      diagnostic(own, null, { name: "0" }),
      diagnostic(own, { path: "b" }, { name: "" }),
    ];
    expect(sortDiagnostics(findings).map(({ message }) => message.slice(12, -1))).toEqual([
      "0",
      "1",
      "2",
      "3",
      "",
      "4",
    ]);
  });
});
