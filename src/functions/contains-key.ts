import { isFailure, MISSING, type Outcome, type Value } from "../values/index.js";
import { assumed, documented, fn, verified } from "./define.js";
import type { Assumption, FunctionRecord, WrittenArgument } from "./function-record.js";
import { any, bool } from "./kinds.js";

const DOCS = "Data Prep functions";

const ASSUMPTIONS: readonly Assumption[] = [
  { about: "a key whose value is null", chosen: "it is there: the name says key", refused: "it counts as absent" },
  { about: "an item of an array in the path", chosen: "`[0]` takes the item", refused: "paths name keys only" },
  { about: "a dot inside of a key", chosen: "a backslash before it, `a\\.b`", refused: "no way to write one" },
  {
    about: "an argument that is no text literal",
    chosen: "it is evaluated, and there when its value is not null",
    refused: "its value is taken for the text of a path",
  },
];

/** A text literal is a path; of anything else the value is looked at. */
function forCall([argument]: readonly WrittenArgument[]): FunctionRecord | null {
  return argument === undefined || argument.kind === "text" ? null : hasValue;
}

function isThere(path: Value, lookup: (path: string) => Outcome): boolean {
  if (typeof path !== "string") return path !== null;
  const found = lookup(path);
  return found !== MISSING && !isFailure(found);
}

export const containsKey = fn({
  name: "contains_key",
  category: "Objects",
  summary: 'Whether the source record has a path, given as a text literal: `"evars.evar.field1"`.',
  assumptions: ASSUMPTIONS,
  params: { input: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, contains_key`),
  examples: [
    {
      expr: 'contains_key("evars.evar.field1")',
      context: { evars: { evar: { field1: "x" } } },
      gives: true,
    },
    { expr: 'contains_key("evars.field2")', context: { evars: { evar: {} } }, gives: false },
    { expr: 'contains_key("a")', context: { a: null }, gives: true, fidelity: assumed("the name says key") },
    {
      expr: 'contains_key("a[1].b")',
      context: { a: [{ b: 1 }] },
      gives: false,
      fidelity: assumed("[1] takes an item"),
    },
    { expr: "contains_key(a.b)", context: { a: { b: "x" } }, gives: true, fidelity: assumed("a value is looked at") },
  ],
  forCall,
  run: ({ input }, { lookup }) => isThere(input, lookup),
});

export const isSet = fn({
  name: "is_set",
  category: "Objects",
  summary: "The old name of contains_key.",
  replacedBy: "contains_key",
  assumptions: ASSUMPTIONS,
  params: { input: any },
  returns: bool,
  onNull: "handled",
  fidelity: verified(`${DOCS}, is_set`),
  examples: [
    { expr: 'is_set("evars.evar.field1")', context: { evars: { evar: { field1: "x" } } }, gives: true },
    { expr: 'is_set("b")', context: { a: 1 }, gives: false },
  ],
  forCall,
  run: ({ input }, { lookup }) => isThere(input, lookup),
});

const hasValue: FunctionRecord = fn({
  name: "contains_key",
  category: "Objects",
  summary: "Whether a value is not null.",
  params: { input: any },
  returns: bool,
  onNull: "handled",
  fidelity: documented(`${DOCS}, contains_key`),
  examples: [{ expr: "contains_key(a)", gives: false }],
  run: ({ input }) => input !== null,
});
