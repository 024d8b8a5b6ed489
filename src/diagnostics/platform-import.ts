import { diagnostics, quote } from "./define.js";

const one = '"outputSchema": {"schemaRef": {"id": "https://ns.adobe.com/acme/schemas/profile"}}';
const email = '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address"}';

/** An import of `set.json` with these mappings. */
function importing(...mappings: readonly string[]) {
  return {
    source: "",
    files: { "set.json": `{${one}, "mappings": [${mappings.join(", ")}]}` },
    command: "import",
  } as const;
}

/** What a mapping set that was made elsewhere holds, and what of it a mapping file can say. */
export const imports = diagnostics({
  XM7500: {
    severity: "error",
    title: "Not a mapping set",
    what: (p: { why: string }) => `This is no mapping set: ${p.why}.`,
    todo: () =>
      "Give what `GET /mappingSets/ID` answers, the body of a POST or PUT to it, or the interface's mapping template.",
    examples: [
      {
        source: "",
        files: { "set.json": '{"name": "Orders", "items": []}' },
        command: "import",
      },
    ],
  },
  XM7501: {
    severity: "error",
    title: "A mapping that cannot be read",
    what: (p: { at: number; why: string }) => `Mapping ${p.at + 1} was left out: ${p.why}.`,
    todo: () => "Write it by hand, or mend the mapping set where it comes from and import it again.",
    examples: [importing(email, '{"sourceType": "ATTRIBUTE", "destination": "person.name.firstName"}')],
  },
  XM7502: {
    severity: "error",
    title: "Unknown type of a source",
    what: (p: { at: number; destination: string; type: string }) =>
      `Mapping ${p.at + 1}, to ${quote(p.destination)}, was left out: its source is of the type ${quote(p.type)}, which is none of mapping sets.`,
    todo: () =>
      "Known are ATTRIBUTE (text/x.schema-path), EXPRESSION (text/x.aep-xl) and STATIC. Mappings of destinations (text/plain) are another thing.",
    examples: [importing(email, '{"sourceType": "text/plain", "source": "x", "destination": "person.name.firstName"}')],
  },
  XM7503: {
    severity: "warning",
    title: "Two mappings to one target",
    what: (p: { destination: string; first: number; second: number }) =>
      `Mappings ${p.first + 1} and ${p.second + 1} both write ${quote(p.destination)}.`,
    todo: () => "Both stand in the file, in their order; keep the one that is meant.",
    examples: [
      importing(email, '{"sourceType": "ATTRIBUTE", "source": "Phone", "destination": "personalEmail.address"}'),
    ],
  },
  XM7504: {
    severity: "warning",
    title: "Two spellings that disagree",
    what: (p: { where: string; taken: string; value: string; left: string; other: string }) =>
      `${p.where} has ${quote(p.taken)} ${quote(p.value)} and ${quote(p.left)} ${quote(p.other)}: the first was taken.`,
    todo: () => "The service writes both spellings of a field with one value. Look at which of them is meant.",
    examples: [
      importing(
        '{"sourceType": "ATTRIBUTE", "source": "Email", "sourceAttribute": "Mail", "destination": "personalEmail.address"}',
      ),
    ],
  },
  XM7505: {
    severity: "warning",
    title: "Field that a mapping file cannot carry",
    what: (p: { where: string; field: string; value: string; more: number }) =>
      `${p.where} has ${quote(p.field)} ${quote(p.value)}${p.more === 0 ? "" : ` (and ${p.more} more have one)`}, which no mapping file can say.`,
    todo: (p: { advice: string | undefined }) =>
      p.advice ??
      "Set it where the mapping set is used, if it is needed; what is built from the file does not have it.",
    details:
      "What the service writes itself (ids, versions, dates, who made it, its status, scores of its guesses) is left out without a word. Everything else that is left out is listed.",
    examples: [
      {
        source: "",
        files: { "set.json": `{${one}, "allowNullValues": true, "mappings": [${email}]}` },
        command: "import",
      },
    ],
  },
  XM7506: {
    severity: "warning",
    title: "Path that reads like an expression",
    what: (p: { at: number; source: string }) =>
      `The source of mapping ${p.at + 1}, ${quote(p.source)}, has no type, or is an attribute: it was read as the name of a column.`,
    todo: () => "Where it was meant as an expression, write it without `${}` and without `@attribute`.",
    examples: [importing('{"sourceAttribute": "lower(Email)", "destinationXdmPath": "personalEmail.address"}')],
  },
  XM7507: {
    severity: "error",
    title: "Mapping kept as a comment",
    what: (p: { at: number; destination: string; why: string }) =>
      `Mapping ${p.at + 1}, to ${quote(p.destination)}, stands in the file as a comment: ${p.why}`,
    todo: () => "Mend it there and take the comment's mark away.",
    details:
      "A mapping set may hold what Data Prep itself cannot evaluate: its target is null in every row then. Nothing of it is dropped.",
    examples: [
      importing(
        email,
        '{"sourceType": "EXPRESSION", "source": "lower(trim(Phone)", "destination": "mobilePhone.number"}',
      ),
    ],
  },
  XM7508: {
    severity: "warning",
    title: "Mapping set without a schema",
    what: () => "The mapping set names no schema, and the file has no target.",
    todo: () => "Import it with `--target SCHEMA`, or write the `target` into the file.",
    examples: [
      {
        source: "",
        files: { "set.json": `{"mappings": [${email}]}` },
        command: "import",
      },
    ],
  },
  XM7509: {
    severity: "info",
    title: "Description with other blanks",
    what: (p: { at: number }) =>
      `The description of mapping ${p.at + 1} has blanks or line ends that a comment does not keep.`,
    todo: () => "Nothing is to be done: its words are the same.",
    examples: [
      importing(
        '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address", "description": "The address.  "}',
      ),
    ],
  },
});
