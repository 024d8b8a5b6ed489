import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { imports } from "../../diagnostics/platform-import.js";
import { importedFlows } from "../../diagnostics/platform-import-flows.js";
import type { FlowsThere } from "../../project/flows-there.js";
import { readMarker } from "../plan/marker.js";
import { textAt } from "../plan/read-json.js";
import type { GatheredFlow } from "./gather-flow.js";

export interface NamedFlow {
  readonly key: string;
  readonly flow: GatheredFlow;
  /** The mapping file that the project file names for it already; null where it is new. */
  readonly mapping: string | null;
}

/** What there is already. */
interface Known {
  /** The project file, as it is shown: it may stand in a folder above. */
  readonly file: string;
  readonly there: FlowsThere;
  /** Of the state: the id of the flow of a key. */
  readonly idOf: (key: string) => string | null;
  /** Whether a flow that is there is written over. */
  readonly force: boolean;
  readonly sandbox: string | null;
}

const KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** Windows makes no file of these names, whatever their ending. */
const DEVICE = /^(?:con|prn|aux|nul|conin|conout|com\d|lpt\d)(?:\.|$)/i;

/**
 * A key for each flow: the one that it has in the project file, or that its marker tells, or one made of its name. Flows
 * that the file has already are left out, with a finding each, unless they are to be written over.
 */
export function nameFlows(
  flows: readonly GatheredFlow[],
  known: Known,
): { readonly named: readonly NamedFlow[]; readonly diagnostics: readonly Diagnostic[] } {
  const { file, there, force, sandbox } = known;
  const taken = new Set(there.keys.map((key) => key.toLowerCase()));
  const owners = new Map<string, GatheredFlow>();
  const names = new Map<string, string>();
  const diagnostics: Diagnostic[] = [];
  const named: NamedFlow[] = [];
  for (const flow of flows) {
    const { name } = flow.entry;
    const place = { path: flow.label };
    const refuse = (why: string, advice: string) =>
      diagnostics.push(diagnostic(imports.XM7552, place, { flow: name, why, advice }));
    const own = ownKey(flow, known);
    const twin = names.get(name) ?? (own !== null && owners.has(own) ? own : undefined);
    if (twin !== undefined) {
      const id = owners.get(twin)?.id ?? null;
      const other = id === null ? "another flow" : `another flow (${id})`;
      const why = `${other} is ${twin}, and no two flows of a project have one key, or one name in AEP`;
      refuse(why, "Rename one of them in AEP, or import by its id the one that is meant.");
      continue;
    }
    const key = own ?? newKey(flow, taken, diagnostics);
    taken.add(key.toLowerCase());
    names.set(name, key);
    owners.set(key, flow);
    const before = there.flows.get(key);
    if (own === null || before === undefined) named.push({ key, flow, mapping: null });
    else if (!force) diagnostics.push(diagnostic(imports.XM7554, place, { file, flow: name, key }));
    else if (!before.isInFile)
      refuse(
        `xdmap.yaml says it in the section of a sandbox, as ${key}, and an import writes above these`,
        "Take it out there first, or change it there by hand.",
      );
    else {
      if (before.isInSandbox) {
        diagnostics.push(diagnostic(importedFlows.XM7561, place, { flow: name, key, sandbox: sandbox ?? "" }));
      }
      named.push({ key, flow, mapping: before.mapping });
    }
  }
  return { named, diagnostics };
}

/** The key by which the project file has a flow already: that of its id, or else of its name. */
function ownKey({ id, entry }: GatheredFlow, { there, idOf }: Known): string | null {
  const keys = [...there.flows];
  const byId = id === null ? undefined : keys.find(([key]) => idOf(key) === id);
  return (byId ?? keys.find(([, { name }]) => name === entry.name))?.[0] ?? null;
}

function newKey({ label, id, flow, entry }: GatheredFlow, taken: ReadonlySet<string>, diagnostics: Diagnostic[]) {
  const marked = readMarker(textAt(flow, "description") ?? "").owner?.split("/")[0] ?? "";
  const own = KEY.test(marked) ? marked : keyFor(entry.name, id);
  const stem = DEVICE.test(own) ? `flow-${own}`.slice(0, 64) : own;
  let key = stem;
  for (let number = 2; taken.has(key.toLowerCase()); number++) key = `${stem.slice(0, 58)}-${number}`;
  if (key !== stem) {
    diagnostics.push(diagnostic(imports.XM7555, { path: label }, { flow: entry.name, key: stem, taken: key }));
  }
  return key;
}

function keyFor(name: string, id: string | null): string {
  const clean = name
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9._]+/g, "-")
    .replace(/^[^a-z0-9]+|[-._]+$/g, "")
    .slice(0, 56)
    .replace(/[-._]+$/, "");
  return clean === "" ? `flow-${(id ?? "").replace(/[^A-Za-z0-9]/g, "").slice(0, 8) || "1"}` : clean;
}
