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
    why: "Only the first definition counts; who edits the second wonders why nothing changes.",
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
  XM2016: {
    why: "A `def` or a `table` is written out where it is called: without arguments there is nothing to write out.",
    todo: "Call it with its arguments.",
    corrections: [["\nclean ->", "\nclean(Email) ->"]],
  },
  XM2017: {
    why: "A `let` is one value, the same wherever it stands: it takes no arguments.",
    todo: "Write its name alone; what takes arguments is a `def`.",
    corrections: [["\nclean(Email)", "\nclean"]],
  },
  XM2018: {
    why: "The expression could not say which of the two arguments it means.",
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
    why: "Only the first counts; who edits the second wonders why nothing changes.",
    todo: "Keep one of the two.",
    corrections: [['sample "orders.csv"\ntarget "schema.json"', 'sample "orders.csv"']],
  },
  XM2021: {
    why: "Without a schema no path and no type can be checked.",
    todo: "Name the schema file in a `target` line. `xdmap schema compose` makes one of a composition.",
    corrections: [["sample", 'target "schema.json"\nsample']],
  },
  XM2022: {
    why: "A mapping set without mappings writes empty records.",
    todo: "Write a mapping: a source, `->`, and a target.",
    corrections: [['orders.csv"\n', 'orders.csv"\nEmail -> personalEmail.address\n']],
  },
  XM2023: {
    why: "A column that is misspelled is null in every row, and nobody says so.",
    todo: "Name a sample, or declare the columns in a `source` block.",
    corrections: [['schema.json"\n', 'schema.json"\nsource { Email: string }\n']],
  },
  XM2024: {
    why: "Of two declarations only one can be right.",
    todo: "Keep one of the two.",
    corrections: [[", Email: string }", " }"]],
  },
  XM2026: {
    why: "The sample or the declaration is out of date, and checks are only as good as both.",
    todo: "Remove the declaration, or take a newer sample.",
    corrections: [[", Fax: string", ""]],
  },
  XM2028: {
    why: "The platform picks the rows of a scheduled run by this column; without it a run would pick none.",
    todo: "Correct the name: the sample's header has the columns.",
    corrections: [["Created_On", "Created_At"]],
  },
  XM2029: {
    why: "A table is read from its beginning, and the first entry of a key is taken.",
    todo: "Keep one of the two.",
    corrections: [[', "us": "United States"', ""]],
  },
  XM2034: {
    todo: "Correct the method's name; letters count, large and small. Better, use Data Prep's own function.",
    corrections: [["Email.toLowercase()", "lower(Email)"]],
  },
  XM2035: {
    why: "A delta value that cannot be read belongs to no window: its row would never be ingested.",
    todo: "Put letters that stand for themselves in single quotes.",
    corrections: [["ddTHH", "dd'T'HH"]],
  },
  XM2036: {
    why: "A delta value that cannot be read belongs to no window: its row would never be ingested.",
    todo: "Use a name of the time zone database, such as `Europe/Paris`, or an offset.",
    corrections: [["Pariss", "Paris"]],
  },
  XM2049: {
    todo: "Fetch the schema into the project, and name its file.",
    corrections: [["https://ns.adobe.com/acme/schemas/0123", "schema.json"]],
  },
  XM2005: {
    todo: "Check the result on the platform, and leave the target out of tests. Where a preview has to show something, take a column that holds the value already.",
    corrections: [["fpid_to_ecid(fpid)", "fpid"]],
  },
  XM2027: {
    why: "A column that is not declared is unknown to every check that has no sample.",
    todo: "Declare the columns that the mapping needs, or leave the block away.",
    corrections: [["source { Email: string }\n", ""]],
  },
  XM2032: {
    why: "A path below an unknown tenant cannot be looked up in the schema: a slip of the pen in it would stay.",
    todo: "Name the tenant: `--tenant acme`, or `tenant: acme` in xdmap.yaml. Or write its field name in the path.",
    corrections: [["_{TENANT_ID}.crmId", "_id"]],
  },
  XM2033: {
    why: "Data Prep's sources take no lambdas, and the mapping set would be refused.",
    todo: "Work on the items of an array with `[*]` on both sides of the mapping.",
    corrections: [["coalesce(Email, x -> x)", 'coalesce(Email, "nobody@example.com")']],
  },
  XM2037: {
    why: "An old name may go away, and a reader looks it up in vain.",
    todo: "Write the new name; `xdmap check --fix` does it for you.",
    corrections: [["is_set", "contains_key"]],
  },
  XM2038: {
    why: "Of any other source, the platform refuses the mapping set.",
    todo: "Keep it where the data comes from Adobe Analytics or the Web SDK. Elsewhere use a function that every source has.",
    corrections: [['aa_get_event_id(event_list, "event1")', "event_list"]],
  },
  XM2039: {
    todo: "Correct the path in the quotes, or declare what may come in the `source` block.",
    corrections: [['"Emial"', '"Email"']],
  },
  XM2040: {
    todo: "Check that it is the right sample. Of a CSV, set its delimiter: `--delimiter`, or `sample: { delimiter: … }` in xdmap.yaml.",
    corrections: [["people.csv", "orders.csv"]],
  },
  XM2041: {
    why: "Checks believe the declaration; the rows that are something else become null.",
    todo: "Declare the type that the values have, or correct the sample.",
    corrections: [["Points: integer", "Points: string"]],
  },
};
