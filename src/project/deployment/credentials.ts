import { join } from "node:path";
import { deployments as codes } from "../../diagnostics/deployments.js";
import { collector, type Diagnostic, type Report } from "../../diagnostics/index.js";
import { shownPath } from "../../host/files.js";
import { isLoopback } from "../../host/loopback.js";
import { DOT_ENV, readDotEnv } from "./dot-env.js";
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

/** Adobe's own credentials of an OAuth server-to-server integration have these scopes. */
const SCOPES = "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext";
const PLATFORM = "https://platform.adobe.io";
const IMS = "https://ims-na1.adobelogin.com";

/**
 * Reads what signs in: each variable from the environment, and what it lacks from `.env` beside xdmap.yaml, which git has to
 * ignore. `folder` is that of the deployment.
 */
export async function readCredentials(folder: string, env: Environment): Promise<ReadCredentials> {
  const read = await readDotEnv(folder);
  if (read.kind === "problem") return read;
  const { report, diagnostics } = collector();
  const value = (name: string): string | null => {
    // Set to nothing is not set: that is how a shell passes on what it does not have.
    const written = env[name] || read.variables[name] || null;
    if (written !== null) checkValue(name, written, report);
    return written;
  };
  const clientId = value("XDMAP_CLIENT_ID");
  const organization = value("XDMAP_ORG");
  const clientSecret = value("XDMAP_CLIENT_SECRET");
  const accessToken = value("XDMAP_ACCESS_TOKEN");
  const missing = [
    ...(clientId === null ? ["XDMAP_CLIENT_ID"] : []),
    ...(organization === null ? ["XDMAP_ORG"] : []),
    ...(clientSecret === null && accessToken === null ? ["XDMAP_CLIENT_SECRET (or XDMAP_ACCESS_TOKEN)"] : []),
  ];
  const file = shownPath(join(folder, DOT_ENV));
  if (missing.length > 0) report(codes.XM6140, null, { names: missing, file });
  const platformUrl = addressOf("XDMAP_PLATFORM_URL", value("XDMAP_PLATFORM_URL") ?? PLATFORM, PLATFORM, report);
  const imsUrl = addressOf("XDMAP_IMS_URL", value("XDMAP_IMS_URL") ?? IMS, IMS, report);
  const scopes = value("XDMAP_SCOPES") ?? SCOPES;
  if (diagnostics.length > 0 || clientId === null || organization === null || platformUrl === null || imsUrl === null) {
    return { kind: "problem", diagnostics };
  }
  return {
    kind: "ok",
    credentials: { clientId, clientSecret, accessToken, organization, scopes, platformUrl, imsUrl },
  };
}

/** Values become headers and fields of a form. */
function checkValue(name: string, value: string, report: Report): void {
  const why = /[\r\n]/.test(value)
    ? "it holds a line end"
    : /\s/.test(value)
      ? "it holds a blank"
      : /[^\x21-\x7e]/.test(value)
        ? "it holds a character that no header can"
        : null;
  if (why !== null) report(codes.XM6141, null, { name, why });
}

/** An address as requests begin with it; null where it was refused. */
function addressOf(name: string, written: string, example: string, report: Report): string | null {
  const why = whyNoAddress(written);
  if (why === null) return new URL(written).href.replace(/\/+$/, "");
  report(codes.XM6142, null, { name, why, example });
  return null;
}

function whyNoAddress(written: string): string | null {
  if (!URL.canParse(written)) return "it is no address";
  const { protocol, hostname, username, password, search, hash } = new URL(written);
  if (protocol !== "https:" && protocol !== "http:") return "it does not begin with `https://`";
  if (protocol === "http:" && !isLoopback(hostname)) {
    return "it begins with `http://`, and everyone on the way could read the token";
  }
  if (username !== "" || password !== "") return "it holds a name or a password";
  return search !== "" || hash !== "" ? "it holds a query or a fragment" : null;
}
