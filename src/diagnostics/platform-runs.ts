import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';
const window = { start: "2026-05-01T00:00:00Z", end: "2026-06-01T00:00:00Z", flow: "orders" };

/** XM7300…: on-demand runs, and how runs went. */
export const platformRuns = diagnostics({
  XM7300: {
    severity: "error",
    title: "Time of a window that cannot be used",
    what: (p: { option: string; text: string; why: string }) => `${p.option} ${quote(p.text)} is no time: ${p.why}.`,
    todo: (p: { instead: string | null }) =>
      p.instead === null
        ? "Write seconds since 1970, or ISO 8601 such as 2026-05-01T00:00:00Z."
        : `Write ${p.instead}, or ISO 8601 such as 2026-05-01T00:00:00Z.`,
    details:
      "Runs count their windows in whole seconds since 1970. Other parts of the platform count milliseconds, and the two are easily confused: 1651585956000 taken for seconds is a year beyond 50,000. So a number of twelve digits or more is refused, and the seconds that it stands for are told.",
    examples: [
      {
        source: mapping,
        instance: {
          option: "--window-start",
          text: "1777593600000",
          why: "it is milliseconds since 1970, and runs count seconds",
          instead: "1777593600",
        },
      },
    ],
  },
  XM7301: {
    severity: "error",
    title: "Window without any time in it",
    what: (p: { start: string; end: string; same: boolean }) =>
      p.same
        ? `The window starts and ends at ${p.start}, so no row is in it.`
        : `The window starts at ${p.start} and ends before, at ${p.end}.`,
    todo: () => "Give an end after the start; a row at the end itself is in the next window.",
    details: "The platform would refuse the run (1381-400). Nothing was sent.",
    examples: [
      { source: mapping, instance: { start: "2026-06-01T00:00:00Z", end: "2026-05-01T00:00:00Z", same: false } },
    ],
  },
  XM7302: {
    severity: "error",
    title: "Window that is hardly meant",
    what: (p: { why: string }) => `${p.why}. Nothing was sent.`,
    todo: (p: { likely: string | null }) =>
      `${p.likely === null ? "" : `Without its last digit it would be ${p.likely}. `}Where it is meant, confirm it, or add \`--yes\`.`,
    details:
      "A digit too many or too few makes a window of another century: one of Adobe's own tutorials ends its window in the year 2493. Such a run takes in every row there is, and says it went well. On a terminal xdmap asks; elsewhere it refuses without `--yes`.",
    examples: [
      {
        source: mapping,
        instance: { why: "The window ends in the year 2493, which is in the future", likely: "1651585956" },
      },
    ],
  },
  XM7303: {
    severity: "error",
    title: "Flow that takes no on-demand runs",
    what: (p: { flow: string; frequency: string | null }) =>
      p.frequency === null
        ? `${quote(p.flow)} has no schedule, so it takes no runs on demand.`
        : `${quote(p.flow)} runs by its schedule (${quote(p.frequency)}), so it takes no runs on demand.`,
    todo: () =>
      "Only flows of the frequency `once` do. Set `schedule: { frequency: once }` for a flow of its own, and push it.",
    details: "The platform refuses runs of all other flows (1386-400). Nothing was sent.",
    examples: [{ source: mapping, instance: { flow: "orders", frequency: "hour" } }],
  },
  XM7304: {
    severity: "error",
    title: "Flow that is not enabled",
    what: (p: { flow: string; state: string }) => `${quote(p.flow)} is ${quote(p.state)}, so it takes no runs.`,
    todo: () =>
      "Enable it in AEP, or wait where it is on its way to another state. xdmap does not enable what somebody disabled.",
    details: "A flow that was disabled by hand was disabled for a reason that xdmap does not know. Nothing was sent.",
    examples: [{ source: mapping, instance: { flow: "orders", state: "disabled" } }],
  },
  XM7305: {
    severity: "error",
    title: "First run without a delta column",
    what: (p: { flow: string }) =>
      `${quote(p.flow)} was never run on demand, and nothing says by which column a run knows the rows of its window.`,
    todo: () =>
      'Write `delta COLUMN format "yyyy-MM-dd HH:mm:ss"` at the head of the mapping, or `delta` for the flow in xdmap.yaml, and name the flow by its key.',
    details:
      "The first on-demand run carries the column, its format and its timezone (the platform answers 1383-400 without it). The service writes them into the flow then, and later runs leave them out. A flow that is named by an id that xdmap.yaml does not know has no files that could say it.",
    examples: [{ source: mapping, instance: { flow: "orders" } }],
  },
  XM7306: {
    severity: "error",
    title: "Delta column that differs from the flow's",
    what: (p: { flow: string; part: string; known: string; wanted: string }) =>
      `The files give ${quote(p.wanted)} as the ${p.part} of the delta column, but ${quote(p.flow)} has ${quote(p.known)} since its first run.`,
    todo: () => "Write in the files what the flow has, or make a new flow: the platform never changes it again.",
    details:
      "The service keeps the delta column of the first on-demand run, and refuses another (1382-400). A run by the flow's own column would take other rows than the files say, so nothing was sent.",
    examples: [
      { source: mapping, instance: { flow: "orders", part: "column", known: "created_at", wanted: "updated_at" } },
    ],
  },
  XM7307: {
    severity: "error",
    title: "Run that the flow spec does not allow",
    what: (p: { flow: string; fault: string }) =>
      `The flow spec of ${quote(p.flow)} does not allow the run: ${p.fault}.`,
    todo: () => "Look at the flow spec's `runSpec`: this kind of source may take other runs. Nothing was sent.",
    details:
      "The flow spec holds a JSON Schema of what a run may carry, and xdmap checks the run by it before it sends. Where that schema is known to contradict the service (it demands the delta column of every run, and the service of the first alone) it is not followed.",
    examples: [
      { source: mapping, instance: { flow: "orders", fault: "params must have required property 'fullReload'" } },
    ],
  },
  XM7308: {
    severity: "error",
    title: "Run whose outcome is not known",
    what: (p: { flow: string; start: string; end: string; seconds: number | null }) =>
      `Whether the run of ${quote(p.flow)} from ${p.start} to ${p.end} was made is not known: its answer was lost, and ${p.seconds === null ? "looking for it was interrupted" : `for ${p.seconds} s the list of runs did not show it`}.`,
    todo: () =>
      "Look with `xdmap status FLOW` in a while, or run the window again: it is looked for first, and sent again with `--again` alone.",
    details:
      "A run has no name and no key by which it could be sent again safely: sent twice, it takes its rows in twice. So xdmap writes down what it is about to send, looks for it when the answer is lost, and stops where it cannot find it.",
    examples: [{ source: mapping, instance: { ...window, seconds: 30 } }],
  },
  XM7309: {
    severity: "error",
    title: "Earlier run of unknown outcome",
    what: (p: { flow: string; start: string; end: string; sent: string; isSame: boolean }) =>
      `A run of ${quote(p.flow)} from ${p.start} to ${p.end} was sent at ${p.sent}, and it is still not known whether it was made${p.isSame ? "" : "; the two windows have rows in common"}. Nothing was sent.`,
    todo: () =>
      "Look in AEP at the runs of the flow. Where none has this window, add `--again`: what was made after all takes its rows in twice.",
    details:
      "xdmap has just looked for the run again, and the list of runs does not have it. Lists may lag, so its absence proves little; only you can decide.",
    examples: [{ source: mapping, instance: { ...window, sent: "2026-06-01T08:00:00.000Z", isSame: true } }],
  },
  XM7310: {
    severity: "error",
    title: "Window that was run already",
    what: (p: { flow: string; start: string; end: string; id: string; state: string | null; isSame: boolean }) =>
      `${quote(p.flow)} was run from ${p.start} to ${p.end} already: run ${p.id}${p.state === null ? "" : ` is ${p.state}`}${p.isSame ? "" : "; the two windows have rows in common"}. Nothing was sent.`,
    todo: (p: { isSame: boolean }) =>
      `${p.isSame ? "Add" : "Begin where that window ends, or add"} \`--again\` to take the same rows in once more.`,
    details:
      "Events that are taken in twice count twice; only profiles with a primary identity are laid over one another. Runs that failed or were cancelled do not count.",
    examples: [
      {
        source: mapping,
        instance: { ...window, id: "3fb0418e-1804-45d6-8d56-dd51f05c0baf", state: "success", isSame: true },
      },
    ],
  },
  XM7311: {
    severity: "error",
    title: "Flow that is not in the sandbox yet",
    what: (p: { flow: string; sandbox: string }) => `${quote(p.flow)} was not pushed to ${quote(p.sandbox)} from here.`,
    todo: () => "Push it first: `xdmap plan` shows what that would do. Where the flow is another's, give its id.",
    details:
      "Which flow of AEP a key of xdmap.yaml stands for is known from `.xdmap/state/SANDBOX.json`, which a push writes and which can be committed.",
    examples: [{ source: mapping, instance: { flow: "orders", sandbox: "dev" } }],
  },
  XM7312: {
    severity: "error",
    title: "Several runs of one window",
    what: (p: { flow: string; start: string; end: string; ids: readonly string[] }) =>
      `Since the run of ${quote(p.flow)} from ${p.start} to ${p.end} was sent, the list shows ${p.ids.length} of that window: ${listed(p.ids)}.`,
    todo: () => "Look in AEP who started the others. Nothing is sent again, and nothing was removed.",
    details:
      "xdmap sends a run once, so another of them was started by somebody else, or by another tool that repeats its requests. Which of them is xdmap's cannot be told.",
    examples: [
      {
        source: mapping,
        instance: {
          ...window,
          ids: ["3fb0418e-1804-45d6-8d56-dd51f05c0baf", "9830305a-985f-47d0-b030-5a985fd7d004"],
        },
      },
    ],
  },
  XM7320: {
    severity: "error",
    title: "Run that failed",
    what: (p: { flow: string; id: string; why: string | null }) =>
      `Run ${p.id} of ${quote(p.flow)} failed${p.why === null ? "" : `: ${p.why}`}.`,
    todo: (p: { advice: string | null }) => p.advice ?? "`xdmap status FLOW` tells what the platform says of it.",
    details:
      "The rows of its window are not in the dataset, or not all of them. The next scheduled run takes its own window, not this one.",
    examples: [
      {
        source: mapping,
        instance: { flow: "orders", id: "3fb0418e-1804-45d6-8d56-dd51f05c0baf", why: null, advice: null },
      },
    ],
  },
  XM7321: {
    severity: "error",
    title: "Run that succeeded with failed records",
    what: (p: { flow: string; id: string; failed: number | null; why: string | null }) =>
      `Run ${p.id} of ${quote(p.flow)} is called a success, but ${p.failed === null ? "has errors" : `${p.failed} of its records failed`}${p.why === null ? "" : `: ${p.why}`}.`,
    todo: (p: { advice: string | null }) => p.advice ?? "`xdmap status FLOW` tells what the platform says of it.",
    details:
      "As long as fewer rows fail than `partialIngestionPercent` allows, the platform calls a run a success and leaves the failed rows out. They are lost unless somebody looks, so xdmap counts such a run as failed (exit status 1).",
    examples: [
      {
        source: mapping,
        instance: {
          flow: "orders",
          id: "9830305a-985f-47d0-b030-5a985fd7d004",
          failed: 1,
          why: "MAPPER-3700-400",
          advice: null,
        },
      },
    ],
  },
  XM7322: {
    severity: "warning",
    title: "Row errors that cannot be fetched",
    what: (p: { batch: string; why: string }) => `What failed in batch ${p.batch} cannot be fetched: ${p.why}.`,
    todo: () => "The counts above are of the run itself and hold. Row errors are kept for 30 days.",
    details:
      "Which rows failed is kept beside the batch, where the flow has `errorDiagnosticsEnabled`, and may need a permission of its own (to read datasets).",
    examples: [
      {
        source: mapping,
        instance: { batch: "01EF01X41KJD82Y9ZX6ET54PCZ", why: "the service does not allow it (403)" },
      },
    ],
  },
});
