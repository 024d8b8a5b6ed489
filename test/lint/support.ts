import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { type Diagnostic, isSpan } from "../../src/diagnostics/index.js";
import { loadMapping, openProjects } from "../../src/project/index.js";
import { rangeOf, spanText } from "../../src/text/index.js";
import { makeFolder } from "../support/cli.js";

/** Every case may name `schema.json` and `orders.csv`, and have files of its own beside it, or in the place of these. */
const shared = "test/lint/shared";

function filesOf(folder: string): Record<string, string> {
  const names = readdirSync(folder).filter((name) => !name.startsWith("found.") && !/^(clean|fixed)\./.test(name));
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(folder, name), "utf8")]));
}

export interface Checked {
  readonly diagnostics: readonly Diagnostic[];
  /** Each with its place, what it marks, and its words. */
  readonly text: string;
}

/** What `check` finds in a text, with a case's files beside it. */
export async function checkText(source: string, folder?: string): Promise<Checked> {
  const files = { ...filesOf(shared), ...(folder === undefined ? {} : filesOf(folder)) };
  const made = makeFolder({ ...files, "case.xdmap": source });
  try {
    const how = { inputs: [], read: "columns", projects: openProjects() } as const;
    const loaded = await loadMapping(join(made.folder, "case.xdmap"), { sample: {} }, how);
    if (loaded.kind === "misuse") throw new Error(loaded.message);
    const diagnostics = loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics;
    return {
      diagnostics,
      text: diagnostics
        .map(describe)
        .join("\n")
        .replaceAll(/[^\s(]*xdmap-test-[^/]*\//g, ""),
    };
  } finally {
    made.remove();
  }
}

function describe({ code, severity, place, message, help, related, fixes }: Diagnostic): string {
  const where = isSpan(place) ? `${at(place)} ${JSON.stringify(spanText(place))}` : "no place";
  const lines = [`${severity} ${code} ${where}`, message];
  if (help !== undefined) lines.push(help);
  for (const one of related) lines.push(`${isSpan(one.place) ? at(one.place) : "elsewhere"}: ${one.message}`);
  for (const { title, safe } of fixes) lines.push(`${safe ? "safe" : "unsafe"} fix: ${title}`);
  return `${lines.join("\n  ")}\n`;
}

function at(place: Parameters<typeof rangeOf>[0]): string {
  const { start } = rangeOf(place);
  return `${start.line}:${start.column}`;
}
