import type { Access } from "./access.js";
import type { Behaviour } from "./behaviour.js";
import type { Answer } from "./service.js";

/** Both versions take their parameters in the query and as a form; clients use v2 with the one and v3 with the other. */
export const imsPaths: readonly string[] = ["/ims/token/v2", "/ims/token/v3"];

/** The scopes that a credential may ask for; `openid` is the only one that must not be missing. */
const knownScopes = new Set([
  "openid",
  "session",
  "AdobeID",
  "read_organizations",
  "additional_info.projectedProductContext",
  "additional_info.roles",
  "additional_info.ownerOrg",
]);

/** OAuth server-to-server: client credentials (RFC 6749, 4.4). `expires_in` is in seconds; there is no refresh token. */
export function signIn(parameters: URLSearchParams, access: Access, behaviour: Behaviour): Answer {
  const { credentials } = access;
  if (parameters.get("grant_type") !== "client_credentials") {
    return refuse(400, "unsupported_grant_type", "grant_type has to be client_credentials");
  }
  const clientId = parameters.get("client_id");
  const secret = parameters.get("client_secret");
  if (clientId === null || clientId === "") return refuse(400, "invalid_request", "missing client_id parameter");
  if (secret === null || secret === "") return refuse(400, "invalid_request", "missing client_secret parameter");
  const status = Number(behaviour.imsRefusal);
  if (clientId !== credentials.clientId) return refuse(status, "invalid_client", "invalid client_id parameter");
  if (secret !== credentials.clientSecret) return refuse(status, "invalid_client", "invalid client_secret parameter");
  const scopes = (parameters.get("scope") ?? "").split(/[ ,]+/).filter((scope) => scope !== "");
  const unknown = scopes.find((scope) => !knownScopes.has(scope));
  if (unknown !== undefined) return refuse(400, "invalid_scope", `unknown scope: ${unknown}`);
  if (!scopes.includes("openid")) return refuse(400, "invalid_scope", "the scope openid is required");
  const { token, seconds } = access.issue();
  return {
    status: 200,
    headers: { "cache-control": "no-store" },
    body: { access_token: token, token_type: "bearer", expires_in: seconds },
  };
}

function refuse(status: number, error: string, description: string): Answer {
  return { status, headers: { "cache-control": "no-store" }, body: { error, error_description: description } };
}
