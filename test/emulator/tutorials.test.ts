import { type ChildProcess, spawn } from "node:child_process";
import { expect, it, onTestFinished } from "vitest";
import { behaviourOf } from "../../src/emulator/behaviour.js";
import type { Behaviour, Emulator } from "../../src/emulator/index.js";
import { cliPath } from "../support/cli.js";
import { emulatorInProcess } from "../support/emulator.js";
import { describeShared, readShared, sharedPath } from "../support/shared.js";
import { contractFaults } from "./response-contract.js";
import { type Correction, corrections, type TutorialRequest } from "./tutorial-corrections.js";

interface Step {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly request?: unknown;
  readonly response: unknown;
}

interface Told {
  readonly status: number;
  readonly body: unknown;
  readonly method: string;
  readonly path: string;
}

const SEEDS = [
  "ecommerce-ko",
  "ecommerce-fr",
  "marketing-automation",
  "on-demand-runs",
  "parquet-cloud-storage",
] as const;
const START = Date.UTC(2026, 0, 1);

function stepsOf(seed: string): readonly Step[] {
  return JSON.parse(readShared(`seeds/${seed}.json`)).steps;
}

/** An emulator in this process or in another. */
interface Place {
  readonly emulator: Pick<Emulator, "url" | "credentials" | "fetch" | "setBehaviour">;
  readonly sandbox: string;
  /** Since 1970: the emulator's clock. */
  readonly seconds: number;
}

/** The switches under which the emulator answers as the page of a tutorial does. */
const switchesOf: Readonly<Record<string, Readonly<Record<number, Partial<Behaviour>>>>> = {
  // The page with the oldest flow spec, which its own flow breaks.
  "ecommerce-ko": { 5: { scheduleSpec: "periodic" } },
  "marketing-automation": { 3: { transformationKey: "transformationSpec", flowSpecAnswer: "bare" } },
};

/** Members of answers that a tutorial does not show: newer than its page. */
const newerThanPage: Readonly<Record<string, readonly string[]>> = {
  "ecommerce-ko 5": [
    "/items/0/attributes",
    "/items/0/sourceConnectionSpecIds",
    "/items/0/targetConnectionSpecIds",
    "/items/0/permissionsInfo",
    "/items/0/optionSpec",
    "/items/0/runSpec",
    "/_links",
  ],
  "parquet-cloud-storage 0": ["/meta:registryMetadata/meta:globalLibVersion", "/meta:sandboxId", "/meta:sandboxType"],
  "ecommerce-fr 5": [
    "/items/0/attributes/isSourceFlow",
    "/items/0/attributes/flacValidationSupported",
    "/items/0/attributes/frequency",
    "/items/0/runSpec",
    "/_links",
  ],
};

describeShared("the tutorials", "seeds/ecommerce-ko.json", () => {
  it.each(SEEDS)("%s is accepted call by call, in the documented shapes", async (seed) => {
    const { told } = await replayed(seed);
    for (const [at, step] of stepsOf(seed).entries()) {
      const answer = told[at];
      if (answer === undefined) throw new Error(`step ${at} was not replayed`);
      const { method, path, status, body } = answer;
      expect([at, shapeFaults(step.response, body, newerThanPage[`${seed} ${at}`] ?? [])]).toEqual([at, []]);
      expect([at, status, contractFaults(method, path, status, body) ?? []]).toEqual([at, statusOf(method, path), []]);
    }
  });

  it.each(SEEDS)("%s is accepted where the emulator knows what Adobe's components hold", async (seed) => {
    const { told } = await replay(seed, { hasComponents: true });
    expect(told.map(({ status }) => status < 300)).toEqual(stepsOf(seed).map(() => true));
  });

  it("are accepted by the command without any option", async () => {
    const { child, url, credentials } = await startCommand();
    // The switches are those of the command: pages that show older answers are accepted all the same.
    const emulator = { url, credentials, fetch: globalThis.fetch, setBehaviour: () => {} };
    const seconds = Math.floor(Date.now() / 1000);
    const refusals: string[] = [];
    // The page of on-demand runs begins with everything of ecommerce-fr; titles are unique in a sandbox.
    for (const seed of ["ecommerce-ko", "on-demand-runs", "parquet-cloud-storage", "marketing-automation"]) {
      const sandbox = seed === "marketing-automation" ? "prod" : "dev";
      const { told } = await replayAt({ emulator, sandbox, seconds }, seed, { areRefusalsSkipped: true });
      for (const { status, body } of told) if (status >= 300) refusals.push(`${seed}: ${JSON.stringify(body)}`);
      if (told.length !== stepsOf(seed).length) refusals.push(`${seed} ends after ${told.length} steps`);
    }
    child.kill("SIGINT");
    expect(refusals).toEqual([]);
  });

  const refused = corrections.filter(({ asItStands }) => "refused" in asItStands);
  it.each(refused)("$seed, step $step: $what", async (correction) => {
    const { seed, asItStands } = correction;
    if (!("refused" in asItStands)) return;
    const { refusals } = await replayed(seed);
    const answer = "after" in asItStands ? await refusedLater(correction, asItStands.after) : refusals.get(correction);
    expect(codeOf(answer)).toBe(asItStands.refused);
  });

  it.each(SEEDS)("%s is accepted with all that no service refuses as it stands on the page", async (seed) => {
    const left = corrections.filter(({ asItStands }) => "accepted" in asItStands);
    const { told } = await replay(seed, { without: left });
    expect(told.map(({ status }) => status < 300)).toEqual(stepsOf(seed).map(() => true));
  });
});

/** What is wrong at one step and refused at a later one. */
async function refusedLater(correction: Correction, step: number): Promise<Told | undefined> {
  const { told } = await replay(correction.seed, { without: [correction] });
  return told[step];
}

function codeOf(told: Told | undefined): string {
  return String(memberOf(told?.body, "errorCode") ?? memberOf(told?.body, "error_code") ?? told?.status);
}

/** Data Prep makes with 200 what the others make with 201. */
function statusOf(method: string, path: string): number {
  return method === "POST" && !path.startsWith("/conversion/") ? 201 : 200;
}

interface ReplayOptions {
  /** The corrections that are left out. */
  readonly without?: readonly Correction[];
  /** The last step. */
  readonly until?: number;
  /** Only the requests as they are corrected. */
  readonly areRefusalsSkipped?: boolean;
  /** The emulator knows what Adobe's components hold. */
  readonly hasComponents?: boolean;
}

interface Replayed {
  readonly told: readonly Told[];
  /** What each request got that was sent without one correction, before it was sent with it. */
  readonly refusals: ReadonlyMap<Correction, Told>;
}

const replays = new Map<string, Promise<Replayed>>();

/** A tutorial with all its corrections, once for all tests. */
function replayed(seed: string): Promise<Replayed> {
  const known = replays.get(seed) ?? replay(seed, {});
  replays.set(seed, known);
  return known;
}

async function replay(seed: string, options: ReplayOptions): Promise<Replayed> {
  // Without Adobe's components, unless a test gives them: the registry has them all the same.
  const components = options.hasComponents === true ? [sharedPath("xdm/components")] : [];
  const emulator = await emulatorInProcess({ components, now: () => START });
  return await replayAt({ emulator, sandbox: "dev", seconds: START / 1000 }, seed, options);
}

async function replayAt(place: Place, seed: string, options: ReplayOptions): Promise<Replayed> {
  const known = await prelude(seed, place);
  return await send(seed, known, place, options);
}

/** `xdmap emulator` as users start it, but for how it tells where it is. */
async function startCommand(): Promise<{ child: ChildProcess; url: string; credentials: Emulator["credentials"] }> {
  const child = spawn(process.execPath, [cliPath, "emulator", "--json"], { stdio: ["ignore", "pipe", "ignore"] });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  for await (const chunk of child.stdout) {
    text += String(chunk);
    if (text.endsWith("\n")) break;
  }
  return { child, ...JSON.parse(text) };
}

/** What a page takes for granted, made by the calls of another: objects by their ids there, and those of ours. */
async function prelude(seed: string, place: Place): Promise<Map<string, string>> {
  const known = new Map<string, string>([["{TENANT_ID}", "acme"]]);
  if (seed === "marketing-automation") {
    const { told } = await send("ecommerce-fr", new Map(known), place, { until: 2 });
    const dataSet =
      String(Array.isArray(told[2]?.body) ? told[2].body[0] : "")
        .split("/")
        .at(-1) ?? "";
    known.set(
      "https://ns.adobe.com/acme/schemas/da411446eec78026c28d9fafd9e406e304b771d55b07b91b",
      idOf(told[1], "$id"),
    );
    known.set("5ed5639d798a22191b6987b2", dataSet);
  }
  if (seed === "on-demand-runs") {
    const { told } = await send("ecommerce-fr", new Map(known), place, {});
    known.set("3abea21c-7e36-4be1-bec1-d3bad0e3e0de", idOf(told[6]));
  }
  return known;
}

async function send(
  seed: string,
  known: Map<string, string>,
  place: Place,
  { without = [], until = Number.POSITIVE_INFINITY, areRefusalsSkipped = false }: ReplayOptions,
): Promise<Replayed> {
  const told: Told[] = [];
  const refusals = new Map<Correction, Told>();
  for (const [at, step] of stepsOf(seed).entries()) {
    if (at > until) break;
    const ofStep = corrections.filter((correction) => correction.seed === seed && correction.step === at);
    const ask = async (left: readonly Correction[], switches: Partial<Behaviour>): Promise<Told> => {
      place.emulator.setBehaviour(behaviourOf({ ...switches, ...switchesOf[seed]?.[at] }));
      const answer = await sendOne(requestOf(step, ofStep, left, place.seconds), known, place);
      place.emulator.setBehaviour(behaviourOf({}));
      return answer;
    };
    for (const correction of areRefusalsSkipped ? [] : ofStep) {
      const { asItStands } = correction;
      if (!("refused" in asItStands) || "after" in asItStands) continue;
      refusals.set(correction, await ask([correction], asItStands.switches ?? {}));
    }
    const answer = await ask(without, {});
    told.push(answer);
    if (answer.status >= 300) break;
    learn(step.response, answer.body, known);
  }
  return { told, refusals };
}

function requestOf(
  step: Step,
  ofStep: readonly Correction[],
  left: readonly Correction[],
  seconds: number,
): TutorialRequest {
  const request: TutorialRequest = {
    method: step.method,
    path: step.url.replace("/data/foundation", ""),
    headers: { ...step.headers },
    body: structuredClone(step.request),
  };
  for (const correction of ofStep) {
    if (!left.includes(correction)) correction.mend(request, { seconds });
  }
  return request;
}

async function sendOne(
  request: TutorialRequest,
  known: ReadonlyMap<string, string>,
  { emulator, sandbox }: Place,
): Promise<Told> {
  const { token, clientId, organization } = emulator.credentials;
  const fill = (text: string): string => {
    let filled = text;
    for (const [there, here] of known) filled = filled.replaceAll(there, here);
    return filled.replaceAll("{{$guid}}", "0b5f5f5c-9c4a-4d0e-8d57-8f2f2f0e6a11");
  };
  const credentials = new Map([
    ["{ACCESS_TOKEN}", token],
    ["{API_KEY}", clientId],
    ["{ORG_ID}", organization],
    ["{IMS_ORG}", organization],
    ["{SANDBOX_NAME}", sandbox],
  ]);
  const headers = new Headers();
  for (const [name, value] of Object.entries(request.headers)) {
    headers.set(
      name,
      value.replace(/\{[A-Z_]+\}/, (placeholder) => credentials.get(placeholder) ?? placeholder),
    );
  }
  const { method, path } = request;
  const response = await emulator.fetch(`${emulator.url}/data/foundation${path}`, {
    method,
    headers,
    ...(request.body === undefined ? {} : { body: fill(JSON.stringify(request.body)) }),
  });
  const text = await response.text();
  return { method, path, status: response.status, body: text === "" ? undefined : JSON.parse(text) };
}

/** From now on the identifiers of the page stand for those that were made. */
function learn(there: unknown, here: unknown, known: Map<string, string>): void {
  for (const name of ["id", "$id"]) {
    const id = memberOf(there, name);
    const ours = memberOf(here, name);
    if (typeof id !== "string" || typeof ours !== "string") continue;
    known.set(id.replace("{TENANT_ID}", "acme"), ours);
    if (name === "$id") known.set("{SCHEMA_ID}", ours);
  }
  if (!Array.isArray(there) || !Array.isArray(here)) return;
  known.set(String(there[0]).split("/").at(-1) ?? "", String(here[0]).split("/").at(-1) ?? "");
}

function memberOf(value: unknown, name: string): unknown {
  return typeof value === "object" && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}

function idOf(told: Told | undefined, name = "id"): string {
  return String(memberOf(told?.body, name));
}

/** Where two answers differ in their members or in the kinds of their values. */
function shapeFaults(there: unknown, here: unknown, newer: readonly string[], path = ""): readonly string[] {
  const [wanted, got] = [kindOf(there), kindOf(here)];
  if (wanted !== got) return [`${path}: ${wanted} on the page, ${got} here`];
  if (Array.isArray(there) && Array.isArray(here)) {
    return there.flatMap((item, at) => (at < here.length ? shapeFaults(item, here[at], newer, `${path}/${at}`) : []));
  }
  if (wanted !== "object") return [];
  const ours = new Map(Object.entries(here ?? {}));
  const theirs = new Map(Object.entries(there ?? {}));
  return [
    ...[...theirs].flatMap(([name, value]) =>
      ours.has(name)
        ? shapeFaults(value, ours.get(name), newer, `${path}/${name}`)
        : [`${path}/${name}: only on the page`],
    ),
    ...[...ours.keys()].flatMap((name) =>
      theirs.has(name) || newer.includes(`${path}/${name}`) ? [] : [`${path}/${name}: only here`],
    ),
  ];
}

function kindOf(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "array" : typeof value;
}
