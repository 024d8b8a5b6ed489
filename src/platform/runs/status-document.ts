import { adviceFor } from "./error-advice.js";
import type { FlowStatus, RunStatus } from "./read-status.js";

/** What `status --format json` prints: one JSON document. Times are ISO 8601 in UTC; what the platform does not say is null. */
export function statusDocument(sandbox: string, flows: readonly FlowStatus[]): string {
  const document = {
    sandbox,
    flows: flows.map(({ key, id, name, state, schedule, runs }) => ({
      key,
      id,
      name,
      state,
      schedule: schedule === null ? null : { ...schedule, start: iso(seconds(schedule.start)) },
      runs: runs.map(describe),
    })),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function describe(run: RunStatus): object {
  const { id, state, status, window, read, written, failed, batches, rowErrors } = run;
  return {
    id,
    state,
    status,
    window: window === null ? null : { start: iso(seconds(window.start)), end: iso(seconds(window.end)) },
    created: iso(run.createdAt),
    started: iso(run.startedAt),
    completed: iso(run.completedAt),
    records: { read, written, failed },
    errors: run.errors.map(({ code, message, recordCount }) => ({
      code,
      message,
      records: recordCount,
      advice: adviceFor(code),
    })),
    batches,
    rowErrors,
  };
}

function seconds(time: number | null): number | null {
  return time === null ? null : time * 1000;
}

function iso(milliseconds: number | null): string | null {
  if (milliseconds === null) return null;
  const date = new Date(milliseconds);
  return Number.isNaN(date.getTime()) ? null : date.toISOString().replace(".000Z", "Z");
}
