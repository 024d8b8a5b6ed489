export { type Baseline, type PathInBaseline, printBaseline, readBaseline, withoutOld } from "./baseline.js";
export { type Fixed, fixText } from "./fix-text.js";
export { type LintInput, lintProgram } from "./lint-program.js";
export { reportPatternSlips } from "./pattern-slips.js";
export type { OptionValue, Rule } from "./rule.js";
export { rules } from "./rules.js";
export { applyLevels, type CodeSetting, type Level, type LintSettings } from "./settings.js";
