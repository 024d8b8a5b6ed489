import { describe, expect, it } from "vitest";
import { parseMapping, printExpression, printTarget, type Statement, type Test } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

/** Each statement in one line, and each finding as its code. */
function read(text: string): { readonly statements: readonly string[]; readonly codes: readonly string[] } {
  const { tree, diagnostics } = parseMapping(createSourceFile("m.xdmap", text));
  return { statements: tree.statements.map(show), codes: diagnostics.map(({ code }) => code) };
}

function show(statement: Statement): string {
  switch (statement.kind) {
    case "mapping":
      return `${statement.source.kind === "invalid" ? "?" : printExpression(statement.source)} -> ${printTarget(statement.target)}`;
    case "into":
      return `into ${printTarget(statement.target)} { ${statement.mappings.map(show).join("; ")} }`;
    case "let":
      return `let ${statement.name.text} = ${printExpression(statement.value)}`;
    case "test":
      return showTest(statement);
    default:
      return statement.kind;
  }
}

/** How many fields each row has. */
function showTest({ settings, given, expect }: Test): string {
  const rows = given?.map((row) => (row.kind === "record" ? row.entries.length : `row ${row.row.text}`)) ?? ["no"];
  const expected = expect?.map((each) => {
    if (each.kind === "rejected") {
      return `rejected${each.because === null ? "" : ` ${each.because.text}`}${each.at === null ? "" : ` ${printTarget(each.at)}`}`;
    }
    return `${each.exactly ? "exactly " : ""}${each.record.entries.length}`;
  }) ?? ["no"];
  const fixed = settings.map(({ word, values }) => `${word.text} ${values.length}, `).join("");
  return `test ${fixed}${rows.join(" and ")} given, ${expected.join(" and ")} expected`;
}

describe("the line rule", () => {
  it("runs on over lines indented deeper", () => {
    expect(read("concat(a,\n  b)\n    -> c\nd -> e").statements).toEqual(["concat(a, b) -> c", "d -> e"]);
  });

  it.each(["-> t", ".trim() -> t", "? 1 : 2 -> t", "?: 1 -> t", "and b -> t", "== 2 -> t", ".. 3 -> t", "* 2 -> t"])(
    "runs on over a line at the margin that begins with what can only continue: %s",
    (line) => {
      const { statements, codes } = read(`a\n${line}\nd -> e`);
      expect(codes).toEqual([]);
      expect(statements).toHaveLength(2);
    },
  );

  it("runs on over closing brackets at the margin", () => {
    expect(read("concat(\n  a,\n  b\n) -> c\nd -> e").statements).toEqual(["concat(a, b) -> c", "d -> e"]);
  });

  it.each(["- b", "+ b", "!b", "not b", "b"])("begins a statement with anything else at the margin: %s", (line) => {
    expect(read(`a -> t\n${line} -> u`).statements).toHaveLength(2);
    expect(read(`a\n${line} -> u`).codes).toEqual(["XM1024"]);
  });

  it("ends a statement at a line at the margin, even while a bracket is open: one error, the next is whole", () => {
    expect(read("lower(trim(a -> b\nc -> d")).toEqual({ statements: ["c -> d"], codes: ["XM1022"] });
    expect(read("concat(a,\nb -> c\nd -> e")).toEqual({ statements: ["b -> c", "d -> e"], codes: ["XM1022"] });
  });

  it("ends a statement at the newline before its second arrow", () => {
    expect(read("a ->\n  b -> c")).toEqual({ statements: ["b -> c"], codes: ["XM1026"] });
    expect(read("a -> b -> c").codes).toEqual(["XM1027"]);
  });

  it("continues only with annotations after a target", () => {
    expect(read('a -> b\n  @name("x")\n  c -> d\n  .e -> f').statements).toEqual(["a -> b", "c -> d", "? -> f"]);
    expect(read('a -> b\n@name("x")\nc -> d')).toEqual({ statements: ["a -> b", "c -> d"], codes: [] });
    expect(read('a -> b @identity(\n  "Email",\n  primary: true\n)\nc -> d')).toEqual({
      statements: ["a -> b", "c -> d"],
      codes: [],
    });
  });

  it.each(['"x', "'x", "${x", "~/x", "`x", "“x"])("ends %s with its line", (text) => {
    const { statements, codes } = read(`a -> b\nf(${text}) -> c\nd -> e`);
    expect(codes).toHaveLength(1);
    expect([statements[0], statements.at(-1)]).toEqual(["a -> b", "d -> e"]);
  });

  it("ends a comment that nothing closes with its line", () => {
    expect(read("a -> b\n/* x\nd -> e")).toEqual({ statements: ["a -> b", "d -> e"], codes: ["XM1005"] });
  });

  it("holds statements in braces, and closes them with statement words at the margin", () => {
    expect(read("into a {\n  b -> c\n  d -> e\n}\nf -> g").statements).toEqual(["into a { b -> c; d -> e }", "f -> g"]);
    expect(read("into a { b -> c }").statements).toEqual(["into a { b -> c }"]);
    expect(read("into a {\n  b -> c\nlet d = 1\nd -> e")).toEqual({
      statements: ["into a { b -> c }", "let d = 1", "d -> e"],
      codes: ["XM1028"],
    });
    expect(read("into a\n  b -> c\n}\nd -> e")).toEqual({
      statements: ["into a { b -> c }", "d -> e"],
      codes: ["XM1029"],
    });
    expect(read("into a\n{\n  b -> c\n}")).toEqual({ statements: ["into a { b -> c }"], codes: [] });
  });

  it("reads tabs and CRLF", () => {
    expect(read("concat(a,\r\n\tb) -> c\r\nd -> e\r\n")).toEqual({
      statements: ["concat(a, b) -> c", "d -> e"],
      codes: [],
    });
  });

  it("reads templates over lines that are indented deeper", () => {
    expect(read("`a\n  b ${c}` -> d\ne -> f").codes).toEqual([]);
    expect(read("`a\nb ${c}` -> d\ne -> f").statements.at(-1)).toBe("e -> f");
  });
});

describe("words of statements", () => {
  const words = [
    "mapping",
    "target",
    "sample",
    "source",
    "delta",
    "let",
    "def",
    "table",
    "into",
    "use",
    "test",
    "given",
    "expect",
  ];

  it.each([...words, "format", "timezone", "else_", "missing", "because", "primary", "identity"])(
    "are columns otherwise: %s",
    (word) => {
      expect(read(`${word} -> a`)).toEqual({ statements: [`${word} -> a`], codes: [] });
      expect(read(`${word}.b -> a`).codes).toEqual([]);
      expect(read(`${word}[0] -> a`).codes).toEqual([]);
      expect(read(`${word} == 1 -> a`).codes).toEqual([]);
      expect(read(`${word} and b -> a`).codes).toEqual([]);
      expect(read(`lower(${word}) -> a`).codes).toEqual([]);
      expect(read(`a -> ${word}`)).toEqual({ statements: [`a -> ${word}`], codes: [] });
      expect(read(`into x {\n  ${word} -> ${word}\n}`).codes).toEqual([]);
      expect(read(`let ${word} = 1`).codes).toEqual([]);
      expect(read(`delta ${word} format "x"`).codes).toEqual([]);
      expect(read(`test "t" {\n  given { ${word}: 1 }\n  expect { ${word}: 1 }\n}`).codes).toEqual([]);
      expect(read(`source { ${word}: string }`).codes).toEqual([]);
    },
  );

  it.each(["size", "empty", "new", "if", "and", "NaN", "null", "true"])(
    "that JEXL reserves need braces as columns: %s",
    (word) => {
      expect(read(`\${${word}} -> a.${word}`).codes).toEqual([]);
      expect(read(`source { ${word}: string }\ntest "t" {\n  given { ${word}: 1 }\n}`).codes).toEqual([]);
    },
  );

  it("may stand above a mapping as its description only", () => {
    const { tree, diagnostics } = parseMapping(
      createSourceFile("m", "/// One.\n/// Two.\na -> b\n/// Three.\nlet c = 1"),
    );
    expect(tree.statements[0]).toMatchObject({ description: { text: "One.\nTwo." } });
    expect(diagnostics.map(({ code }) => code)).toEqual(["XM1016"]);
  });
});

describe("records", () => {
  it("hold JSON, paths, missing and reasons", () => {
    expect(
      read(
        'test "t" {\n  given { "a b": "\\u00e9\\/", x.y[0]: [1, -2.5, true, null], z: missing }\n  expect { _acme.loyalty-id: null because XM5001, }\n}',
      ),
    ).toEqual({ statements: ["test 3 given, 1 expected"], codes: [] });
  });

  it.each([
    ["given row 3 of 'a.csv'\n  expect exactly { b: 1 }", "test row 3 given, exactly 1 expected"],
    [
      'given [{ a: 1 }, row 2 of "a.csv",]\n  expect [rejected, { b: 1, c: 2 }]',
      "test 1 and row 2 given, rejected and 2 expected",
    ],
    ["given { a: 1 }\n  expect rejected because XM5120 at x.y", "test 1 given, rejected XM5120 x.y expected"],
    ["given {}\n  expect rejected", "test 0 given, rejected expected"],
    [
      'now "2024-02-29T00:00:00Z"\n  timestamp 17\n  uuid "a", "b"\n  given {}\n  expect {}',
      "test now 1, timestamp 1, uuid 2, 0 given, 0 expected",
    ],
    ["given [\n    { a: 1 },\n    { a: 2 }\n  ]\n  expect {}", "test 1 and 1 given, 0 expected"],
  ])("may be several, rows of a file, whole, or refused: %s", (body, shown) => {
    expect(read(`test "t" {\n  ${body}\n}\nnow -> a`)).toEqual({ statements: [shown, "now -> a"], codes: [] });
  });

  it.each([
    ['given row 3 in "a.csv"', "XM1020"],
    ["given rows 3 of 'a.csv'", "XM1020"],
    ["given [{}, {}", "XM1022"],
    ["expect exact { a: 1 }", "XM1020"],
    ["expect exactly", "XM1020"],
    ['now "a"\n  now "b"', "XM1038"],
  ])("explain what is written otherwise: %s", (body, code) => {
    expect(read(`test "t" {\n  ${body}\n}\na -> b`)).toMatchObject({ codes: [code] });
  });

  it("explain an unquoted date", () => {
    expect(read('test "t" {\n  given { a: 2020-01-31 }\n}').codes).toEqual(["XM1010"]);
  });
});

describe("targets", () => {
  it.each([
    "_repo.createDate",
    "_acme.loyalty-id",
    "a[0].b[*].c",
    "_{TENANT_ID}.tier",
    "a.if",
    "${a b}.c",
    "x.${d.e}",
    "größe",
  ])("are paths: %s", (target) => {
    expect(read(`a -> ${target}`).codes).toEqual([]);
  });

  it.each(["a b", "lower(a)", '"a"', "a +", "a[x]", "a..b", ".a", "a."])("are nothing else: %s", (target) => {
    expect(read(`a -> ${target}`).codes).toHaveLength(1);
  });
});
