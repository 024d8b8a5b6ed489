import { gatewayError } from "./errors.js";
import type { Fault } from "./faults.js";
import type { Outcome } from "./outcome.js";
import type { Answer } from "./service.js";

/** What a fault answers before any service hears of the request, or null. */
export function answerInPlace(met: readonly Fault[], now: number): Outcome | null {
  for (const fault of met) {
    const outcome = inPlace(fault, now);
    if (outcome !== null) return outcome;
  }
  return null;
}

function inPlace(fault: Fault, now: number): Outcome | null {
  switch (fault.kind) {
    case "401":
      return answerOf(gatewayError(401, "401013", "Oauth token is not valid"));
    case "429":
      return answerOf(throttled());
    case "429-retry-after":
      return answerOf({ ...throttled(), headers: { "retry-after": String(secondsOf(fault)) } });
    case "429-retry-date": {
      const date = new Date(now + secondsOf(fault) * 1000).toUTCString();
      return answerOf({ ...throttled(), headers: { "retry-after": date } });
    }
    case "5xx-before":
      return answerOf(unavailable(fault));
    case "reset-before":
      return { kind: "reset" };
    case "latency":
    case "5xx-after":
    case "reset-after":
    case "truncated":
    case "empty":
    case "html":
    case "list-lag":
      return null;
  }
}

/** What is left of an answer whose request was handled and committed. */
export function meetAfter(met: readonly Fault[], outcome: Outcome): Outcome {
  return met.reduce(after, outcome);
}

function after(outcome: Outcome, fault: Fault): Outcome {
  if (outcome.kind === "reset") return outcome;
  switch (fault.kind) {
    case "5xx-after":
      return answerOf(unavailable(fault));
    case "reset-after":
      return { kind: "reset" };
    case "truncated":
      return { ...outcome, isCut: true };
    case "empty":
      return { ...outcome, text: "" };
    case "html":
      return {
        ...outcome,
        answer: { ...outcome.answer, headers: { "content-type": "text/html" } },
        text: "<html><head><title>Please wait</title></head><body><h1>Please wait</h1></body></html>",
      };
    case "latency":
    case "401":
    case "429":
    case "429-retry-after":
    case "429-retry-date":
    case "5xx-before":
    case "reset-before":
    case "list-lag":
      return outcome;
  }
}

const throttled = (): Answer => gatewayError(429, "429050", "Too many requests");

const secondsOf = ({ milliseconds = 1000 }: Fault): number => Math.ceil(milliseconds / 1000);

function unavailable({ status = 503 }: Fault): Answer {
  return gatewayError(status, `${status}000`, "The service is not available");
}

function answerOf(answer: Answer): Outcome {
  return { kind: "answer", answer, text: JSON.stringify(answer.body ?? null), isCut: false };
}
