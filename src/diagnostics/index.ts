export {
  type Code,
  collector,
  diagnostic,
  diagnostics,
  type Example,
  type Extras,
  quote,
  type Report,
} from "./define.js";
export {
  type Diagnostic,
  type Edit,
  type FilePlace,
  type Fix,
  hasErrors,
  isSpan,
  type Place,
  type Related,
  type Severity,
} from "./diagnostic.js";
export { type DiagnosticsDocument, renderJson, toDocument } from "./render-json.js";
export { type Palette, plainPalette, renderText } from "./render-text.js";
export { compareText, sortDiagnostics } from "./sort.js";
export { describeSummary, type Summary, summarize } from "./summary.js";
