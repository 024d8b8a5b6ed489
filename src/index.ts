/**
 * The engine as a library: parse, compile, emit, import, preview. It touches no file, network, process or console, and never
 * throws for a user's mistake: it returns diagnostics. Runs in Node and in browsers.
 */
export {
  type ImportedMappingSet,
  type ImportOptions,
  importMappingSet,
} from "./compiler/import/import-mapping-set.js";
export {
  type Compilation,
  type CompileInput,
  compileMapping,
  type Dialect,
  type EmitOptions,
  emitMappingSet,
  formatPayload,
  type Program,
  type ProgramMapping,
  type SourceShape,
} from "./compiler/index.js";
export { type Diagnostic, hasErrors, type Place, renderJson, renderText, type Severity } from "./diagnostics/index.js";
export type { Services } from "./functions/index.js";
export {
  type Formatted,
  formatMapping,
  type MappingFile,
  parseExpression,
  parseMapping,
  printExpression,
  printMapping,
} from "./grammar/index.js";
export { openSamples, type Sample, type SampleInput, type SampleOptions } from "./io/index.js";
export { type LintInput, type LintSettings, lintProgram } from "./lint/index.js";
export {
  type Preview,
  type PreviewEvent,
  type PreviewOptions,
  preview,
  printXdm,
  type Report,
  readWindow,
  renderReport,
  type Window,
} from "./runtime/index.js";
export { type Field, indexComponents, type Leaf, leavesOf, loadSchema, type XdmSchema } from "./schema/index.js";
export { createSourceFile, type SourceFile, type Span } from "./text/index.js";
