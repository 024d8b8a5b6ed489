import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseMapping, printMapping, sameTree } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

const read = (text: string) => parseMapping(createSourceFile("m.xdmap", text));

/** Places where a comment may stand are marked with a broken bar. */
const FILE = `¦
/// What it is.
mapping "Orders" ¦
target "schema.json" ¦
¦
sample "a.csv", ¦ "b.csv"
source {¦
  Email: string, ¦
  ¦ tags: string[] ¦
}¦

let clean = lower(¦ Email) ¦
def f(x) = ¦ x + 1
table t = { ¦
  "a": 1, ¦ "b": 2, ¦
  else: 3 ¦
} ¦
¦
clean ¦ -> a.b ¦ @static ¦

¦
f(clean) -> ¦ c.d
into p { ¦
  ¦
  a -> b ¦
  ¦
} ¦
test "x" { ¦
  given { a: 1, ¦ b: 2 } ¦
  ¦
  expect { c: [1, ¦ 2] }
  ¦
} ¦
¦`;

const comment = fc.constantFrom(
  "// note\n      ",
  "## hash\n      ",
  "/* block */",
  "/* two\n   lines */",
  "// xdmap-ignore XM3004: reason\n      ",
  "",
);

describe("comments", () => {
  it("survive printing, whose result prints the same again", () => {
    const holes = FILE.split("¦").length - 1;
    fc.assert(
      fc.property(fc.array(comment, { minLength: holes, maxLength: holes }), (comments) => {
        const text = FILE.split("¦").reduce((joined, part, index) => `${joined}${comments[index - 1] ?? ""}${part}`);
        const first = read(text);
        expect(
          first.diagnostics.map(({ code, message }) => `${code} ${message}`),
          text,
        ).toEqual([]);
        const printed = printMapping(first.tree);
        const second = read(printed);
        expect(second.diagnostics, printed).toEqual([]);
        expect(sameTree(second.tree.statements, first.tree.statements), printed).toBe(true);
        const texts = (tree: typeof first.tree) => tree.comments.map((each) => each.text).sort();
        expect(texts(second.tree)).toEqual(texts(first.tree));
        expect(printMapping(second.tree)).toBe(printed);
      }),
      { numRuns: 1000 },
    );
  });

  it("keep their places where the formatting leaves them one", () => {
    const text = `// Contact data, as the shop gives it.
target  "schema.json"

source {
  // the login
  Email: string,  // lower case
  Phone: string
}

Email                -> personalEmail.address  // the login
trim(Phone)          -> mobilePhone.number

into person.name {
  // Names as typed.
  First  -> firstName
  Last   -> lastName  /* may be empty */
}
// the end
`;
    expect(printMapping(read(text).tree)).toBe(
      text.replace("Email                ->", "Email        ->").replace("trim(Phone)          ->", "trim(Phone)  ->"),
    );
  });

  it("breaks long expressions so that they read as one statement", () => {
    const text = `concat(upper(left(First_Name, 1)), lower(substr(First_Name, 1, 4096)), " ", upper(left(Last_Name, 1))) -> person.name.fullName\nAmount > 100 and Country_Code == "us" and Created_At != null and Vid != null and Phone != null or Email != null -> a.b\n`;
    const { tree } = read(text);
    const printed = printMapping(tree);
    expect(printed).toMatchInlineSnapshot(`
      "concat(
        upper(left(First_Name, 1)),
        lower(substr(First_Name, 1, 4096)),
        " ",
        upper(left(Last_Name, 1))
      ) -> person.name.fullName
      Amount > 100 and Country_Code == "us" and Created_At != null and Vid != null and Phone != null
        or Email != null
        -> a.b
      "
    `);
    expect(sameTree(read(printed).tree.statements, tree.statements)).toBe(true);
    expect(printMapping(read(printed).tree)).toBe(printed);
  });
});
