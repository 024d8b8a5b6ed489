import { diagnostics, quote } from "./define.js";

/** What word processors and keyboards of other scripts write for a sign of the language. */
const LOOKALIKES: ReadonlyMap<string, string> = new Map([
  ...["\u2013", "\u2014", "\u2212"].map((dash): [string, string] => [dash, "-"]),
  ["\u00d7", "*"],
  ["\u00f7", "/"],
  ["\u2264", "<="],
  ["\u2265", ">="],
  ["\u2260", "!="],
  ["\uff08", "("],
  ["\uff09", ")"],
  ["\uff0c", ","],
]);

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
    todo: (p: { character: string }) => {
      const meant = LOOKALIKES.get(p.character);
      if (meant !== undefined) return `Write ${quote(meant)}.`;
      if (p.character === "#") return "A comment begins with `//` or `##`.";
      return "Remove it. As part of a column's name it stands in `${}`, as text in quotes.";
    },
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
    what: (p: { date: string; isDashed: boolean }) =>
      `${quote(p.date)} without quotes is no date: an expression reads it as a ${p.isDashed ? "subtraction" : "division"}.`,
    todo: (p: { date: string; isDashed: boolean }) =>
      `Write "${p.date}"; in an expression, ${p.isDashed ? `date("${p.date}")` : `date("${p.date}", "dd/MM/yyyy"), with its own pattern,`} makes a date of it.`,
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
