import { Access, type Credentials } from "./access.js";
import { type Behaviour, behaviourOf } from "./behaviour.js";
import { type AnswerHook, Engine, type Phase } from "./engine.js";
import { type Fault, Faults } from "./faults.js";
import { fetchFrom } from "./in-process.js";
import { type Library, readLibrary } from "./library.js";
import { randomText } from "./random.js";
import { type LogEntry, RequestLog } from "./request-log.js";
import { type Listening, listen } from "./server.js";
import { services } from "./services.js";
import { holdState, loadState, type SavedState, saveState } from "./state-file.js";
import { Memory, type Store } from "./store.js";

export interface EmulatorOptions {
  /** 0, the default, takes any that is free. */
  readonly port?: number;
  /** Loaded at the start where it exists, written after each commit. */
  readonly stateFile?: string;
  /** Refuse requests that break Adobe's published contract. */
  readonly strict?: boolean;
  /** Milliseconds before each answer. */
  readonly latency?: number;
  readonly faults?: readonly Fault[];
  readonly behaviour?: Partial<Behaviour>;
  /** Milliseconds since 1970. */
  readonly now?: () => number;
  readonly sleep?: (milliseconds: number) => Promise<void>;
  /** How long tokens are valid; a day, less a second, when left out. */
  readonly tokenSeconds?: number;
  /** Tables and paths of sources with the files that stand for them. */
  readonly samples?: ReadonlyMap<string, string>;
  /** Schemas that each sandbox holds from the start: exports in the registry's xed-full form. */
  readonly schemas?: readonly string[];
  /** Folders of Adobe's own components, which schemas are composed of. */
  readonly components?: readonly string[];
  /** Of all sandboxes, without the underscore; `acme` when left out. */
  readonly tenant?: string;
  /** Of single sandboxes. */
  readonly tenants?: ReadonlyMap<string, string>;
  /** Sees what each service answers, before a fault touches it, however it goes out. */
  readonly onAnswer?: AnswerHook;
}

export type RequestHook = (n: number, phase: Phase, entry: LogEntry) => void | Promise<void>;

export interface Emulator {
  /** `http://127.0.0.1:PORT`; of an emulator without a socket a name that only its own `fetch` knows. */
  readonly url: string;
  readonly credentials: Credentials;
  /** The variables that point xdmap at it. */
  env(): Readonly<Record<string, string>>;
  /** In the order of arrival, the latest 10,000. */
  readonly requests: readonly LogEntry[];
  readonly faults: Pick<Faults, "add" | "clear" | "list">;
  /** Read access, for assertions. */
  readonly store: { sandbox(name: string): Store };
  /** Awaited at each phase of each request; set it to null to stop. */
  onRequest: RequestHook | null;
  /** The same as `fetch` of a client, without a socket. */
  readonly fetch: typeof globalThis.fetch;
  /** Tokens given out so far are refused from now on with 401013. */
  expireTokens(): void;
  setBehaviour(changes: Partial<Behaviour>): void;
  close(): Promise<void>;
}

/** Starts an emulator on 127.0.0.1. A port that is taken and a state file that cannot be read reject. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await LocalEmulator.make(options);
  try {
    await emulator.listen(options.port ?? 0);
  } catch (error) {
    await emulator.close();
    throw error;
  }
  return emulator;
}

/** An emulator without a socket: only its own `fetch` reaches it. */
export async function createEmulator(options: Omit<EmulatorOptions, "port"> = {}): Promise<Emulator> {
  return await LocalEmulator.make(options);
}

class LocalEmulator implements Emulator {
  onRequest: RequestHook | null = null;
  readonly faults = new Faults();
  readonly store: Emulator["store"];
  readonly fetch: typeof globalThis.fetch;
  private readonly log = new RequestLog();
  private readonly access: Access;
  private readonly engine: Engine;
  private readonly now: () => number;
  /** Lets another emulator have the state file. */
  private readonly releaseState: () => void;
  private behaviour: Behaviour;
  private listening: Listening | null = null;

  static async make(options: EmulatorOptions): Promise<LocalEmulator> {
    const { stateFile } = options;
    if (stateFile === undefined) return new LocalEmulator(options, null, await readLibrary(options), () => {});
    const release = holdState(stateFile);
    try {
      return new LocalEmulator(options, await loadState(stateFile), await readLibrary(options), release);
    } catch (error) {
      release();
      throw error;
    }
  }

  private constructor(options: EmulatorOptions, saved: SavedState | null, library: Library, releaseState: () => void) {
    this.releaseState = releaseState;
    const memory = saved?.memory ?? new Memory();
    this.now = options.now ?? Date.now;
    this.behaviour = behaviourOf(options.behaviour);
    const tokenSeconds = options.tokenSeconds === undefined ? {} : { tokenSeconds: options.tokenSeconds };
    const { stateFile } = options;
    const organization = saved === null ? {} : { organization: saved.organization };
    this.access = new Access({ now: this.now, random: randomText, ...tokenSeconds, ...organization });
    this.faults.add(...(options.faults ?? []));
    const save = () => {
      if (stateFile !== undefined) saveState(stateFile, { memory, organization: this.credentials.organization });
    };
    this.engine = new Engine({
      services,
      memory,
      access: this.access,
      faults: this.faults,
      log: this.log,
      behaviour: () => this.behaviour,
      now: this.now,
      sleep: options.sleep ?? ((milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds))),
      newId: randomText,
      origin: () => this.url,
      samples: options.samples ?? new Map(),
      tenantOf: (sandbox) => options.tenants?.get(sandbox) ?? options.tenant ?? "acme",
      library,
      latency: options.latency ?? 0,
      strict: options.strict ?? false,
      checkContract: async (...given) => (await import("./contract/check.js")).checkRequest(...given),
      save,
      onPhase: (...given) => this.onRequest?.(...given),
      onAnswer: options.onAnswer ?? (() => {}),
    });
    // The organisation has to be the same after a restart, even where nothing was written.
    save();
    this.store = { sandbox: (name) => memory.scope(name) };
    this.fetch = fetchFrom((request) => this.engine.handle(request), this.now);
  }

  get url(): string {
    return this.listening === null ? "http://127.0.0.1" : `http://127.0.0.1:${this.listening.port}`;
  }

  get credentials(): Credentials {
    return this.access.credentials;
  }

  get requests(): readonly LogEntry[] {
    return this.log.entries;
  }

  env(): Readonly<Record<string, string>> {
    const { clientId, clientSecret, organization } = this.credentials;
    return {
      XDMAP_CLIENT_ID: clientId,
      XDMAP_CLIENT_SECRET: clientSecret,
      XDMAP_ORG: organization,
      XDMAP_SANDBOX: "dev",
      XDMAP_PLATFORM_URL: this.url,
      XDMAP_IMS_URL: this.url,
    };
  }

  expireTokens(): void {
    this.access.expireAll();
  }

  setBehaviour(changes: Partial<Behaviour>): void {
    this.behaviour = { ...this.behaviour, ...changes };
  }

  async listen(port: number): Promise<void> {
    this.listening = await listen(port, { handle: (request) => this.engine.handle(request), now: this.now });
  }

  async close(): Promise<void> {
    await this.listening?.close();
    this.releaseState();
  }
}
