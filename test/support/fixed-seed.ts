import fc from "fast-check";

// Who runs the tests of a fresh clone learns whether the code is as it was, so property tests draw the same cases at
// every run. RANDOM_CASES=1 draws others each time, and finds what the fixed ones do not.
if (process.env["RANDOM_CASES"] === undefined) fc.configureGlobal({ seed: 20261122 });
