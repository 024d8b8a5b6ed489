export type { Reason, Rejection, Report, TargetReport } from "./report.js";
export type { Row } from "./row.js";
