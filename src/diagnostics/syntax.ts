import { diagnostics, quote } from "./define.js";

type Near = { near: string | undefined };

const didYouMean = ({ near }: Near, otherwise: string) =>
  near === undefined ? otherwise : `Did you mean ${quote(near)}?`;

/** What the reader of `.xdmap` files reports about single characters and words. */
export const lexical = diagnostics({
  XM1001: {
    severity: "error",
    title: "Text without a closing quote",
    what: (p: { quote: string }) =>
      `This text is never closed: it begins with ${p.quote} and its line ends before another one.`,
    todo: (p: { quote: string }) =>
      `Close it with ${p.quote}. Inside a text, a quote is written \\${p.quote} and a line break \\n.`,
    details:
      "A text runs from its quote to the same quote on the same line. What is open at the end of the line ends there, so that one forgotten quote costs one statement and not the rest of the file.",
    examples: [
      {
        source: 'concat(First_Name, "-) -> person.name.firstName\nLast_Name -> person.name.lastName',
        marks: '"-) -> person.name.firstName',
      },
    ],
  },
  XM1002: {
    severity: "error",
    title: "Column name without a closing brace",
    what: () => "This column name begins with `${` and its line ends before the `}`.",
    todo: () => "Write `${Created At}`. A `}` inside the name is written `\\}`.",
    details:
      "`${…}` names a column whose name is no plain identifier, because it holds spaces or is a reserved word. It ends on the line it began on.",
    examples: [{ source: "${Created_At -> _repo.createDate", marks: "${Created_At -> _repo.createDate" }],
  },
  XM1003: {
    severity: "error",
    title: "Template without an end",
    what: (p: { part: "template" | "expression" }) =>
      p.part === "template"
        ? "This template is never closed: there is no second backtick on the lines that belong to the statement."
        : "This `${` or `#{` inside the template is never closed with `}`.",
    todo: () => "Templates look like `` `Hello ${First_Name}` ``.",
    details:
      "A template in backticks may run over several lines as long as they are indented deeper than the statement. A backtick inside is written with a backslash before it, and templates do not nest.",
    examples: [
      {
        source: "`Hello ${First_Name} -> person.name.firstName",
        marks: "`Hello ${First_Name} -> person.name.firstName",
      },
    ],
  },
  XM1004: {
    severity: "error",
    title: "Regular expression without an end",
    what: () => "This regular expression begins with `~/` and its line ends before another `/`.",
    todo: () => "Close it with `/`. A slash inside is written `\\/`.",
    details: "`~/…/` is JEXL's literal for a compiled pattern. It ends on the line it began on.",
    examples: [
      { source: "Email =~ ~/.*@x.com -> personalEmail.address", marks: "~/.*@x.com -> personalEmail.address" },
    ],
  },
  XM1005: {
    severity: "error",
    title: "Comment without an end",
    what: () => "This comment begins with `/*` and nothing in the file closes it.",
    todo: () => "Close it with `*/`, or begin every line of it with `//`.",
    details:
      "Without its end, only the first line counts as the comment, so that the statements after it are still read.",
    examples: [{ source: "/* contact data\nEmail -> personalEmail.address", marks: "/* contact data" }],
  },
  XM1006: {
    severity: "error",
    title: "Character that belongs nowhere",
    what: (p: { character: string; code: string }) =>
      `The character ${quote(p.character)} (${p.code}) has no meaning here.`,
    todo: () => "Remove it. As part of a column's name it stands in `${}`, as text in quotes.",
    details:
      "Comments begin with `//`, `##` or `/*`; a single `#` begins nothing. Statements end with their line and take no `;`.",
    examples: [{ source: "Email # the login\n  -> personalEmail.address", marks: "#" }],
  },
  XM1007: {
    severity: "error",
    title: "Curly quotes",
    what: () => "These are a word processor's curly quotes. Texts stand between straight ones.",
    todo: () => "Write \" or '.",
    details:
      "Pages and word processors turn straight quotes into curly ones. The text is read as it was meant, and the fix straightens its quotes.",
    examples: [{ source: "concat(First_Name, “-”) -> person.name.firstName", marks: "“-”" }],
  },
  XM1008: {
    severity: "error",
    title: "Space that is no space",
    what: (p: { code: string }) =>
      `This looks like a space but is the character ${p.code}, which expressions cannot hold.`,
    todo: () => "Put an ordinary space in its place.",
    details:
      "Text copied from a web page often holds non-breaking spaces. Data Prep's parser refuses them outside of texts.",
    examples: [{ source: "Email\u00a0-> personalEmail.address", marks: "\u00a0" }],
  },
  XM1009: {
    severity: "error",
    title: "Quotes escaped as in JSON",
    what: () => 'The quotes are written \\", as inside a JSON document.',
    todo: () => 'Write " alone: the expression is no longer inside JSON.',
    details:
      "An expression copied out of an API request carries JSON's backslashes. The text is read as it was meant, and the fix takes the backslashes away.",
    examples: [{ source: 'concat(First_Name, \\"-\\") -> person.name.firstName', marks: '\\"-\\"' }],
  },
  XM1010: {
    severity: "error",
    title: "Date without quotes",
    what: (p: { date: string }) =>
      `${quote(p.date)} without quotes is no date: an expression reads it as a subtraction.`,
    todo: (p: { date: string }) => `Write "${p.date}"; in an expression, date("${p.date}") makes a date of it.`,
    details:
      "The language has no date literal. A date stands in quotes, in an expression as well as in the records of a test.",
    examples: [{ source: "date(2020-01-31) -> _repo.createDate", marks: "2020-01-31" }],
  },
  XM1011: {
    severity: "error",
    title: "Malformed number",
    what: (p: { text: string; why: string }) => `${quote(p.text)} is no number: ${p.why}.`,
    todo: (p: { instead: string | undefined }) =>
      p.instead === undefined ? "Correct it, or put it in quotes if it is text." : `Write ${quote(p.instead)}.`,
    details:
      "Numbers are Java's as JEXL reads them: `42`, `1.5`, `1.5e3`, `0xFF`, `017` (octal, 15), with the suffixes L and H for integers and F, D and B for fractions.",
    examples: [{ source: "Amount * .5 -> loyalty.points", marks: ".5" }],
  },
  XM1012: {
    severity: "error",
    title: "Arrow of another kind",
    what: (p: { text: string }) => `${quote(p.text)} is not the arrow of a mapping.`,
    todo: () => "Write `->`.",
    details:
      "A mapping is `source -> target`. Arrows as one character come from word processors, `=>` from other languages.",
    examples: [
      { source: "Email → personalEmail.address", marks: "→" },
      { source: "Email => personalEmail.address", marks: "=>" },
    ],
  },
  XM1013: {
    severity: "error",
    title: "Comparison of another language",
    what: (p: { text: string; instead: string }) =>
      `${quote(p.text)} is no operator of the expression language; ${quote(p.instead)} is meant.`,
    todo: (p: { instead: string }) => `Write ${quote(p.instead)}.`,
    details: "`<>` is SQL's and `===` and `!==` are JavaScript's. Data Prep's expressions compare with `==` and `!=`.",
    examples: [
      { source: 'iif(Country_Code <> "us", "N", "Y") -> person.name.firstName', marks: "<>" },
      { source: 'iif(Country_Code === "us", "Y", "N") -> person.name.firstName', marks: "===" },
    ],
  },
  XM1014: {
    severity: "error",
    title: "Column name without a name",
    what: () => "This `${}` names no column: a part of it is empty.",
    todo: () =>
      "Write the column's name between the braces. A dot separates the parts of a path; a dot that is part of a name is written `\\.`.",
    details: "`${a.b}` is the field `b` of `a`; `${a\\.b}` is the one field `a.b`.",
    examples: [{ source: "${} -> personalEmail.address", marks: "${}" }],
  },
  XM1015: {
    severity: "error",
    title: "Dot escaped outside of braces",
    what: (p: { text: string }) => `${quote(p.text)} escapes a dot, which works only between \`\${\` and \`}\`.`,
    todo: (p: { text: string }) => `Write ${quote(`\${${p.text}}`)}.`,
    details:
      "Data Prep shows a column whose name holds a dot as `First\\.Name`. In an expression such a name stands in `${}`.",
    examples: [{ source: "First\\.Name -> person.name.firstName", marks: "First\\.Name" }],
  },
  XM1016: {
    severity: "error",
    title: "Description of nothing",
    what: () => "This `///` describes nothing: descriptions stand above a mapping, or above `mapping`.",
    todo: () => "Begin it with `//`, or move it above the mapping that it describes.",
    details:
      "A `///` comment is data: it becomes the mapping's description in Experience Platform. Anywhere else it would be lost.",
    examples: [
      {
        source: '/// The shop\'s orders.\nsample "orders.csv"\nEmail -> personalEmail.address',
        marks: "/// The shop's orders.",
      },
    ],
  },
});

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
    todo: () => "Write a column, a literal or a call.",
    details: "An operator needs a value on both sides, and an argument list needs one between commas.",
    examples: [{ source: "Amount * -> loyalty.points", marks: "*" }],
  },
  XM1022: {
    severity: "error",
    title: "Bracket without an end",
    what: (p: { bracket: string }) => `This ${quote(p.bracket)} is never closed in its statement.`,
    todo: (p: { closing: string }) => `Add ${quote(p.closing)}.`,
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
    todo: (p: { column: string }) =>
      `Write ${quote(`${p.column} -> some.target`)}. A statement's further lines are indented deeper than its first.`,
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
        marks: "let first = lower(First_Name)",
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
      '`@identity("Email", primary: true)` makes the target an identity of a namespace, `@name("…")` names the mapping, `@static` emits a constant as STATIC.',
    examples: [{ source: "Email -> personalEmail.address @identity(Email)", marks: "@identity(Email)" }],
  },
  XM1035: {
    severity: "error",
    title: "Unknown source type",
    what: (p: { name: string }) => `${quote(p.name)} is no type of a source field.`,
    todo: (p: Near) =>
      didYouMean(
        p,
        "The types are string, integer, long, number, decimal, boolean, date and timestamp, `[]` after one for an array, and `{ … }` for an object.",
      ),
    details:
      "The `source` block declares what the sample holds, so that a checkout without the sample can still be checked.",
    examples: [{ source: "source { Email: strng }\nEmail -> personalEmail.address", marks: "strng" }],
  },
  XM1036: {
    severity: "error",
    title: "Malformed target path",
    what: (p: { found: string }) =>
      `A target is a path such as \`personalEmail.address\`; ${p.found} does not belong to one.`,
    todo: (p: { help: string | undefined }) =>
      p.help ?? "Calculations stand on the left of the arrow. A name with other characters stands in `${}`.",
    details:
      "A target's segments hold letters, digits, `_` and inner dashes; `[0]` and `[*]` follow arrays, `_{TENANT_ID}` stands for the tenant.",
    examples: [{ source: "Email -> lower(personalEmail.address)", marks: "(" }],
  },
  XM1037: {
    severity: "error",
    title: "Too deeply nested",
    what: (p: { limit: number }) => `This is nested deeper than ${p.limit} levels.`,
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

/** What the reader reports about expressions: what JEXL has and Data Prep refuses, and what people type from habit. */
export const expressions = diagnostics({
  XM1050: {
    severity: "error",
    title: "Assignment",
    what: (p: { operator: string }) => `${quote(p.operator)} assigns, and expressions only calculate.`,
    todo: () => "Write `==` to compare. A name for a value is made with a `let` statement.",
    details: "JEXL has assignments, Data Prep's calculated fields do not.",
    examples: [{ source: 'iif(Country_Code = "us", "Y", "N") -> person.name.firstName', marks: "=" }],
  },
  XM1051: {
    severity: "error",
    title: "Statement in an expression",
    what: (p: { word: string }) =>
      `${quote(p.word)} begins a statement of a script, and a mapping's left side is one expression.`,
    todo: (p: { help: string }) => p.help,
    details: "Use `iif(condition, a, b)` or `condition ? a : b` for choices.",
    examples: [{ source: "if (Amount > 1) 1 else 2 -> loyalty.points", marks: "if" }],
  },
  XM1052: {
    severity: "error",
    title: "Semicolon",
    what: () => "A `;` separates statements of a script, and a mapping's left side is one expression.",
    todo: () => "Remove it. A statement ends with its line.",
    details: "Each mapping stands on a line of its own; nothing ends it but the line.",
    examples: [{ source: "Email; -> personalEmail.address", marks: ";" }],
  },
  XM1053: {
    severity: "error",
    title: "Construction of a Java object",
    what: () => "`new` makes a Java object, which xdmap refuses.",
    todo: () => "Use a literal or a function, such as `to_array(…)`, `to_object(…)` or `date(…)`.",
    details: "Constructors reach outside of the data, and newer versions of the engine block them.",
    examples: [{ source: 'new("java.lang.Integer", "5") -> loyalty.points', marks: "new" }],
  },
  XM1054: {
    severity: "error",
    title: "Reflection",
    what: (p: { name: string }) => `${quote(p.name)} reaches the Java class of a value, which xdmap refuses.`,
    todo: () => "A field of that name is written `${order.class}` or `order['class']`.",
    details: "Reflection reaches outside of the data, and newer versions of the engine block it.",
    examples: [{ source: "Email.class.name -> personalEmail.address", marks: "class" }],
  },
  XM1055: {
    severity: "error",
    title: "Increment",
    what: (p: { operator: string }) => `${quote(p.operator)} changes a variable, and expressions only calculate.`,
    todo: (p: { operator: string }) => `Write ${quote(`${p.operator.slice(0, 1)} 1`)}.`,
    details: "JEXL 3.2 has no `++` and `--`; in front of a value they read as two signs.",
    examples: [{ source: "Amount++ -> loyalty.points", marks: "++" }],
  },
  XM1056: {
    severity: "error",
    title: "Annotation in an expression",
    what: (p: { name: string }) => `${quote(p.name)} cannot stand inside an expression.`,
    todo: () =>
      "Annotations such as `@identity` follow a mapping's target. A column whose name begins with `@` is written `${@name}`.",
    details: "JEXL's annotations and pragmas steer scripts, which calculated fields are not.",
    examples: [{ source: "lower(@lenient Email) -> personalEmail.address", marks: "@lenient" }],
  },
  XM1057: {
    severity: "error",
    title: "Lambda in the wrong place",
    what: () => "A lambda stands only as a later argument of a call, after the values that it works on.",
    todo: () => "Lambdas belong to destinations' calculated fields, such as `array_filter(items, x -> x.price > 10)`.",
    details:
      "Data Prep's sources take no lambdas. They are read so that what is pasted from a destination can be explained.",
    examples: [{ source: "lower(x -> x.a) -> personalEmail.address", marks: "x -> x.a" }],
  },
  XM1058: {
    severity: "error",
    title: "Comparisons in a row",
    what: (p: { operator: string }) => `${quote(p.operator)} follows another comparison, and comparisons do not chain.`,
    todo: () => "Write `a < b and b < c`, or put the first comparison in parentheses.",
    details: "In JEXL `1 < 2 < 3` is refused, because what it compares would be a truth value with a number.",
    examples: [{ source: 'iif(0 < Amount < 10, "low", "high") -> person.name.firstName', marks: "<" }],
  },
  XM1059: {
    severity: "error",
    title: "Reserved word as a column",
    what: (p: { word: string }) => `${quote(p.word)} is a reserved word of the expression language, not a column.`,
    todo: (p: { word: string }) => `A column of that name is written ${quote(`\${${p.word}}`)}.`,
    details:
      "Reserved words are plain names in targets, after a dot and as keys of records. As a column, they stand in `${}`.",
    examples: [{ source: "size -> loyalty.points", marks: "size" }],
  },
  XM1060: {
    severity: "error",
    title: "Reserved word after a dot",
    what: (p: { word: string }) => `The engine cannot read ${quote(p.word)} after a dot.`,
    todo: (p: { word: string }) => `Write \`['${p.word}']\` instead.`,
    details: "Most reserved words may follow a dot; return, break, continue, div, mod and NaN may not.",
    examples: [{ source: "Email.return -> personalEmail.address", marks: "return" }],
  },
  XM1061: {
    severity: "error",
    title: "Comma before a closing bracket",
    what: () => "After this comma a value is expected. The engine takes no trailing comma.",
    todo: () => "Remove the comma.",
    details:
      "Lists of arguments and literals take no trailing comma in expressions; records, tables and source blocks do.",
    examples: [{ source: "concat(First_Name, Last_Name,) -> person.name.firstName", marks: "," }],
  },
  XM1062: {
    severity: "error",
    title: "Operator in capitals",
    what: (p: { word: string }) => `${quote(p.word)} in capitals is a name, and two values stand side by side.`,
    todo: (p: { operator: string }) => `Write ${quote(p.operator)}.`,
    details: "The word operators and, or, not, eq, ne, lt, le, gt, ge, div and mod are written in small letters.",
    examples: [{ source: "iif(Amount > 1 AND Amount < 9, 1, 2) -> loyalty.points", marks: "AND" }],
  },
  XM1063: {
    severity: "error",
    title: "Choice that reads as a namespace",
    what: (p: { name: string; callee: string }) =>
      `The engine reads \`${p.name} : ${p.callee}(\` as a call of ${quote(p.callee)} in a namespace ${quote(p.name)}, and then misses the \`:\`.`,
    todo: (p: { name: string }) => `Put the name in parentheses: ${quote(`(${p.name})`)}.`,
    details:
      "JEXL calls functions of a namespace as `ns:f(x)`, spaces or not, and looks for that before it looks for the choice's colon.",
    examples: [{ source: "Amount > 1 ? Email : lower(Email) -> personalEmail.address", marks: "Email" }],
  },
  XM1064: {
    severity: "error",
    title: "Values side by side",
    what: (p: { left: string; right: string }) =>
      `${quote(p.left)} and ${quote(p.right)} stand side by side without an operator.`,
    todo: (p: { name: string | undefined }) =>
      p.name === undefined
        ? "Join texts with `concat(a, b)`; separate arguments with commas."
        : `If it is one column, write ${quote(`\${${p.name}}`)}. Join texts with \`concat(a, b)\`.`,
    details: "A column whose name holds spaces stands in `${}`.",
    examples: [{ source: "First Name -> person.name.firstName", marks: "Name" }],
  },
});

/** Every code of XM1…. */
export const syntax = { ...lexical, ...statements, ...expressions };
