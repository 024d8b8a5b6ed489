import { problem } from "../errors.js";
import type { Answer, Context, ServiceRequest } from "../service.js";

/** What an `Accept` header asks of one resource. */
export interface LookupForm {
  /** xed keeps `$ref` and `allOf`; xed-full has everything merged. */
  readonly isFull: boolean;
  /** Without titles and descriptions. */
  readonly isNoText: boolean;
  /** With the descriptors in `meta:descriptors`. */
  readonly hasDescriptors: boolean;
  /** The major version. */
  readonly version: number;
}

export type ListForm = "id" | "link" | "xed";

type Read<T> = { readonly form: T } | { readonly refusal: Answer };

/** `application/vnd.adobe.xed-full-notext+json; version=1`: one look at a resource has to name a version. */
export function readLookup({ headers }: ServiceRequest, context: Context): Read<LookupForm> {
  const accept = headers.get("accept") ?? "";
  const [whole, full, noText, desc] =
    /^application\/vnd\.adobe\.(?:xed|xdm)(-full)?(-notext)?(-desc)?\+json\s*(?:;|$)/i.exec(accept) ?? [];
  if (whole === undefined) return { refusal: refuseAccept(accept, context) };
  const version = /;\s*version\s*=\s*"?(\d+)(?:\.\d+)*"?\s*(?:;|$)/i.exec(accept)?.[1];
  if (version === undefined) {
    const detail = `The Accept header ${accept} names no version: add "; version=1"`;
    return { refusal: problem(400, "Bad Request", detail) };
  }
  return {
    form: {
      isFull: full !== undefined,
      isNoText: noText !== undefined,
      hasDescriptors: desc !== undefined,
      version: Number(version),
    },
  };
}

/** Lists take `xed-id+json` or `xed+json`, descriptors the same with `xdm`. */
export function readListing({ headers }: ServiceRequest, context: Context): Read<ListForm> {
  const accept = headers.get("accept") ?? "";
  const [whole, form] =
    /^application\/vnd\.adobe\.(?:xed|xdm)(?:-v2)?(-id|-link)?\+json\s*(?:;.*)?$/i.exec(accept) ?? [];
  if (whole === undefined) return { refusal: refuseAccept(accept, context) };
  return { form: form === undefined ? "xed" : form.toLowerCase() === "-link" ? "link" : "id" };
}

function refuseAccept(accept: string, { behaviour }: Context): Answer {
  const detail =
    accept === "" ? "The Accept header is missing" : `The Accept header ${accept} is none of this resource's`;
  return problem(Number(behaviour.registryBadAccept), "Not Acceptable", detail);
}
