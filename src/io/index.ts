export type { Bytes } from "./bytes.js";
export { type Line, readLines } from "./lines.js";
export { type Opened, openSample, type ReadShape, readShape, type Sample, STANDARD_INPUT } from "./sample.js";
export {
  type Problem,
  readCsvCharacter,
  type SampleEvent,
  type SampleFormat,
  type SampleOptions,
} from "./sample-options.js";
export { openSamples, readSharedShape, type SampleInput } from "./samples.js";
