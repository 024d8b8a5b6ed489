import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { readMarker } from "../plan/marker.js";
import { textAt } from "../plan/read-json.js";
import type { GatheredFlow } from "./gather-flow.js";

export interface NamedFlow {
  readonly key: string;
  readonly flow: GatheredFlow;
}

/** What there is already. */
interface Known {
  /** The flows of the project file: their keys, and their names in AEP. */
  readonly flows: ReadonlyMap<string, string>;
  /** Of the state: the id of the flow of a key. */
  readonly idOf: (key: string) => string | null;
  /** Whether a flow that is there is written over. */
  readonly force: boolean;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/**
 * A key for each flow: the one that it has in the project file, or that its marker tells, or one made of its name. Flows
 * that the file has already are left out, with a finding each, unless they are to be written over.
 */
export function nameFlows(
  flows: readonly GatheredFlow[],
  known: Known,
): { readonly named: readonly NamedFlow[]; readonly diagnostics: readonly Diagnostic[] } {
  const taken = new Map([...known.flows.keys()].map((key) => [key.toLowerCase(), key]));
  const names = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const named = flows.flatMap((flow): NamedFlow[] => {
    const { name } = flow.entry;
    const own = ownKey(flow, known);
    const place = { path: flow.label };
    const twin = names.get(name);
    if (twin !== undefined) {
      const why = `another flow of that name is imported as ${twin}, and no two flows of a project have one name in AEP`;
      diagnostics.push(diagnostic(imports.XM7552, place, { flow: name, why }));
      return [];
    }
    if (own !== null) {
      names.set(name, own);
      if (known.force) return [{ key: own, flow }];
      diagnostics.push(diagnostic(imports.XM7554, place, { flow: name, key: own }));
      return [];
    }
    const marked = readMarker(textAt(flow.flow, "description") ?? "").owner?.split("/")[0] ?? "";
    const stem = KEY.test(marked) ? marked : keyFor(name, flow.id);
    let key = stem;
    for (let number = 2; taken.has(key.toLowerCase()); number++) key = `${stem}-${number}`;
    if (key !== stem) diagnostics.push(diagnostic(imports.XM7555, place, { flow: name, key: stem, taken: key }));
    taken.set(key.toLowerCase(), key);
    names.set(name, key);
    return [{ key, flow }];
  });
  return { named, diagnostics };
}

/** The key by which the project file has a flow already. */
function ownKey({ id, entry }: GatheredFlow, { flows, idOf }: Known): string | null {
  for (const [key, name] of flows) if (name === entry.name || (id !== null && idOf(key) === id)) return key;
  return null;
}

function keyFor(name: string, id: string | null): string {
  const clean = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^[^a-z0-9]+|[-._]+$/g, "")
    .slice(0, 56);
  return clean === "" ? `flow-${(id ?? "").replace(/[^A-Za-z0-9]/g, "").slice(0, 8) || "1"}` : clean;
}
