import { type Diagnostic, diagnostic, type Place } from "../../diagnostics/index.js";
import { platformPromote as codes } from "../../diagnostics/platform-promote.js";

/** Two sandboxes of one organisation. */
export interface Route {
  readonly from: string;
  readonly to: string;
}

interface Lack {
  readonly what: string;
  readonly name: string;
  readonly advice: string;
}

interface Doubt {
  readonly what: string;
  readonly name: string;
  readonly ids: readonly string[];
  readonly setting: string;
}

/** What was found of all flows: what several of them miss is told once, with all of them. */
export interface Findings {
  readonly missing: (flow: string, place: Place, lack: Lack) => void;
  readonly ambiguous: (flow: string, place: Place, doubt: Doubt) => void;
  readonly add: (found: Diagnostic, flow?: string) => void;
  /** The flows that something stands in the way of. */
  readonly stopped: ReadonlySet<string>;
  readonly all: () => readonly Diagnostic[];
}

export function openFindings({ to }: Route): Findings {
  const groups = new Map<
    string,
    { readonly flows: string[]; readonly tell: (flows: readonly string[]) => Diagnostic }
  >();
  const stopped = new Set<string>();
  const group = (key: string, flow: string, tell: (flows: readonly string[]) => Diagnostic) => {
    stopped.add(flow);
    const known = groups.get(key) ?? { flows: [], tell };
    known.flows.push(flow);
    groups.set(key, known);
  };
  const found = new Map<string, Diagnostic>();
  return {
    missing: (flow, place, { what, name, advice }) =>
      group(JSON.stringify(["missing", what, name]), flow, (flows) =>
        diagnostic(codes.XM7601, place, { what, name, to, flows, advice }),
      ),
    ambiguous: (flow, place, { what, name, ids, setting }) =>
      group(JSON.stringify(["several", what, name]), flow, (flows) =>
        diagnostic(codes.XM7602, place, { what, name, to, ids, flows, setting }),
      ),
    add: (one, flow) => {
      if (flow !== undefined && one.severity === "error") stopped.add(flow);
      found.set(`${one.code} ${one.message}`, one);
    },
    stopped,
    all: () => [...[...groups.values()].map(({ flows, tell }) => tell(flows.toSorted())), ...found.values()],
  };
}
