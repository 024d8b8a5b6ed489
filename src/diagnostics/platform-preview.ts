import { diagnostics, quote } from "./define.js";

const orders = 'target "schema.json"\nsample "orders.csv"\n';
const email = `${orders}Email -> personalEmail.address\n`;
const args = ["example.xdmap", "--sandbox", "dev"];

/** The schema of the examples, but that its `visits` are texts. */
const OTHER_SCHEMA = JSON.stringify({
  $id: "https://ns.adobe.com/acme/schemas/example",
  title: "Example profile",
  type: "object",
  properties: { visits: { type: "string" } },
});

/** XM7650…: what Data Prep makes of rows beside what xdmap makes of them, and what was recorded of that. */
export const platformPreviews = diagnostics({
  XM7650: {
    severity: "error",
    title: "Data Prep maps rows otherwise",
    what: (p: { targets: number; rows: number; of: number; first: string; example: string }) =>
      `${p.targets === 1 ? "One target differs" : `${p.targets} targets differ`} from what Data Prep makes of ${p.rows} of ${p.of === 1 ? "1 row" : `${p.of} rows`}: ${quote(p.first)}${p.targets === 1 ? "" : " first"}, ${p.example}.`,
    todo: () =>
      "Compare what the target rests on: where that is labelled assumed, Data Prep shows how it really is. `--record FILE` keeps the rows, to be sent with a report.",
    details:
      "`xdmap preview --remote` has rows mapped by Data Prep (`POST /mappingSets/preview`) and by xdmap, and compares the records leaf by leaf. What is null and what is not there are the same. Where the schema that the mapping names is another than the one in the sandbox, values are converted otherwise: pull the schema first.",
    examples: [
      { source: `${orders}Vid -> visits\n`, files: { "schema.json": OTHER_SCHEMA }, command: "preview --remote", args },
    ],
  },
  XM7651: {
    severity: "error",
    title: "Row too large to be sent",
    what: (p: { line: number | null; bytes: number; most: number }) =>
      `${p.line === null ? "The mapping set alone" : `The row of line ${p.line}`} makes a request of ${p.bytes.toLocaleString("en")} bytes, and ${p.most.toLocaleString("en")} are sent at most.`,
    todo: (p: { line: number | null }) =>
      p.line === null
        ? "Compare fewer targets at a time, with --select."
        : "Leave the row out with --rows or --where, or compare fewer targets with --select.",
    details:
      "What Data Prep takes in one request is not documented; a million bytes is xdmap's own limit. Rows that are too large together are sent in several requests. Nothing was sent.",
    examples: [{ source: email, instance: { line: 2, bytes: 1_200_345, most: 1_000_000 } }],
  },
  XM7652: {
    severity: "warning",
    title: "Recorded cases hold values of rows",
    what: (p: { file: string; cases: number; rows: number }) =>
      `${quote(p.file)} holds ${p.cases.toLocaleString("en")} ${p.cases === 1 ? "case" : "cases"} with the values of ${p.rows === 1 ? "1 row" : `${p.rows} rows`}.`,
    todo: () =>
      "Look it through for data of people before you commit it or send it to anybody. `--mask COLUMN` puts other letters and digits into a column before the rows are sent.",
    details:
      "Each case has what its expression reads of the row, as it was sent, and what became of it. What names the organization (its id, its tenant, the ids of its schemas) is taken out of paths and messages; values of rows, names of columns and constants of expressions are not touched. The best cases are made of a sample that names nobody.",
    examples: [{ source: email, command: "preview --remote", args: [...args, "--record", "cases.jsonl"] }],
  },
  XM7653: {
    severity: "error",
    title: "Case that does not come to what was recorded",
    what: (p: { path: string | null; date: string | null; agreed: boolean | null; here: string; recorded: string }) =>
      `${p.path === null ? "The case" : quote(p.path)} is ${quote(p.here)} here, and Data Prep made ${quote(p.recorded)} of it${p.date === null ? "" : ` when it was recorded (${p.date})`}.${p.agreed === null ? "" : p.agreed ? " xdmap agreed then." : " xdmap did not agree then either."}`,
    todo: () =>
      "See with `xdmap functions NAME` what the parts of its expression rest on; the line of the case names them.",
    details:
      "`xdmap eval --batch` evaluates the `expr` of a line on its `context`, converts the value into the type of its `target`, and compares it with `expected`: numbers by value, dates by their instant. The lines of its output stay as they are; the first twenty differences are told, and the exit status is 1.",
    examples: [
      {
        source:
          '{"id":1,"expr":"upper(name)","context":{"name":"ada"},"expected":"Ada","target":{"path":"person.name.firstName","type":"string"}}\n',
        command: "eval",
        args: ["--batch"],
      },
    ],
  },
  XM7654: {
    severity: "info",
    title: "Targets that were not recorded",
    what: (p: { paths: readonly string[]; why: string }) =>
      `${p.paths.slice(0, 5).map(quote).join(", ")}${p.paths.length > 5 ? ` and ${p.paths.length - 5} more` : ""} ${p.paths.length === 1 ? "has" : "have"} no cases, or not of every value: ${p.why}.`,
    todo: () => undefined,
    details:
      "A case is one expression with what it reads, so that it can be replayed anywhere. What changes from run to run has no answer that another run could be held against; objects are converted child by child, as the schema says, which a case does not have; and where another mapping writes into the same place, or what is left out of an array moves its items, the expression alone is not what the row has.",
    examples: [
      {
        source: `${orders}uuid() -> _id\nEmail -> personalEmail.address\n`,
        command: "preview --remote",
        args: [...args, "--record", "cases.jsonl"],
      },
    ],
  },
  XM7655: {
    severity: "error",
    title: "No row to compare",
    what: (p: { file: string }) => `Of the samples of ${quote(p.file)} no row is left to be sent.`,
    todo: () => "Choose other rows with --rows, --where or the window, or take another sample with --input.",
    details: "Nothing was sent. A comparison of no rows would look like one without differences.",
    examples: [{ source: email, command: "preview --remote", args: [...args, "--where", 'Email == "nobody"'] }],
  },
  XM7656: {
    severity: "warning",
    title: "Answers that belong to other rows",
    what: (p: { answers: number; rows: number; unrecorded: string | null }) =>
      `${p.answers} of the ${p.rows} answers are what xdmap makes of other rows: the list seems to be answered in another order.${p.unrecorded === null ? "" : ` ${quote(p.unrecorded)} was not written.`}`,
    todo: () => "Say `--data object`: then each row is a request of its own.",
    details:
      "Data Prep's answers to a list of rows are told apart by their places alone, and that it keeps the order is documented nowhere. Where an answer that differs from its row is just what another row of the list becomes, the differences say nothing of functions, and cases would be false evidence: none are recorded. Two rows may have each other's values by chance, where few targets are compared.",
    examples: [{ source: email, instance: { answers: 2, rows: 10, unrecorded: null } }],
  },
  XM7657: {
    severity: "error",
    title: "Request too large for Data Prep",
    what: (p: { rows: number }) =>
      `Data Prep refuses to map ${p.rows === 1 ? "the row" : `the ${p.rows} rows`}: the request is too large (HTTP 413).`,
    todo: () => "Compare fewer targets at a time, with --select, and leave large rows out, with --rows or --where.",
    details:
      "What Data Prep takes in one request is not documented. Where a list is refused as too large, and no `--data` says otherwise, the rows are sent once more one by one; each of these requests has the whole mapping set in it.",
    examples: [{ source: email, instance: { rows: 10 } }],
  },
});
