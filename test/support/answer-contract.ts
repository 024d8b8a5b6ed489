import { expect, onTestFinished } from "vitest";
import { checkAnswer } from "../../src/emulator/contract/check.js";
import type { Emulator } from "../../src/emulator/index.js";
import { parseJson } from "../../src/emulator/json.js";
import type { Method, ServiceName } from "../../src/emulator/service.js";

/** The emulator with a `fetch` that holds every answer below 300 to Adobe's response schemas: the test fails at its end. */
export function holdToContract(emulator: Emulator): Emulator {
  const wrong = new Set<string>();
  onTestFinished(() => expect([...wrong]).toEqual([]));
  const fetch: typeof globalThis.fetch = async (input, init) => {
    const response = await emulator.fetch(input, init);
    for (const fault of await faultsOf(new Request(input, init), response)) wrong.add(fault);
    return response;
  };
  // Methods of the emulator write into itself, so that a copy would not do.
  return new Proxy(emulator, { get: (whole, name) => (name === "fetch" ? fetch : Reflect.get(whole, name)) });
}

async function faultsOf({ method, url }: Request, response: Response): Promise<readonly string[]> {
  const [, service, path = "/"] = /^\/data\/foundation\/([a-z-]+)(\/.*)?$/.exec(new URL(url).pathname) ?? [];
  if (response.status >= 300 || !isServiceName(service) || !isMethod(method)) return [];
  // A fault may have cut the body.
  const body = parseJson(
    await response
      .clone()
      .text()
      .catch(() => ""),
  );
  if (body === undefined) return [];
  const decoded = path.split("/").map(decodeURIComponent).join("/");
  const faults = await checkAnswer(service, { method, path: decoded }, { status: response.status, body });
  return faults.map((fault) => `${method} /${service}${path}: ${fault}`);
}

const isMethod = (method: string): method is Method => ["GET", "POST", "PUT", "PATCH", "DELETE"].includes(method);

const isServiceName = (name: string | undefined): name is ServiceName =>
  ["flowservice", "conversion", "schemaregistry", "catalog"].includes(name ?? "");
