export { type LintInput, lintProgram } from "./lint-program.js";
export type { OptionValue, Rule } from "./rule.js";
export { rules } from "./rules.js";
export { applyLevels, type CodeSetting, type Level, type LintSettings } from "./settings.js";
