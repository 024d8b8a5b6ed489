import type { Guide } from "./guide.js";

/** Guides to XM1…: what cannot be read. */
export const syntaxGuides: Readonly<Record<string, Guide>> = {
  XM1001: { todo: "Close the text with the quote that opened it.", corrections: [['"-)', '"-", Last_Name)']] },
  XM1002: { todo: "Close the name with `}`.", corrections: [["Created_At ->", "Created_At} ->"]] },
  XM1003: { todo: "Close the template with a backtick.", corrections: [["} ->", "}` ->"]] },
  XM1004: { todo: "Close the expression with `/`, or write it as a text.", corrections: [["x.com ->", "x.com/ ->"]] },
  XM1005: {
    todo: "Close the comment with `*/`, or begin it with `//`.",
    corrections: [["/* contact data", "// contact data"]],
  },
  XM1006: {
    todo: "Remove the character; a comment begins with `//` or `##`.",
    corrections: [[" # the login", " // the login"]],
  },
  XM1007: {
    todo: "Write straight quotes. Word processors and chats put curly ones in their place when a text is copied.",
    corrections: [["“-”", '"-"']],
  },
  XM1008: {
    todo: "Put a plain space there. Web pages and spreadsheets hold spaces of other kinds, which look the same.",
    corrections: [["\u00a0", " "]],
  },
  XM1009: {
    todo: "Take the backslashes away: they belong to the JSON that the expression was copied from.",
    corrections: [['\\"-\\"', '"-"']],
  },
  XM1010: { todo: "Put the date in quotes.", corrections: [["2020-01-31", '"2020-01-31"']] },
  XM1011: {
    todo: "Write the number as Java does: digits on both sides of the dot, no grouping.",
    corrections: [[" .5", " 0.5"]],
  },
  XM1012: { todo: "Write the arrow as `->`.", corrections: [["→", "->"]] },
  XM1013: { todo: "Write `==` for equal and `!=` for different.", corrections: [["<>", "!="]] },
  XM1014: { todo: "Put the column's name between the braces.", corrections: [["${}", "${Email}"]] },
  XM1015: {
    todo: "Put the whole name in `${…}`, where an escaped dot is a part of it.",
    corrections: [["First\\.Name", "${First\\.Name}"]],
  },
  XM1016: {
    todo: "Move the `///` above the mapping that it describes, or begin the line with `//`.",
    corrections: [["/// The", "// The"]],
  },
  XM1020: {
    todo: "Look at what stands before the marked word: a sign or a word is missing there.",
    corrections: [["clean lower", "clean = lower"]],
  },
  XM1021: { todo: "Write the value that is missing, or take the operator away.", corrections: [["* ->", "* 2 ->"]] },
  XM1022: {
    todo: "Close the bracket where its call or list ends.",
    corrections: [["(trim(Email) ->", "(trim(Email)) ->"]],
  },
  XM1023: { todo: "Remove the bracket, or add the one that it should close.", corrections: [["Email))", "Email)"]] },
  XM1024: {
    todo: "Say after `->` which field the value is for, or remove the line.",
    corrections: [["lower(Email)", "lower(Email) -> personalEmail.address"]],
  },
  XM1025: { todo: "Say before `->` what is written to the field.", corrections: [["->", "Email ->"]] },
  XM1026: {
    todo: "Say after `->` which field the value is for.",
    corrections: [["Email ->", "Email -> personalEmail.address"]],
  },
  XM1027: { todo: "Write one mapping for each target.", corrections: [[" -> _id", "\nEmail -> _id"]] },
  XM1028: {
    todo: "Close the block with `}` on a line of its own.",
    corrections: [["-> firstName", "-> firstName\n}"]],
  },
  XM1029: {
    todo: "Open the block with `{` at the end of its first line.",
    corrections: [["person.name", "person.name {"]],
  },
  XM1030: {
    todo: "Move the statement out of the block. `into` holds mappings only.",
    corrections: [
      ["  let first = lower(First_Name)\n", ""],
      ["into", "let first = lower(First_Name)\ninto"],
    ],
  },
  XM1031: { todo: "Correct the word.", corrections: [["sampl ", "sample "]] },
  XM1032: { todo: "Put the text in quotes.", corrections: [["orders.csv", '"orders.csv"']] },
  XM1033: { todo: "Use `@identity`, `@name` or `@static`.", corrections: [["@identty", "@identity"]] },
  XM1034: {
    todo: "Write the annotation as its page shows: a namespace is a text in quotes.",
    corrections: [["(Email)", '("Email")']],
  },
  XM1035: { todo: "Use one of the types that the message lists.", corrections: [["strng", "string"]] },
  XM1036: {
    todo: "Say on the left what is done to the value; the right says only where it goes.",
    corrections: [["Email -> lower(personalEmail.address)", "lower(Email) -> personalEmail.address"]],
  },
  XM1038: { todo: "Keep one of the two.", corrections: [[', else: "B"', ""]] },
  XM1039: {
    todo: "Use literals in the table. What has to be computed belongs into `iif` or `decode`.",
    corrections: [["upper(Email)", '"USA"']],
  },
  XM1050: { todo: "Compare with `==`. A name for a value is a `let`.", corrections: [[" = ", " == "]] },
  XM1051: {
    todo: "Write a choice as `iif(condition, then, else)` or `condition ? then : else`.",
    corrections: [["if (Amount > 1) 1 else 2", "iif(Amount > 1, 1, 2)"]],
  },
  XM1052: { todo: "Remove it: a line ends a statement.", corrections: [["; ->", " ->"]] },
  XM1053: { todo: "Use a function that makes the value.", corrections: [['new("java.lang.Integer", "5")', "5"]] },
  XM1055: { todo: "Add or subtract 1.", corrections: [["Amount++", "Amount + 1"]] },
  XM1058: {
    todo: "Compare each pair, and join the two with `&&`.",
    corrections: [["0 < Amount < 10", "0 < Amount && Amount < 10"]],
  },
  XM1059: { todo: "Write the column as `${…}`.", corrections: [["size ->", "${size} ->"]] },
  XM1061: { todo: "Remove the comma, or add what should follow it.", corrections: [["Last_Name,)", "Last_Name)"]] },
  XM1062: { todo: "Write the operator in small letters, or as `&&`, `||`, `!`.", corrections: [[" AND ", " && "]] },
  XM1063: { todo: "Put the first branch in brackets, or use `iif`.", corrections: [["? Email :", "? (Email) :"]] },
  XM1064: {
    todo: "A name with a space needs `${…}`; two values need an operator or a comma between them.",
    corrections: [["First Name", "${First Name}"]],
  },
  XM1065: {
    todo: "Say after a colon what the value is otherwise.",
    corrections: [["? Email ->", "? Email : null ->"]],
  },
  XM1037: {
    todo: "Name the inner parts with `let`, and build the expression of them.",
    source: "Email -> personalEmail.address\n",
  },
  XM1040: {
    todo: "Write values in quotes, as numbers, or as `true`, `false`, `null` and `missing`. A record computes nothing.",
    corrections: [["Email: lower", 'Email: "a@b.c"']],
  },
  XM1054: {
    todo: "A column of that name is written `${…}`. The Java class of a value is out of reach.",
    corrections: [["Email.class.name", "${Email.class.name}"]],
  },
  XM1056: {
    todo: "Take the annotation away, or move it behind the target. A column whose name begins with `@` is written `${@name}`.",
    corrections: [["@lenient ", ""]],
  },
  XM1057: {
    todo: "Take the lambda away. Where items of an array are meant, use `[*]` on both sides.",
    corrections: [["lower(x -> x.a)", "lower(Email)"]],
  },
  XM1060: { todo: "Write the word in square brackets and quotes.", corrections: [["Email.return", "Email['return']"]] },
};
