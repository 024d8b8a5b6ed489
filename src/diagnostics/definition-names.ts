import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;

/** XM2011 to XM2018: `let`, `def` and what is read as one. */
export const definitionNames = diagnostics({
  XM2011: {
    severity: "error",
    title: "Definition hides a column",
    what: (p: { name: string; source: string }) =>
      `${quote(p.name)} is a column of ${p.source}: where the name is used, nobody could tell which of the two is meant.`,
    todo: () => "Give the definition another name.",
    examples: [{ source: `${files}let Email = lower(trim(Phone))\nEmail -> person.name.lastName\n`, marks: "Email" }],
  },
  XM2012: {
    severity: "error",
    title: "Definition hides a function",
    what: (p: { name: string }) =>
      `${quote(p.name)} is a function of Data Prep: what is pasted from the platform would change its meaning here.`,
    todo: () => "Give the definition another name.",
    examples: [
      { source: `${files}def upper(s) = concat(s, "!")\nupper(Email) -> person.name.lastName\n`, marks: "upper" },
    ],
  },
  XM2013: {
    severity: "error",
    title: "Name defined twice",
    what: (p: { name: string; elsewhere: string | null }) =>
      `${quote(p.name)} is already defined in ${p.elsewhere === null ? "this file" : quote(p.elsewhere)}; the first definition is the one that counts.`,
    todo: () => "Rename or remove one of the two.",
    examples: [
      {
        source: `${files}let clean = trim(Email)\ndef clean(s) = lower(s)\nclean -> personalEmail.address\n`,
        marks: "clean",
      },
    ],
  },
  XM2014: {
    severity: "error",
    title: "Definition contains itself",
    what: (p: { chain: string }) =>
      `This definition contains itself (${p.chain}), so it cannot be written out as one expression.`,
    todo: () => "Break the chain: Data Prep's expressions have no repetition.",
    examples: [
      { source: `${files}let a = concat(b, "1")\nlet b = concat(a, "2")\na -> personalEmail.address\n`, marks: "a" },
    ],
  },
  XM2015: {
    severity: "error",
    title: "A value that changes, used twice",
    what: (p: { name: string; function: string }) =>
      `${quote(p.name)} holds ${quote(p.function)} and is used more than once: each use becomes a call of its own, and they would not give the same value.`,
    todo: () => "Use it once, or write the call where it is meant.",
    details:
      "A `let` is written out where it is used. `now()`, `timestamp()` and `uuid()` give another value at each call, so two uses of one `let` would differ without any sign of it.",
    examples: [
      {
        source: `${files}let id = uuid()\nid -> _id\nconcat(id, "@example.com") -> personalEmail.address\n`,
        marks: "id",
      },
    ],
  },
  XM2016: {
    severity: "error",
    title: "Definition used without its arguments",
    what: (p: { name: string; kind: "def" | "table" }) =>
      `${quote(p.name)} is a \`${p.kind}\`: it has a value only when it is called.`,
    todo: (p: { signature: string }) =>
      `Write ${quote(p.signature)}; a column of that name would be written in \`\${}\`.`,
    examples: [{ source: `${files}def clean(s) = lower(trim(s))\nclean -> personalEmail.address\n`, marks: "clean" }],
  },
  XM2017: {
    severity: "error",
    title: "A `let` called like a function",
    what: (p: { name: string }) => `${quote(p.name)} is a \`let\`: a value without parameters, which cannot be called.`,
    todo: (p: { name: string }) => `Write ${quote(p.name)} alone, or define it with \`def ${p.name}(…) = …\`.`,
    examples: [{ source: `${files}let clean = trim(Email)\nclean(Email) -> personalEmail.address\n`, marks: "clean" }],
  },
  XM2018: {
    severity: "error",
    title: "Parameter named twice",
    what: (p: { name: string }) => `Two parameters are called ${quote(p.name)}.`,
    todo: () => "Give each parameter its own name.",
    examples: [
      { source: `${files}def both(a, a) = concat(a, a)\nboth(Email, Phone) -> person.name.lastName\n`, marks: "a" },
    ],
  },
});
