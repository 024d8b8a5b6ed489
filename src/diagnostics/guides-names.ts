import type { Guide } from "./guide.js";

/** Guides to XM2…: names. */
export const nameGuides: Readonly<Record<string, Guide>> = {
  XM2001: {
    todo: "Correct the name: the sample's header has the columns. A name with spaces or signs needs `${…}`. A column that only some files have can be declared in a `source` block.",
    corrections: [["Emial", "Email"]],
  },
  XM2002: {
    why: "Data Prep reads a field that is not there as null, in every row, and says nothing.",
    todo: "Correct the name, or declare the field in the `source` block.",
    corrections: [["contact.emial", "contact.email"]],
  },
  XM2003: {
    todo: "Correct the path. `xdmap schema leaves` lists every path of the schema; a field that is missing there has to be added to the schema first.",
    corrections: [["adress", "address"]],
  },
  XM2004: {
    why: "Data Prep refuses a mapping set with a function that it does not know.",
    todo: "Correct the name; `xdmap functions` lists what there is. What you want to write once and use often is a `def`.",
    corrections: [["lowr", "lower"]],
  },
  XM2006: {
    todo: "Use a function for sources that does the same: `join` for this one.",
    corrections: [['array_to_string(",", to_array(true, Email))', 'join(",", to_array(true, Email))']],
  },
  XM2007: {
    why: "Data Prep refuses the expression, or gives null in every row.",
    todo: "Give the arguments that the message lists. `xdmap functions NAME` prints the manual of a function.",
    corrections: [["(First_Name, 1)", "(First_Name, 1, 3)"]],
  },
  XM2008: {
    why: "JEXL calls a method on a value, and Data Prep has no function of that name.",
    todo: "Write the value before the dot, or use the operator.",
    corrections: [['equals(Country_Code, "us")', 'Country_Code.equals("us")']],
  },
  XM2009: {
    why: "Data Prep's functions stand in no namespace.",
    todo: "Remove the prefix.",
    corrections: [["str:lower", "lower"]],
  },
  XM2010: {
    why: "The platform keeps one of the two values, and does not say which.",
    todo: "Keep one mapping, or choose between the values in one expression.",
    corrections: [
      ["First_Name -> person.name.firstName\n", ""],
      ["Last_Name ->", "coalesce(First_Name, Last_Name) ->"],
    ],
  },
  XM2011: {
    why: "A reader, and the next edit, would take one for the other.",
    todo: "Give the definition another name.",
    corrections: [
      ["let Email", "let clean"],
      ["\nEmail ->", "\nclean ->"],
    ],
  },
  XM2012: {
    why: "The name means the same in every file: Data Prep's function.",
    todo: "Give the definition another name.",
    corrections: [
      ["def upper", "def shout"],
      ["\nupper(", "\nshout("],
    ],
  },
  XM2013: {
    todo: "Give one of the two another name.",
    corrections: [
      ["def clean(s) = lower(s)", "def small(s) = lower(s)"],
      ["\nclean ->", "\nsmall(clean) ->"],
    ],
  },
  XM2014: {
    why: "Definitions are written out before the mapping is sent. One that contains itself has no end.",
    todo: "Break the circle: write one of them without the others.",
    corrections: [["concat(b,", "concat(Email,"]],
  },
  XM2015: {
    todo: "Use it in one mapping only. What must be the same in two fields has to come from the source.",
    corrections: [['concat(id, "@example.com")', "Email"]],
  },
  XM2016: { todo: "Call it with its arguments.", corrections: [["\nclean ->", "\nclean(Email) ->"]] },
  XM2017: {
    todo: "Write its name alone; what takes arguments is a `def`.",
    corrections: [["\nclean(Email)", "\nclean"]],
  },
  XM2018: {
    todo: "Give each parameter a name of its own.",
    corrections: [["(a, a) = concat(a, a)", "(a, b) = concat(a, b)"]],
  },
  XM2019: {
    why: "The expression language reads a dash as minus, and neither side is a column.",
    todo: "Put the name in `${…}`.",
    corrections: [
      ['sample "orders.csv"', "source { ${loyalty-id}: string }"],
      ["\nloyalty-id", "\n${loyalty-id}"],
    ],
  },
  XM2020: {
    todo: "Keep one of the two.",
    corrections: [['sample "orders.csv"\ntarget "schema.json"', 'sample "orders.csv"']],
  },
  XM2021: {
    why: "Without a schema no path and no type can be checked.",
    todo: "Name the schema file in a `target` line. `xdmap schema compose` makes one of a composition.",
    corrections: [["sample", 'target "schema.json"\nsample']],
  },
  XM2022: {
    todo: "Write a mapping: a source, `->`, and a target.",
    corrections: [['orders.csv"\n', 'orders.csv"\nEmail -> personalEmail.address\n']],
  },
  XM2023: {
    why: "A column that is misspelled is null in every row, and nobody says so.",
    todo: "Name a sample, or declare the columns in a `source` block.",
    corrections: [['schema.json"\n', 'schema.json"\nsource { Email: string }\n']],
  },
  XM2024: { todo: "Keep one of the two.", corrections: [[", Email: string }", " }"]] },
  XM2026: {
    why: "The sample or the declaration is out of date, and checks are only as good as both.",
    todo: "Remove the declaration, or take a newer sample.",
    corrections: [[", Fax: string", ""]],
  },
  XM2028: {
    todo: "Correct the name: the sample's header has the columns.",
    corrections: [["Created_On", "Created_At"]],
  },
  XM2029: { todo: "Keep one of the two.", corrections: [[', "us": "United States"', ""]] },
  XM2034: {
    todo: "Correct the method's name; letters count, large and small. Better, use Data Prep's own function.",
    corrections: [["Email.toLowercase()", "lower(Email)"]],
  },
  XM2035: { todo: "Put letters that stand for themselves in single quotes.", corrections: [["ddTHH", "dd'T'HH"]] },
  XM2036: {
    todo: "Use a name of the time zone database, such as `Europe/Paris`, or an offset.",
    corrections: [["Pariss", "Paris"]],
  },
};
