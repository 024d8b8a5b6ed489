import { describe, expect, it } from "vitest";
import { formatMapping } from "../../src/grammar/index.js";

function format(text: string): string {
  const formatted = formatMapping("m.xdmap", text);
  if (formatted.kind === "refused") throw new Error(formatted.diagnostics.map(({ message }) => message).join("\n"));
  return formatted.text;
}

describe("arrows", () => {
  it("align within a block, and a long source pushes none", () => {
    const long = `concat(${Array.from({ length: 9 }, (_, at) => `Part${at}`).join(", ")}, "end")`;
    expect(format(`a->x.y\nlower( Email )->p.q @static\n${long}->l.m\n\nb->c\n`)).toBe(
      `a             -> x.y\nlower(Email)  -> p.q   @static\n${long} -> l.m\n\nb -> c\n`,
    );
  });

  it("stand by the width of letters on a terminal", () => {
    expect(format('"日本" -> a\n"😀" -> b\nEmail -> c\n')).toBe('"日本"  -> a\n"😀"    -> b\nEmail   -> c\n');
  });

  it("end their block at another statement, not at a comment", () => {
    expect(format("a -> b\n// x\nlonger -> c\nlet n = 1\nn -> d\n")).toBe(
      "a       -> b\n// x\nlonger  -> c\nlet n = 1\nn -> d\n",
    );
  });
});

describe("comments", () => {
  it("stay beside the arguments and operands they were written at", () => {
    expect(
      format(`concat( // all
  First, // given
    /* family */ Last
  // nothing more
)->a.b // end
one
  // two
  + two // too
  - three
->c
`),
    ).toBe(`concat(
  // all
  First,  // given
  /* family */
  Last
  // nothing more
) -> a.b  // end
one
  // two
  + two  // too
  - three
  -> c
`);
  });

  it("around an arrow move above; one that silences keeps its statement", () => {
    expect(format("a /* x */ -> // y\n  b\n")).toBe("/* x */\n// y\na -> b\n");
    expect(format("a -> // xdmap-ignore XM3004: why\n  b\nc -> d\n")).toBe(
      "a\n  // xdmap-ignore XM3004: why\n  -> b\nc -> d\n",
    );
  });

  it("in a source of which they can be no part move above, and what follows them is formatted as without", () => {
    const text = "items // each\n  [*].price -> a[*].g\nlonger_name -> b\n";
    const once = format(text);
    expect(once).toBe("// each\nitems[*].price  -> a[*].g\nlonger_name     -> b\n");
    expect(format(once)).toBe(once);
  });

  it("that follow each other on a line stay there", () => {
    expect(format("a -> b /* one */ /* two */ // three\nc -> d\n")).toBe(
      "a  -> b  /* one */ /* two */ // three\nc  -> d\n",
    );
  });

  it("inside of a record in a record, or of a field's type, stay beside what they were written at", () => {
    const text = `source {
  address: {
    city: string,  // the city
    // of five digits
    zip: string
  },
  items: {
    sku: string  // its key
  }[]
}
test "t" {
  given  [
    {
      tags: [
        "a",  // the first
        "b"
      ]
    },
    { tags: [] }
  ]
  expect { x.y: null }
}
`;
    expect(format(text)).toBe(text);
  });

  it("stand before closing braces and at the end of the file, NBSP and tabs in them as they were", () => {
    const text = "into p {\n  a -> b\n  // l\u00a0ast\t!\n}\n\n## the end\n";
    expect(format(text.replace("\n\n##", "\n\n\n\n##"))).toBe(text);
  });
});

describe("blank lines", () => {
  it("between the rows of a table stay, several as one, and a form feed is as blank", () => {
    expect(format('table t = { "a": "b",\n\n\n  // two\n  "c": "d" }\na -> b\n\f\nc -> d\n')).toBe(
      'table t = {\n  "a": "b",\n\n  // two\n  "c": "d"\n}\na -> b\n\nc -> d\n',
    );
    expect(format('table t = { "a": "b",\n\n  "c": "d" }\n')).toBe('table t = {\n  "a": "b",\n\n  "c": "d"\n}\n');
  });
});

describe("the texts of records", () => {
  it("keep their escapes", () => {
    const text = 'test "t" {\n  given  { "a\\u00a0b": "\\u200b\\/" }\n  expect { x: null }\n}\n';
    expect(format(text)).toBe(text);
  });
});

describe("long expressions", () => {
  it("have the pairs of `decode` on a line each, unless a comment stands between", () => {
    const pairs = ["de", "fr", "es", "it"].map((code) => `"${code}", "the country of the code ${code}"`);
    const text = `decode(\n  Code,\n${pairs.map((pair) => `  ${pair},\n`).join("")}  "N/A"\n) -> a.b\n`;
    expect(format(text)).toBe(text);
    expect(format(`decode(\n  Code,\n  "de",  // why\n  "Germany",\n  "fr",\n  "France"\n) -> a.b\n`)).toBe(
      `decode(\n  Code,\n  "de",  // why\n  "Germany",\n  "fr",\n  "France"\n) -> a.b\n`,
    );
  });

  it("are broken at the loosest operator first, and inside where that does not do", () => {
    const words = Array.from({ length: 12 }, (_, at) => `Column_Number_${at}`);
    expect(format(`Amount > 100 and coalesce(${words.join(", ")}) == "us" ? "large" : "small" -> a.b\n`)).toBe(
      `Amount > 100
  and coalesce(
${words.map((word) => `    ${word}`).join(",\n")}
  ) == "us"
  ? "large"
  : "small"
  -> a.b
`,
    );
  });

  it("of thousands of parts, deep or wide, are printed in proportion", () => {
    const wide = `concat(${Array.from({ length: 5000 }, (_, at) => `c${at}`).join(", ")}) -> a.b\n`;
    const chain = `${Array.from({ length: 2000 }, (_, at) => `c${at}`).join(" + ")} -> a.b\n`;
    const deep = `${"f(".repeat(60)}x${")".repeat(60)} -> a.b\n`;
    for (const text of [wide, chain, deep]) {
      const once = format(text);
      expect(format(once)).toBe(once);
    }
  });
});

describe("a file that cannot be read as a whole", () => {
  it.each(["lower(trim(Email) -> a.b\n", "a -> \n", "a → b\n", "if (x) 1 -> b\n"])("is refused: %s", (text) => {
    const formatted = formatMapping("m.xdmap", text);
    expect(formatted).toMatchObject({ kind: "refused" });
    if (formatted.kind === "refused") expect(formatted.diagnostics.length).toBeGreaterThan(0);
  });
});

describe("line ends", () => {
  it.each([
    ["a->b\r\nc->d\r\n", "\r\n"],
    ["a->b\nc->d\n", "\n"],
    ["a->b\rc->d\r", "\r"],
    ["a->b\r\nc->d\r\ne->f\n", "\r\n"],
    ["a->b\r\nc->d\ne->f\n", "\n"],
  ])("are those of most lines: %j", (text, end) => {
    const lines = format(text).split(end);
    expect(lines.at(-1)).toBe("");
    expect(lines.join("")).not.toMatch(/[\r\n]/);
  });

  it("are put at the end of a file that has none, and nothing into an empty one", () => {
    expect(format("a -> b")).toBe("a -> b\n");
    expect(format("")).toBe("");
    expect(format("\n\n")).toBe("");
    expect(format("\uFEFFa -> b\n")).toBe("\uFEFFa -> b\n");
  });
});
