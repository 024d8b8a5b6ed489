export type {
  Argument,
  CallContext,
  Category,
  Fidelity,
  FunctionExample,
  FunctionRecord,
  Parameter,
  Services,
} from "./function-record.js";
export { arityOf } from "./function-record.js";
export { type NotYetFunction, notYetNamed, notYetPreviewed, type Scope } from "./not-yet.js";
export { allFunctions, functionNamed } from "./table.js";
