import { expect, onTestFinished } from "vitest";
import { createEmulator, type Emulator, type EmulatorOptions, startEmulator } from "../../src/emulator/index.js";
import { heldToContract } from "./answer-contract.js";

/** An emulator on 127.0.0.1 that ends with the test. */
export async function emulatorForTest(options: EmulatorOptions = {}): Promise<Emulator> {
  const emulator = await startEmulator(heldInItsTests(options));
  onTestFinished(() => emulator.close());
  return emulator;
}

/** One without a socket: faster, and reached by its own `fetch` alone. */
export async function emulatorInProcess(options: Omit<EmulatorOptions, "port"> = {}): Promise<Emulator> {
  return await createEmulator(heldInItsTests(options));
}

/** In the tests of the emulator its answers are held to Adobe's contract. */
function heldInItsTests<Options extends EmulatorOptions>(options: Options): Options {
  const isOfEmulator = /[\\/]test[\\/]emulator[\\/]/.test(expect.getState().testPath ?? "");
  return isOfEmulator ? heldToContract(options) : options;
}

export interface Told {
  readonly status: number;
  readonly headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of any shape
  readonly body: any;
  readonly text: string;
}

export interface AskOptions {
  readonly method?: string;
  /** Sent as JSON; a text is sent as it is. */
  readonly body?: unknown;
  /** Laid over those of a good client; null leaves one out. */
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** Asks a service as a good client does; `path` begins after `/data/foundation`. */
export async function ask(emulator: Emulator, path: string, options: AskOptions = {}): Promise<Told> {
  const { clientId, organization, token } = emulator.credentials;
  const { body } = options;
  const headers = new Headers();
  const all: Readonly<Record<string, string | null>> = {
    authorization: `Bearer ${token}`,
    "x-api-key": clientId,
    "x-gw-ims-org-id": organization,
    "x-sandbox-name": "dev",
    ...(body === undefined ? {} : { "content-type": "application/json" }),
    ...options.headers,
  };
  for (const [name, value] of Object.entries(all)) if (value !== null) headers.set(name, value);
  const response = await emulator.fetch(`${emulator.url}/data/foundation${path}`, {
    method: options.method ?? (body === undefined ? "GET" : "POST"),
    headers,
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, body: jsonOf(text) };
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
