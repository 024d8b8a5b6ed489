import { type Access, bearerOf } from "./access.js";
import type { Behaviour } from "./behaviour.js";
import { codedError, gatewayError } from "./errors.js";
import { textAt } from "./json.js";
import type { Answer } from "./service.js";
import type { Store } from "./store.js";

type Headers = ReadonlyMap<string, string>;

/** What the gateway answers in place of a service, or null where the request may pass. */
export function refuseAccess(headers: Headers, access: Access): Answer | null {
  const authorization = headers.get("authorization");
  if (authorization === undefined) return gatewayError(403, "403010", "Oauth token is missing.");
  const token = bearerOf(authorization);
  if (token === undefined || !access.isValid(token)) return gatewayError(401, "401013", "Oauth token is not valid");
  const apiKey = headers.get("x-api-key");
  if (apiKey === undefined) return gatewayError(403, "403000", "Api Key is required");
  if (apiKey !== access.credentials.clientId) return gatewayError(403, "403003", "Api Key is invalid");
  const organization = headers.get("x-gw-ims-org-id");
  if (organization === undefined || organization === "") {
    return gatewayError(400, "400003", "x-gw-ims-org-id header is missing");
  }
  if (organization !== access.credentials.organization) {
    return gatewayError(403, "403025", "Profile is not valid: the credential has no access to the organization");
  }
  return null;
}

export type SandboxLookup =
  | { readonly kind: "sandbox"; readonly name: string }
  | { readonly kind: "refused"; readonly answer: Answer };

/** The sandbox of a request to a sandboxed service. `organization` holds the sandboxes. */
export function findSandbox(headers: Headers, organization: Store, behaviour: Behaviour): SandboxLookup {
  const refuse = (code: `${number}-${number}`, message: string): SandboxLookup => ({
    kind: "refused",
    answer: codedError(behaviour, code, "Sandbox error", message),
  });
  const sandboxes = organization.collection("sandboxes");
  const id = headers.get("x-sandbox-id");
  const name = headers.get("x-sandbox-name");
  if (id !== undefined && behaviour.sandboxIdHeader === "refused") {
    return refuse("2110-400", "The x-sandbox-id header is not allowed with this token: send x-sandbox-name");
  }
  if (name === undefined || name === "") {
    if (id !== undefined) {
      const found = sandboxes.all().find(({ value }) => value["id"] === id);
      return found === undefined
        ? refuse("2100-404", `No sandbox has the id ${id}`)
        : { kind: "sandbox", name: found.id };
    }
    if (behaviour.missingSandbox === "refused") return refuse("2105-400", "The x-sandbox-name header is missing");
    const byDefault = sandboxes.all().find(({ value }) => value["isDefault"] === true);
    return byDefault === undefined
      ? refuse("2106-404", "The organization has no default sandbox")
      : { kind: "sandbox", name: byDefault.id };
  }
  if (name === "*") return refuse("2111-403", 'x-sandbox-name "*" is not allowed here');
  const sandbox = sandboxes.get(name);
  if (sandbox === undefined) return refuse("2100-404", `The sandbox ${name} does not exist`);
  if (id !== undefined && sandbox["id"] !== id) return refuse("2103-404", `The sandbox ${name} has another id`);
  const state = textAt(sandbox, "state");
  if (state !== "active") return refuse("2101-404", `The sandbox ${name} is not active: it is ${state}`);
  return { kind: "sandbox", name };
}
