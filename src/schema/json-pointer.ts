import type { JsonNode } from "./json-tree.js";

/** What the fragment of a reference points to (RFC 6901, percent-encoding read), or undefined. */
export function pointTo(root: JsonNode, fragment: string): JsonNode | undefined {
  if (fragment === "") return root;
  if (!fragment.startsWith("/")) return undefined;
  let node: JsonNode | undefined = root;
  for (const step of fragment.slice(1).split("/")) {
    const name = decode(step).replaceAll("~1", "/").replaceAll("~0", "~");
    if (node.kind === "object") node = node.members.get(name);
    else if (node.kind === "array" && /^\d+$/.test(name)) node = node.items[Number(name)];
    else return undefined;
    if (node === undefined) return undefined;
  }
  return node;
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
