export type { DeclaredColumn } from "./declared-columns.js";
export type { NormalMapping, NormalMappingSet, SourceType } from "./mapping-set.js";
export { normalOf } from "./of-program.js";
export { type ReadMappingSet, readMappingSet } from "./read-mapping-set.js";
export { isSameMapping, type SameMappingOptions } from "./same-mapping.js";
export {
  type ImportedDelta,
  type SourceText,
  type SourceTextOptions,
  sourceText,
} from "./source-text.js";
export { readTemplate } from "./template.js";
export { isTemplateRow, readTemplateHeader, type TemplateRow } from "./template-columns.js";
export { leftOutOfTemplate } from "./template-left.js";
export { writeTemplate } from "./write-template.js";
