import type { Diagnostic } from "../diagnostics/index.js";
import type { Problem } from "./problem.js";

/** The finding that tells of a problem what failed, why, and what to do; `doing` says what was tried ("reading the flows"). */
export declare function describeProblem(problem: Problem, doing: string): Diagnostic;
