import { diagnostics, quote } from "./define.js";
import { printNumbers } from "./listed.js";
import {
  email,
  flowFiles,
  flowJson,
  importing,
  importingFlow,
  one,
  sourceJson,
  targetJson,
} from "./platform-import-examples.js";

/** What a mapping set that was made elsewhere holds, and what of it a mapping file can say. */
export const imports = diagnostics({
  XM7500: {
    severity: "error",
    title: "Not a mapping set",
    what: (p: { why: string }) => `This is no mapping set: ${p.why}.`,
    todo: (p: { advice?: string }) =>
      p.advice ??
      "Give what `GET /mappingSets/ID` answers, the body of a POST or PUT to it, or the interface's mapping template.",
    examples: [
      {
        source: "",
        files: { "set.json": '{"name": "Orders", "items": []}' },
        command: "import",
        args: ["set.json"],
      },
    ],
  },
  XM7501: {
    severity: "error",
    title: "A mapping that cannot be read",
    what: (p: { at: number; why: string }) => `Mapping ${p.at + 1} was left out: ${p.why}.`,
    todo: () => "Write it by hand, or mend the mapping set where it comes from and import it again.",
    details: "What it holds stands as a comment at the end of the mapping file that is imported.",
    examples: [importing(email, '{"sourceType": "ATTRIBUTE", "destination": "person.name.firstName"}')],
  },
  XM7502: {
    severity: "error",
    title: "Unknown type of a source",
    what: (p: { at: number; destination: string; type: string }) =>
      `Mapping ${p.at + 1}, to ${quote(p.destination)}, was left out: its source is of the type ${quote(p.type)}, which is none of mapping sets.`,
    todo: () =>
      "Known are ATTRIBUTE (text/x.schema-path), EXPRESSION (text/x.aep-xl) and STATIC. Mappings of destinations (text/plain) are another thing.",
    details: "What the mapping holds stands as a comment at the end of the mapping file that is imported.",
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
    what: (p: { mappings: readonly number[] | null; field: string; value: string }) =>
      `${p.mappings === null ? "The set has" : p.mappings.length === 1 ? `Mapping ${printNumbers(p.mappings)} has` : `Mappings ${printNumbers(p.mappings)} have`} ${quote(p.field)} ${quote(p.value)}, which no mapping file can say.`,
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
        args: ["set.json"],
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
        args: ["set.json"],
      },
    ],
  },
  XM7509: {
    severity: "info",
    title: "Description that a comment does not keep",
    what: (p: { at: number | null }) =>
      `The description of ${p.at === null ? "the set" : `mapping ${p.at + 1}`} is not kept to the letter: its words are there, but a comment has no blanks at the ends of its lines, no line ends of another kind, and no half of a character.`,
    todo: () =>
      "Nothing is to be done, unless it has a `�` now: that was half of a character, as of an emoji that was cut in two.",
    examples: [
      importing(
        '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address", "description": "The address.  "}',
      ),
    ],
  },
  XM7513: {
    severity: "warning",
    title: "Two imports of one name",
    what: (p: { first: string; second: string; name: string; taken: string }) =>
      `${quote(p.first)} and ${quote(p.second)} would both become ${quote(p.name)}: the second is ${quote(p.taken)}.`,
    todo: () => "Rename one of them, if the number means nothing to you.",
    examples: [
      {
        source: "",
        files: {
          "sets/a.json": `{${one}, "mappings": [${email}]}`,
          "sets/a.csv": "Source data,Target field\nEmail,personalEmail.address\n",
        },
        command: "import",
        args: ["sets", "--output", "imported", "--target", "schema.json"],
      },
    ],
  },
  XM7514: {
    severity: "error",
    title: "Nothing to import",
    what: (p: { folder: string }) => `${quote(p.folder)} holds no .json, .csv or .tsv file.`,
    todo: () => "Give a file, or a folder that holds what was exported.",
    examples: [
      { source: "", files: { "sets/readme.txt": "" }, command: "import", args: ["sets", "--output", "imported"] },
    ],
  },
  XM7516: {
    severity: "warning",
    title: "Field written twice",
    what: (p: { field: string; left: string }) =>
      `The field ${quote(p.field)} stands twice in one object: the last counts, and ${quote(p.left)} was left out.`,
    todo: () => "Keep the one that is meant; of two, JSON readers take the last without a word.",
    examples: [
      {
        source: "",
        files: {
          "set.json": `{${one}, "mappings": [{"source": "Mail", "source": "Email", "destination": "personalEmail.address"}]}`,
        },
        command: "import",
        args: ["set.json"],
      },
    ],
  },
  XM7520: {
    severity: "warning",
    title: "Nothing is mapped",
    what: (p: { what: "set" | "template" }) => `The ${p.what} holds no mapping.`,
    todo: () =>
      "Look whether it is the one that is meant. The file that is written maps nothing, and `xdmap build` refuses it (XM2022) until a mapping is in it.",
    examples: [
      { source: "", files: { "set.json": `{${one}, "mappings": []}` }, command: "import", args: ["set.json"] },
    ],
  },
  XM7521: {
    severity: "warning",
    title: "What is deployed has an error",
    what: (p: { at: number | null; code: string; message: string }) =>
      p.at === null
        ? `The file has ${p.code}, which it silences: ${p.message}`
        : `Mapping ${p.at + 1} has ${p.code}, which the file silences: ${p.message}`,
    todo: () =>
      "Correct the mapping and take the line `// xdmap-ignore` above it away; until then it is built as it is deployed.",
    details:
      "The platform has taken the mapping, so that what is built from its file has to be the same; with an error nothing would be built.",
    examples: [
      importing(
        email,
        '{"sourceType": "EXPRESSION", "source": "left(First_Name)", "destination": "person.name.firstName"}',
      ),
    ],
  },
  XM7550: {
    severity: "error",
    title: "Nothing of that id or name",
    what: (p: { what: string; named: string; sandbox: string; near: string | null }) =>
      `The sandbox ${quote(p.sandbox)} has no ${p.what} ${quote(p.named)}.${p.near === null ? "" : ` Did you mean ${quote(p.near)}?`}`,
    todo: () =>
      "Check the id, the name and the sandbox: `remote:` takes the id of a mapping set, `flow:` the id or the name of a flow. The interface shows ids in its addresses.",
    examples: [
      {
        source: "",
        command: "import",
        args: ["remote:00000000000000000000000000000000", "--sandbox", "dev"],
        instance: { what: "mapping set", named: "00000000000000000000000000000000", sandbox: "dev", near: null },
      },
    ],
  },
  XM7551: {
    severity: "error",
    title: "Several flows of one name",
    what: (p: { name: string; ids: readonly string[] }) =>
      `Several flows have the name ${quote(p.name)}: ${p.ids.join(", ")}.`,
    todo: () => "Give the id of the one that is meant: `flow:ID`.",
    examples: [
      {
        source: "",
        command: "import",
        args: ["flow:Orders", "--sandbox", "dev"],
        instance: {
          name: "Orders",
          ids: ["1f2e3d4c-0000-4000-8000-000000000001", "1f2e3d4c-0000-4000-8000-000000000002"],
        },
      },
    ],
  },
  XM7552: {
    severity: "error",
    title: "A flow that cannot be imported",
    what: (p: { flow: string; why: string; advice?: string }) => `The flow ${quote(p.flow)} was left out: ${p.why}.`,
    todo: (p: { advice?: string }) =>
      p.advice ?? "Mend it on the platform, or write it by hand; it does not keep other flows away.",
    examples: [
      importingFlow({
        "flow.json": flowJson({ transformations: [] }),
        "source.json": sourceJson,
        "target.json": targetJson,
      }),
    ],
  },
  XM7553: {
    severity: "warning",
    title: "What of a flow is not carried over",
    what: (p: { flow: string; field: string; value: string; why: string }) =>
      `The flow ${quote(p.flow)} has ${quote(p.field)} ${quote(p.value)}, which is not carried over: ${p.why}.`,
    todo: () => "Unless it says otherwise, it stays on the platform until the flow is replaced.",
    examples: [importingFlow({ ...flowFiles, "flow.json": flowJson({ options: { priority: "high" } }) })],
  },
  XM7554: {
    severity: "error",
    title: "A flow that the project file has already",
    what: (p: { file: string; flow: string; key: string }) =>
      `${quote(p.file)} has the flow ${quote(p.flow)} already, as ${quote(p.key)}; it was left as it is.`,
    todo: () =>
      "Give --force to write over it and its mapping file. Where it was imported from another sandbox, leave it, and say under `sandboxes` what this one has otherwise: the next plan there adopts the flow.",
    examples: [
      importingFlow({ ...flowFiles, "xdmap.yaml": "flows:\n  shop: { name: Orders, mapping: shop.xdmap }\n" }),
    ],
  },
  XM7555: {
    severity: "warning",
    title: "Two flows of one key",
    what: (p: { flow: string; key: string; taken: string }) =>
      `The key ${quote(p.key)} is taken: the flow ${quote(p.flow)} is ${quote(p.taken)}.`,
    todo: () => "Rename the key in xdmap.yaml and in `.xdmap/state`, if the number means nothing to you.",
    examples: [
      importingFlow({ ...flowFiles, "xdmap.yaml": "flows:\n  orders: { name: Old orders, mapping: old.xdmap }\n" }),
    ],
  },
  XM7556: {
    severity: "warning",
    title: "A flow that is not pinned to the latest version",
    what: (p: { flow: string; pinned: number; latest: number }) =>
      `The flow ${quote(p.flow)} runs version ${p.pinned} of its mapping set, whose latest is ${p.latest}.`,
    todo: () =>
      "The version that runs was imported; a plan shows what the latest has changed. To take up that one instead, import `remote:ID`.",
    examples: [
      {
        source: "",
        command: "import",
        args: ["flow:Orders", "--sandbox", "dev"],
        instance: { flow: "Orders", pinned: 2, latest: 5 },
      },
    ],
  },
  XM7557: {
    severity: "error",
    title: "A project file that cannot take flows",
    what: (p: { why: string }) => `Nothing was written into the project file: ${p.why}.`,
    todo: () => "Mend the file, or lay its `flows` out in lines of their own, and import again with --force.",
    examples: [importingFlow({ ...flowFiles, "xdmap.yaml": "flows: [orders]\n" })],
  },
  XM7558: {
    severity: "warning",
    title: "No `source` block for a flow",
    what: (p: { why: string }) => `The mapping file has no \`source\` block: ${p.why}.`,
    todo: () =>
      "Write one by hand, or name a sample; a plan then says whether the source connection has to be replaced.",
    examples: [
      importingFlow({
        ...flowFiles,
        "source.json": sourceJson.replace(
          '"tableName": "Orders"',
          '"tableName": "Orders", "columns": [{"name": "Phone", "type": "string"}]',
        ),
      }),
    ],
  },
});
