import { diagnostics, quote } from "./define.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';

/** An example whose project file holds this. */
function projectFile(text: string, others: Readonly<Record<string, string>> = {}) {
  return { source: mapping, files: { "xdmap.yaml": text, ...others } };
}

/** The project file, `xdmap.yaml`. */
export const project = diagnostics({
  XM6100: {
    severity: "error",
    title: "Project file is not YAML",
    what: (p: { why: string }) => `This is no YAML: ${p.why}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "Only the first mistake is told: what follows it is often its consequence. A value that begins with one of `, [ ] { } # & * ! | > ' \" % @` or a backquote, or that holds a colon and a blank, needs quotes.",
    examples: [projectFile("sample:\n  delimiter: ,\n"), projectFile("schemas: [components\nexpressions: strict\n")],
  },
  XM6101: {
    severity: "error",
    title: "Tab as indentation in the project file",
    what: () => "This line is indented with a tab, which YAML does not allow.",
    todo: () => "Indent with blanks: two for each level.",
    examples: [projectFile("sample:\n\theader: false\n")],
  },
  XM6102: {
    severity: "error",
    title: "Unknown key in the project file",
    what: (p: { key: string; section: string | null }) =>
      p.section === null
        ? `The project file has no key ${quote(p.key)}.`
        : `${quote(p.section)} has no key ${quote(p.key)}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "A key that is misspelt would otherwise have no effect, and nobody would notice. Keys are written exactly, with upper and lower case.",
    examples: [
      projectFile("schema: [components]\n"),
      projectFile("sample:\n  delimeter: ;\n"),
      projectFile("delimiter: ;\n"),
    ],
  },
  XM6103: {
    severity: "error",
    title: "Key given twice in the project file",
    what: (p: { key: string }) => `${quote(p.key)} is given twice.`,
    todo: () => "Keep one of the two.",
    details: "YAML has no rule for which of the two counts, so neither does.",
    examples: [projectFile("expressions: strict\nexpressions: lenient\n")],
  },
  XM6104: {
    severity: "error",
    title: "Wrong kind of value in the project file",
    what: (p: { key: string; wants: string; found: string }) =>
      `${quote(p.key)} takes ${p.wants}, and this is ${p.found}.`,
    todo: (p: { example: string; hint: string }) => `${p.hint}Write for example ${quote(p.example)}.`,
    details:
      "The file is read as YAML 1.2. `yes`, `no`, `on` and `off` are texts there; only `true` and `false` are truth values.",
    examples: [projectFile("sample:\n  header: yes\n"), projectFile("schemas: components\n")],
  },
  XM6105: {
    severity: "error",
    title: "Value that the project file's key does not take",
    what: (p: { key: string; value: string; choices: readonly string[] }) =>
      `${quote(p.key)} is ${p.choices.map(quote).join(" or ")}, and not ${quote(p.value)}.`,
    todo: (p: { near: string | undefined }) =>
      p.near === undefined ? "Write one of them." : `Did you mean ${quote(p.near)}?`,
    examples: [projectFile("expressions: stric\n")],
  },
  XM6106: {
    severity: "error",
    title: "Several documents in the project file",
    what: () => "A second YAML document begins here, and a project file is one.",
    todo: () => "Take out the line `---` or `...` between them, and keep each key once.",
    examples: [projectFile("expressions: strict\n---\nschemas: [components]\n")],
  },
  XM6107: {
    severity: "error",
    title: "Project file beyond its limits",
    what: (p: { what: string }) => `The project file ${p.what}.`,
    todo: () => "Look whether this is the file that was meant; a project file holds settings, and no data.",
    details: "A project file has at most 256 KB, and at most 50 levels of lists and sections inside each other.",
    examples: [projectFile(`schemas: ${"[".repeat(60)}${"]".repeat(60)}\n`)],
  },
  XM6108: {
    severity: "error",
    title: "Project file is no UTF-8",
    what: (p: { found: string }) => `The project file is no text in UTF-8: ${p.found}.`,
    todo: () => "Save it in UTF-8 again.",
    details:
      "Editors of some systems save in Latin-1 or in UTF-16, PowerShell's `>` among them. A byte order mark before UTF-8 is no fault. The examples are files whose bytes cannot be shown here.",
    examples: [
      { source: mapping, binary: { "xdmap.yaml": "c2NoZW1hczogW2NvbXDpXQo=" } },
      { source: mapping, binary: { "xdmap.yaml": "//5zAA==" } },
    ],
  },
  XM6109: {
    severity: "error",
    title: "Schema folder not found",
    what: (p: { path: string; why: string }) => `The schema folder ${quote(p.path)} cannot be read: ${p.why}.`,
    todo: () => "Check the spelling; paths in the project file start at its own folder and are written with `/`.",
    examples: [projectFile("schemas: [componets]\n"), projectFile("schemas: [schema.json]\n")],
  },
  XM6110: {
    severity: "error",
    title: "Schema folder outside the project",
    what: (p: { path: string; project: string }) =>
      `The schema folder ${quote(p.path)} lies outside the project ${quote(p.project)}, and nothing outside it is read.`,
    todo: () =>
      "Move the folder into the project, move xdmap.yaml up to a folder that holds both, or give the folder with --components.",
    details:
      "The project is the folder of `xdmap.yaml`. A symbolic link that leaves it counts as outside. Folders given on the command line may lie anywhere.",
    examples: [projectFile("schemas: [../components]\n")],
  },
  XM6111: {
    severity: "error",
    title: "Character that cannot delimit or quote",
    what: (p: { key: string; wants: string; why: string }) => `${quote(p.key)} is ${p.wants}: ${p.why}.`,
    todo: (p: { example: string }) => `Write for example ${quote(p.example)}; \`tab\` is the tab.`,
    details:
      'The characters `| # & * ! > % @` and some others mean something to YAML: in quotes, as in `delimiter: "|"`, they are the characters themselves.',
    examples: [projectFile("sample:\n  delimiter: semicolon\n"), projectFile("sample:\n  delimiter: |\n")],
  },
  XM6112: {
    severity: "error",
    title: "Characters of a CSV are the same",
    what: (p: { settings: readonly [string, string]; character: string }) =>
      `${quote(p.settings[0])} and ${quote(p.settings[1])} of the samples are both ${quote(p.character)}.`,
    todo: () => "Give them two characters; where nothing is quoted, write `quote: none`.",
    examples: [projectFile('sample:\n  delimiter: "\'"\n  quote: "\'"\n')],
  },
  XM6113: {
    severity: "error",
    title: "Name that no tenant has",
    what: (p: { value: string }) => `${quote(p.value)} cannot be a tenant.`,
    todo: () => "A tenant is a name such as `acme` or `_acme`: letters, digits, `_` and `-`.",
    examples: [projectFile("tenant: acme.example.com\n")],
  },
  XM6114: {
    severity: "warning",
    title: "Project file of another name",
    what: (p: { path: string }) => `${quote(p.path)} is not read: the project file is named xdmap.yaml.`,
    todo: () => "Rename it to xdmap.yaml.",
    details: "It is told where no xdmap.yaml is as near to the mapping file: its settings would have no effect.",
    examples: [{ source: mapping, files: { "xdmap.yml": "expressions: strict\n" } }],
  },
  XM6115: {
    severity: "error",
    title: "Not a mapping file",
    what: (p: { path: string; named: string }) =>
      `${quote(p.path)} is named like ${p.named}, and the command takes a mapping file.`,
    todo: () =>
      'Name the `.xdmap` file. It names its sample itself, `sample "orders.csv"`; for `preview`, `--input` names another.',
    details: "Known by the name alone: `.csv`, `.tsv`, `.ndjson`, `.jsonl`, `.yaml`, `.yml`.",
    examples: [{ source: mapping, args: ["orders.csv"] }],
  },
});
