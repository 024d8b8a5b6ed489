export { columnsOf, type RowBatch } from "./batch.js";
export {
  type BatchMapper,
  type BatchMapperOptions,
  type BatchPlace,
  createBatchMapper,
  type MappedBatch,
} from "./batch-mapper.js";
export type { Environment } from "./environment.js";
export {
  type EvalCase,
  type EvalResult,
  type EvalSettings,
  evaluateCase,
  readCase,
  readContext,
  resultLine,
} from "./eval-case.js";
export { evaluate } from "./interpret.js";
export { type Percent, percentOf, readPercent } from "./percent.js";
export {
  type Preview,
  type PreviewEvent,
  type PreviewOptions,
  preview,
} from "./preview.js";
export { renderRecords, type TableRow } from "./render-records.js";
export { type RenderOptions, renderReport } from "./render-report.js";
export { type HtmlReportOptions, renderReportHtml } from "./render-report-html.js";
export { renderTrace, renderTraceJson, type TraceContext } from "./render-trace.js";
export { type Judgement, judgeCase, type RecordedAnswer } from "./replay-case.js";
export {
  type Reason,
  type Rejection,
  type Report,
  type Selection,
  type TargetReport,
  withSelection,
} from "./report.js";
export type { Row, RowEvent } from "./row.js";
export {
  type Asked,
  type Choice,
  type ChosenRows,
  chooseRows,
  createRowSelector,
  type FailedRows,
  type RowChoice,
  type RowNumbers,
  type RowSelector,
  readRowNumbers,
  type SampleSize,
  sampleRows,
  selectRows,
  selectTargets,
} from "./select/index.js";
export { sourceTexts } from "./source-texts.js";
export { emptyTally, mergeTallies, reportOf, type Tally } from "./tally.js";
export { checkThresholds, findUnknownLimit, type NullLimit, readNullLimit, type Thresholds } from "./thresholds.js";
export { type FoundMapping, findMapping, type Trace, type TracedItem, type TraceNode, traceMapping } from "./trace.js";
export type { Constraint, Violation } from "./validate.js";
export { createWatchedMapper, TIMED_OUT, type TimeLimit } from "./watched-mapper.js";
export { planWindow, readTimeOption, readWindow, type Window } from "./window.js";
export {
  createWindowCounter,
  FREQUENCIES,
  type Frequency,
  readSchedule,
  renderWindows,
  type Schedule,
  type WindowsReport,
} from "./windows/index.js";
export { isXdmObject, printXdm, type XdmObject, type XdmValue } from "./xdm-value.js";
