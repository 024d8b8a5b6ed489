import { diagnostics } from "./define.js";

const source = 'target "schema.json"\nsample "orders.csv"\ndelta Created_At\nEmail -> personalEmail.address\n';

/** What is wrong with what `xdmap windows` is asked. */
export const windows = diagnostics({
  XM5340: {
    severity: "error",
    title: "Schedule that no flow can have",
    what: (p: { why: string }) => `No flow has this schedule: ${p.why}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "A flow that runs `once` has neither an interval nor a backfill. One that runs by the `minute` has an interval of 15 or more; by the `hour`, `day` or `week` of 1 or more.",
    examples: [
      {
        source,
        command: "windows",
        args: ["--start", "2024-01-01", "--frequency", "minute", "--interval", "5"],
      },
    ],
  },
  XM5341: {
    severity: "error",
    title: "More runs than can be listed",
    what: (p: { runs: number; most: number }) =>
      `The schedule has ${p.runs.toLocaleString("en")} runs until then; ${p.most.toLocaleString("en")} are listed at most.`,
    todo: () => "Give a later --start, an earlier --until or a longer --interval.",
    examples: [
      {
        source,
        command: "windows",
        args: ["--start", "1990-01-01", "--frequency", "minute", "--until", "2024-01-01"],
      },
    ],
  },
});
