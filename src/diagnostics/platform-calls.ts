import { diagnostics } from "./define.js";
import { planning } from "./platform-plan-examples.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';

/** An example of which the page shows the message: what fails is the network or a service, and no file. */
function told(instance: Readonly<Record<string, unknown>>) {
  return { source: mapping, instance };
}

/** An example that a plan of the project shows. `said` tells in words how its sandbox or sign-in differs. */
function planned(
  said: string,
  differs: { readonly env?: Readonly<Record<string, string>>; readonly faults?: readonly string[] },
) {
  return { source: mapping, command: "plan", sandbox: { said, ...differs } } as const;
}

/** `doing` is what was tried, with a capital; `said` what came of it. */
const failed = (p: { doing: string; said: string }) => `${p.doing} failed: ${p.said}.`;
const advised = (p: { advice: string }) => p.advice;

/** XM7000…: calls to Adobe Experience Platform that came to nothing, or nobody knows to what. */
export const platformCalls = diagnostics({
  XM7000: {
    severity: "error",
    title: "Sign-in refused",
    what: failed,
    todo: advised,
    details:
      "xdmap signs in as a server does (OAuth server-to-server): with the client id and the client secret of a credential of the Adobe Developer Console, which have to be of the same credential. They come from `XDMAP_CLIENT_ID` and `XDMAP_CLIENT_SECRET`, in the environment or in a `.env` that git ignores. A blank or a quote that was copied along counts.",
    examples: [
      planned("`XDMAP_CLIENT_SECRET` is not the secret of the client id.", {
        env: { XDMAP_CLIENT_SECRET: "another-secret" },
      }),

      told({
        doing: "Signing in",
        said: "the sign-in service (IMS) refused it (HTTP 400, invalid_client): the client id and the secret do not belong together, or one of them is none",
        advice: "Check XDMAP_CLIENT_ID and XDMAP_CLIENT_SECRET.",
      }),
    ],
  },
  XM7001: {
    severity: "error",
    title: "Token not accepted",
    what: failed,
    todo: advised,
    details:
      "A token that has run out is renewed once, and the request is sent again; this is what remains after it. A token from `XDMAP_ACCESS_TOKEN` cannot be renewed: it counts for a day at most. A token is for one organization, that of its credential.",
    examples: [
      planned("`XDMAP_ACCESS_TOKEN` holds a token that has run out.", {
        env: { XDMAP_ACCESS_TOKEN: "a-token-of-yesterday" },
      }),

      told({
        doing: "Reading the flows",
        said: "Flow Service refused it (HTTP 401, 401013): the token is not valid, or has expired",
        advice: "Make a new token for XDMAP_ACCESS_TOKEN.",
      }),
    ],
  },
  XM7002: {
    severity: "error",
    title: "Permission missing",
    what: failed,
    todo: advised,
    details:
      "Who signs in as a server has the permissions of the product profile or role that its credential was added to, and these are for single sandboxes. Nothing of it can be changed from here: an administrator adds the permission, or the sandbox.",
    examples: [
      planned("`XDMAP_ORG` is another organization than the credential's.", { env: { XDMAP_ORG: "OTHER@AdobeOrg" } }),

      told({
        doing: "Making the source connection",
        said: "Flow Service refused it (HTTP 403, 2118-403): the permission to write is missing",
        advice: "Ask an administrator for the permission Manage Sources in this sandbox.",
      }),
    ],
  },
  XM7003: {
    severity: "error",
    title: "API key or organization not accepted",
    what: failed,
    todo: advised,
    details:
      "Every request names the client (`x-api-key`, from `XDMAP_CLIENT_ID`) and the organization (`x-gw-ims-org-id`, from `XDMAP_ORG`, which ends in `@AdobeOrg`). Both are checked before anything is looked at.",
    examples: [
      told({
        doing: "Reading the sandbox",
        said: "Sandbox Management refused it (HTTP 403, 403003): the API key is not known",
        advice: "Check XDMAP_CLIENT_ID.",
      }),
    ],
  },
  XM7004: {
    severity: "error",
    title: "Sandbox that cannot be used",
    what: failed,
    todo: advised,
    details:
      "The name is that of the sandbox, in small letters, and not its title. A sandbox that the credential has no permission for may look as if it were not there, and one that is being made, reset or deleted answers reads with what will soon be gone. AEP itself falls back to the default sandbox, which is production, where a request names none: xdmap always names one, and never takes another in its place. Whichever command finds it ends with status 4.",
    examples: [
      { ...planning("dataset: Orders", "  devv: { tenant: acme }"), args: ["--sandbox", "devv"] },
      told({
        doing: "Reading the sandbox `dev`",
        said: "it is `resetting`, and not active",
        advice: "Wait until it is made or reset, or ask who manages sandboxes.",
      }),
    ],
  },
  XM7005: {
    severity: "error",
    title: "Object not there",
    what: failed,
    todo: advised,
    details:
      "What is asked for by its id was removed, or the id is of another sandbox. Nothing is made anew by itself while a push is under way.",
    examples: [
      told({
        doing: "Reading the schema",
        said: "the Schema Registry refused it (HTTP 404): Resource not found",
        advice: "Run `xdmap plan`: it shows what is there, and what would be made again.",
      }),
    ],
  },
  XM7006: {
    severity: "error",
    title: "Changed by somebody else",
    what: failed,
    todo: advised,
    details:
      "Changes say which state of an object they are based on, so that nobody's work is written over. What another has changed is shown by the next plan.",
    examples: [
      told({
        doing: "Changing the flow",
        said: "Flow Service refused it (HTTP 412, 1404-412): the object is no longer as it was read: its etag is another",
        advice: "Run `xdmap plan` again.",
      }),
    ],
  },
  XM7007: {
    severity: "error",
    title: "Refused by the service",
    what: failed,
    todo: advised,
    details:
      "The service looked at what was sent and did not accept it. xdmap checks before what it knows of the service's rules; this one it did not know, or what the rule looks at has changed meanwhile.",
    examples: [
      told({
        doing: "Making the flow",
        said: "Flow Service refused it (HTTP 400, 1360-400): the start time lies in the past",
        advice: "Correct it in xdmap.yaml, and plan again.",
      }),
    ],
  },
  XM7008: {
    severity: "error",
    title: "Request that the service does not understand",
    what: failed,
    todo: () => "This is for xdmap to send otherwise: please report it with the code, and with what `--verbose` shows.",
    details:
      "A header, a parameter or the form of the body was not what the service takes. No file of yours is wrong; nothing was done.",
    examples: [
      told({
        doing: "Reading the flows",
        said: "Flow Service refused it (HTTP 400, 1451-400): the service does not know a parameter of the query",
      }),
    ],
  },
  XM7009: {
    severity: "error",
    title: "Object is busy",
    what: failed,
    todo: () => "Wait a minute and try again; `xdmap status` shows the state.",
    details: "While the platform makes, updates or deletes an object, it takes no other change of it.",
    examples: [
      told({
        doing: "Changing the flow",
        said: "Flow Service refused it (HTTP 400, 1421-400): it is just being updated",
      }),
    ],
  },
  XM7010: {
    severity: "error",
    title: "Cannot be changed as it is",
    what: failed,
    todo: advised,
    details:
      "Some parts of an object are for good: the connection spec of a connection, the schedule of a flow whose start has passed. Others are for as long as something uses them.",
    examples: [
      told({
        doing: "Changing the flow",
        said: "Flow Service refused it (HTTP 400, 1366-400): the start time has passed, and can no longer be changed",
        advice: "Make a new one in its place: `xdmap plan` shows it as a replacement.",
      }),
    ],
  },
  XM7011: {
    severity: "error",
    title: "Too many requests",
    what: failed,
    todo: () =>
      "Wait, and run the command again: it goes on where it stopped. Other programs of the organization count too.",
    details:
      "xdmap sends at most eight requests at a time, waits as long as the service asks, and tries again for two minutes. What was refused like this was not done.",
    examples: [
      told({
        doing: "Reading the datasets",
        said: "Catalog refused it (HTTP 429, 429050): there are too many requests",
      }),
    ],
  },
  XM7012: {
    severity: "error",
    title: "Service does not answer",
    what: failed,
    todo: () => "Nothing was done. Try again later; status.adobe.com tells of outages.",
    details:
      "The service answered with a fault of its own, or not in time, each time that it was asked. Reading is tried again for two minutes, with growing pauses; nothing was changed.",
    examples: [
      told({
        doing: "Reading the flows",
        said: "Flow Service has a fault (HTTP 503, 1103-503): the service is not available for the moment",
      }),
    ],
  },
  XM7013: {
    severity: "error",
    title: "Host not reached",
    what: failed,
    todo: advised,
    details:
      "No connection came about, so nothing was sent. The addresses are `https://platform.adobe.io` and `https://ims-na1.adobelogin.com`, unless `XDMAP_PLATFORM_URL` and `XDMAP_IMS_URL` name others. Where a network has a proxy, HTTPS_PROXY has to name it.",
    examples: [
      told({
        doing: "Signing in",
        said: "the sign-in service (IMS) was not reached: the name of the host was not found (ENOTFOUND)",
        advice: "Check the network, and XDMAP_IMS_URL where it is set.",
      }),
    ],
  },
  XM7014: {
    severity: "error",
    title: "Certificate not trusted",
    what: failed,
    todo: () =>
      "Where a proxy opens the connections of your network, name its certificate to Node: NODE_EXTRA_CA_CERTS=FILE. Do not switch the check off.",
    details:
      "The host could not prove who it is, so nothing was sent to it: the first request would have carried the client secret.",
    examples: [
      told({
        doing: "Signing in",
        said: "the sign-in service (IMS) was not reached: its certificate is not trusted (SELF_SIGNED_CERT_IN_CHAIN)",
      }),
    ],
  },
  XM7015: {
    severity: "error",
    title: "Outcome of a change not known",
    what: (p: { doing: string; said: string }) => `Whether it was done is not known: ${p.doing}. ${p.said}.`,
    todo: advised,
    details:
      "The request went out, and no answer came that says what became of it: it may have been carried out. The platform has no way to send it again safely, so xdmap looks for the object by its name and content before it would make it a second time, and stops where it cannot tell.",
    examples: [
      told({
        doing: "making the flow",
        said: "Flow Service: the connection was lost (ECONNRESET)",
        advice: "Run the same command again: it looks first whether it was done.",
      }),
    ],
  },
  XM7016: {
    severity: "error",
    title: "Answer that is none",
    what: failed,
    todo: advised,
    details:
      "The host answered, and with success, but what came is not what the service answers: a page of HTML, a redirect, a list of something else, or half of it. Often it is a proxy or the sign-in page of a network that answers in place of the service. Redirects are not followed: the token is for one host only.",
    examples: [
      planned("A page of HTML is answered in place of Flow Service.", {
        faults: ["html:path=/flowservice,times=always"],
      }),

      told({
        doing: "Reading the flows",
        said: "Flow Service: the answer is a page (“Sign in to the network”), and no JSON (HTTP 200)",
        advice: "Look at what answers, with `--verbose`.",
      }),
    ],
  },
  XM7017: {
    severity: "error",
    title: "Cancelled",
    what: (p: { doing: string }) => `${p.doing} was cancelled. Nothing was changed by it.`,
    todo: () => "Run the command again where it was not meant: it goes on where it stopped.",
    details:
      "Ctrl-C ends waiting and reading at once. A change that is under way then has an outcome that is not known, and is told so.",
    examples: [told({ doing: "Reading the flows" })],
  },
  XM7018: {
    severity: "warning",
    title: "Clock differs from the platform's",
    what: (p: { by: string; ahead: boolean }) =>
      `The clock of this machine is ${p.by} ${p.ahead ? "ahead of" : "behind"} the platform's.`,
    todo: () => "Set the clock. Where it matters, xdmap counts by the platform's.",
    details:
      "A start time that lies in the past is refused, and what counts is the platform's clock. xdmap reads it from the answers. Times that you write yourself are by your own clock.",
    examples: [told({ by: "12 minutes", ahead: true })],
  },
  XM7019: {
    severity: "error",
    title: "Value that cannot be sent",
    what: failed,
    todo: advised,
    details:
      "A header holds letters, digits and signs of one line; an address holds no user name, and is encrypted unless it is of this machine. A line end that was copied along with a secret is the usual cause. Nothing was sent.",
    examples: [
      told({
        doing: "Signing in",
        said: "the header x-api-key cannot hold this value: it has characters that HTTP does not allow there",
        advice: "Check XDMAP_CLIENT_ID.",
      }),
    ],
  },
  XM7020: {
    severity: "error",
    title: "Proxy not usable",
    what: failed,
    todo: advised,
    details:
      "Requests go over the proxy that `HTTPS_PROXY` or `HTTP_PROXY` names (in small letters, too), but to this machine and to what `NO_PROXY` lists. It was not reached, or did not let the request through, so nothing came to the platform. Name and password are a part of its address; they are shown nowhere.",
    examples: [
      told({
        doing: "Signing in",
        said: "the sign-in service (IMS) was not reached: the proxy proxy.example:8080 wants a name and a password, or does not take those that it was given (407)",
        advice: "Write name and password into the address, HTTPS_PROXY=http://NAME:PASSWORD@HOST:PORT.",
      }),
    ],
  },
});
