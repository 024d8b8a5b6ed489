export type { Bytes } from "./bytes.js";
export { type Line, readLines } from "./lines.js";
export { type Opened, openSample, type ReadShape, readShape, type Sample, STANDARD_INPUT } from "./sample.js";
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
export { openSamples, readSharedShape, type SampleInput } from "./samples.js";
