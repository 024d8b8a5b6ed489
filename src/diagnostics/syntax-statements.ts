import { diagnostics, quote } from "./define.js";

type Near = { near: string | undefined };

const didYouMean = ({ near }: Near, otherwise: string) =>
  near === undefined ? otherwise : `Did you mean ${quote(near)}?`;

/** What a line without an arrow looks like. */
const LIKE = {
  json: "This looks like JSON. Of a mapping set, write one line for each mapping: `sourceAttribute -> destinationXdmPath`.",
  arrow: "Between source and target stands `->`, with both signs.",
  comment: "A comment begins with `//`, `##` or `/*`.",
};

/** What the reader reports about statements: their words, brackets, targets and blocks. */
export const statements = diagnostics({
  XM1020: {
    severity: "error",
    title: "Unexpected word or sign",
    what: (p: { found: string; expected: string }) => `Found ${p.found} where ${p.expected} is expected.`,
    todo: (p: { help: string | undefined }) => p.help,
    details: "The statement cannot be read from this place on. The statements around it are read all the same.",
    examples: [{ source: "let clean lower(Email)\nclean -> personalEmail.address", marks: "lower" }],
  },
  XM1021: {
    severity: "error",
    title: "Missing value",
    what: (p: { after: string | undefined; found: string }) =>
      p.after === undefined
        ? `A value is expected here, but there is ${p.found}.`
        : `After ${quote(p.after)} a value is expected, but there is ${p.found}.`,
    todo: (p: { help: string | undefined }) => p.help ?? "Write a column, a literal or a call.",
    details: "An operator needs a value on both sides, and an argument list needs one between commas.",
    examples: [{ source: "Amount * -> loyalty.points", marks: "*" }],
  },
  XM1022: {
    severity: "error",
    title: "Bracket without an end",
    what: (p: { bracket: string }) => `This ${quote(p.bracket)} is never closed in its statement.`,
    todo: (p: { closing: string; isRunOn: boolean }) =>
      p.isRunOn
        ? `Indent the lines up to its ${quote(p.closing)} deeper than the first: a line that is not begins a new statement.`
        : `Add ${quote(p.closing)}.`,
    details:
      "A statement ends where the next line is not indented deeper, even while a bracket is open: so one forgotten bracket costs one statement.",
    examples: [{ source: "lower(trim(Email) -> personalEmail.address", marks: "(" }],
  },
  XM1023: {
    severity: "error",
    title: "Closing bracket too many",
    what: (p: { bracket: string }) => `This ${quote(p.bracket)} closes nothing.`,
    todo: () => "Remove it, or add the bracket that it is to close.",
    details: "Brackets close in the order they were opened, inside of one statement.",
    examples: [{ source: "lower(Email)) -> personalEmail.address", marks: ")" }],
  },
  XM1024: {
    severity: "error",
    title: "Value without a target",
    what: () => "This statement has no `->`, so its value goes nowhere.",
    todo: (p: { column: string; like: "json" | "arrow" | "comment" | null }) =>
      p.like !== null
        ? LIKE[p.like]
        : `Write ${quote(`${p.column} -> some.target`)}. A statement's further lines are indented deeper than its first.`,
    details:
      "A line is a mapping, `source -> target`, unless it begins with a word such as `target`, `sample`, `let`, `def`, `table`, `into`, `use` or `test`.",
    examples: [{ source: "lower(Email)\nPhone -> mobilePhone.number", marks: "lower(Email)" }],
  },
  XM1025: {
    severity: "error",
    title: "Target without a source",
    what: () => "There is nothing before this `->`.",
    todo: () => "Write the column or expression that feeds the target before the arrow.",
    details: "A mapping reads from left to right: `Email -> personalEmail.address`.",
    examples: [{ source: "-> personalEmail.address", marks: "->" }],
  },
  XM1026: {
    severity: "error",
    title: "Arrow without a target",
    what: () => "There is no target after this `->`.",
    todo: () => "Write the path of the field that takes the value, such as `personalEmail.address`.",
    details: "The target is a path in the XDM schema, written with dots.",
    examples: [{ source: "Email ->", marks: "->" }],
  },
  XM1027: {
    severity: "error",
    title: "Second arrow",
    what: () => "A mapping has one `->`, and this is its second.",
    todo: () => "Put each mapping on a line of its own. To feed two targets, write two mappings.",
    details: "Each mapping feeds one target, and each target is fed by one mapping.",
    examples: [{ source: "Email -> personalEmail.address -> _id", marks: "->" }],
  },
  XM1028: {
    severity: "error",
    title: "Block without an end",
    what: (p: { word: string }) => `The block of this ${quote(p.word)} is never closed.`,
    todo: () => "Add a `}` on a line of its own after its last statement.",
    details:
      "A statement word at the left margin ends every open block, so that a forgotten brace does not swallow the rest of the file.",
    examples: [{ source: "into person.name {\n  First_Name -> firstName", marks: "into" }],
  },
  XM1029: {
    severity: "error",
    title: "Block without a beginning",
    what: (p: { word: string }) => `There is no \`{\` after this ${quote(p.word)}.`,
    todo: (p: { word: string }) => (p.word === "test" ? 'Write `test "name" {`.' : "Write `into some.target {`."),
    details: "The lines that follow are read as the block's.",
    examples: [{ source: "into person.name\n  First_Name -> firstName\n}", marks: "into" }],
  },
  XM1030: {
    severity: "error",
    title: "Statement in the wrong place",
    what: (p: { found: string; block: string }) =>
      p.block === "test"
        ? `A \`test\` holds \`given { … }\` and \`expect { … }\`, not ${p.found}.`
        : `An \`into\` holds mappings, not ${p.found}.`,
    todo: () => "Move it out of the block.",
    details: "`into` does not nest, and definitions belong to the whole file.",
    examples: [
      {
        source: "into person.name {\n  let first = lower(First_Name)\n  first -> firstName\n}",
        marks: "let",
      },
    ],
  },
  XM1031: {
    severity: "error",
    title: "Misspelled statement",
    what: (p: { word: string; near: string }) =>
      `No statement begins with ${quote(p.word)} like this; it is read as ${quote(p.near)}.`,
    todo: (p: { near: string }) => `Write ${quote(p.near)}.`,
    details:
      "The words that begin statements are mapping, target, sample, source, delta, let, def, table, into, use and test; in a test, given and expect.",
    examples: [{ source: 'sampl "orders.csv"\nEmail -> personalEmail.address', marks: "sampl" }],
  },
  XM1032: {
    severity: "error",
    title: "Text without quotes",
    what: (p: { word: string }) => `The text after ${quote(p.word)} stands in quotes.`,
    todo: (p: { text: string }) => `Write "${p.text}".`,
    details:
      "Names and paths of files are texts. A column that is called like the statement is written in `${}` where it does not read as a column by itself.",
    examples: [{ source: "sample orders.csv\nEmail -> personalEmail.address", marks: "orders.csv" }],
  },
  XM1033: {
    severity: "error",
    title: "Unknown annotation",
    what: (p: { name: string }) => `There is no annotation ${quote(`@${p.name}`)}.`,
    todo: (p: Near) => didYouMean(p, "The annotations are `@identity`, `@name` and `@static`."),
    details: "Annotations follow a mapping's target, and there are three of them.",
    examples: [{ source: 'Email -> personalEmail.address @identty("Email")', marks: "@identty" }],
  },
  XM1034: {
    severity: "error",
    title: "Wrong annotation",
    what: (p: { name: string; why: string }) => `\`@${p.name}\` ${p.why}.`,
    todo: (p: { form: string }) => `Write \`${p.form}\`.`,
    details:
      '`@identity("Email", primary: true)` makes the target an identity of a namespace, `@name("…")` names the mapping, `@static` emits a constant as STATIC, `@expression` and `@attribute("…")` say in which words the source is deployed.',
    examples: [{ source: "Email -> personalEmail.address @identity(Email)", marks: "@identity(Email)" }],
  },
  XM1035: {
    severity: "error",
    title: "Unknown source type",
    what: (p: { name: string }) => `${quote(p.name)} is no type of a source field.`,
    todo: (p: Near) =>
      didYouMean(
        p,
        "The types are string, integer, long, number, decimal, boolean, date, timestamp and any, `[]` after one for an array, and `{ … }` for an object.",
      ),
    details:
      "The `source` block declares what the sample holds, so that a checkout without the sample can still be checked.",
    examples: [{ source: "source { Email: strng }\nEmail -> personalEmail.address", marks: "strng" }],
  },
  XM1036: {
    severity: "error",
    title: "Malformed target path",
    what: (p: { found: string | undefined }) =>
      p.found === undefined
        ? "A target is a path such as `personalEmail.address`, and this one is not complete."
        : `A target is a path such as \`personalEmail.address\`; ${p.found} does not belong to one.`,
    todo: (p: { help: string | undefined }) =>
      p.help ?? "Calculations stand on the left of the arrow. A name with other characters stands in `${}`.",
    details:
      "A target's segments hold letters, digits, `_` and inner dashes; `[0]` and `[*]` follow arrays, `_{TENANT_ID}` stands for the tenant.",
    examples: [{ source: "Email -> lower(personalEmail.address)", marks: "(" }],
  },
  XM1037: {
    severity: "error",
    title: "Too deeply nested",
    what: () => "This is nested too deeply to be read.",
    todo: () => "Name the inner parts with `let`.",
    details: "No expression of a data flow needs as many levels; Data Prep takes at most 4,096 characters.",
    examples: [{ source: `${"(".repeat(600)}Email${")".repeat(600)} -> personalEmail.address` }],
  },
  XM1038: {
    severity: "error",
    title: "Part given twice",
    what: (p: { word: string }) => `This statement has its ${quote(p.word)} already.`,
    todo: () => "Keep one of them.",
    details:
      "A test has one `given` and one `expect`, a table one `else`, a delta one `format` and one `timezone`, a mapping one annotation of a kind.",
    examples: [
      {
        source: 'table country = { "us": "USA", else: "A", else: "B" }\ncountry(Country_Code) -> person.name.lastName',
        marks: "else",
      },
    ],
  },
  XM1039: {
    severity: "error",
    title: "Table of something else than literals",
    what: (p: { part: "key" | "value" }) => `A table's ${p.part} is a literal: a text, a number, true, false or null.`,
    todo: () => "Calculate outside of the table; a table only looks up.",
    details: "Tables become Data Prep's `decode`. Their keys and values are fixed.",
    examples: [
      {
        source: 'table country = { "us": upper(Email) }\ncountry(Country_Code) -> person.name.lastName',
        marks: "upper(Email)",
      },
    ],
  },
  XM1040: {
    severity: "error",
    title: "Malformed record",
    what: (p: { found: string }) =>
      `A record's values are texts in quotes, numbers, true, false, null, missing, \`{ … }\` and \`[ … ]\`, but there is ${p.found}.`,
    todo: (p: { help: string | undefined }) => p.help,
    details:
      "Records are JSON whose keys may stand without quotes. `missing` leaves a field out; `null because XM5001` expects a reason.",
    examples: [{ source: 'test "a" {\n  given { Email: lower }\n  expect { _id: null }\n}', marks: "lower" }],
  },
});
