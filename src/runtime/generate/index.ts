export {
  type CompiledExpression,
  compileExpression,
  compileWhenWarm,
  generateFunction,
  mayGenerate,
} from "./compile-expression.js";
