/** The segments of a standard XDM name in the platform's naming (XED), the namespace apart from the field's own name. */
export interface XedName {
  /** `["_repo"]` of `repo:createDate`, `["_experience", "analytics"]`; empty for names of the `xdm` namespace. */
  readonly namespace: readonly string[];
  readonly name: string;
}

/**
 * Converts one property name of standard XDM (facts, section 3, rules 1 to 4 and 6):
 * `xdm:x` is `x`; `@id` is `_id`; `repo:createDate` is `_repo.createDate`; `https://ns.adobe.com/xdm/a/b` is `_a.b`,
 * `https://ns.adobe.com/experience/a/b` is `_experience.a.b`, any other host is split at dots and slashes; a dash inside
 * a namespaced segment becomes camel case. Names without a namespace, a tenant's own among them, stay as they are.
 */
export function xedName(property: string): XedName {
  if (URI.test(property)) return fromUri(property);
  const [, prefix, local] = PREFIXED.exec(property) ?? [];
  if (prefix !== undefined && local !== undefined) {
    return { namespace: prefix === "xdm" ? [] : [`_${convert(prefix)}`], name: convert(local) };
  }
  return { namespace: [], name: property.startsWith("@") && property.length > 1 ? convert(property) : property };
}

/** Names that the conversion leaves no colon in, so that a converted name is never taken for one to convert. */
const URI = /^https?:\/\/[^:]+$/;
const PREFIXED = /^([A-Za-z][\w-]*):([^:]+)$/;

function fromUri(uri: string): XedName {
  const [host = "", ...path] = uri.replace(/^https?:\/\//, "").split(/[/#]/);
  const segments = path.filter((segment) => segment !== "");
  if (host !== "ns.adobe.com") segments.unshift(...host.split(".").filter((segment) => segment !== ""));
  else if (segments[0] === "xdm") segments.shift();
  const name = segments.pop();
  if (name === undefined) return { namespace: [], name: uri };
  const [first, ...rest] = segments;
  const namespace = first === undefined ? [] : [`_${convert(first)}`, ...rest.map(convert)];
  return { namespace, name: convert(name) };
}

/** One segment: `@` is `_`, `direct-mail` is `directMail`. */
function convert(segment: string): string {
  const name = segment.startsWith("@") ? `_${segment.slice(1)}` : segment;
  if (!name.includes("-")) return name;
  return name.replace(/(?<=[\p{L}\p{N}_])-+([\p{L}\p{N}])/gu, (_, next: string) => next.toUpperCase());
}

/**
 * Whether a path of XED segments already opens a namespace (facts, section 3, rule 5): a namespaced property nested inline
 * under it does not repeat the namespace.
 */
export function opensNamespace(path: readonly string[], namespace: readonly string[]): boolean {
  const last = path.length - namespace.length;
  for (let from = 0; from <= last; from++) {
    if (namespace.every((segment, at) => path[from + at] === segment)) return true;
  }
  return false;
}
