import {
  Document,
  isMap,
  isPair,
  isScalar,
  type Node,
  type Pair,
  parseDocument,
  type Scalar,
  visit,
  type YAMLMap,
} from "yaml";

/** A flow as it is to stand in the project file; its settings in their order. */
export interface FlowToWrite {
  readonly key: string;
  readonly settings: Readonly<Record<string, unknown>>;
}

export type WrittenFlows =
  | { readonly kind: "written"; readonly text: string }
  /** Nothing can be written there without changing something else. */
  | { readonly kind: "problem"; readonly why: string };

const OPTIONS = {
  version: "1.2",
  schema: "core",
  merge: false,
  uniqueKeys: false,
  prettyErrors: false,
  logLevel: "silent",
} as const;
const PRINTED = { lineWidth: 0, flowCollectionPadding: true } as const;
const MARK = "\ufeff";

/** A project file of its own. With the sandbox that the flows are of: no other is then taken by mistake. */
export function newProjectFile(flows: readonly FlowToWrite[], sandbox: string | null): string {
  const sandboxes = sandbox === null ? "" : new Document({ sandboxes: { [sandbox]: {} } }).toString(PRINTED);
  return `flows:\n${renderAll(flows, 2)}${sandboxes}`;
}

/**
 * Adds flows to a project file, or puts them in place of those of their keys. Everything else stays byte for byte: what
 * comes is printed by the YAML library and set in as text, all of it at once, for a file is long where its flows are many.
 * The result is read again: it says what was there, and the flows.
 */
export function writeFlows(text: string, flows: readonly FlowToWrite[]): WrittenFlows {
  if (flows.length === 0) return { kind: "written", text };
  const mark = text.startsWith(MARK) ? MARK : "";
  const own = text.slice(mark.length);
  const before = open(own);
  if (before.errors.length > 0) return { kind: "problem", why: "it cannot be read" };
  const newline = /\r?\n/.exec(own)?.[0] ?? "\n";
  for (const make of [splice, rewrite]) {
    const after = make(own, before, flows, newline);
    if (after !== null && saysTheSame(before, open(after), flows)) return { kind: "written", text: mark + after };
  }
  const [first, ...others] = flows;
  const which = others.length === 0 ? `the flow ${first?.key ?? ""}` : `${flows.length} flows`;
  return { kind: "problem", why: `${which} cannot be set into \`flows\` without a change of something else` };
}

type ProjectDocument = Document.Parsed | Document<Node, true>;

function open(text: string): ProjectDocument {
  return parseDocument<Node, true>(text, OPTIONS);
}

function keyOf({ key }: Pair): string {
  if (!isScalar(key)) return typeof key === "string" ? key : "";
  return typeof key.value === "string" ? key.value : (key.source ?? String(key.value));
}

/** A flow as a block, sections of it in braces. */
function render({ key, settings }: FlowToWrite, indent: number): string {
  const document = new Document({ [key]: settings });
  visit(document, {
    Map: (_, node, path) => {
      // The document, its map, the pair, the flow's map, a pair: what is below that.
      if (path.length > 4) node.flow = true;
    },
  });
  const pad = " ".repeat(indent);
  return document.toString(PRINTED).replace(/^(?=.)/gm, pad);
}

function renderAll(flows: readonly FlowToWrite[], indent: number): string {
  return flows.map((flow) => render(flow, indent)).join("");
}

/** A value in braces, on one line. */
function inBraces(value: Readonly<Record<string, unknown>>, isJson: boolean): string {
  if (isJson) return JSON.stringify(value);
  const document = new Document(value);
  visit(document, {
    Map: (_, node) => {
      node.flow = true;
    },
  });
  return document.toString(PRINTED).trimEnd();
}

/** A part of the text that is to be another. */
interface Edit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** The text with the flows in their places; null where it is laid out as nobody foresaw. */
function splice(
  text: string,
  document: ProjectDocument,
  flows: readonly FlowToWrite[],
  newline: string,
): string | null {
  const root: unknown = document.contents;
  const isEmpty = root === null || (isScalar(root) && (root.source ?? "") === "");
  if (!isEmpty && (!isMap(root) || root.flow === true)) return isMap(root) ? spliceBraces(text, root, flows) : null;
  const whole = text === "" || text.endsWith("\n") ? text : `${text}${newline}`;
  const pair = isMap(root) ? root.items.find((one) => keyOf(one) === "flows") : undefined;
  const edits = pair === undefined ? atTheEnd(whole, document, flows) : inSection(whole, pair, flows);
  return edits === null
    ? null
    : applyEdits(
        whole,
        edits.map((edit) => ({ ...edit, text: edit.text.replaceAll("\n", newline) })),
      );
}

function spliceBraces(text: string, root: YAMLMap, flows: readonly FlowToWrite[]): string | null {
  const section = root.items.find((one) => keyOf(one) === "flows")?.value;
  if (!isMap(section)) return null;
  const edits = inBracedSection(section, flows);
  return edits === null ? null : applyEdits(text, edits);
}

function atTheEnd(text: string, document: ProjectDocument, flows: readonly FlowToWrite[]): readonly Edit[] {
  // `...` ends a document: what stands behind it would be another.
  const end = document.directives?.docEnd === true ? text.lastIndexOf("\n...") + 1 : text.length;
  return [{ start: end, end, text: `flows:\n${renderAll(flows, 2)}` }];
}

function inSection(text: string, pair: Pair, flows: readonly FlowToWrite[]): readonly Edit[] | null {
  const section: unknown = pair.value;
  if (isEmptySection(section)) {
    const [start = 0, end = 0] = section.range ?? [];
    const next = endOfLine(text, Math.max(end, endOfKey(pair)));
    const added = { start: next, end: next, text: renderAll(flows, 2) };
    return start === end ? [added] : [{ start, end, text: "" }, added];
  }
  if (!isMap(section)) return null;
  return section.flow === true ? inBracedSection(section, flows) : inBlock(text, section, flows);
}

/** Nothing, `~`, `null` or `{}`. */
function isEmptySection(section: unknown): section is Scalar | YAMLMap {
  return (isScalar(section) && section.value === null) || (isMap(section) && section.items.length === 0);
}

function inBlock(text: string, section: YAMLMap, flows: readonly FlowToWrite[]): readonly Edit[] | null {
  const [first] = section.items;
  const last = section.items.at(-1);
  if (first === undefined || last === undefined) return null;
  const indent = columnOf(text, startOf(first));
  const there = new Map(section.items.map((one) => [keyOf(one), one]));
  const edits: Edit[] = [];
  const added: FlowToWrite[] = [];
  for (const flow of flows) {
    const own = there.get(flow.key);
    if (own === undefined) added.push(flow);
    else
      edits.push({
        start: lineStart(text, startOf(own)),
        end: endOfLine(text, endOf(own)),
        text: render(flow, indent),
      });
  }
  if (added.length === 0) return edits;
  const end = behindComments(text, endOfLine(text, endOf(last)), indent);
  return [...edits, { start: end, end, text: renderAll(added, indent) }];
}

/** Comments that are further in than the flows are of the flow above them, and stay with it. */
function behindComments(text: string, from: number, indent: number): number {
  let end = from;
  for (let at = from; at < text.length; ) {
    const next = endOfLine(text, at);
    const line = text.slice(at, next);
    const content = line.trimStart();
    if (content !== "" && (!content.startsWith("#") || line.length - content.length <= indent)) break;
    if (content !== "") end = next;
    at = next === at ? next + 1 : next;
  }
  return end;
}

function inBracedSection(section: YAMLMap, flows: readonly FlowToWrite[]): readonly Edit[] | null {
  const last = section.items.at(-1);
  if (last === undefined) return null;
  const isJson = section.items.every(({ key }) => isScalar(key) && key.type === "QUOTE_DOUBLE");
  const there = new Map(section.items.map((one) => [keyOf(one), one]));
  const edits: Edit[] = [];
  let added = "";
  for (const { key, settings } of flows) {
    const own = there.get(key);
    if (own === undefined) {
      added += `, ${inBraces({ [key]: settings }, isJson)
        .replace(/^\{ ?| ?\}$/g, "")
        .trim()}`;
      continue;
    }
    if (!isNodeWithRange(own.value)) return null;
    const [start, end] = own.value.range;
    edits.push({ start, end, text: inBraces(settings, isJson) });
  }
  const end = endOf(last);
  return added === "" ? edits : [...edits, { start: end, end, text: added }];
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = text;
  // The last first, so that the places of the others stay. What is added behind one that is replaced comes before it.
  for (const { start, end, text: by } of [...edits].sort((a, b) => b.start - a.start || b.end - a.end)) {
    result = `${result.slice(0, start)}${by}${result.slice(end)}`;
  }
  return result;
}

function startOf({ key }: Pair): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}

function endOfKey({ key }: Pair): number {
  return isScalar(key) ? (key.range?.[1] ?? 0) : 0;
}

function endOf(pair: Pair): number {
  // A block ends after its last value; a range's second number leaves out what follows.
  const value: unknown = pair.value;
  if (isMap(value) && value.flow !== true) {
    const last = value.items.at(-1);
    if (last !== undefined) return endOf(last);
  }
  return isNodeWithRange(value) ? value.range[1] : endOfKey(pair);
}

function isNodeWithRange(value: unknown): value is { readonly range: readonly [number, number, number] } {
  return typeof value === "object" && value !== null && "range" in value && Array.isArray(value.range);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf("\n", at - 1) + 1;
}

function columnOf(text: string, at: number): number {
  return at - lineStart(text, at);
}

/** Where the line after the one of an offset begins. */
function endOfLine(text: string, at: number): number {
  if (at > 0 && text[at - 1] === "\n") return at;
  const end = text.indexOf("\n", at);
  return end < 0 ? text.length : end + 1;
}

/** The whole file as the YAML library prints it: for what is not laid out in lines. */
function rewrite(text: string, _: ProjectDocument, flows: readonly FlowToWrite[], newline: string): string | null {
  const document = open(text.replaceAll("\r\n", "\n"));
  const root: unknown = document.contents;
  if (root !== null && !isMap(root)) return null;
  try {
    for (const { key, settings } of flows) document.setIn(["flows", key], document.createNode(settings));
    return document.toString(PRINTED).replaceAll("\n", newline);
  } catch {
    // What stands at `flows` takes no keys, or an alias has lost its anchor.
    return null;
  }
}

/** Whether a text says what another does, and the flows, and has its comments; those of flows that are replaced may go. */
function saysTheSame(old: ProjectDocument, made: ProjectDocument, flows: readonly FlowToWrite[]): boolean {
  if (made.errors.length > 0) return false;
  const [wanted, got] = [plain(old), plain(made)];
  if (wanted === null || got === null) return false;
  const written = new Map(flows.map(({ key, settings }) => [key, settings]));
  const there = isObject(wanted["flows"]) ? Object.entries(wanted["flows"]) : [];
  const expected = { ...wanted, flows: Object.fromEntries([...there, ...written]) };
  if (JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(got))) return false;
  const left = new Map<string, number>();
  for (const comment of commentsOf(made, new Set())) left.set(comment, (left.get(comment) ?? 0) + 1);
  return commentsOf(old, new Set(written.keys())).every((comment) => {
    const count = left.get(comment) ?? 0;
    left.set(comment, count - 1);
    return count > 0;
  });
}

/** What a document says; null where it cannot be told: an alias without its anchor, or too many of them. */
function plain(document: ProjectDocument): Record<string, unknown> | null {
  try {
    const value: unknown = document.toJS({ maxAliasCount: 1000 });
    return isObject(value) ? value : {};
  } catch {
    return null;
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (!isObject(value)) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0))
    .map(([key, each]) => [key, sorted(each)]);
}

/** The lines of a document's comments, without those inside of some flows. */
export function commentsOf(document: ProjectDocument, without: ReadonlySet<string> = new Set()): readonly string[] {
  const found: string[] = [];
  const add = (text: string | null | undefined) => {
    for (const line of text?.split("\n") ?? []) if (line.trim() !== "") found.push(line.trim());
  };
  add(document.commentBefore);
  add(document.comment);
  visit(document, {
    Pair: (_, pair, path) => {
      const [, , owner] = path;
      const isFlow = path.length === 4 && isPair(owner) && keyOf(owner) === "flows";
      return isFlow && without.has(keyOf(pair)) ? visit.SKIP : undefined;
    },
    Node: (_, { comment, commentBefore }) => {
      add(commentBefore);
      add(comment);
    },
  });
  return found;
}
