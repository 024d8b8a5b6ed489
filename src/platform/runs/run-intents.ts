import { join } from "node:path";
import * as v from "valibot";
import type { Diagnostic } from "../../diagnostics/index.js";
import type { FileResult } from "../../host/files.js";
import { type DocumentKind, firstIssue, type Owner, printDocument, readDocument } from "../store/document.js";
import { writeDurably } from "../store/write-durably.js";
import type { RunWindow } from "./run-window.js";

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
  /** Puts an intent in place of those that overlap it. */
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
      open: (intent) => write([...runs.filter((known) => !overlaps(known, intent.flowId, intent.window)), intent]),
      close: (intent) => write(runs.filter((known) => !isSame(known, intent))),
    },
  };
}

/** Windows are half open: one that begins where another ends has no row in common with it. */
function overlaps(intent: RunIntent, flowId: string, { start, end }: RunWindow): boolean {
  return intent.flowId === flowId && intent.window.start < end && start < intent.window.end;
}

function isSame(a: RunIntent, b: RunIntent): boolean {
  return a.flowId === b.flowId && a.window.start === b.window.start && a.window.end === b.window.end;
}
