import { isAlias, isMap, isNode, isScalar, isSeq, type Node, Pair, Scalar, visit, YAMLMap } from "yaml";
import { commentsOf } from "../../project/write-flows.js";
import { openDocument, type ProjectDocument, pairAt, rootOf } from "./project-document.js";

/** What a setting of an overlay becomes. `copy`: what stands elsewhere in the file, by its path. */
export type OverlayValue =
  | { readonly kind: "text"; readonly text: string; readonly comment: string | null }
  | { readonly kind: "null" }
  | { readonly kind: "section" }
  | { readonly kind: "copy"; readonly from: readonly string[] };

/** One setting of an overlay; its path begins below `sandboxes`, with the sandbox's name. */
export interface OverlayEntry {
  readonly path: readonly string[];
  readonly value: OverlayValue;
}

export type Edited =
  | { readonly kind: "edited"; readonly text: string }
  /** Nothing can be changed there without changing something else. */
  | { readonly kind: "problem"; readonly why: string };

const SECTION = "sandboxes";

/**
 * Lays entries into `sandboxes` of a project file. Everything before and after that section stays byte for byte; in it
 * comments and the order stay, and the layout is the YAML library's. The text that comes out is held against the one that
 * went in: it says the same and the entries, and has the same comments.
 */
export function editSandboxes(text: string, entries: readonly OverlayEntry[]): Edited {
  if (entries.length === 0) return { kind: "edited", text };
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const bare = text.slice(mark.length);
  const newline = bare.includes("\r\n") ? "\r\n" : "\n";
  const document = openDocument(bare.replaceAll("\r\n", "\n"));
  const before = commentsOf(document);
  const root = rootOf(document) ?? new YAMLMap();
  document.contents = root;
  const section = ownSection(document, root, SECTION);
  if (section === null) return { kind: "problem", why: `\`${SECTION}\` is no section` };
  for (const { path, value } of entries) {
    const why = setAt(document, section, path, value);
    if (why !== null) return { kind: "problem", why };
  }
  const added = commentsOf(document).length - before.length;
  const wanted = JSON.stringify(document.toJS({ maxAliasCount: 1000 }));
  const whole = document.toString({ lineWidth: 0, flowCollectionPadding: true });
  const isRight = (result: string): boolean => {
    const read = openDocument(result);
    if (read.errors.length > 0 || JSON.stringify(read.toJS({ maxAliasCount: 1000 })) !== wanted) return false;
    const after = commentsOf(read);
    return after.length === before.length + added && before.every((comment) => after.includes(comment));
  };
  const results = [splice(bare.replaceAll("\r\n", "\n"), whole), whole];
  const result = results.find((each) => each !== null && isRight(each));
  if (result === undefined || result === null) return { kind: "problem", why: "its layout would not stay what it is" };
  return { kind: "edited", text: mark + result.replaceAll("\n", newline) };
}

/** The entries alone, as they would stand in an empty file: for people. */
export function renderEntries(text: string, entries: readonly OverlayEntry[]): string {
  const document = openDocument(text.replace(/^\ufeff/, "").replaceAll("\r\n", "\n"));
  const alone = openDocument("{}\n");
  const root = new YAMLMap();
  alone.contents = root;
  const section = ownSection(alone, root, SECTION) ?? root;
  for (const { path, value } of entries) {
    const copied = value.kind === "copy" ? nodeAt(document, value.from) : null;
    setNode(alone, section, path, copied ?? nodeFor(value));
  }
  return alone.toString({ lineWidth: 0, flowCollectionPadding: true }).trimEnd();
}

/** The section of the new text, put where that of the old one stands; at the end where there was none. */
function splice(old: string, whole: string): string | null {
  const [was, is] = [rangeOfSection(old), rangeOfSection(whole)];
  if (is === null) return null;
  const section = whole.slice(is.start, is.end).trimEnd();
  if (was === null) return `${old === "" || old.endsWith("\n") ? old : `${old}\n`}${section}\n`;
  const kept = old.slice(was.start, was.end);
  return `${old.slice(0, was.start)}${section}${kept.slice(kept.trimEnd().length)}${old.slice(was.end)}`;
}

function rangeOfSection(text: string): { readonly start: number; readonly end: number } | null {
  const root = rootOf(openDocument(text));
  const pair = root === null ? undefined : pairAt(root, SECTION);
  if (pair === undefined || !isScalar(pair.key)) return null;
  const start = pair.key.range?.[0];
  const value = pair.value;
  const end = isScalar(value) || isMap(value) || isAlias(value) ? value.range?.[2] : pair.key.range?.[2];
  return start === undefined || end === undefined ? null : { start, end };
}

function setAt(
  document: ProjectDocument,
  section: YAMLMap,
  path: readonly string[],
  value: OverlayValue,
): string | null {
  const node = value.kind === "copy" ? nodeAt(document, value.from) : nodeFor(value);
  if (node === null) return "what is to be copied is not there";
  return setNode(document, section, path, node);
}

function setNode(document: ProjectDocument, section: YAMLMap, path: readonly string[], node: Node): string | null {
  let at = section;
  for (const key of path.slice(0, -1)) {
    const next = ownSection(document, at, key);
    if (next === null) return `\`${key}\` is no section`;
    at = next;
  }
  const last = path.at(-1) ?? "";
  const pair = pairAt(at, last);
  openUp(at);
  if (pair === undefined) at.items.push(new Pair(new Scalar(last), node));
  else if (!(isMap(node) && node.items.length === 0 && isMap(pair.value))) {
    if (isScalar(pair.value)) keepComments(pair.value, node);
    pair.value = node;
  }
  return null;
}

/** A section in braces that holds sections is hard to read. A comment after its braces goes before its keys. */
function openUp(section: YAMLMap): void {
  if (section.flow !== true) return;
  section.flow = false;
  if (!section.comment) return;
  section.commentBefore = section.comment;
  section.comment = null;
}

function keepComments(from: Scalar, to: Node): void {
  to.commentBefore ??= from.commentBefore ?? null;
  to.comment ??= from.comment ?? null;
}

/** The section at a key, made where there is none. One that is an alias becomes a copy, so that only it is changed. */
function ownSection(document: ProjectDocument, map: YAMLMap, key: string): YAMLMap | null {
  const pair = pairAt(map, key);
  const value = pair?.value;
  if (isMap(value)) {
    openUp(value);
    return value;
  }
  const aliased = isAlias(value) ? copyOf(value.resolve(document)) : null;
  if (isAlias(value) && !isMap(aliased)) return null;
  if (isSeq(value) || (isScalar(value) && value.value !== null)) return null;
  const section = isMap(aliased) ? aliased : new YAMLMap();
  openUp(section);
  openUp(map);
  if (pair === undefined) map.items.push(new Pair(new Scalar(key), section));
  else {
    if (isScalar(value)) keepComments(value, section);
    pair.value = section;
  }
  return section;
}

function nodeFor(value: OverlayValue): Node {
  switch (value.kind) {
    case "text": {
      const scalar = new Scalar(value.text);
      if (value.comment !== null) scalar.comment = ` ${value.comment}`;
      return scalar;
    }
    case "null":
      return new Scalar(null);
    case "section":
    case "copy":
      return new YAMLMap();
  }
}

function nodeAt(document: ProjectDocument, path: readonly string[]): Node | null {
  let at: unknown = rootOf(document);
  for (const key of path) {
    if (isAlias(at)) at = at.resolve(document);
    if (!isMap(at)) return null;
    at = pairAt(at, key)?.value;
  }
  return copyOf(isAlias(at) ? at.resolve(document) : at);
}

/** A copy without anchors, which are there once, and without comments, which are of where it stood. */
function copyOf(node: unknown): Node | null {
  if (!isMap(node) && !isScalar(node) && !isSeq(node)) return null;
  const copy: unknown = node.clone();
  if (!isNode(copy)) return null;
  visit(copy, {
    Node: (_, each) => {
      if (isMap(each) || isScalar(each) || isSeq(each)) delete each.anchor;
      each.comment = null;
      each.commentBefore = null;
      each.spaceBefore = false;
    },
  });
  return copy;
}
