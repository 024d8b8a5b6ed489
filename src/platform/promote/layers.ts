import type { YAMLMap } from "yaml";
import type { OverlayEntry } from "./edit-sandbox.js";
import type { Route } from "./findings.js";
import type { UsedKind } from "./lookups.js";
import { type AtKey, atKey, keyOf, type ProjectDocument, rootOf, sectionAt, textAtKey } from "./project-document.js";

/** What the project file, the sandbox that is promoted from, and the one that is promoted to say of something. */
export interface Layers {
  readonly base: YAMLMap | null;
  readonly over: YAMLMap | null;
  readonly own: YAMLMap | null;
}

/** Settings that name something of a sandbox: they are looked up, and never copied. */
const USED: ReadonlySet<string> = new Set(["connection", "connectionSpec", "flowSpec", "schema", "dataset"]);

export function layersOf(document: ProjectDocument, { from, to }: Route): Layers {
  const root = rootOf(document);
  const sandboxes = sectionAt(document, root, "sandboxes");
  return { base: root, over: sectionAt(document, sandboxes, from), own: sectionAt(document, sandboxes, to) };
}

export function layersAt(document: ProjectDocument, { base, over, own }: Layers, key: string): Layers {
  const at = (map: YAMLMap | null) => sectionAt(document, map, key);
  return { base: at(base), over: at(over), own: at(own) };
}

/** The text that a layer has for something that a flow uses. */
export function textIn(document: ProjectDocument, layer: YAMLMap | null, kind: UsedKind | "schema"): string | null {
  if (kind !== "dataset") return textAtKey(document, layer, kind);
  const section = sectionAt(document, layer, kind);
  if (section === null) return textAtKey(document, layer, kind);
  return textAtKey(document, section, "id") ?? textAtKey(document, section, "name");
}

/**
 * What only the sandbox that is promoted from says, of the flows that go and of all flows together. Where the file says
 * something itself, that is what other sandboxes have, and what the sandbox says in its place is its own affair.
 */
export function copiesOf(
  document: ProjectDocument,
  route: Route,
  layers: Layers,
  flows: readonly string[],
): readonly OverlayEntry[] {
  const { from, to } = route;
  const copies: OverlayEntry[] = [];
  copyBelow(layers, [], (path) => {
    const [first, second, third] = path;
    if (path.length === 1 && (first === "tenant" || first === "sandboxes")) return "leave";
    if (first !== "flows") return "take";
    if (path.length === 1) return "enter";
    if (second === undefined || !flows.includes(second)) return "leave";
    if (path.length === 2) return "enter";
    return path.length === 3 && USED.has(third ?? "") ? "leave" : "take";
  });
  return copies;

  function copyBelow(
    { base, over, own }: Layers,
    path: readonly string[],
    how: (path: readonly string[]) => "take" | "enter" | "leave",
  ): void {
    for (const pair of over?.items ?? []) {
      const key = keyOf(pair);
      const here = [...path, key];
      const choice = how(here);
      const said = atKey(document, over, key);
      if (choice === "leave" || said.kind === "nothing" || said.kind === "taken-away") continue;
      const others = [atKey(document, base, key), atKey(document, own, key)];
      if (choice === "take" && others.every(isFree)) {
        copies.push({ path: [to, ...here], value: { kind: "copy", from: ["sandboxes", from, ...here] } });
      } else if (said.kind === "section") {
        // Where another says something that is no section, it says it as a whole.
        const isOpen = others.every((other) => isFree(other) || other.kind === "section");
        if (choice === "enter" || isOpen) copyBelow(layersAt(document, { base, over, own }, key), here, how);
      }
    }
  }
}

function isFree({ kind }: AtKey): boolean {
  return kind === "nothing";
}
