import { afterEach } from "vitest";
import { type Environment, type OpenedDeployment, openDeployment } from "../../src/project/index.js";
import { makeFolder } from "../support/cli.js";

let remove: (() => void)[] = [];
afterEach(() => {
  for (const one of remove) one();
  remove = [];
});

export const MAPPING = 'target "schema.json"\nEmail -> personalEmail.address\n';

/** A folder with this project file and a mapping, `orders.xdmap`; it is gone after the test. */
export function project(yaml: string, others: Readonly<Record<string, string | Uint8Array>> = {}): string {
  const made = makeFolder({ "orders.xdmap": MAPPING, "xdmap.yaml": yaml, ...others });
  remove.push(made.remove);
  return made.folder;
}

/** A flow with all that it needs. `lines` take the place of those that begin with the same key, or come after them. */
export function flow(...lines: readonly string[]): string {
  const own = [
    "mapping: orders.xdmap",
    "connection: Shopify",
    "source: { table: Orders }",
    "dataset: Orders",
    "schedule: { frequency: hour, interval: 6, backfill: true }",
  ];
  const keyOf = (line: string) => line.slice(0, line.indexOf(":"));
  const kept = own.filter((line) => lines.every((one) => keyOf(one) !== keyOf(line)));
  return `flows:\n  orders:\n${[...kept, ...lines].map((line) => `    ${line}\n`).join("")}`;
}

export function open(folder: string, sandbox: string | undefined = "dev", env: Environment = {}) {
  return openDeployment({ folder, sandbox, env });
}

/** What was found, each with the text that it marks. */
export function told(opened: OpenedDeployment): readonly string[] {
  if (opened.kind === "misuse") return [opened.message];
  return opened.diagnostics.map(({ code, place }) => {
    const marked = place !== null && "start" in place ? place.file.text.slice(place.start, place.end) : "";
    return `${code} ${marked}`.trim();
  });
}

/** The deployment; a test fails with what was found where there is none. */
export async function deploymentOf(folder: string, sandbox?: string) {
  const opened = await open(folder, sandbox);
  if (opened.kind !== "deployment") throw new Error(JSON.stringify(told(opened)));
  return opened.deployment;
}
