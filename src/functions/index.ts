export { countsAsNull } from "./counts-as-null.js";
export type {
  CallContext,
  Fidelity,
  FunctionExample,
  FunctionRecord,
  Parameter,
  Services,
} from "./function-record.js";
export { arityOf } from "./function-record.js";
export { type NotYetFunction, notYetNamed, notYetPreviewed } from "./not-yet.js";
export { allFunctions, functionNamed } from "./table.js";
