import { diagnostics, quote } from "./define.js";

const noTenant = `{"$id":"https://example.com/schemas/none","title":"No tenant","type":"object","properties":{"_id":{"type":"string"}}}`;
const files = `target "schema.json"\nsample "orders.csv"\n`;
const long = Array.from({ length: 400 }, (_, at) => `"value ${at}"`).join(", ");
const nearlyLong = Array.from({ length: 165 }, (_, at) => `"code ${at}": "name ${at}"`).join(", ");

/** The part of an expression that makes it long. */
interface LongPart {
  readonly text: string;
  readonly length: number;
}

/** How full the field is: `87 %`. */
function meter(length: number): string {
  return `${Math.round((length / 4096) * 100)} %`;
}

/** XM4…: what is not wrong by itself, but rarely meant; limits of what is sent; suppressions. */
export const lint = diagnostics({
  XM4001: {
    severity: "warning",
    title: "Unused definition",
    what: (p: { kind: string; name: string }) => `The \`${p.kind}\` ${quote(p.name)} is used nowhere.`,
    todo: () => "Remove it, or use it.",
    examples: [{ source: `${files}let clean = trim(Email)\nEmail -> personalEmail.address\n`, marks: "clean" }],
  },
  XM4002: {
    severity: "error",
    title: "Expression longer than Data Prep takes",
    what: (p: { length: number | null }) =>
      p.length === null
        ? "What is sent for this mapping is far beyond the 4,096 characters that Data Prep takes, or nested too deeply to be read."
        : `What is sent for this mapping has ${p.length.toLocaleString("en")} characters (${meter(p.length)}); Data Prep takes 4,096.`,
    todo: (p: { part: LongPart | null }) =>
      p.part === null
        ? "Split the work over several fields, shorten its tables, or prepare the value before it is ingested."
        : `${quote(p.part.text)} alone has ${p.part.length.toLocaleString("en")}: shorten it, map it to a field of its own, or prepare it before it is ingested.`,
    details:
      "The characters are counted on what is sent: with every `let`, `def` and `table` written out. A `let` that is used five times is sent five times. The help names the smallest part that is still half of the whole.",
    examples: [
      {
        source: `${files}coalesce(First_Name, ${long}) -> person.name.firstName\n`,
        marks: `coalesce(First_Name, ${long})`,
      },
    ],
  },
  XM4003: {
    severity: "warning",
    title: "Expression near the length that Data Prep takes",
    what: (p: { table: string | null; length: number }) =>
      p.table === null
        ? `What is sent for this mapping has ${p.length.toLocaleString("en")} of at most 4,096 characters (${meter(p.length)}).`
        : `With ${quote(p.table)} written out, what is sent has ${p.length.toLocaleString("en")} of at most 4,096 characters (${meter(p.length)}): a few more entries and it is refused.`,
    todo: (p: { part: LongPart | null }) =>
      p.part === null
        ? "Keep tables short, or look the values up before they are ingested."
        : `${quote(p.part.text)} alone has ${p.part.length.toLocaleString("en")}: shorten it while there is time.`,
    details: "From 3,500 characters on, counted on what is sent.",
    examples: [
      {
        source: `${files}table names = { ${nearlyLong} }\nnames(Country_Code) -> person.name.lastName\n`,
        marks: "names(Country_Code)",
      },
    ],
  },
  XM4004: {
    severity: "warning",
    title: "Suppression without a reason",
    what: (p: { code: string }) => `${quote(p.code)} is silenced here, and nothing says why.`,
    todo: (p: { code: string }) => `Write the reason after a colon: \`// xdmap-ignore ${p.code}: …\`.`,
    examples: [
      {
        source: `${files}// xdmap-ignore XM4001\nlet clean = trim(Email)\nEmail -> personalEmail.address\n`,
        marks: "XM4001",
      },
    ],
  },
  XM4005: {
    severity: "warning",
    title: "Suppression that silences nothing",
    what: (p: { code: string; isSyntax: boolean }) =>
      p.isSyntax
        ? `${quote(p.code)} cannot be silenced: what cannot be read would be lost without a word.`
        : `The next statement has no finding ${quote(p.code)}, so this line silences nothing.`,
    todo: (p: { isSyntax: boolean }) => (p.isSyntax ? "Correct the statement, and remove this line." : "Remove it."),
    examples: [
      { source: `${files}// xdmap-ignore XM4001: kept for later\nEmail -> personalEmail.address\n`, marks: "XM4001" },
    ],
  },
  XM4006: {
    severity: "warning",
    title: "Suppression that cannot be read",
    what: () => "`xdmap-ignore` takes the code of one finding, a colon and the reason.",
    todo: () => "Write it as `// xdmap-ignore XM4001: the reason`.",
    examples: [{ source: `${files}// xdmap-ignore this one\nEmail -> personalEmail.address\n`, marks: "xdmap-ignore" }],
  },
  XM4020: {
    severity: "info",
    title: "Identity not in the payload",
    needs: "build",
    what: (p: { namespace: string; path: string }) =>
      `The current dialect has no place for the identity ${quote(p.namespace)} of ${quote(p.path)}: on the platform it is the schema that marks identities.`,
    todo: () => "Mark the field as an identity in the schema, or build with `--dialect legacy`.",
    examples: [
      {
        source: `${files}Email -> personalEmail.address @identity("Email")\n`,
        marks: `@identity("Email")`,
        command: "build",
      },
    ],
  },
  XM4021: {
    severity: "error",
    title: "No schema id for the payload",
    needs: "build",
    what: () => "A mapping set names its schema by id, and the schema file has none.",
    todo: () => "Give the id with `--schema-id`.",
    examples: [
      {
        source: `target "schema.json"\nsample "orders.csv"\nEmail -> email\n`,
        command: "build",
        files: { "schema.json": `{"title":"No id","type":"object","properties":{"email":{"type":"string"}}}` },
      },
    ],
  },
  XM4022: {
    severity: "warning",
    title: "Tenant not known in the payload",
    needs: "build",
    what: (p: { path: string }) =>
      `${quote(p.path)} is written with \`_{TENANT_ID}\` as it stands, which no sandbox accepts.`,
    todo: () => "Name the tenant, or write its field name (`_acme`) in the path.",
    examples: [
      {
        source: `${files}Vid -> _{TENANT_ID}.crmId\n`,
        marks: "_{TENANT_ID}.crmId",
        command: "build",
        files: { "schema.json": noTenant },
      },
    ],
  },
});
