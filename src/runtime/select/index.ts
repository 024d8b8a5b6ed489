export { type Asked, type Choice, type ChosenRows, chooseRows } from "./choose-rows.js";
export { type RowNumbers, readRowNumbers } from "./row-numbers.js";
export {
  createRowSelector,
  type FailedRows,
  type RowChoice,
  type RowSelector,
  selectRows,
} from "./row-selector.js";
export { type RowSample, type SampleSize, sampleRows } from "./sample-rows.js";
export { type FoundTargets, findTargets, selectTargets } from "./select-targets.js";
