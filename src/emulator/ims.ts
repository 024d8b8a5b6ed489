import { type Access, isSameSecret } from "./access.js";
import type { Behaviour } from "./behaviour.js";
import type { Answer } from "./service.js";

/** What signs in, with or without a slash at the end. All take their parameters in the query and as a form. */
const paths = new Map([
  ["/ims/token/v2", signInWithSecret],
  ["/ims/token/v3", signInWithSecret],
  ["/ims/exchange/jwt", exchangeJwt],
]);

export function isSignIn(path: string): boolean {
  return paths.has(withoutSlash(path));
}

export function signIn(path: string, parameters: URLSearchParams, access: Access, behaviour: Behaviour): Answer {
  const handle = paths.get(withoutSlash(path)) ?? signInWithSecret;
  return handle(parameters, access, behaviour);
}

const withoutSlash = (path: string): string => path.replace(/\/$/, "");

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
function signInWithSecret(parameters: URLSearchParams, access: Access, behaviour: Behaviour): Answer {
  if (parameters.get("grant_type") !== "client_credentials") {
    return refuse(400, "unsupported_grant_type", "grant_type has to be client_credentials");
  }
  const refused = refuseClient(parameters, access, behaviour);
  if (refused !== null) return refused;
  const scopes = (parameters.get("scope") ?? "").split(/[ ,]+/).filter((scope) => scope !== "");
  const unknown = scopes.find((scope) => !knownScopes.has(scope));
  if (unknown !== undefined) return refuse(400, "invalid_scope", `unknown scope: ${unknown}`);
  if (!scopes.includes("openid")) return refuse(400, "invalid_scope", "the scope openid is required");
  const { token, seconds } = access.issue();
  return accept(token, seconds);
}

/**
 * The deprecated service account: a JSON Web Token for an access token. Its `expires_in` is in milliseconds. The token has
 * to have the form of one (RFC 7519); its signature is not checked, as no certificate is registered here.
 */
function exchangeJwt(parameters: URLSearchParams, access: Access, behaviour: Behaviour): Answer {
  const refused = refuseClient(parameters, access, behaviour);
  if (refused !== null) return refused;
  const jwt = parameters.get("jwt_token") ?? "";
  if (!/^[\w-]+\.[\w-]+\.[\w-]+$/.test(jwt)) {
    return refuse(400, "invalid_token", "Could not match JWT signature to any of the bindings");
  }
  const { token, seconds } = access.issue();
  return accept(token, seconds * 1000);
}

function refuseClient(parameters: URLSearchParams, { credentials }: Access, behaviour: Behaviour): Answer | null {
  const clientId = parameters.get("client_id");
  const secret = parameters.get("client_secret");
  if (clientId === null || clientId === "") return refuse(400, "invalid_request", "missing client_id parameter");
  if (secret === null || secret === "") return refuse(400, "invalid_request", "missing client_secret parameter");
  const status = Number(behaviour.imsRefusal);
  if (clientId !== credentials.clientId) return refuse(status, "invalid_client", "invalid client_id parameter");
  if (!isSameSecret(secret, credentials.clientSecret))
    return refuse(status, "invalid_client", "invalid client_secret parameter");
  return null;
}

function accept(token: string, expiresIn: number): Answer {
  return {
    status: 200,
    headers: { "cache-control": "no-store" },
    body: { access_token: token, token_type: "bearer", expires_in: expiresIn },
  };
}

function refuse(status: number, error: string, description: string): Answer {
  return { status, headers: { "cache-control": "no-store" }, body: { error, error_description: description } };
}
