export type { Expr } from "./expr.js";
export type { Delta, Program, ProgramMapping } from "./program.js";
export type { SourceShape } from "./source-shape.js";
