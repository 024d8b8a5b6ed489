/**
 * What is not known about AEP: one switch each, so that a client can be tried both ways. `docs/emulator.md` says of each
 * what is known. The first value is the default.
 */
export const behaviourSwitches = {
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
  /** How Catalog writes the path in its answer to a POST: the contract and the tutorials have another case. */
  catalogReferenceCase: ["dataSets", "datasets"],
  /** Whether a look at one dataset that does not exist is a 404 or an empty map. */
  catalogMissing: ["404", "emptyMap"],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;

type Switches = typeof behaviourSwitches;
export type BehaviourName = keyof Switches;
export type Behaviour = { readonly [Name in BehaviourName]: Switches[Name][number] };

export function behaviourOf(chosen: Partial<Behaviour> = {}): Behaviour {
  return { ...defaults, ...chosen };
}

const defaults: Behaviour = {
  errorEnvelope: "errorCode",
  ifMatchStar: "refused",
  missingSandbox: "refused",
  sandboxIdHeader: "refused",
  imsRefusal: "401",
  registryBadAccept: "406",
  catalogReferenceCase: "dataSets",
  catalogMissing: "404",
};
