/*
 * Nothing in AEP has a key of ours, and names need not be unique. So descriptions that xdmap writes end in a marker, by
 * which an object that an interrupted push left behind is known again: `[xdmap shopify-orders/flow]`, and for connections,
 * of which there may be older ones, the hash of their content too: `[xdmap shopify-orders/source 1f2e3d4c]`.
 */

const START = "[xdmap ";
const MARKER = /^\[xdmap ([A-Za-z0-9._-]+\/[a-z-]+)(?: [0-9a-f]{8})?\]\s*$/;

/** A description with its marker. Blanks at its end, which YAML's `|` leaves, are none of it. */
export function addMarker(description: string, owner: string, hash: string | null): string {
  const marker = `[xdmap ${owner}${hash === null ? "" : ` ${hash.slice(0, 8)}`}]`;
  const text = description.trimEnd();
  return text === "" ? marker : `${text} ${marker}`;
}

/** A description without its marker, and whose it is: `KEY/RESOURCE`, null where there is no marker. */
export function readMarker(description: string): { readonly text: string; readonly owner: string | null } {
  const at = description.lastIndexOf(START);
  const found = at < 0 ? null : MARKER.exec(description.slice(at));
  if (found === null) return { text: description.trimEnd(), owner: null };
  return { text: description.slice(0, at).trimEnd(), owner: found[1] ?? null };
}
