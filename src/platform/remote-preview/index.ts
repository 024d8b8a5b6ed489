export type { Comparison, PartComparison, TargetComparison } from "./comparison.js";
export { createMask } from "./mask-values.js";
export { previewRemotely, type RemotePreview, type RemotePreviewOptions } from "./preview-remotely.js";
export { type LeftOutWhy, type RecordedCases, type RowPair, recordCases } from "./record-cases.js";
export { describePlace, describeRequests, printComparison, renderComparison } from "./render-comparison.js";
export { type Masking, type SentRow, sentRow } from "./row-text.js";
export { LARGEST_REQUEST } from "./send-rows.js";
export { showPair } from "./show-pair.js";
