import { expect, it } from "vitest";
import { checkAnswer } from "../../../src/emulator/contract/check.js";
import type { Emulator } from "../../../src/emulator/index.js";
import type { ServiceName } from "../../../src/emulator/service.js";
import { emulatorForTest } from "../../support/emulator.js";
import { describeShared, readSharedLines, sharedPath } from "../../support/shared.js";
import { START } from "../flow-service/world.js";
import type { Call, Made } from "./postman-call.js";
import { calls } from "./postman-calls.js";
import { type Received, send } from "./wire.js";

/** A request as Adobe's collections hold it. */
interface Collected {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: null | string | { readonly formdata: readonly { readonly key: string; readonly value: string }[] };
}

const keyOf = ({ method, url }: Collected): string =>
  `${method} ${url.replace(/^https:\/\/[^/]+/, "").replace(/^\/data\/foundation/, "")}`;

describeShared("Adobe's Postman collections", "platform/postman-requests.jsonl", () => {
  const collected = new Map(
    readSharedLines<Collected>("platform/postman-requests.jsonl").map((request) => [keyOf(request), request]),
  );

  it("are called completely", () => {
    const called = new Set(calls.map(({ request }) => request));
    expect([...collected.keys()].filter((key) => !called.has(key))).toEqual([]);
    expect([...called].filter((key) => !collected.has(key))).toEqual([]);
  });

  it.each([
    ["with parameters", true],
    ["with all optional parameters empty", false],
  ])("are served, %s", async (_how, filled) => {
    const emulator = await emulatorForTest({
      components: [sharedPath("xdm/components")],
      now: () => START,
      strict: true,
    });
    const wrong: string[] = [];
    let made: Made = {};
    for (const call of calls) {
      const request = collected.get(call.request);
      if (request === undefined) throw new Error(`${call.request} is in no collection`);
      const answer = await send(emulator, fill(request, call, made, emulator, filled));
      for (const fault of await faultsOf(call, answer, filled, made)) wrong.push(`${call.request}: ${fault}`);
      if (answer.status < 300 && call.keep !== undefined) made = { ...made, ...call.keep(answer.body) };
      // A run on demand writes its delta column into the flow, so that its tag changes.
      if (call.request.startsWith("GET /flowservice/runs/")) made = { ...made, ...(await tagOf(emulator, made)) };
    }
    expect(wrong).toEqual([]);
  });
});

/** Everything of the request as it is, but for the host and what the collection leaves to fill in. */
function fill(request: Collected, call: Call, made: Made, emulator: Emulator, filled: boolean) {
  const { clientId, clientSecret, organization, token } = emulator.credentials;
  const environment: Readonly<Record<string, string>> = {
    ACCESS_TOKEN: token,
    API_KEY: clientId,
    CLIENT_SECRET: clientSecret,
    IMS_ORG: organization,
    SANDBOX_NAME: "dev",
    SCOPES: "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext",
    "accept-encoding": "identity",
    "x-user-token": token,
  };
  const values = call.values?.(made) ?? {};
  const needed = new Set(["if-match", "JWT_TOKEN", "Accept"]);
  const filling = (name: string): string =>
    environment[name] ?? (filled || needed.has(name) ? values[name] : undefined) ?? "";
  const inHeader = (text: string): string => text.replace(/\{\{([^}]+)\}\}/g, (_, name: string) => filling(name));
  const target = request.url
    .replace(/^https:\/\/[^/]+/, "")
    .replace(/\{\{([^}]+)\}\}/g, (_, name: string) => encodeURIComponent(filling(name)))
    .replace(/\/:(\w+)/g, (_, name: string) => `/${encodeURIComponent(values[name] ?? "")}`);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers)) headers[name] = inHeader(value);
  // Two requests leave authorization to the folder they stand in.
  if (target.startsWith("/data/")) {
    headers["Authorization"] ??= `Bearer ${token}`;
    headers["x-api-key"] ??= clientId;
    headers["x-gw-ims-org-id"] ??= organization;
  }
  const sent = { method: request.method, target, headers };
  if (typeof request.body === "string") return { ...sent, body: JSON.stringify(call.body?.(made)) };
  if (request.body === null || request.body.formdata.length === 0) return sent;
  const form = request.body.formdata
    .map(({ key, value }) => `--X\r\nContent-Disposition: form-data; name="${key}"\r\n\r\n${inHeader(value)}\r\n`)
    .join("");
  return {
    ...sent,
    headers: { ...headers, "Content-Type": "multipart/form-data; boundary=X" },
    body: `${form}--X--\r\n`,
  };
}

async function faultsOf(call: Call, answer: Received, filled: boolean, made: Made): Promise<readonly string[]> {
  const { status, body, text } = answer;
  if (status !== call.status) return [`${status} in place of ${call.status}: ${text}`];
  const faults: string[] = [];
  if (call.check !== undefined && !holds(() => call.check?.(body, filled, made) ?? true))
    faults.push(text.slice(0, 500));
  const [method, whole = ""] = call.request.split(" ", 2);
  const [, service, path] = /^\/([a-z-]+)(\/.*?)?(?:\?.*)?$/.exec(whole) ?? [];
  if (isMethod(method) && isServiceName(service)) {
    faults.push(...(await checkAnswer(service, { method, path: path ?? "/" }, { status, body })));
  }
  return faults;
}

function holds(check: () => boolean): boolean {
  try {
    return check();
  } catch {
    return false;
  }
}

const isMethod = (method: string | undefined): method is "GET" | "POST" | "PUT" | "PATCH" | "DELETE" =>
  ["GET", "POST", "PUT", "PATCH", "DELETE"].includes(method ?? "");

const isServiceName = (name: string | undefined): name is ServiceName =>
  ["flowservice", "conversion", "schemaregistry", "catalog"].includes(name ?? "");

async function tagOf(emulator: Emulator, { flow = "" }: Made): Promise<Made> {
  const etag = emulator.store.sandbox("dev").collection("flows").get(flow)?.["etag"];
  return { currentFlowTag: String(etag) };
}
