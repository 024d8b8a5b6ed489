import { join } from "node:path";
import * as v from "valibot";
import type { Diagnostic } from "../../diagnostics/index.js";
import type { FileResult } from "../../host/files.js";
import { type DocumentKind, firstIssue, type Owner, printDocument, readDocument } from "../store/document.js";
import { writeDurably } from "../store/write-durably.js";
import { doOverlap, isSameWindow, type RunWindow } from "./run-window.js";

/** What is written before a run is posted, and taken out when its outcome is known. */
export interface RunIntent {
  readonly flowId: string;
  readonly window: RunWindow;
  /** When it was posted: milliseconds since 1970, by the platform's clock. */
  readonly time: number;
  /** The runs of the same window that were there before: none of them is the one that was posted. */
  readonly before: readonly string[];
  /** `sent`: it is posted now, or the process ended before the answer. `unknown`: it was looked for in vain. */
  readonly phase: "sent" | "unknown";
}

/** The intents of one sandbox. A call gives what kept it from being written, or null. */
export interface RunIntents {
  /** Those of a flow that have rows in common with a window. */
  readonly overlapping: (flowId: string, window: RunWindow) => readonly RunIntent[];
  /** Puts an intent in place of that of the same window; one that only overlaps it stays unknown. */
  readonly open: (intent: RunIntent) => Diagnostic | null;
  readonly close: (intent: RunIntent) => Diagnostic | null;
}

const KIND: DocumentKind = {
  what: "journal of runs",
  advice:
    "It says which runs were sent without hearing the outcome. Look at the runs of the flow with `xdmap status FLOW`, then move the file away. It was left as it is.",
};

const time = v.pipe(v.number(), v.integer());
const document = v.object({
  runs: v.array(
    v.object({
      flowId: v.pipe(v.string(), v.nonEmpty()),
      window: v.object({ start: time, end: time }),
      time: v.number(),
      before: v.array(v.string()),
      phase: v.picklist(["sent", "unknown"]),
    }),
  ),
});

/** `journal` is the path of the journal of pushes: that of runs stands beside it. The lock of the sandbox has to be held. */
export function openRunIntents(journal: string, owner: Owner): FileResult<RunIntents> {
  const path = join(journal, "..", `${owner.sandbox}.runs.json`);
  const read = readDocument<readonly RunIntent[]>(path, owner, KIND, (json) => {
    const known = v.safeParse(document, json);
    return known.success ? { kind: "ok", value: known.output.runs } : { kind: "wrong", why: firstIssue(known.issues) };
  });
  if (read.kind === "problem") return read;
  let runs = read.value ?? [];
  const write = (next: readonly RunIntent[]): Diagnostic | null => {
    const written = writeDurably(path, printDocument(owner, { runs: next }));
    if (written.kind === "problem") return written.diagnostic;
    runs = next;
    return null;
  };
  return {
    kind: "ok",
    value: {
      overlapping: (flowId, window) => runs.filter((intent) => overlaps(intent, flowId, window)),
      open: (intent) => write([...runs.filter((known) => !isSame(known, intent)), intent]),
      close: (intent) => write(runs.filter((known) => !isSame(known, intent))),
    },
  };
}

function overlaps(intent: RunIntent, flowId: string, window: RunWindow): boolean {
  return intent.flowId === flowId && doOverlap(intent.window, window);
}

function isSame(a: RunIntent, b: RunIntent): boolean {
  return a.flowId === b.flowId && isSameWindow(a.window, b.window);
}
