import type { Diagnostic } from "../../diagnostics/index.js";
import type { Environment } from "./settings.js";

/** What signs in to AEP. Nothing of it may be printed, logged or written. */
export interface Credentials {
  /** Sent as `x-api-key` too. */
  readonly clientId: string;
  /** Null where an access token is given in its place. */
  readonly clientSecret: string | null;
  /** A token made elsewhere; it is used as it is, and cannot be renewed. */
  readonly accessToken: string | null;
  /** `x-gw-ims-org-id` */
  readonly organization: string;
  /** Separated by commas, as they are sent. */
  readonly scopes: string;
  /** Without a `/` at its end. `http:` only where the host is this machine. */
  readonly platformUrl: string;
  /** As platformUrl. */
  readonly imsUrl: string;
}

export type ReadCredentials =
  | { readonly kind: "ok"; readonly credentials: Credentials }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/**
 * Reads what signs in: from the environment, and what it lacks from `.env` beside xdmap.yaml, which git has to ignore.
 * `folder` is that of the deployment.
 */
export function readCredentials(folder: string, env: Environment): ReadCredentials {
  const value = (name: string): string => env[name] ?? "";
  const [clientId, organization] = [value("XDMAP_CLIENT_ID"), value("XDMAP_ORG")];
  if (folder === "" || clientId === "" || organization === "") return { kind: "problem", diagnostics: [] };
  const credentials = {
    clientId,
    clientSecret: env["XDMAP_CLIENT_SECRET"] ?? null,
    accessToken: env["XDMAP_ACCESS_TOKEN"] ?? null,
    organization,
    scopes: value("XDMAP_SCOPES"),
    platformUrl: value("XDMAP_PLATFORM_URL"),
    imsUrl: value("XDMAP_IMS_URL"),
  };
  return { kind: "ok", credentials };
}
