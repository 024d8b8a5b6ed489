import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { onTestFinished } from "vitest";
import type { JsonObject } from "../../../src/platform/json.js";
import type { Problem, ProblemKind, Reply } from "../../../src/platform/problem.js";
import { openRunIntents, type RunIntents } from "../../../src/platform/runs/run-intents.js";
import type { Flow, Run, RunService } from "../../../src/platform/services/flow-service-types.js";
import type { Written } from "../../../src/platform/services/resource.js";

export const FLOW = "3abea21c-7e36-4be1-bec1-d3bad0e3e0de";
/** 2026-06-01T00:00:00Z, in milliseconds. */
export const NOW = Date.UTC(2026, 5, 1);

export function makeRun(given: Partial<Run> = {}): Run {
  return {
    id: "run-1",
    raw: {},
    flowId: FLOW,
    etag: null,
    status: "success",
    params: {},
    createdAt: NOW,
    updatedAt: null,
    startedAt: null,
    completedAt: null,
    records: { input: null, output: null, created: null, updated: null, failed: null },
    errors: [],
    activities: [],
    ...given,
  };
}

export function makeFlow(given: Partial<Flow> = {}): Flow {
  return {
    id: FLOW,
    raw: {},
    name: "Orders",
    description: null,
    state: "enabled",
    etag: "1",
    flowSpec: null,
    sourceConnectionIds: [],
    targetConnectionIds: [],
    transformations: [],
    scheduleParams: { frequency: "once", startTime: "1777593600" },
    options: {},
    lastOperation: null,
    lastRunDetails: null,
    createdAt: null,
    updatedAt: null,
    ...given,
  };
}

export function makeProblem(kind: ProblemKind, given: Partial<Problem> = {}): Problem {
  return {
    kind,
    cause: "answer",
    service: "flow-service",
    method: "POST",
    path: "/data/foundation/flowservice/runs",
    status: kind === "refused" ? 400 : 503,
    code: null,
    title: "Refused",
    message: "",
    action: "unknown",
    requestId: null,
    ...given,
  };
}

export interface FakeRuns extends RunService {
  /** What is in the service, and what its list shows. */
  readonly all: Run[];
  readonly posted: JsonObject[];
}

/** A service of runs whose answers to POST are given: each says whether the run is made, and what is answered. */
export function fakeRuns(
  first: readonly Run[],
  answers: readonly { readonly makes: boolean; readonly listedAt?: number; readonly problem?: Problem }[],
  now: () => number,
): FakeRuns {
  const all = [...first];
  const hidden = new Map<string, number>();
  const posted: JsonObject[] = [];
  return {
    all,
    posted,
    get: async (id) => {
      const run = all.find((each) => each.id === id);
      return run === undefined ? { kind: "problem", problem: makeProblem("refused") } : { kind: "ok", value: run };
    },
    ofFlow: async function* (flowId): AsyncGenerator<Reply<Run>> {
      for (const run of all) {
        if (run.flowId === flowId && (hidden.get(run.id) ?? 0) <= now()) yield { kind: "ok", value: run };
      }
    },
    create: async (body): Promise<Reply<Written>> => {
      const json: JsonObject = JSON.parse(JSON.stringify(body));
      const answer = answers[posted.length];
      if (answer === undefined) throw new Error("posted too often");
      posted.push(json);
      const id = `made-${posted.length}`;
      const params = json["params"];
      if (answer.makes) {
        all.push(makeRun({ id, params: params as JsonObject, status: "scheduled", createdAt: now() }));
        hidden.set(id, answer.listedAt ?? 0);
      }
      if (answer.problem !== undefined) return { kind: "problem", problem: answer.problem };
      return { kind: "ok", value: { id, etag: null } };
    },
  };
}

export const OWNER = { sandbox: "dev", organization: "0123456789abcdef" };

/** A folder that ends with the test, and a way to open its journal as a process does that starts. */
export function journalFolder(): { readonly path: string; readonly open: () => RunIntents } {
  const folder = mkdtempSync(join(tmpdir(), "xdmap-runs-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const journal = join(folder, "journal");
  mkdirSync(journal);
  const path = join(journal, "dev.json");
  return {
    path: join(journal, "dev.runs.json"),
    open: () => {
      const opened = openRunIntents(path, OWNER);
      if (opened.kind === "problem") throw new Error(opened.diagnostic.message);
      return opened.value;
    },
  };
}

/** A clock that only moves when somebody sleeps. */
export function fakeClock(start = NOW): {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly slept: readonly number[];
} {
  let time = start;
  const slept: number[] = [];
  return {
    now: () => time,
    slept,
    sleep: async (milliseconds) => {
      slept.push(milliseconds);
      time += milliseconds;
    },
  };
}
