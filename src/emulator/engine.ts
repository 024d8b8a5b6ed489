import type { Access } from "./access.js";
import type { Behaviour } from "./behaviour.js";
import { answerControl, CONTROL } from "./control.js";
import { codedError, datasetError, gatewayError, problem } from "./errors.js";
import { answerInPlace, meetAfter } from "./fault-answers.js";
import type { Fault, Faults } from "./faults.js";
import { findSandbox, refuseAccess, type SandboxLookup } from "./gateway.js";
import { isOwnHost } from "./host-names.js";
import { isSignIn, signIn } from "./ims.js";
import { DEEPEST, isTooDeep, parseJson } from "./json.js";
import type { Library } from "./library.js";
import type { Outcome } from "./outcome.js";
import { type RawRequest, readForm, splitTarget, type Target } from "./raw-request.js";
import { headersToKeep, type LogEntry, type RequestLog, redactBody } from "./request-log.js";
import { type RouteLookup, Router, segmentsOf } from "./router.js";
import { generationOf } from "./sandbox-management/index.js";
import type { Answer, Context, IdShape, Method, Service, ServiceName, ServiceRequest } from "./service.js";
import type { Memory, Transaction } from "./store.js";

export interface Handled {
  readonly outcome: Outcome;
  /** To call when the client has the answer, or what a fault left of it. */
  readonly done: () => Promise<void>;
}

/** received: before anything was done; committed: what it wrote is kept (and saved), no answer went out yet. */
export type Phase = "received" | "committed" | "answered";

/** What breaks Adobe's contract in a request, one sentence each. */
export type ContractCheck = (service: ServiceName, request: ServiceRequest) => Promise<readonly string[]>;

export interface EngineOptions {
  readonly services: readonly Service[];
  readonly memory: Memory;
  readonly access: Access;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly behaviour: () => Behaviour;
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly newId: (shape: IdShape) => string;
  readonly origin: () => string;
  readonly samples: ReadonlyMap<string, string>;
  readonly tenantOf: (sandbox: string) => string;
  readonly library: Library;
  /** Milliseconds before each answer. */
  readonly latency: number;
  /** A request that breaks the contract is refused; otherwise that is noted in the log. */
  readonly strict: boolean;
  readonly checkContract: ContractCheck | null;
  /** Called after each commit, before anybody hears of it. */
  readonly save: () => void;
  readonly onPhase: (n: number, phase: Phase, entry: LogEntry) => void | Promise<void>;
  /** Sees what each service answers, before a fault touches it, however it goes out. */
  readonly onAnswer: AnswerHook;
}

export type AnswerHook = (service: ServiceName, request: ServiceRequest, answer: Answer) => void;

const ORGANIZATION = "";
const PREFIX = "/data/foundation/";
const methods: ReadonlySet<string> = new Set<Method>(["GET", "POST", "PUT", "PATCH", "DELETE"]);

/** The whole of the emulator without its socket: request data to answer data. */
export class Engine {
  private readonly options: EngineOptions;
  private readonly routers: ReadonlyMap<string, { readonly service: Service; readonly router: Router }>;
  /** The end of the last handler's turn: they run one after the other. */
  private turn: Promise<unknown> = Promise.resolve();
  /** By sandbox, which of its generations is in memory. */
  private readonly generations = new Map<string, number>();

  constructor(options: EngineOptions) {
    this.options = options;
    this.routers = new Map(options.services.map((service) => [service.name, { service, router: new Router(service) }]));
    const { memory } = options;
    if (!memory.hasScope(ORGANIZATION)) this.seed(ORGANIZATION, (service) => service.sandboxed === false);
    for (const { id, value } of this.sandboxes()) {
      if (memory.hasScope(id)) this.generations.set(id, generationOf(value));
    }
    this.matchSandboxes();
  }

  async handle(raw: RawRequest): Promise<Handled> {
    const target = splitTarget(raw.target);
    if (!isOwnHost(raw.headers.get("host"))) {
      const refused = gatewayError(
        421,
        "421000",
        "The Host of the request is none of this machine, and none of Adobe's",
      );
      return { outcome: whole(refused), done: async () => {} };
    }
    if (target.path.startsWith(CONTROL)) {
      return { outcome: whole(answerControl(raw, target, this.options)), done: async () => {} };
    }
    const { log, now, onPhase } = this.options;
    const { n } = log.begin({ time: now(), method: raw.method, path: raw.target });
    const outcome = await this.meet(raw, target, log.change(n, { headers: headersToKeep(raw.headers) }));
    log.change(n, { status: outcome.kind === "answer" ? outcome.answer.status : null });
    return { outcome, done: async () => onPhase(n, "answered", log.change(n, {})) };
  }

  /** The request with the faults that wait for it. */
  private async meet(raw: RawRequest, target: Target, { n, ...entry }: LogEntry): Promise<Outcome> {
    const { log, faults, onPhase, sleep, now } = this.options;
    await onPhase(n, "received", { n, ...entry });
    const met = faults.take(raw.method, target.path);
    if (met.length > 0) log.change(n, { faults: met.map(({ kind }) => kind) });
    const wait = this.options.latency + latencyOf(met);
    if (wait > 0) await sleep(wait);
    const early = answerInPlace(met, now());
    if (early !== null) return early;
    const answer = await this.inTurn(() => this.answer(raw, target, met, n)).catch(ownFault);
    const handled = log.change(n, {});
    if (handled.committed) await onPhase(n, "committed", handled);
    return meetAfter(met, whole(answer));
  }

  private async inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.turn.then(work, work);
    this.turn = mine.catch(() => undefined);
    return await mine;
  }

  private async answer(raw: RawRequest, target: Target, met: readonly Fault[], n: number): Promise<Answer> {
    const { access, behaviour } = this.options;
    const { path, query } = target;
    if (isSignIn(path)) {
      if (raw.method !== "POST") return allowing(["POST"], { status: 405, body: { error: "method_not_allowed" } });
      const parameters = new URLSearchParams(query);
      for (const [name, value] of readForm(raw)) parameters.set(name, value);
      return signIn(path, parameters, access, behaviour());
    }
    const [name = "", ...rest] = path.slice(PREFIX.length).split("/");
    const served = path.startsWith(PREFIX) ? this.routers.get(name) : undefined;
    if (served === undefined) return gatewayError(404, "404000", `Nothing is served at ${path}`);
    const refused = refuseAccess(raw.headers, access);
    if (refused !== null) return refused;
    const { service, router } = served;
    const lookup = this.findScope(service, raw.headers);
    if (lookup.kind === "refused") return lookup.answer;
    this.options.log.change(n, { sandbox: lookup.name || null });
    const fail = (status: number, title: string, detail: string) =>
      refuseFor(service, behaviour(), status, title, detail, path, this.options.now());
    const segments = decodeSegments(`/${rest.join("/")}`);
    if (segments === null) return fail(400, "Bad Request", "The path is not properly percent-encoded");
    // The server leaves out the body of the answer to a HEAD (RFC 9110, 9.3.2).
    const method = raw.method === "HEAD" ? "GET" : raw.method;
    if (!isMethod(method)) {
      const allowed = router.allowed(segments);
      if (allowed.length === 0) return fail(404, "Not Found", `/${segments.join("/")} does not exist`);
      if (method === "OPTIONS") return allowing(allowed, { status: 204 });
      return allowing(allowed, fail(405, "Method Not Allowed", `${raw.method} is not allowed`));
    }
    const encoding = raw.headers.get("content-encoding") ?? "identity";
    if (raw.body !== "" && encoding.toLowerCase() !== "identity") {
      return fail(415, "Unsupported Media Type", `A body in the Content-Encoding ${encoding} is not read`);
    }
    // A body means nothing in a GET or DELETE (RFC 9110, 9.3): clients send empty forms with them.
    const isRead = raw.body === "" || method === "GET" || method === "DELETE";
    if (!isRead && isTooDeep(raw.body)) return fail(400, "Bad Request", `The body is nested more than ${DEEPEST} deep`);
    const body = isRead ? undefined : parseJson(raw.body);
    if (body === undefined && !isRead) return fail(400, "Bad Request", "The body is not valid JSON");
    this.options.log.change(n, { body: redactBody(body) });
    const route = router.find(method, segments);
    const request: ServiceRequest = {
      method,
      path: `/${segments.join("/")}`,
      parameters: route.kind === "match" ? route.match.parameters : new Map(),
      query: new URLSearchParams(query),
      headers: raw.headers,
      body,
      bodyText: raw.body,
    };
    if (route.kind === "match") {
      const violations = await this.violationsOf(service, request, n);
      if (this.options.strict && violations.length > 0) {
        return fail(400, "The request breaks the published contract", violations.join("; "));
      }
    }
    const transaction = this.begin(lookup.name, met);
    const answer = await this.dispatch(service, route, request, this.contextOf(lookup.name, transaction), fail);
    this.options.onAnswer(service.name, request, answer);
    if (answer.status < 400 && answer.discard !== true && transaction.commit()) {
      this.matchSandboxes();
      this.options.save();
      this.options.log.change(n, { committed: true });
    }
    return answer;
  }

  private findScope(service: Service, headers: ReadonlyMap<string, string>): SandboxLookup {
    if (service.sandboxed === false) return { kind: "sandbox", name: ORGANIZATION };
    return findSandbox(headers, this.options.memory.scope(ORGANIZATION), this.options.behaviour());
  }

  private async violationsOf(service: Service, request: ServiceRequest, n: number): Promise<readonly string[]> {
    const { checkContract, log } = this.options;
    if (checkContract === null) return [];
    const violations = await checkContract(service.name, request);
    if (violations.length > 0) log.change(n, { violations });
    return violations;
  }

  private async dispatch(
    service: Service,
    route: RouteLookup,
    request: ServiceRequest,
    context: Context,
    fail: (status: number, title: string, detail: string) => Answer,
  ): Promise<Answer> {
    if (route.kind === "match") return await route.match.route.handle(request, context);
    if (service.notFound !== undefined) return service.notFound(request, context);
    return route.kind === "method"
      ? allowing(route.allowed, fail(405, "Method Not Allowed", `${request.method} is not allowed on ${request.path}`))
      : fail(404, "Not Found", `${request.path} does not exist`);
  }

  private begin(scope: string, met: readonly Fault[]): Transaction {
    const lag = met.find(({ kind }) => kind === "list-lag");
    return this.options.memory.begin(scope, {
      now: this.options.now(),
      lag: lag === undefined ? 0 : (lag.milliseconds ?? 1000),
    });
  }

  private contextOf(sandbox: string, transaction: Transaction): Context {
    const { access, now, newId, behaviour, origin, samples, tenantOf, library } = this.options;
    return {
      store: transaction,
      sandbox,
      organization: access.credentials.organization,
      client: access.credentials.clientId,
      now,
      newId,
      behaviour: behaviour(),
      origin: origin(),
      samples,
      tenant: tenantOf(sandbox),
      library,
    };
  }

  private sandboxes() {
    return this.options.memory.scope(ORGANIZATION).collection("sandboxes").all();
  }

  /** A new sandbox gets what each begins with, a deleted one loses everything, one that was reset both. */
  private matchSandboxes(): void {
    const wanted = new Map(this.sandboxes().map(({ id, value }) => [id, generationOf(value)]));
    for (const [name, generation] of this.generations) {
      if (wanted.get(name) === generation) continue;
      this.options.memory.drop(name);
      this.generations.delete(name);
    }
    for (const [name, generation] of wanted) {
      if (this.generations.has(name)) continue;
      this.generations.set(name, generation);
      this.seed(name, (service) => service.sandboxed !== false);
    }
  }

  private seed(scope: string, isConcerned: (service: Service) => boolean): void {
    for (const service of this.options.services) {
      if (!isConcerned(service) || service.seed === undefined) continue;
      // As old as can be: no list lag hides it.
      const transaction = this.options.memory.begin(scope, { now: 0, lag: 0 });
      service.seed(this.contextOf(scope, transaction));
      transaction.commit();
    }
  }
}

/** A bug of the emulator, or a state file that cannot be written, is told to who asked; the others go on. */
function ownFault(error: unknown): Answer {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return gatewayError(500, "500000", `The emulator itself failed: ${why}`);
}

function whole(answer: Answer): Outcome {
  return { kind: "answer", answer, text: textOf(answer), isCut: false };
}

function textOf({ body, text = "" }: Answer): string {
  return body === undefined ? text : JSON.stringify(body);
}

/** Milliseconds of the latency faults among them. */
function latencyOf(met: readonly Fault[]): number {
  return met.reduce((sum, { kind, milliseconds = 1000 }) => (kind === "latency" ? sum + milliseconds : sum), 0);
}

function decodeSegments(path: string): readonly string[] | null {
  try {
    const segments = segmentsOf(path);
    // An `$id` that was not encoded is one parameter all the same: a community client sends it so.
    const id = segments.findIndex((segment, index) => /^https?:$/i.test(segment) && segments[index + 1] === "");
    const whole = id === -1 ? segments : [...segments.slice(0, id), segments.slice(id).join("/")];
    return whole.map(decodeURIComponent);
  } catch {
    return null;
  }
}

/** A 405 names what would be allowed (RFC 9110, 15.5.6), and where something can be read that is so of its head. */
function allowing(methods: readonly Method[], answer: Answer): Answer {
  const allowed = methods.flatMap((method) => (method === "GET" ? [method, "HEAD"] : [method]));
  return { ...answer, headers: { ...answer.headers, allow: allowed.join(", ") } };
}

function isMethod(method: string): method is Method {
  return methods.has(method);
}

/** A refusal before any handler, in the shape of the service's own. */
function refuseFor(
  service: Service,
  behaviour: Behaviour,
  status: number,
  title: string,
  detail: string,
  path: string,
  now: number,
): Answer {
  switch (service.name) {
    case "flowservice":
    case "sandbox-management":
      return codedError(behaviour, `1000-${status}`, title, detail);
    case "dataset":
    case "conversion":
      return datasetError(status, `${status}000`, `${title}: ${detail}`, path, now);
    case "schemaregistry":
    case "catalog":
    case "export":
      return problem(status, title, detail);
  }
}
