import { type Diagnostic, diagnostic, quote } from "../../diagnostics/index.js";
import { platformCalls } from "../../diagnostics/platform-calls.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { Deployment } from "../../project/deployment/settings.js";
import { nearest } from "../../text/index.js";
import { sandboxAdvice } from "../describe-problem.js";
import type { Found, Reader } from "./reader.js";

/** Clocks that are further apart are told, in milliseconds: the `Date` of an answer is cut to seconds and may be a cache's. */
const TOLERATED_SKEW = 60_000;

/**
 * Whether there is anything to plan in: a token, the sandbox, its state and its tenant. Errors end the plan. A sandbox that
 * cannot be used ends the reading, as it does for commands that hear of it from the services.
 */
export async function checkSandbox(
  reader: Reader,
  deployment: Pick<Deployment, "sandbox" | "tenant">,
): Promise<readonly Diagnostic[]> {
  const { platform } = reader;
  const { sandbox, tenant } = deployment;
  const signedIn = await reader.read("signing in", (options) => platform.signIn(options));
  if (signedIn.kind === "failed") return [];
  const found = await reader.read(`reading the sandbox ${sandbox}`, (options) =>
    platform.sandboxes.get(sandbox, options),
  );
  if (found.kind === "failed") return [];
  const skew = checkClock(platform.clockSkew());
  if (found.kind === "absent") {
    const near = nearest(sandbox, await namesOfSandboxes(reader));
    const advice = near === undefined ? sandboxAdvice : `Did you mean ${quote(near)}? No other is used in its place.`;
    endAt(reader, sandbox, "there is none of this name, or these credentials may not see it", advice);
    return skew;
  }
  const { state } = found.value;
  if (state !== null && state !== "active") {
    const advice = "Wait until it is made or reset, or ask who manages sandboxes.";
    endAt(reader, sandbox, `it is ${quote(state)}, and not active`, advice);
    return skew;
  }
  const stats = await reader.read("reading the name of the tenant", (options) => platform.schemas.stats(options));
  return [...skew, ...checkTenant(stats, tenant, sandbox)];
}

function endAt(reader: Reader, sandbox: string, said: string, advice: string): void {
  reader.end(diagnostic(platformCalls.XM7004, null, { doing: `Reading the sandbox ${quote(sandbox)}`, said, advice }));
}

/** For a better word alone: who may see no list gets none. */
async function namesOfSandboxes({ platform }: Reader): Promise<readonly string[]> {
  const names: string[] = [];
  for await (const reply of platform.sandboxes.list()) if (reply.kind === "ok") names.push(reply.value.name);
  return names;
}

function checkClock(skew: number | null): readonly Diagnostic[] {
  if (skew === null || Math.abs(skew) < TOLERATED_SKEW) return [];
  return [diagnostic(codes.XM7102, null, { minutes: Math.round(skew / 60_000) })];
}

function checkTenant(
  stats: Found<{ readonly tenantId: string }>,
  tenant: string | null,
  sandbox: string,
): readonly Diagnostic[] {
  if (stats.kind !== "there" || tenant === null) return [];
  const there = stats.value.tenantId;
  if (bare(there) === bare(tenant)) return [];
  return [diagnostic(codes.XM7103, null, { tenant: bare(tenant), there: bare(there), sandbox })];
}

function bare(tenant: string): string {
  return tenant.startsWith("_") ? tenant.slice(1) : tenant;
}
