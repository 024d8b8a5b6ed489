export { checkCalls } from "./check-expression.js";
export { isRelated } from "./check-test-expected.js";
export { type Condition, type ConditionInput, compileCondition } from "./compile-condition.js";
export { type Compilation, type CompileInput, compileMapping } from "./compile-mapping.js";
export {
  type CurrentMapping,
  type CurrentMappingSet,
  type Dialect,
  type EmitOptions,
  emitMappingSet,
  formatPayload,
  type LegacyMapping,
  type LegacyMappingSet,
} from "./emit.js";
export type { Emitted } from "./emitted.js";
export type { Expr } from "./expr.js";
export { exprChildren } from "./expr-children.js";
export type { Certainty, Facts, Reason, ReasonArgument, Seen } from "./fact-types.js";
export { factsOf } from "./facts.js";
export { isSchemaId } from "./headers.js";
export type { Library, UsedFile } from "./imports.js";
export { compileLibrary } from "./library.js";
export { type LoweringScope, lowerExpression } from "./lower-expression.js";
export { type PackedProgram, packProgram, unpackProgram } from "./pack-program.js";
export type { Delta, Identity, Program, ProgramMapping } from "./program.js";
export { resultsOf } from "./results.js";
export { isSameExpression } from "./same-expression.js";
export {
  type DateForm,
  DISTINCT_LIMIT,
  type DistinctValue,
  describeReading,
  describeRows,
  type FirstOfKind,
  isAlwaysNull,
  type NumberProfile,
  type Reading,
  type SampleNumber,
  type SamplePlace,
  type SampleValue,
  type SourceProfile,
  type Tally,
  type TextProfile,
  unanimousReading,
  type ValueProfile,
} from "./source-profile.js";
export { type EachItem, profileOf, type SourceShape } from "./source-shape.js";
export { silence } from "./suppressions.js";
export { targetScope, targetText } from "./targets.js";
export { readTestWorld, type TestWorld } from "./test-settings.js";
export { blameDelimiter } from "./unknown-columns.js";
