export type { Difference } from "./compare.js";
export { type CoveragePoint, countCoverage } from "./coverage.js";
export { renderCoverage, renderLcov } from "./render-coverage.js";
export {
  type CoverageDocument,
  renderJunit,
  type TestDocument,
  toCoverageDocument,
  toTestDocument,
} from "./render-documents.js";
export { describeRun, type FileResults, renderResults } from "./render-results.js";
export { type RunOptions, runTests, type TestResult, type TestRun, tenantName } from "./run-tests.js";
