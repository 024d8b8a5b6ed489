import type { Answer, Context, ServiceRequest } from "../service.js";
import { coded } from "./refusals.js";

/** What an `Accept` header asks of one resource. */
export interface LookupForm {
  /** xed has the platform's names of fields, xdm those of the standard: `person`, `xdm:person`. */
  readonly isXed: boolean;
  /** xed keeps `$ref` and `allOf`; xed-full has everything merged. */
  readonly isFull: boolean;
  /** The summary of a list, of one resource. */
  readonly isShort: boolean;
  /** Without titles and descriptions. */
  readonly isNoText: boolean;
  /** With the descriptors in `meta:descriptors`. */
  readonly hasDescriptors: boolean;
  /** With the fields of all depths beside each other, by their paths. Not documented: a community client asks for it. */
  readonly isFlat: boolean;
  /** The major version; null is any. */
  readonly version: number | null;
}

export type ListForm = "id" | "link" | "xed" | "xdm";

type Read<T> = { readonly form: T } | { readonly refusal: Answer };

const lookupForm =
  /^application\/vnd\.adobe\.(xed|xdm)(?:(-id)|(-full)?(-notext)?(-desc)?(-flat)?(?:-deprecate(?:d|field))?)\+json\s*(?:;|$)/i;

/** `application/vnd.adobe.xed-full-notext+json; version=1`: one look at a resource has to name a version. */
export function readLookup({ headers }: ServiceRequest, context: Context): Read<LookupForm> {
  const accept = headers.get("accept") ?? "";
  const [whole, naming = "", id, full, noText, desc, flat] = lookupForm.exec(accept) ?? [];
  if (whole === undefined) return { refusal: refuseAccept(1007, accept, context) };
  const version = /;\s*version\s*=\s*"?(\d+)(?:\.\d+)*"?\s*(?:;|$)/i.exec(accept)?.[1];
  const isShort = id !== undefined;
  if (isShort && context.behaviour.registryShortLookup === "refused") {
    return { refusal: refuseAccept(1007, accept, context) };
  }
  if (version === undefined && !isShort) {
    const detail = `The Accept header ${accept} names no version: add "; version=1"`;
    return { refusal: coded("XDM-1007-400", INVALID, detail) };
  }
  return {
    form: {
      isXed: isXed(naming),
      isShort,
      isFull: full !== undefined,
      isNoText: noText !== undefined,
      hasDescriptors: desc !== undefined,
      isFlat: flat !== undefined,
      version: version === undefined ? null : Number(version),
    },
  };
}

/** Lists take `xed-id+json` or `xed+json`, descriptors the same with `xdm`. */
export function readListing({ headers, path }: ServiceRequest, context: Context): Read<ListForm> {
  const accept = headers.get("accept") ?? "";
  // A community client asks for links and ids at once: links hold the ids (assumed).
  const [whole, naming = "", form] =
    /^application\/vnd\.adobe\.(xed|xdm)(?:-v2)?(-id|-link(?:-id)?)?\+json\s*(?:;.*)?$/i.exec(accept) ?? [];
  if (whole === undefined) {
    return { refusal: refuseAccept(path.endsWith("/descriptors") ? 1008 : 1006, accept, context) };
  }
  if (form === undefined) return { form: isXed(naming) ? "xed" : "xdm" };
  return { form: form.toLowerCase() === "-id" ? "id" : "link" };
}

const isXed = (naming: string): boolean => naming.toLowerCase() === "xed";

const INVALID = "Accept header invalid";

function refuseAccept(code: number, accept: string, { behaviour }: Context): Answer {
  const detail =
    accept === "" ? "The Accept header is missing" : `The Accept header ${accept} is none of this resource's`;
  return coded(`XDM-${code}-${Number(behaviour.registryBadAccept)}`, INVALID, detail);
}
