import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { platformPreviews } from "../diagnostics/platform-preview.js";
import { type EvalResult, judgeCase, type RecordedAnswer } from "../runtime/index.js";
import { listLines } from "../runtime/report.js";
import { printCount } from "../text/index.js";

/** How many differences are told one by one. */
const MOST_DIFFERENCES = 20;

/** Holds the cases of a file against what was recorded of them. */
export interface Replay {
  readonly hold: (result: EvalResult, recorded: RecordedAnswer, line: number) => void;
  /** A line that is no case. */
  readonly leaveOut: (line: number) => void;
  readonly findings: () => readonly Diagnostic[];
  /** Empty where nothing was recorded. */
  readonly summary: () => string;
}

export function createReplay(path: string): Replay {
  let all = 0;
  let differing = 0;
  let otherText = 0;
  /** Those that differ and agreed when they were recorded. */
  let broken = 0;
  /** The lines of those that agree and did not then. */
  const mended: number[] = [];
  const unread: number[] = [];
  const found: Diagnostic[] = [];
  return {
    hold: (result, recorded, line) => {
      all += 1;
      const judged = judgeCase(result, recorded);
      if (judged.kind === "agrees") {
        if (judged.instant) otherText += 1;
        if (recorded.agreed === false) mended.push(line);
        return;
      }
      differing += 1;
      if (recorded.agreed === true) broken += 1;
      if (found.length === MOST_DIFFERENCES) return;
      const { path: target, date, agreed } = recorded;
      const told = { path: target, date, agreed, here: judged.here, recorded: judged.recorded };
      found.push(diagnostic(platformPreviews.XM7653, { path, line }, told));
    },
    leaveOut: (line) => void unread.push(line),
    findings: () => found,
    summary: () => {
      if (all === 0) return "";
      const written = otherText === 0 ? "" : ` (${printCount(otherText)} of them dates that are written otherwise)`;
      const since = broken === 0 ? "" : ` (${printCount(broken)} of them agreed when they were recorded)`;
      const lines = [
        `${printCount(all - differing)} of ${printCount(all)} recorded answers agree${written}; ${printCount(differing)} ${differing === 1 ? "differs" : "differ"}${since}`,
      ];
      if (mended.length > 0) {
        const does = mended.length === 1 ? "does" : "do";
        lines.push(
          `${printCount(mended.length)} that did not agree when recorded ${does} now: ${listLines(mended, mended.length)}`,
        );
      }
      if (unread.length > 0) {
        const count = unread.length === 1 ? "1 line is no case" : `${printCount(unread.length)} lines are no cases`;
        lines.push(`${count}, which is an error: ${listLines(unread, unread.length)}`);
      }
      return lines.map((line) => `${line}\n`).join("");
    },
  };
}
