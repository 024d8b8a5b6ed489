import { dataPrepSwitches } from "./data-prep/behaviour.js";
import { flowServiceSwitches } from "./flow-service/behaviour.js";

/**
 * What is not known about AEP: one switch each, so that a client can be tried both ways. `docs/emulator.md` says of each
 * what is known. The first value is the default.
 */
export const behaviourSwitches = {
  ...flowServiceSwitches,
  ...dataPrepSwitches,
  /** The JSON around the codes of Flow Service and sandboxes is not documented. */
  errorEnvelope: ["errorCode", "code", "error_code", "nested"],
  /** Whether `If-Match: *` passes as a match of any version. */
  ifMatchStar: ["refused", "accepted"],
  /** What a request to a sandboxed service without `x-sandbox-name` gets: Adobe lists both, 2105-400 and a default sandbox. */
  missingSandbox: ["refused", "prod"],
  /** `x-sandbox-id` is refused with a user token (2110-400); whether with a service token, too, is not said. */
  sandboxIdHeader: ["refused", "accepted"],
  /** The status with which sign-in refuses a wrong secret. */
  imsRefusal: ["401", "400"],
  /** A missing or unknown `Accept` at the Schema Registry: pages tell of either. */
  registryBadAccept: ["406", "400"],
  /** A look at one resource in the form of lists, as Adobe's own requests send it; by the page it is no form of lookups. */
  registryShortLookup: ["served", "refused"],
  /** How Catalog writes the path in its answer to a POST: the contract and the tutorials have another case. */
  catalogReferenceCase: ["dataSets", "datasets"],
  /** Whether a look at one dataset that does not exist is a 404 or an empty map. */
  catalogMissing: ["404", "emptyMap"],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

type Switches = typeof behaviourSwitches;
export type BehaviourName = keyof Switches;
export type Behaviour = { readonly [Name in BehaviourName]: Switches[Name][number] };

/** The defaults, with what was chosen. */
export function behaviourOf(chosen: Partial<Behaviour> = {}): Behaviour {
  const behaviour: Readonly<Record<string, string>> = { ...defaults, ...chosen };
  if (!isBehaviour(behaviour)) throw new Error("a switch of the emulator has a value that it does not know");
  return behaviour;
}

const defaults: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(behaviourSwitches).map(([name, [first]]) => [name, first]),
);

function isBehaviour(values: Readonly<Record<string, string>>): values is Behaviour {
  return Object.entries(behaviourSwitches).every(([name, allowed]) => allowed.some((one) => one === values[name]));
}

export type ReadSwitch =
  | { readonly kind: "switch"; readonly behaviour: Behaviour }
  | { readonly kind: "problem"; readonly message: string };

/** `NAME=VALUE`, as the command line takes it, laid over a behaviour. */
export function readSwitch(text: string, before: Behaviour): ReadSwitch {
  const [name = "", value = ""] = text.split("=");
  const known = new Map<string, readonly string[]>(Object.entries(behaviourSwitches));
  const allowed = known.get(name);
  if (allowed === undefined)
    return { kind: "problem", message: `there is no switch ${name}: ${[...known.keys()].join(", ")}` };
  const behaviour: Readonly<Record<string, string>> = { ...before, [name]: value };
  if (!isBehaviour(behaviour)) return { kind: "problem", message: `${name} is one of ${allowed.join(", ")}` };
  return { kind: "switch", behaviour };
}
