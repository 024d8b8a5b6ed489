import { existsSync } from "node:fs";
import { dirname, relative, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { lintSettings as codes } from "../diagnostics/lint-settings.js";
import { readText, shownPath, writeWhole } from "../host/files.js";
import { printBaseline, readBaseline, withoutOld } from "../lint/index.js";

export interface BaselineOptions {
  /** The file's path. */
  readonly path: string;
  /** Write what is found now into the file, and take all of it for old. */
  readonly update: boolean;
}

/** What is left of the findings, and a sentence about those that are not, or null. */
export interface Compared {
  readonly findings: readonly Diagnostic[];
  readonly note: string | null;
}

/**
 * Takes old findings away: those that the baseline's file holds, or, where it is to be updated, all that can be old. What
 * is wrong with the file is a finding.
 */
export async function compareWithBaseline(
  diagnostics: readonly Diagnostic[],
  { path, update }: BaselineOptions,
): Promise<Compared> {
  const folder = dirname(resolve(path));
  const pathOf = (shown: string) => relative(folder, resolve(shown)).split(sep).join("/");
  const shown = shownPath(path);
  const refuse = (problem: Diagnostic): Compared => ({ findings: [problem, ...diagnostics], note: null });
  if (update) {
    const text = printBaseline(diagnostics, pathOf);
    const written = await writeWhole(path, text);
    if (written.kind === "problem") return refuse(written.diagnostic);
    const read = readBaseline(text);
    const compared = "baseline" in read ? withoutOld(diagnostics, read.baseline, pathOf) : null;
    return { findings: compared?.fresh ?? [], note: `${shown}: ${counted(compared?.old ?? 0)} written` };
  }
  if (!existsSync(path))
    return refuse(diagnostic(codes.XM6123, { path: shown }, { path: shown, why: "there is no such file" }));
  const text = await readText(path);
  if (text.kind === "problem") return refuse(text.diagnostic);
  const read = readBaseline(text.value);
  if ("why" in read) return refuse(diagnostic(codes.XM6123, { path: shown }, { path: shown, why: read.why }));
  const { fresh, old, gone } = withoutOld(diagnostics, read.baseline, pathOf);
  const left =
    gone === 0 ? "" : `, ${gone} there no more (\`--update-baseline\` takes ${gone === 1 ? "it" : "them"} out)`;
  return { findings: fresh, note: old + gone === 0 ? null : `${shown}: ${counted(old)} not shown${left}` };
}

function counted(old: number): string {
  return old === 1 ? "1 old finding" : `${old} old findings`;
}
