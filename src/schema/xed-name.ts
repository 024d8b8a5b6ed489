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
  if (/^https?:\/\/./.test(property)) return fromUri(property);
  if (/^@./.test(property)) return { namespace: [], name: `_${camelCase(property.slice(1))}` };
  const colon = property.indexOf(":");
  if (colon <= 0 || colon === property.length - 1) return { namespace: [], name: property };
  const prefix = property.slice(0, colon);
  const name = camelCase(property.slice(colon + 1));
  return prefix === "xdm" ? { namespace: [], name } : { namespace: [`_${camelCase(prefix)}`], name };
}

function fromUri(uri: string): XedName {
  const [host = "", ...path] = uri.replace(/^https?:\/\//, "").split(/[/#]/);
  const segments = path.filter((segment) => segment !== "");
  if (host !== "ns.adobe.com") segments.unshift(...host.split(".").filter((segment) => segment !== ""));
  else if (segments[0] === "xdm") segments.shift();
  const name = segments.pop();
  if (name === undefined) return { namespace: [], name: uri };
  const [first, ...rest] = segments;
  const namespace = first === undefined ? [] : [`_${camelCase(first)}`, ...rest.map(camelCase)];
  return { namespace, name: camelCase(name) };
}

function camelCase(segment: string): string {
  return segment.replace(/-+([^-])/g, (_, next: string) => next.toUpperCase());
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
