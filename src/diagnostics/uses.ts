import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;
const mapping = "title(First_Name) -> person.name.firstName\n";
const library = "def title(s) = concat(upper(left(s, 1)), lower(substr(s, 1, 4096)))\n";

/** XM205…: files that are used for their definitions. */
export const uses = diagnostics({
  XM2050: {
    severity: "error",
    title: "Files that use each other",
    what: (p: { chain: string }) => `This \`use\` leads back to a file that is being read: ${p.chain}.`,
    todo: () => "Move what both need into a file of its own, and use that in both.",
    details:
      "The chain begins and ends with the same file. What such a `use` was to bring in is not known, so that nothing else is said of it.",
    examples: [
      {
        source: `${files}use "common.xdmap"\n${mapping}`,
        files: {
          "common.xdmap": `use "names.xdmap"\ndef title(s) = upper(clean(s))\n`,
          "names.xdmap": `use "common.xdmap"\ndef clean(s) = trim(s)\ndef name(s) = title(s)\n`,
        },
      },
    ],
  },
  XM2051: {
    severity: "error",
    title: "Name that two used files define",
    what: (p: { name: string; first: string; second: string }) =>
      `Both ${quote(p.first)} and ${quote(p.second)} define ${quote(p.name)}, so it is not known which is meant.`,
    todo: () => "Rename one of the two, or use only one of the files.",
    examples: [
      {
        source: `${files}use "common.xdmap"\nuse "names.xdmap"\n${mapping}`,
        marks: `"names.xdmap"`,
        files: { "common.xdmap": library, "names.xdmap": "def title(s) = upper(s)\n" },
      },
    ],
  },
  XM2052: {
    severity: "error",
    title: "Name of a used file that is a column here",
    what: (p: { name: string; path: string; source: string }) =>
      `${quote(p.path)} defines ${quote(p.name)}, which is also a column of ${p.source}.`,
    todo: () => "Rename the definition: a name means one thing.",
    examples: [
      {
        source: `${files}use "common.xdmap"\nEmail(Phone) -> mobilePhone.number\n`,
        marks: `"common.xdmap"`,
        files: { "common.xdmap": "def Email(s) = trim(s)\n" },
      },
    ],
  },
  XM2053: {
    severity: "warning",
    title: "File used twice",
    what: (p: { path: string }) => `${quote(p.path)} is used already: using it again adds nothing.`,
    todo: () => "Remove one of the two statements.",
    examples: [
      {
        source: `${files}use "common.xdmap"\nuse "./common.xdmap"\n${mapping}`,
        marks: `"./common.xdmap"`,
        files: { "common.xdmap": library },
      },
    ],
  },
  XM2054: {
    severity: "warning",
    title: "Used file with more than definitions",
    what: (p: { path: string; leftOut: readonly string[]; brings: number }) =>
      p.brings === 0
        ? `\`use\` brings in nothing but \`def\`s and \`table\`s, and ${quote(p.path)} has none: its ${p.leftOut.join(" and ")} stay there.`
        : `\`use\` brings in the \`def\`s and \`table\`s of ${quote(p.path)}; its ${p.leftOut.join(" and ")} stay there.`,
    todo: () => "Keep shared `def`s and `table`s in a file of their own, and use it in both.",
    details:
      "Mappings and headers belong to one mapping set. A `let` depends on the columns of its file: where several files need one, make it a `def` with a parameter.",
    examples: [
      {
        source: `${files}use "common.xdmap"\n${mapping}`,
        marks: `"common.xdmap"`,
        files: { "common.xdmap": `${library}let clean = lower(trim(Email))\n` },
      },
    ],
  },
  XM2055: {
    severity: "warning",
    title: "Used file that nothing needs",
    what: (p: { path: string }) => `Nothing of what ${quote(p.path)} defines is used here.`,
    todo: () => "Remove the statement, or use what it brings in.",
    details:
      "A file sees what the files define that it names itself, and not what those use: each names what it needs.",
    examples: [
      {
        source: `${files}use "common.xdmap"\nEmail -> personalEmail.address\n`,
        marks: `"common.xdmap"`,
        files: { "common.xdmap": library },
      },
    ],
  },
  XM2056: {
    severity: "error",
    title: "`use` of a file that is no mapping file",
    what: (p: { path: string }) =>
      `\`use\` brings in definitions of other mapping files, whose names end in \`.xdmap\`: ${quote(p.path)} is none.`,
    todo: () => "Name a `.xdmap` file. Samples are named by `sample`, schemas by `target`.",
    examples: [{ source: `${files}use "orders.csv"\nEmail -> personalEmail.address\n`, marks: `"orders.csv"` }],
  },
});
