export type { Bytes } from "./bytes.js";
export { type CsvRows, decodeSmallText, headerDelimiter, type RowKinds, readCsvRows } from "./csv-rows.js";
export type { BlankLines, BlockEnd, CsvBlock, CsvPlan, CsvSyntax } from "./csv-scan/block.js";
export type { ScanHost } from "./csv-scan/block-text.js";
export type { CsvBlocks } from "./csv-scan/open-blocks.js";
export { type CsvScanner, createCsvScanner, type ScannedBlock } from "./csv-scan/scan-block.js";
export type { BlockOptions } from "./csv-scan/split-blocks.js";
export { type Line, readLines } from "./lines.js";
export type { ParquetFile } from "./parquet/file.js";
export { type GroupPlan, type GroupRange, planGroups } from "./parquet/plan-groups.js";
export { type BatchEvent, type BatchRequest, readBatches } from "./parquet/read-batches.js";
export type { WindowFilter } from "./parquet/window-rows.js";
export { createParquetWriter, type ParquetRecordWriter } from "./parquet/write-records.js";
export { parseRecord } from "./parse-record.js";
export type { FileOrigin, RandomAccess } from "./random-access.js";
export { createRecordEncoder, formatOfFile, type RecordEncoder, type RecordFormat } from "./record-encoders.js";
export {
  type BlockSample,
  labelOf as labelOfSample,
  type Opened,
  openParquetFile,
  openSample,
  openSampleInBlocks,
  type ReadShape,
  readShape,
  type Sample,
  STANDARD_INPUT,
} from "./sample.js";
export {
  type CsvCharacter,
  type CsvClash,
  type CsvSetting,
  findClash,
  type Problem,
  readCsvCharacter,
  readCsvMark,
  type SampleEvent,
  type SampleFormat,
  type SampleOptions,
} from "./sample-options.js";
export {
  closeSample,
  openSamples,
  openSamplesInBlocks,
  readSharedShape,
  type SampleInput,
  type SamplesInBlocks,
} from "./samples.js";
export { looksLikeUtf16 } from "./text.js";
