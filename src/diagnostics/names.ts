import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;

/** The tenant under which a schema has what a path gives to another; and whether that one is the project's. */
interface Tenants {
  readonly found: string;
  readonly isGiven: boolean;
}

function adviceOnTenants({ found, isGiven }: Tenants): string {
  return isGiven
    ? `Name the schema's file of this sandbox (\`xdmap schema pull\`), or correct \`tenant\` in xdmap.yaml: it is ${quote(found)} there. With \`_{TENANT_ID}\` in its paths a mapping is for any sandbox.`
    : `Write \`_{TENANT_ID}\` where the tenant's name stands: it is the tenant of each sandbox, here ${quote(found)}.`;
}

/** `${near}` as an offer, or what to do instead. */
function offer(near: string | undefined, otherwise: string): string {
  return near === undefined ? otherwise : `Did you mean ${quote(near)}?`;
}

/** XM2…: columns, targets, functions and the statements that name them. */
export const names = diagnostics({
  XM2001: {
    severity: "error",
    title: "Unknown column",
    what: (p: { column: string; source: string; rows: string }) =>
      `There is no column ${quote(p.column)} in ${p.source}: Data Prep would write null in ${p.rows}.`,
    todo: (p: { near?: string | undefined }) =>
      offer(p.near, "Correct the name, or declare the column in the `source` block."),
    details:
      "Columns come from the `source` block where there is one, and from the sample's header or keys otherwise. Names are compared with letter case. Of a JSON sample the first 1,000 records are looked at: where there are more, a field may come later, and this is a warning.",
    examples: [{ source: `${files}Emial -> personalEmail.address\n`, marks: "Emial" }],
  },
  XM2002: {
    severity: "error",
    title: "Unknown field of a column",
    what: (p: { field: string; column: string; source: string; rows: string }) =>
      `${quote(p.column)} in ${p.source} has no field ${quote(p.field)}: Data Prep would write null in ${p.rows}.`,
    todo: (p: { near?: string | undefined }) =>
      offer(p.near, "Correct the name, or declare the field in the `source` block."),
    examples: [
      {
        source: `target "schema.json"\nsource { contact: { email: string } }\ncontact.emial -> personalEmail.address\n`,
        marks: "emial",
      },
    ],
  },
  XM2003: {
    severity: "error",
    title: "Unknown target path",
    what: (p: { segment: string; parent: string; schema: string | null; tenants?: Tenants | undefined }) => {
      const schema = p.schema === null ? "the schema" : `the schema ${quote(p.schema)}`;
      if (p.tenants !== undefined) {
        const { found, isGiven } = p.tenants;
        const of = isGiven ? `${quote(p.segment)}, which the project gives as the tenant` : quote(p.segment);
        return `${schema.replace("the", "The")} has this path for the tenant ${quote(found)}, and not for ${of}.`;
      }
      const place = p.parent === "" ? schema.replace("the", "The") : `${quote(p.parent)} in ${schema}`;
      return `${place} has no field ${quote(p.segment)}, and the platform refuses records with fields that its schema does not have.`;
    },
    todo: (p: { near?: string | undefined; tenants?: Tenants | undefined }) =>
      p.tenants !== undefined
        ? adviceOnTenants(p.tenants)
        : offer(
            p.near,
            "Choose a path of the schema, or add the field to the schema first. `xdmap schema leaves` lists the paths.",
          ),
    details:
      "Targets are the names that the platform uses (`_id`, `personalEmail.address`), not those of the published schema files (`@id`, `xdm:personalEmail`).",
    examples: [
      { source: `${files}Email -> personalEmail.adress\n`, marks: "adress" },
      { source: `${files}First_Name -> firstName\n`, marks: "firstName" },
    ],
  },
  XM2004: {
    severity: "error",
    title: "Unknown function",
    what: (p: { name: string }) =>
      `There is no function ${quote(p.name)}: neither Data Prep has one, nor does this file define it.`,
    todo: (p: { near?: string | undefined }) =>
      offer(
        p.near,
        "Correct the name, or define it with `def` or `table`. `xdmap functions` lists what Data Prep has.",
      ),
    examples: [{ source: `${files}lowr(Email) -> personalEmail.address\n`, marks: "lowr" }],
  },
  XM2005: {
    severity: "info",
    title: "Function that only the platform can run",
    what: (p: { name: string }) =>
      `How ${quote(p.name)} works is not public: Data Prep computes it, and a preview here has no value for it.`,
    todo: () => "Check the result on the platform, and leave its target out of tests.",
    details:
      "The mapping is emitted as it is written. Where xdmap runs it, only the values that the documentation shows have a result; " +
      "any other makes the target null, and the report says why. `coalesce`, `??` and `?:` do not take that for null: nobody here " +
      "knows the value.",
    examples: [
      {
        source: `target "schema.json"\nsource { fpid: string, Email: string }\nEmail -> personalEmail.address\nfpid_to_ecid(fpid) -> person.name.lastName\n`,
        marks: "fpid_to_ecid",
      },
    ],
  },
  XM2006: {
    severity: "error",
    title: "Function of destinations only",
    what: (p: { name: string }) =>
      `${quote(p.name)} works only where data leaves the platform, in a destination: a source's mapping cannot call it.`,
    todo: (p: { instead: string | null }) => p.instead ?? "Use a function of sources: `xdmap functions` lists them.",
    details:
      "Calculated fields of destinations have four functions more than those of sources: array_to_string(), filterArray(), transformArray() and flattenArray(), of which two take a lambda such as `x -> x > 0`. xdmap reads and evaluates them, so that `xdmap eval` can show what they give; a mapping set with one of them would be refused.",
    examples: [
      {
        source: `${files}array_to_string(",", to_array(true, Email)) -> personalEmail.address\n`,
        marks: "array_to_string",
      },
    ],
  },
  XM2007: {
    severity: "error",
    title: "Wrong number of arguments",
    what: (p: { name: string; takes: string; given: number }) =>
      `${quote(p.name)} takes ${p.takes}; here ${p.given === 1 ? "is" : "are"} ${p.given === 0 ? "none" : p.given}.`,
    todo: (p: { signature: string }) => `Write it as ${quote(p.signature)}.`,
    examples: [
      { source: `${files}substr(First_Name, 1) -> person.name.firstName\n`, marks: "substr" },
      { source: `${files}def both(a, b) = concat(a, b)\nboth(First_Name) -> person.name.firstName\n`, marks: "both" },
    ],
  },
  XM2008: {
    severity: "error",
    title: "Method called as a function",
    what: (p: { name: string }) => `${quote(p.name)} is called on a value, not as a function.`,
    todo: (p: { name: string }) => `Write ${quote(`value.${p.name}(…)`)}.`,
    examples: [
      { source: `${files}iif(equals(Country_Code, "us"), First_Name, "") -> person.name.firstName\n`, marks: "equals" },
    ],
  },
  XM2009: {
    severity: "error",
    title: "Unknown namespace",
    what: (p: { namespace: string }) =>
      `Data Prep has no functions under a namespace; ${quote(`${p.namespace}:`)} means nothing to it.`,
    todo: (p: { name: string }) => `Write ${quote(`${p.name}(…)`)}.`,
    examples: [{ source: `${files}str:lower(Email) -> personalEmail.address\n`, marks: "str" }],
  },
  XM2010: {
    severity: "error",
    title: "Target written twice",
    what: (p: { path: string; same: boolean }) =>
      p.same
        ? `${quote(p.path)} already has this very mapping.`
        : `${quote(p.path)} already has a mapping: one would overwrite the other.`,
    todo: (p: { same: boolean }) =>
      p.same
        ? "Remove one of the two."
        : "Keep one of the two, or choose between them in one expression, with `coalesce` or `iif`.",
    examples: [
      {
        source: `${files}First_Name -> person.name.firstName\nLast_Name -> person.name.firstName\n`,
        marks: "person.name.firstName",
      },
    ],
  },
  XM2019: {
    severity: "error",
    title: "Name with dashes read as a subtraction",
    what: (p: { text: string }) =>
      `${quote(p.text)} is read as a subtraction, because a dash is an operator in expressions, and its parts are not columns.`,
    todo: (p: { column: string }) => `Write ${quote(p.column)} for the column, or put blanks around the minus.`,
    examples: [{ source: `${files}loyalty-id -> _id\n`, marks: "loyalty-id" }],
  },
  XM2020: {
    severity: "error",
    title: "Header written twice",
    what: (p: { word: string }) => `The file already has a \`${p.word}\` statement; only the first counts.`,
    todo: (p: { word: string }) =>
      p.word === "sample" ? "Name several files in one statement, with commas between them." : "Remove one of the two.",
    examples: [
      { source: `${files}target "schema.json"\nEmail -> personalEmail.address\n`, marks: `target "schema.json"` },
    ],
  },
  XM2021: {
    severity: "error",
    title: "No target schema",
    what: () => "The file has no `target` statement, so nothing says which fields the records have.",
    todo: () => 'Add a line such as `target "schemas/profile.json"`.',
    examples: [{ source: `sample "orders.csv"\nEmail -> personalEmail.address\n` }],
  },
  XM2022: {
    severity: "error",
    title: "No mapping",
    what: () => "The file maps nothing.",
    todo: () => "Write at least one line such as `Email -> personalEmail.address`.",
    examples: [{ source: files }],
  },
  XM2023: {
    severity: "info",
    title: "Columns are not checked",
    what: () => "There is neither a `source` block nor a sample to read, so the names of columns are not checked.",
    todo: () => "Declare the columns, `source { Email: string }`, or name a file with `sample`.",
    examples: [{ source: `target "schema.json"\nEmail -> personalEmail.address\n` }],
  },
  XM2024: {
    severity: "error",
    title: "Column declared twice",
    what: (p: { name: string }) => `${quote(p.name)} is declared twice in the \`source\` block.`,
    todo: () => "Remove one of the two.",
    examples: [
      {
        source: `target "schema.json"\nsource { Email: string, Email: string }\nEmail -> personalEmail.address\n`,
        marks: "Email",
      },
    ],
  },
  XM2026: {
    severity: "warning",
    title: "Declared column is not in the sample",
    needs: "sample",
    what: (p: { column: string; sample: string }) =>
      `The \`source\` block declares ${quote(p.column)}, but ${p.sample} has no such column: the sample shows it as missing in every row.`,
    todo: (p: { near?: string | undefined }) => offer(p.near, "Correct the declaration, or take a newer sample."),
    examples: [
      {
        source: `${files}source { Email: string, Fax: string }\nEmail -> personalEmail.address\n`,
        marks: "Fax",
      },
    ],
  },
  XM2027: {
    severity: "info",
    title: "Columns of the sample are not declared",
    needs: "sample",
    what: (p: { columns: readonly string[]; sample: string }) =>
      `${p.sample} has ${p.columns.length === 1 ? "a column" : `${p.columns.length} columns`} that the \`source\` block does not declare: ${listed(p.columns)}.`,
    todo: () => "Declare those that the mapping needs.",
    examples: [{ source: `${files}source { Email: string }\nEmail -> personalEmail.address\n`, marks: "source" }],
  },
  XM2028: {
    severity: "error",
    title: "Unknown delta column",
    what: (p: { column: string; source: string }) =>
      `There is no column ${quote(p.column)} in ${p.source}, so no window could pick its rows by it.`,
    todo: (p: { near?: string | undefined }) => offer(p.near, "Name the column that says when a row was last changed."),
    examples: [{ source: `${files}delta Created_On\nEmail -> personalEmail.address\n`, marks: "Created_On" }],
  },
  XM2029: {
    severity: "error",
    title: "Table key written twice",
    what: (p: { key: string }) => `The table already has the key ${p.key}; the second is never reached.`,
    todo: () => "Remove one of the two.",
    examples: [
      {
        source: `${files}table country = { "us": "USA", "us": "United States" }\ncountry(Country_Code) -> person.name.lastName\n`,
        marks: `"us"`,
      },
    ],
  },
  XM2032: {
    severity: "info",
    title: "Tenant not known",
    what: (p: { path: string }) =>
      `Neither the schema nor the settings name the sandbox's tenant, so ${quote(p.path)} is not checked.`,
    todo: () => "Name the tenant, or write its field name (`_acme`) in the path.",
    examples: [
      {
        source: `${files}Vid -> _{TENANT_ID}.crmId\n`,
        marks: "_{TENANT_ID}.crmId",
        files: {
          "schema.json": `{"$id":"https://example.com/schemas/none","title":"No tenant","type":"object","properties":{"_id":{"type":"string"}}}`,
        },
      },
    ],
  },
  XM2033: {
    severity: "error",
    title: "Lambda in a source's mapping",
    what: () =>
      "Expressions such as `x -> x.price > 10` work only in functions of destinations, where data leaves the platform.",
    todo: () => "Work on items with `[*]` on both sides of the mapping.",
    examples: [{ source: `${files}coalesce(Email, x -> x) -> personalEmail.address\n`, marks: "x -> x" }],
  },
  XM2034: {
    severity: "warning",
    title: "Unknown method",
    what: (p: { name: string }) =>
      `No value has a method ${quote(p.name)} that xdmap knows: the call gives null, without a word from Data Prep.`,
    todo: (p: { near?: string | undefined }) => offer(p.near, "Use a function instead: `xdmap functions` lists them."),
    details:
      "Expressions may call Java's methods on values (`Email.trim()`). Where a value has no such method, the engine gives null.",
    examples: [{ source: `${files}Email.toLowercase() -> personalEmail.address\n`, marks: "toLowercase" }],
  },
  XM2035: {
    severity: "error",
    title: "Delta format that is no date pattern",
    what: (p: { why: string }) => `No delta value could be read by this format: ${p.why}.`,
    todo: () => "Write it as Java does, with literal letters in single quotes: \"yyyy-MM-dd'T'HH:mm:ss\".",
    examples: [
      {
        source: `${files}delta Created_At format "yyyy-MM-ddTHH:mm"\nEmail -> personalEmail.address\n`,
        marks: `"yyyy-MM-ddTHH:mm"`,
      },
    ],
  },
  XM2036: {
    severity: "error",
    title: "Unknown time zone",
    what: (p: { zone: string }) => `${quote(p.zone)} is no time zone, so no delta value could be read.`,
    todo: () => 'Write a region or an offset: "Europe/Paris", "UTC", "+09:00".',
    examples: [
      {
        source: `${files}delta Created_At timezone "Europe/Pariss"\nEmail -> personalEmail.address\n`,
        marks: `"Europe/Pariss"`,
      },
    ],
  },
  XM2049: {
    severity: "info",
    title: "Target known by its id alone",
    what: (p: { id: string }) =>
      `The target is ${quote(p.id)}, of which no file is here: paths and types are not checked.`,
    todo: () => "Save the schema beside the mapping (`xdmap schema pull` gets it), and name its file in `target`.",
    details:
      "A `target` may be the `$id` of a schema in place of a file, as `xdmap import` writes it: that is enough to build and to deploy. With a file of the schema every path and type is checked.",
    examples: [
      {
        source:
          'target "https://ns.adobe.com/acme/schemas/0123"\nsource { Email: string }\nEmail -> personalEmail.address\n',
        marks: '"https://ns.adobe.com/acme/schemas/0123"',
      },
    ],
  },
});
