import type { Diagnostic, Severity } from "../diagnostics/index.js";
import type { OptionValue } from "./rule.js";

export type Level = Severity | "off";

/** What the project file says of one code. */
export interface CodeSetting {
  /** Undefined: the code's own. */
  readonly level: Level | undefined;
  readonly options: ReadonlyMap<string, OptionValue>;
}

/** What the project file says of findings, by code. */
export type LintSettings = ReadonlyMap<string, CodeSetting>;

/** Findings of the compiler with the severity that the project file gives them; rules have theirs already. */
export function applyLevels(diagnostics: readonly Diagnostic[], settings: LintSettings): readonly Diagnostic[] {
  if (settings.size === 0) return diagnostics;
  return diagnostics.flatMap((found): readonly Diagnostic[] => {
    const level = settings.get(found.code)?.level;
    if (level === undefined || level === found.severity) return [found];
    return level === "off" ? [] : [{ ...found, severity: level }];
  });
}
