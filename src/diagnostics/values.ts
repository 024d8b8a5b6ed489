import { diagnostics, quote } from "./define.js";

/** XM5050 to XM5099: why an expression has no value. */
export const values = diagnostics({
  XM5050: {
    severity: "warning",
    title: "Text is not a number",
    what: (p: { operator: string; text: string; wanted: string }) =>
      `${quote(p.operator)} needs ${p.wanted}, and the text ${quote(p.text)} cannot be read as one.`,
    todo: () => "Convert it first, with to_integer() or to_decimal(), or say what to use instead with iif().",
    details:
      "An arithmetic operator or a comparison with a number reads text as a number: whole numbers for Integer and Long " +
      "operands, decimals where the other side has a fraction. Text that does not look like that number ends the " +
      "expression, and the target becomes null. Spaces around a number count as unreadable for whole numbers.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nFirst_Name * 2 -> loyalty.points',
        marks: "First_Name * 2",
        command: "preview",
      },
    ],
  },
  XM5051: {
    severity: "warning",
    title: "Operator cannot take this kind of value",
    what: (p: { operator: string; kind: string; wanted: string }) =>
      `${quote(p.operator)} needs ${p.wanted}, and this is ${article(p.kind)}.`,
    todo: (p: { operator: string }) =>
      p.operator === "-" || p.operator === "+"
        ? "A sign in front of text is never a conversion: use to_integer() or to_decimal(); of a list or map, take one item."
        : "Take one item of the list or one field of the map, or convert the value first.",
    details:
      "Lists, maps and dates have no number, so arithmetic, bit operators and ranges cannot take them; the signs + and - " +
      "in front of a value take numbers and booleans only, not even text that holds a number.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\n-First_Name -> loyalty.points',
        marks: "-First_Name",
        command: "preview",
      },
    ],
  },
  XM5052: {
    severity: "warning",
    title: "Values cannot be compared",
    what: (p: { operator: string; left: string; right: string }) =>
      `${quote(p.operator)} cannot compare ${article(p.left)} with ${article(p.right)}: the two have no order.`,
    todo: () => "Compare one item or field of each, or their sizes with size_of().",
    details: "Numbers, texts, booleans and dates have an order among themselves; lists, maps and sets have none.",
    examples: [
      {
        source:
          'target "schema.json"\nsample "orders.csv"\niif([1] < [2, 3], Email, First_Name) -> person.name.firstName',
        marks: "[1] < [2, 3]",
        command: "preview",
      },
    ],
  },
  XM5053: {
    severity: "warning",
    title: "Null operand",
    what: (p: { operator: string }) =>
      `An operand of ${quote(p.operator)} is null, which strict arithmetic does not take.`,
    todo: () => "Give it a value with coalesce() or `??`, or use lenient arithmetic.",
    details:
      "Only strict arithmetic refuses null; lenient arithmetic, the default, reads it as 0, as false or as no text.",
    examples: [{ source: "null + 1", marks: "null + 1", command: "eval", args: ["--strict"] }],
  },
  XM5054: {
    severity: "warning",
    title: "Division by zero",
    what: (p: { operator: string }) => `The right side of ${quote(p.operator)} is zero.`,
    todo: () => "Test the divisor first: `b == 0 ? null : a / b`.",
    details: "Strict arithmetic refuses it. Lenient arithmetic, the default, gives 0.0.",
    examples: [{ source: "1 / 0", marks: "1 / 0", command: "eval", args: ["--strict"] }],
  },
  XM5055: {
    severity: "warning",
    title: "Undefined name in strict mode",
    what: (p: { name: string }) => `${quote(p.name)} has no value here: there is no such field or item, or it is null.`,
    todo: () => "Guard it with `??` or `?:`, or use the lenient mode, which reads it as null.",
    details:
      "Only the strict engine refuses a name without a value. The lenient engine, the default, reads it as null.",
    examples: [{ source: "missing", marks: "missing", command: "eval", args: ["--strict"] }],
  },
  XM5056: {
    severity: "warning",
    title: "Unknown function",
    what: (p: { name: string }) => `There is no function ${quote(p.name)}.`,
    todo: () => "`xdmap functions` lists those of Data Prep.",
    details:
      "The lenient engine reads a call of an unknown function as null; a name with a namespace in front (`ns:f()`) is " +
      "refused in every mode.",
    examples: [{ source: "ns:f(1)", marks: "ns:f(1)", command: "eval" }],
  },
  XM5057: {
    severity: "warning",
    title: "Method failed",
    what: (p: { method: string; reason: string }) => `${quote(`.${p.method}()`)} failed: ${p.reason}.`,
    todo: () => "Test the value first, or use the Data Prep function of the same purpose, which gives null instead.",
    details: "Java methods throw where Data Prep functions give null: an index outside the text, a null argument.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail.substring(500) -> person.name.firstName',
        marks: "Email.substring(500)",
        command: "preview",
      },
    ],
  },
  XM5058: {
    severity: "warning",
    title: "Unknown method in strict mode",
    what: (p: { method: string; kind: string }) =>
      `${article(p.kind, true)} has no method ${quote(p.method)} that takes these arguments.`,
    todo: () => "Check the method's name and the kinds of its arguments; the lenient mode reads it as null.",
    details:
      "Only the strict engine refuses a method that does not exist. The lenient engine, the default, gives null.",
    examples: [{ source: '"abc".missing()', marks: '"abc".missing()', command: "eval", args: ["--strict"] }],
  },
  XM5059: {
    severity: "warning",
    title: "Regular expression cannot be used",
    what: (p: { pattern: string; reason: string }) =>
      `${quote(p.pattern)} cannot be used as a regular expression: ${p.reason}.`,
    todo: () => "Correct the pattern; a character with a meaning of its own needs a backslash in front.",
    details: "The right side of =~ and !~ and the patterns of text methods are Java's regular expressions.",
    examples: [
      {
        source:
          'target "schema.json"\nsample "orders.csv"\niif(Email =~ concat("(", Phone), Email, First_Name) -> person.name.firstName',
        marks: 'Email =~ concat("(", Phone)',
        command: "preview",
      },
    ],
  },
  XM5060: {
    severity: "warning",
    title: "Result is too large",
    what: (p: { what: string; limit: string }) => `${p.what} would be larger than ${p.limit}.`,
    todo: () => "Make the count or the exponent smaller.",
    details: "Numbers of millions of digits and texts or ranges of millions of items are refused, not computed.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail.repeat(100000000) -> person.name.firstName',
        marks: "Email.repeat(100000000)",
        command: "preview",
      },
    ],
  },
  XM5061: {
    severity: "warning",
    title: "Part of an expression has no value in a mapping",
    what: (p: { what: string }) => `${p.what} has no value in a mapping.`,
    todo: () => "Write the expression without it.",
    details:
      "Lambdas belong to destinations and not to source mappings. What the parser could not read has no value either.",
    examples: [{ source: "any(tags, x -> { x > 1 })", marks: "x -> { x > 1 }", command: "eval" }],
  },
  XM5062: {
    severity: "warning",
    title: "Row took too long",
    what: (p: { seconds: number }) => `This was not done after ${p.seconds} s, the most that one row may take.`,
    todo: () =>
      "Make the expression simpler, or clean the value before; --row-timeout sets how many seconds a row may take.",
    details:
      "A preview goes on when a row takes too long: the target that was being worked on becomes null for this row and counts " +
      "as an error, at the part of its expression that was under way. Data Prep has limits of its own, which are not " +
      "documented; an expression that takes seconds for one row would take days for a file.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nName.replaceAll("x*x*x*y", "") -> person.name.firstName',
        marks: 'Name.replaceAll("x*x*x*y", "")',
        files: { "orders.csv": `Name\n${"x".repeat(3000)}\n` },
        command: "preview",
        args: ["--row-timeout", "0.03"],
      },
    ],
  },
});

function article(kind: string, capital = false): string {
  const text = `${/^[aeiou]/.test(kind) ? "an" : "a"} ${kind}`;
  return capital ? text.charAt(0).toUpperCase() + text.slice(1) : text;
}
