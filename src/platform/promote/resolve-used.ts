import { diagnostic } from "../../diagnostics/index.js";
import { platformPromote as codes } from "../../diagnostics/platform-promote.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import type { OverlayEntry } from "./edit-sandbox.js";
import type { Findings, Route } from "./findings.js";
import { type Layers, textIn } from "./layers.js";
import { isId, type Lookups, type Used, type UsedKind, WORDS } from "./lookups.js";
import { type ProjectDocument, sectionAt, textAtKey } from "./project-document.js";

export interface UseContext {
  readonly route: Route;
  readonly document: ProjectDocument;
  readonly here: Lookups;
  readonly there: Lookups;
  readonly findings: Findings;
}

const KINDS: readonly UsedKind[] = ["connection", "connectionSpec", "flowSpec", "dataset"];

/**
 * Finds what a flow uses in the sandbox that it is promoted to, by the names that it has where it comes from. What comes of
 * it are the settings that this sandbox needs of its own.
 */
export async function resolveUsed(
  context: UseContext,
  settings: FlowSettings,
  layers: Layers,
): Promise<readonly OverlayEntry[]> {
  const found = await Promise.all(KINDS.map((kind) => resolveOne(context, settings, layers, kind)));
  return found.flat();
}

async function resolveOne(
  context: UseContext,
  settings: FlowSettings,
  layers: Layers,
  kind: UsedKind,
): Promise<readonly OverlayEntry[]> {
  const { document, here, there, findings, route } = context;
  const base = textIn(document, layers.base, kind);
  const over = textIn(document, layers.over, kind);
  const own = textIn(document, layers.own, kind);
  const key = settings.key.value;
  const place = placeOf(settings, kind);
  const text = over ?? base ?? (kind === "flowSpec" ? settings.flowSpec.value : null);
  if (text === null) return [];
  const asked = await only(here.meant(kind, text));
  if (asked === "failed") return [];
  const source: Used | null = asked;
  const fits = (used: Used) => source === null || source.spec === null || used.spec === source.spec;
  const doubt = (name: string, all: readonly Used[]) => {
    const ids = all.map(({ id }) => id).toSorted();
    findings.ambiguous(key, place, { what: WORDS[kind], name, ids, setting: kind });
    return [];
  };

  // What the sandbox says itself was decided by somebody; what the file says against the other sandbox's own, too.
  const said = own ?? (over !== null && base !== null ? base : null);
  if (said !== null) {
    const direct = await there.meant(kind, said);
    if (direct.kind === "failed") return [];
    const all = direct.kind === "there" ? direct.value : [];
    const [first] = all;
    if (all.length > 1) return doubt(said, all);
    if (first !== undefined) return fits(first) ? told(first) : otherKind(first);
    if (kind === "dataset" && !isId(kind, said)) return [];
    if (own !== null) return lack(said);
  }

  const name = source?.name ?? text;
  const named = await there.named(kind, name);
  if (named.kind === "failed") return [];
  const all = named.kind === "there" ? named.value : [];
  const fitting = all.filter(fits);
  const [first, ...others] = fitting;
  const [another] = all;
  if (first === undefined) {
    if (another !== undefined) return all.length === 1 ? otherKind(another) : doubt(name, all);
    if (kind !== "dataset") return lack(name);
    warnProfile(null, name);
    // A push makes it of its name.
    return base === name ? [] : entries(name, false, null);
  }
  if (others.length > 0) return doubt(name, fitting);
  const direct = base === null ? null : await only(there.meant(kind, base));
  told(first);
  if (direct !== null && direct !== "failed" && direct.id === first.id) return [];
  if (over === null && base === null) return [];
  return !isId(kind, text) && all.length === 1 ? entries(name, false, null) : entries(first.id, true, first.name);

  function told(used: Used): readonly OverlayEntry[] {
    if (kind === "dataset") warnProfile(used, used.name);
    return [];
  }

  function warnProfile(used: Used | null, dataset: string): void {
    const isAsked = settings.dataset.value.profile?.value === true;
    if (source === null || !source.isForProfile || used?.isForProfile === true || isAsked) return;
    const { from, to } = route;
    findings.add(diagnostic(codes.XM7607, place, { dataset, from, to, isNew: used === null }));
  }

  function otherKind(used: Used): readonly OverlayEntry[] {
    const { from, to } = route;
    const wanted = source === null ? "" : (source.spec ?? "");
    const parameters = { name: used.name, from, to, has: used.spec ?? "no spec", wanted };
    findings.add(diagnostic(codes.XM7603, place, parameters), key);
    return [];
  }

  function lack(missing: string): readonly OverlayEntry[] {
    findings.missing(key, place, { what: WORDS[kind], name: missing, advice: adviceFor(kind, route.to) });
    return [];
  }

  function entries(value: string, isAnId: boolean, comment: string | null): readonly OverlayEntry[] {
    const path = [route.to, "flows", key, kind];
    if (kind !== "dataset") return [{ path, value: { kind: "text", text: value, comment } }];
    return datasetEntries(context, layers, path, { text: value, comment, key: isAnId ? "id" : "name" });
  }
}

/** A dataset is a text, or a section with more in it: what another layer says in one form is laid over in the same. */
function datasetEntries(
  { document, route }: UseContext,
  { base, over, own }: Layers,
  path: readonly string[],
  { text, comment, key }: { readonly text: string; readonly comment: string | null; readonly key: "id" | "name" },
): readonly OverlayEntry[] {
  const value = { kind: "text", text, comment } as const;
  const sections = [own, base, over].map((map) => sectionAt(document, map, "dataset"));
  const [ofOwn = null, ofBase = null, ofOver = null] = sections;
  const model = ofOwn ?? ofBase ?? (textIn(document, base, "dataset") === null ? ofOver : null);
  if (model === null) return [{ path, value }];
  const other = key === "id" ? "name" : "id";
  const flow = path[2] ?? "";
  const copied: OverlayEntry[] =
    model === ofOver && textAtKey(document, ofOver, "profile") !== null
      ? [
          {
            path: [...path, "profile"],
            value: { kind: "copy", from: ["sandboxes", route.from, "flows", flow, "dataset", "profile"] },
          },
        ]
      : [];
  const isTaken = textAtKey(document, ofBase, other) !== null;
  const gone: OverlayEntry[] = isTaken ? [{ path: [...path, other], value: { kind: "null" } }] : [];
  return [...gone, { path: [...path, key], value }, ...copied];
}

/** The only one there is; null where there is none, or several. */
async function only(asked: ReturnType<Lookups["meant"]>): Promise<Used | null | "failed"> {
  const found = await asked;
  if (found.kind === "failed") return "failed";
  return found.kind === "there" && found.value.length === 1 ? (found.value[0] ?? null) : null;
}

function placeOf({ connection, connectionSpec, flowSpec, dataset }: FlowSettings, kind: UsedKind) {
  switch (kind) {
    case "connection":
      return connection.span;
    case "connectionSpec":
      return connectionSpec?.span ?? connection.span;
    case "flowSpec":
      return flowSpec.span;
    case "dataset":
      return dataset.value.named.span;
  }
}

function adviceFor(kind: UsedKind, to: string): string {
  const own = `\`sandboxes: { ${to}: { flows: { … } } }\``;
  switch (kind) {
    case "connection":
      return `Make the connection (the account of the source) in AEP's pages, with this name and of the same kind; or name the one that is to be used there under ${own} in xdmap.yaml.`;
    case "connectionSpec":
    case "flowSpec":
      return `Leave the setting out, or name one that is there under ${own} in xdmap.yaml. An organisation without the source's licence does not see it.`;
    case "dataset":
      return `Give its name in place of an id, so that a push makes it; or the id of one that is there, under ${own} in xdmap.yaml.`;
  }
}
