import { diagnostics, quote } from "./define.js";

/** What the reader reports about expressions: what JEXL has and Data Prep refuses, and what people type from habit. */
export const expressions = diagnostics({
  XM1050: {
    severity: "error",
    title: "Assignment",
    what: (p: { operator: string }) => `${quote(p.operator)} assigns, and expressions only calculate.`,
    todo: (p: { isLine: boolean }) =>
      `${p.isLine ? "A mapping is written `source -> target`." : "Write `==` to compare."} A name for a value is made with a \`let\` statement.`,
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
    what: () => "A `;` separates statements of a script; here a statement ends with its line.",
    todo: () => "Remove it.",
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
    todo: () => "Lambdas belong to destinations' calculated fields, such as `filterArray(items, x -> x.price > 10)`.",
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
    todo: (p: { name: string | undefined; mapping: string | undefined; word: string | undefined }) => {
      if (p.word !== undefined) return p.word;
      const column = p.name === undefined ? "" : ` If it is one column, write ${quote(`\${${p.name}}`)}.`;
      if (p.mapping !== undefined) return `For a mapping, write ${quote(p.mapping)}.${column}`;
      return p.name === undefined
        ? "Join texts with `concat(a, b)`; separate arguments with commas."
        : `${column.trimStart()} Join texts with \`concat(a, b)\`.`;
    },
    details: "A column whose name holds spaces stands in `${}`.",
    examples: [{ source: "First Name -> person.name.firstName", marks: "Name" }],
  },
  XM1065: {
    severity: "error",
    title: "Choice without its second half",
    what: () => "This `?` has no `:` with the value for the other case.",
    todo: () => "Write `condition ? a : b`. For a value only where the first is empty, write `a ?: b`.",
    details: "A choice always has both values; `null` leaves the target out in the other case.",
    examples: [{ source: "Amount > 1 ? Email -> personalEmail.address", marks: "?" }],
  },
});
