export { countsAsNull } from "./counts-as-null.js";
export type {
  Argument,
  CallContext,
  Fidelity,
  FunctionExample,
  FunctionRecord,
  IdentifierPlace,
  LambdaArgument,
  Parameter,
  Services,
  WrittenArgument,
} from "./function-record.js";
export { arityOf, takesCount } from "./function-record.js";
export { type KeyStep, parseKeyPath, printKeyPath } from "./key-path.js";
export { allFunctions, functionNamed } from "./table.js";
