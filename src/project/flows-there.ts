import { parseDocument } from "yaml";

/** What a project file has of a flow already, as far as an import has to know. */
export interface FlowThere {
  /** In AEP, in one sandbox. */
  readonly name: string;
  readonly mapping: string | null;
  /** Whether the file says it above its sandboxes, where flows are written. */
  readonly isInFile: boolean;
  /** Whether the sandbox says something of it. */
  readonly isInSandbox: boolean;
}

export interface FlowsThere {
  /** Those of the file and of the sandbox, by their keys. */
  readonly flows: ReadonlyMap<string, FlowThere>;
  /** Every key of any sandbox: what a flow of such a key says would be laid over by it. */
  readonly keys: readonly string[];
}

export const NO_FLOWS: FlowsThere = { flows: new Map(), keys: [] };

/** The flows of a project file. What is no flow there is left out: who opens the deployment tells of it. */
export function flowsIn(text: string, sandbox: string | null): FlowsThere {
  const file = parse(text.replace(/^\ufeff/, ""));
  const inFile = entriesAt(file, "flows");
  const sandboxes = entriesAt(file, "sandboxes");
  const own = new Map(sandbox === null ? [] : entriesAt(sandboxes.get(sandbox), "flows"));
  const flows = new Map<string, FlowThere>();
  for (const key of new Set([...inFile.keys(), ...own.keys()])) {
    const [below, above] = [inFile.get(key), own.get(key)];
    flows.set(key, {
      name: textAt(above, "name") ?? textAt(below, "name") ?? key,
      mapping: textAt(above, "mapping") ?? textAt(below, "mapping"),
      isInFile: inFile.has(key),
      isInSandbox: own.has(key),
    });
  }
  const others = [...sandboxes.values()].flatMap((one) => [...entriesAt(one, "flows").keys()]);
  return { flows, keys: [...new Set([...flows.keys(), ...others])] };
}

/** Keys are texts, also where YAML reads a number. */
function parse(text: string): unknown {
  try {
    const document = parseDocument(text, { version: "1.2", schema: "core", uniqueKeys: false, logLevel: "silent" });
    return document.toJS({ mapAsMap: true, maxAliasCount: 1000 });
  } catch {
    return null;
  }
}

function entriesAt(value: unknown, key: string): ReadonlyMap<string, unknown> {
  const found: unknown = value instanceof Map ? value.get(key) : undefined;
  return new Map(found instanceof Map ? [...found].map(([name, one]) => [String(name), one]) : []);
}

function textAt(value: unknown, key: string): string | null {
  const found: unknown = value instanceof Map ? value.get(key) : undefined;
  return typeof found === "string" || typeof found === "number" || typeof found === "boolean" ? String(found) : null;
}
