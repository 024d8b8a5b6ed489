export {
  type CompiledExpression,
  compileExpression,
  compileWhenWarm,
  generateFunction,
  mayGenerate,
} from "./compile-expression.js";
export { LEVEL_BITS } from "./emit-leaf.js";
export { makeRowCode, type RowCode, type RowHost } from "./row-code.js";
