import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const head = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\nVid -> visits\n\n';

const testOf = (given: string, expect: string) => `${head}test "a test" {\n  given  ${given}\n  expect ${expect}\n}\n`;

/** What is wrong with a `test` before it runs, and what keeps it from running. */
export const tests = diagnostics({
  XM5300: {
    severity: "error",
    title: "Incomplete test",
    what: (p: { word: "given" | "expect" }) => `The test has no \`${p.word}\`, so it tests nothing.`,
    todo: (p: { word: "given" | "expect" }) =>
      p.word === "given"
        ? 'Say which row is mapped: `given { Email: "ada@example.com" }`.'
        : 'Say what it becomes: `expect { personalEmail.address: "ada@example.com" }`.',
    examples: [{ source: `${head}test "a test" {\n  given { Email: "a@b.c" }\n}\n`, marks: '"a test"' }],
  },
  XM5301: {
    severity: "error",
    title: "Unknown column in a test",
    what: (p: { column: string; source: string }) =>
      `${p.source} has no column ${quote(p.column)}, so no mapping reads what the test gives.`,
    todo: (p: { near: string | undefined }) =>
      p.near === undefined ? "Give a column of the source." : `Did you mean ${quote(p.near)}?`,
    details:
      'A key without quotes is a path (`address.city`), a quoted one the literal name of a column (`"Created At"`). Of a sample in JSON only the first records are looked at; there this is a warning.',
    examples: [{ source: testOf('{ Emial: "a@b.c" }', '{ personalEmail.address: "a@b.c" }'), marks: "Emial" }],
  },
  XM5302: {
    severity: "error",
    title: "Expected target that nothing is mapped to",
    what: (p: { path: string }) => `No mapping writes ${quote(p.path)}, so the test says nothing about the mappings.`,
    todo: (p: { near: string | undefined }) =>
      p.near === undefined
        ? "Map it, or take it out of the test."
        : `Did you mean ${quote(p.near)}? Else map it, or take it out of the test.`,
    examples: [
      { source: testOf('{ Email: "a@b.c" }', "{ person.name.firstName: null }"), marks: "person.name.firstName" },
    ],
  },
  XM5303: {
    severity: "error",
    title: "Expected value of the wrong type",
    what: (p: { path: string; type: string; found: string }) =>
      `${quote(p.path)} is ${p.type}, and the test expects ${p.found}, which it can never be.`,
    todo: (p: { wanted: string }) => `Expect ${p.wanted}, or \`null\` where the record has not got it.`,
    details:
      "Dates and date-times stand in a record as texts in XDM's form. A path with `[*]` expects a list with one value for each item.",
    examples: [{ source: testOf('{ Vid: "12" }', '{ visits: "12" }'), marks: '"12"' }],
  },
  XM5304: {
    severity: "error",
    title: "Expectations that do not go with the rows",
    what: (p: { rows: number; expected: number }) =>
      `The test gives ${p.rows} ${p.rows === 1 ? "row" : "rows"} and expects ${p.expected} outcomes.`,
    todo: () => "Write one outcome for each row, in their order, or one that holds for all of them.",
    examples: [
      { source: testOf('{ Email: "a@b.c" }', '[{ personalEmail.address: "a@b.c" }, rejected]'), marks: "rejected" },
    ],
  },
  XM5305: {
    severity: "error",
    title: "Setting that cannot be followed",
    what: (p: { word: string; why: string }) => `\`${p.word}\` ${p.why}.`,
    todo: () =>
      'Write `now "2024-02-29T12:00:00Z"`, `timestamp 1709208000000` or `uuid "3f2b8c1e-0000-4000-8000-000000000001"`.',
    details:
      "`now` and `timestamp` both set the one clock of a test, as an ISO 8601 text or in milliseconds since 1970; without either it is 2020-01-01T00:00:00Z. `uuid` gives the identifiers in the order of the calls.",
    examples: [
      {
        source: `${head}test "a test" {\n  now "today"\n  given { Email: "a@b.c" }\n  expect rejected\n}\n`,
        marks: '"today"',
      },
    ],
  },
  XM5306: {
    severity: "error",
    title: "Value without a meaning in a test",
    what: (p: { found: string; why: string }) => `${p.found} means nothing here: ${p.why}.`,
    todo: (p: { instead: string }) => p.instead,
    examples: [
      {
        source: testOf("{ Email: null because XM5001 }", "{ personalEmail.address: null }"),
        marks: "null because XM5001",
      },
    ],
  },
  XM5307: {
    severity: "error",
    title: "Unknown reason in a test",
    what: (p: { code: string; of: string }) => `${quote(p.code)} is no reason ${p.of}, so the test can never pass.`,
    todo: (p: { near: string | undefined }) =>
      p.near === undefined
        ? "Run `xdmap preview` for the reasons that rows give, and `xdmap explain` for the list of codes."
        : `Did you mean ${quote(p.near)}?`,
    examples: [
      { source: testOf('{ Vid: "x" }', "{ visits: null because XM9001 }"), marks: "XM9001" },
      { source: testOf('{ Vid: "x" }', "rejected because XM5001"), marks: "XM5001" },
    ],
  },
  XM5308: {
    severity: "warning",
    title: "Two tests of one name",
    what: (p: { name: string }) =>
      `There is a test ${quote(p.name)} already, so that a failure does not say which it is.`,
    todo: () => "Name the tests apart.",
    examples: [
      {
        source: `${testOf('{ Email: "a@b.c" }', '{ personalEmail.address: "a@b.c" }')}test "a test" {\n  given  { Email: null }\n  expect { personalEmail.address: null }\n}\n`,
        marks: '"a test"',
      },
    ],
  },
  XM5309: {
    severity: "error",
    title: "Field given or expected twice",
    what: (p: { path: string }) => `${quote(p.path)} is there already; of the two only one can hold.`,
    todo: () => "Keep one of them.",
    examples: [
      { source: testOf('{ Email: "a@b.c", Email: null }', '{ personalEmail.address: "a@b.c" }'), marks: "Email" },
    ],
  },
  XM5310: {
    severity: "error",
    title: "Row that the file does not have",
    what: (p: { row: string; file: string; rows: number | null }) =>
      p.rows === null
        ? `${quote(p.row)} is no row of ${quote(p.file)}: rows count from 1.`
        : `${quote(p.file)} has ${p.rows === 1 ? "1 row" : `${p.rows} rows`}, so there is no row ${p.row}.`,
    todo: () => "Rows of data count from 1; the header of a CSV is none of them.",
    examples: [{ source: testOf('row 0 of "orders.csv"', "rejected"), marks: "0" }],
  },
  XM5311: {
    severity: "error",
    title: "Target that cannot be traced",
    what: (p: { target: string; file: string }) => `No mapping of ${p.file} writes ${quote(p.target)}.`,
    todo: (p: { near: readonly string[]; all: readonly string[] }) => {
      if (p.near.length > 0) return `Did you mean ${p.near.map(quote).join(" or ")}?`;
      return p.all.length === 0 ? "The file maps nothing." : `It writes ${listed(p.all)}.`;
    },
    examples: [{ source: head, command: "trace", args: ["--target", "personalEmail.adress", "--row", "1"] }],
  },
});
