import { diagnostics, quote } from "./define.js";

const mapping = `target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n`;
const projectFile = (text: string) => ({ source: mapping, files: { "xdmap.yaml": text } });

/** XM6120…: what the project file says of findings, and baselines. */
export const lintSettings = diagnostics({
  XM6120: {
    severity: "error",
    title: "Unknown code or rule",
    what: (p: { written: string }) =>
      `There is no code and no rule ${quote(p.written)}, so this line would change nothing.`,
    todo: (p: { near: string | undefined }) =>
      p.near === undefined
        ? "docs/linting.md lists the rules, docs/diagnostics every code."
        : `Did you mean ${quote(p.near)}?`,
    examples: [projectFile("lint:\n  week-year-in-date-patern: warning\n"), projectFile("lint:\n  XM4999: off\n")],
  },
  XM6121: {
    severity: "error",
    title: "Code whose level cannot be set",
    what: (p: { code: string; why: string }) => `The level of ${p.code} cannot be set: ${p.why}.`,
    todo: () => "Remove the line. Rules, and findings of the check that are warnings or notes, can be set.",
    examples: [projectFile("lint:\n  XM2001: off\n")],
  },
  XM6122: {
    severity: "error",
    title: "Rule set twice",
    what: (p: { code: string; first: string; second: string }) =>
      `${quote(p.second)} is ${p.code}, which ${quote(p.first)} sets already.`,
    todo: () => "Keep one of the two.",
    examples: [projectFile("lint:\n  XM4007: warning\n  week-year-in-date-pattern: off\n")],
  },
  XM6123: {
    severity: "error",
    title: "Baseline that cannot be used",
    what: (p: { path: string; why: string }) => `${quote(p.path)} is no baseline: ${p.why}.`,
    todo: (p: { path: string }) => `Write one with \`xdmap check … --baseline ${p.path} --update-baseline\`.`,
    details:
      "A baseline holds old findings, so that only new ones fail. A missing or broken one is an error: a check that silently did without it would fail, or pass, for another reason than it says.",
    examples: [
      {
        source: mapping,
        files: { "old.json": "[]" },
        args: ["--baseline", "old.json"],
      },
    ],
  },
});
