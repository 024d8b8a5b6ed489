import { type Diagnostic, diagnostic } from "../diagnostics/index.js";
import { platformCalls } from "../diagnostics/platform-calls.js";
import { printable } from "../text/terminal-text.js";
import { explainCode } from "./http/error-codes.js";
import type { Problem, ProblemCause, Service } from "./problem.js";

/**
 * The finding that tells of a problem what failed, why, and what to do. `doing` says what was tried, as in "reading the
 * flows". What a service said is fit for a terminal in it.
 */
export function describeProblem(problem: Problem, doing: string): Diagnostic {
  const p = { doing: capital(doing), said: printable(saidOf(problem)), advice: "" };
  const { kind, cause, action, service } = problem;
  if (kind === "unknown") return unknownOutcome(problem, doing, p.said);
  switch (cause) {
    case "cancelled":
      return diagnostic(platformCalls.XM7017, null, p);
    case "certificate":
      return diagnostic(platformCalls.XM7014, null, p);
    case "proxy":
    case "proxy-refusal":
      return diagnostic(platformCalls.XM7020, null, { ...p, advice: proxyAdvice(problem) });
    case "not-sendable":
      return diagnostic(platformCalls.XM7019, null, { ...p, advice: unsendableAdvice(problem) });
    case "dns":
    case "connection":
      if (kind === "unreachable")
        return diagnostic(platformCalls.XM7013, null, { ...p, advice: networkAdvice(service) });
      break;
    case "throttled":
      return diagnostic(platformCalls.XM7011, null, p);
    case "no-credentials":
      return diagnostic(platformCalls.XM7000, null, { ...p, advice: signInAdvice(problem) });
    case "not-json":
    case "wrong-shape":
    case "too-large":
    case "redirect":
      return diagnostic(platformCalls.XM7016, null, { ...p, advice: strangeAdvice(service) });
    case "connection-lost":
    case "cut-off":
    case "timeout":
    case "answer":
      break;
  }
  if (kind === "unexpected") return diagnostic(platformCalls.XM7016, null, { ...p, advice: strangeAdvice(service) });
  if (kind === "unreachable") return diagnostic(platformCalls.XM7012, null, p);
  if (service === "sign-in") return diagnostic(platformCalls.XM7000, null, { ...p, advice: signInAdvice(problem) });
  switch (action) {
    case "sign-in":
      return diagnostic(platformCalls.XM7001, null, { ...p, advice: tokenAdvice });
    case "permission":
      return diagnostic(platformCalls.XM7002, null, { ...p, advice: permissionAdvice(problem) });
    case "configuration":
      return isAboutSandbox(problem)
        ? diagnostic(platformCalls.XM7004, null, { ...p, advice: sandboxAdvice })
        : diagnostic(platformCalls.XM7003, null, { ...p, advice: headerAdvice(problem) });
    case "missing":
      return service === "sandbox-management"
        ? diagnostic(platformCalls.XM7004, null, { ...p, advice: sandboxAdvice })
        : diagnostic(platformCalls.XM7005, null, { ...p, advice: missingAdvice });
    case "conflict":
      return diagnostic(platformCalls.XM7006, null, { ...p, advice: conflictAdvice(problem) });
    case "fix-request":
      return diagnostic(platformCalls.XM7008, null, p);
    case "wait":
    case "already-done":
      return diagnostic(platformCalls.XM7009, null, p);
    case "recreate":
      return diagnostic(platformCalls.XM7010, null, {
        ...p,
        advice: "Make a new one in its place: `xdmap plan` shows it as a replacement.",
      });
    case "dependency":
      return diagnostic(platformCalls.XM7010, null, { ...p, advice: "Remove what uses it first." });
    case "retry":
    case "look-up-then-retry":
      return diagnostic(platformCalls.XM7012, null, p);
    case "fix-input":
    case "data":
    case "unknown":
      return diagnostic(platformCalls.XM7007, null, {
        ...p,
        advice: "Correct what it names, in xdmap.yaml or in the mapping, and plan again.",
      });
  }
}

/** Minutes by which clocks may differ without a word. */
const QUIET = 2;

/** The finding that the clock is wrong, by `clockSkew()`; null where it is right enough. */
export function describeClockSkew(milliseconds: number | null): Diagnostic | null {
  if (milliseconds === null || Math.abs(milliseconds) < QUIET * 60_000) return null;
  const minutes = Math.round(Math.abs(milliseconds) / 60_000);
  const by = minutes < 120 ? `${minutes} minutes` : `${Math.round(minutes / 60)} hours`;
  return diagnostic(platformCalls.XM7018, null, { by, ahead: milliseconds < 0 });
}

function unknownOutcome(problem: Problem, doing: string, said: string): Diagnostic {
  const isRun = problem.method === "POST" && problem.path.endsWith("/runs");
  const advice = isRun
    ? "Look with `xdmap status` whether the run is there. It is not sent again: records could be ingested twice."
    : "Run the same command again: it looks first whether it was done.";
  return diagnostic(platformCalls.XM7015, null, { doing, said: capital(said), advice });
}

/** "Flow Service refused it (HTTP 400, 1360-400): the start time lies in the past", with the service's own words. */
function saidOf(problem: Problem): string {
  const { service, status, code, title, message, cause, requestId } = problem;
  const who = NAMES[service];
  if (cause === "not-sendable" || cause === "no-credentials") return message;
  if (cause !== "answer" && cause !== "throttled") {
    const where = status === null ? "" : ` (HTTP ${status})`;
    return CONNECTING.has(cause) ? `${who} was not reached: ${message}` : `${who}: ${message}${where}`;
  }
  const known =
    code === null ? null : (explainCode(code, title, message) ?? explainCode(`${code}-${status}`, title, message));
  const meaning = known?.meaning ?? null;
  const codes = [`HTTP ${status ?? "?"}`, ...(code === null ? [] : [code])].join(", ");
  const verb = (status ?? 0) >= 500 || status === 408 ? "has a fault" : "refused it";
  const own = withoutEnd(message === title || title === "" ? message : `${title}: ${message}`);
  const reference = requestId === null ? "" : ` [request ${requestId}]`;
  return meaning === null
    ? `${who} ${verb} (${codes}): ${own}${reference}`
    : `${who} ${verb} (${codes}): ${meaning}. It says: “${own}”${reference}`;
}

/** What fails before there is a connection to the host. */
const CONNECTING: ReadonlySet<ProblemCause> = new Set(["dns", "connection", "certificate", "proxy", "proxy-refusal"]);

const NAMES: Readonly<Record<Service, string>> = {
  "sign-in": "the sign-in service (IMS)",
  "flow-service": "Flow Service",
  "data-prep": "Data Prep",
  "schema-registry": "the Schema Registry",
  catalog: "Catalog",
  export: "the export of batches",
  "sandbox-management": "Sandbox Management",
};

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function withoutEnd(text: string): string {
  return text.trim().replace(/[.\s]+$/, "");
}

function signInAdvice({ code, cause }: Problem): string {
  if (cause === "no-credentials") return "Set XDMAP_CLIENT_SECRET, or XDMAP_ACCESS_TOKEN with a token made elsewhere.";
  if (code === "invalid_scope")
    return "Check XDMAP_SCOPES: without it xdmap asks for what a credential for servers has.";
  return "Check XDMAP_CLIENT_ID and XDMAP_CLIENT_SECRET: both are shown with the OAuth server-to-server credential in the Adobe Developer Console. An emulator makes new ones at each start.";
}

const tokenAdvice =
  "Where XDMAP_ACCESS_TOKEN is set, make a new token, or set XDMAP_CLIENT_SECRET in its place. Otherwise check that the credential is of the organization in XDMAP_ORG.";

export const sandboxAdvice =
  "Check the name of the sandbox (--sandbox, XDMAP_SANDBOX, or `sandboxes` in xdmap.yaml): it is the name and not the title, and the credential needs access to it. No other sandbox is used in its place.";

const missingAdvice =
  "It was removed, or its id is of another sandbox. `xdmap plan` shows what is there, and what would be made again.";

function permissionAdvice({ service, method, code }: Problem): string {
  if (code === "403025") return "Check XDMAP_ORG, and that the credential has Experience Platform among its products.";
  const write = method !== "GET";
  const what: Readonly<Record<Service, string>> = {
    "sign-in": "to sign in",
    "flow-service": write ? "Manage Sources" : "View Sources",
    "data-prep": write ? "Manage Sources and Manage Datasets" : "View Sources",
    "schema-registry": write ? "Manage Schemas" : "View Schemas",
    catalog: write ? "Manage Datasets" : "View Datasets",
    export: "View Datasets",
    "sandbox-management": "View Sandboxes",
  };
  return `Ask an administrator to give the credential the permission ${what[service]} in this sandbox.`;
}

function isAboutSandbox({ code }: Problem): boolean {
  return /^210\d(-|$)/.test(code ?? "");
}

function headerAdvice({ code, message }: Problem): string {
  if (code === "403000" || code === "403003") return "Check XDMAP_CLIENT_ID, which is sent as x-api-key.";
  const isOrganization = ["400003", "2001-401", "2002-401", "1009-403"].includes(code ?? "") || /org/i.test(message);
  return isOrganization
    ? "Check XDMAP_ORG, which is sent as x-gw-ims-org-id and ends in @AdobeOrg."
    : "Check XDMAP_CLIENT_ID and XDMAP_ORG.";
}

function unsendableAdvice({ message }: Problem): string {
  if (message.includes("x-api-key")) return "Check XDMAP_CLIENT_ID.";
  if (message.includes("x-gw-ims-org-id")) return "Check XDMAP_ORG.";
  if (message.includes("authorization")) return "Check XDMAP_ACCESS_TOKEN.";
  if (message.includes("x-sandbox-name")) return "Check the name of the sandbox.";
  if (message.includes("address")) return "Check XDMAP_PLATFORM_URL and XDMAP_IMS_URL.";
  return "Check the id that xdmap.yaml or the state names.";
}

function networkAdvice(service: Service): string {
  const variable = service === "sign-in" ? "XDMAP_IMS_URL" : "XDMAP_PLATFORM_URL";
  return `Nothing was sent. Check the network, and ${variable} where it is set: an emulator listens on another port at each start, unless --port says one.`;
}

function proxyAdvice({ message }: Problem): string {
  if (message.includes("(407)")) {
    return "Write name and password into the address, HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT; a sign such as `@` in them as %40.";
  }
  return "Check HTTPS_PROXY. What is to be reached without the proxy stands in NO_PROXY.";
}

function strangeAdvice(service: Service): string {
  const variable = service === "sign-in" ? "XDMAP_IMS_URL" : "XDMAP_PLATFORM_URL";
  return `Look with --verbose who answers: a proxy or the sign-in page of a network often does. Where ${variable} is set, check it.`;
}

function conflictAdvice({ service, status }: Problem): string {
  return service === "schema-registry" && status !== 412
    ? "Titles are unique in the registry. Give the schema another title, or name the one that is there in `schema`."
    : "Run `xdmap plan` again: it shows what has changed.";
}
