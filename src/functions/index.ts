export type {
  Argument,
  CallContext,
  Fidelity,
  FunctionExample,
  FunctionRecord,
  Parameter,
  Services,
} from "./function-record.js";
