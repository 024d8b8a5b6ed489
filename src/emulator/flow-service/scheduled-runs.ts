import { runsUntil } from "../../runtime/windows/schedule.js";
import { type JsonObject, memberOf, textAt } from "../json.js";
import type { Context } from "../service.js";
import { executeRun, type RunPlan } from "./execute-run.js";
import { transformationOf } from "./flow-checks.js";
import { changed, newResource } from "./resource.js";
import { finished, RUN_PLANS, RUNS, statusOf } from "./run-item.js";
import { isGone } from "./transitions.js";

/** How many runs of a flow are made up for at one look, where the clock has passed many. */
const MOST_AT_ONCE = 200;

/** What the emulator remembers of a flow's schedule: how many of its runs were made. */
const SCHEDULES = "flowSchedules";

/**
 * Makes the runs that flows were due for since the last look, and carries out what has begun. The emulator has no timers:
 * whoever looks at flows or runs moves them on, so that a clock of a test is enough.
 */
export async function makeDueRuns(context: Context): Promise<void> {
  for (const { id, value } of context.store.collection("flows").all())
    if (!isGone(id, context)) makeRunsOf(value, id, context);
  if (context.behaviour.runProgress === "immediate") await advanceRuns(context, false);
}

/** The same for who looks at runs: those that are due go one step on. */
export async function advanceRuns(context: Context, makes = true): Promise<void> {
  if (makes) for (const { id, value } of context.store.collection("flows").all()) makeRunsOf(value, id, context);
  for (const { id, value } of context.store.collection(RUN_PLANS).all()) {
    if (value["over"] === true || Number(value["due"]) > context.now()) continue;
    await advance(id, value, context);
  }
}

function makeRunsOf(flow: JsonObject, id: string, context: Context): void {
  const schedule = memberOf(flow, "scheduleParams");
  const start = memberOf(schedule, "startTime");
  const frequency = textAt(schedule, "frequency");
  if (typeof start !== "number" || !isFrequency(frequency)) return;
  const interval = Number(memberOf(schedule, "interval") ?? 1);
  const backfill = frequency === "once" || memberOf(schedule, "backfill") !== false;
  const end = memberOf(schedule, "endTime");
  const until = Math.min(Math.floor(context.now() / 1000), typeof end === "number" ? end : Number.POSITIVE_INFINITY);
  const { count, run } = runsUntil({ start, frequency, interval, backfill }, until);
  const cursor = context.store.collection(SCHEDULES).get(id);
  const made = Number(memberOf(cursor, "made") ?? 0);
  if (count <= made) return;
  // What a disabled flow would have run is not made up for.
  if (textAt(flow, "state") === "enabled") {
    for (let at = Math.max(made, count - MOST_AT_ONCE); at < count; at++) {
      const window = run(at);
      planRun(flow, { ...window, nth: at }, context);
    }
  }
  context.store.collection(SCHEDULES).put(id, { made: count });
}

function planRun(
  flow: JsonObject,
  { start, end, nth }: { readonly start: number | null; readonly end: number; readonly nth: number },
  context: Context,
): void {
  const flowId = textAt(flow, "id") ?? "";
  const run = newResource(context, {
    flowId,
    flowSpec: memberOf(flow, "flowSpec") ?? null,
    providerRefId: `M-${flowId}-incremental-${nth}`,
    metrics: { statusSummary: { status: "scheduled" } },
    activities: [],
  });
  const hasDelta = transformationOf(flow, "Copy") !== null;
  context.store.collection(RUNS).put(run.id, run);
  context.store.collection(RUN_PLANS).put(run.id, {
    flowId,
    due: end * 1000,
    start,
    end,
    // Without a delta column the first run takes all there is, and a later one finds nothing new.
    takes:
      hasDelta && nth >= 0 && textAt(flow, "scheduleParams", "frequency") !== "once"
        ? "window"
        : nth === 0
          ? "all"
          : "nothing",
  });
}

async function advance(id: string, kept: JsonObject, context: Context): Promise<void> {
  const run = context.store.collection(RUNS).get(id);
  const flow = context.store.collection("flows").get(textAt(kept, "flowId") ?? "");
  if (run === undefined || flow === undefined) return;
  if (context.behaviour.runProgress === "stepwise" && statusOf(run) === "scheduled") {
    const metrics = {
      durationSummary: { startedAtUTC: context.now() },
      statusSummary: { status: "inProgress" },
    };
    context.store.collection(RUNS).put(id, changed(context, run, { metrics }));
    return;
  }
  const startedAt = Number(
    memberOf(memberOf(memberOf(run, "metrics"), "durationSummary"), "startedAtUTC") ?? kept["due"],
  );
  const plan = planOf(kept);
  const result = await executeRun(plan, flow, context);
  const window =
    plan.takes === "window" && plan.start !== null ? { start: plan.start * 1000, end: plan.end * 1000 } : null;
  const completedAt = Math.max(startedAt, context.now());
  const source = textAt(flow, "name") ?? "Source";
  const content = finished(result, {
    startedAt,
    completedAt,
    newId: context.newId,
    origin: context.origin,
    source,
    window,
  });
  context.store.collection(RUNS).put(id, changed(context, run, content));
  context.store.collection(RUN_PLANS).put(id, { ...kept, over: true });
  // Read again: the flow's etag is its own, a run does not change it.
  context.store.collection("flows").put(textAt(flow, "id") ?? "", {
    ...flow,
    lastRunDetails: { id, state: result.status, startedAtUTC: startedAt, completedAtUTC: completedAt },
  });
}

function planOf(kept: JsonObject): RunPlan {
  const takes = textAt(kept, "takes");
  const deltaColumn = memberOf(kept, "deltaColumn");
  const start = memberOf(kept, "start");
  return {
    takes: takes === "all" || takes === "nothing" ? takes : "window",
    start: typeof start === "number" ? start : null,
    end: Number(memberOf(kept, "end")),
    deltaColumn: deltaColumn ?? null,
  };
}

function isFrequency(text: string | undefined): text is "once" | "minute" | "hour" | "day" | "week" {
  return text === "once" || text === "minute" || text === "hour" || text === "day" || text === "week";
}
