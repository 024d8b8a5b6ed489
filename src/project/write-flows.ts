import { Document, isMap, isScalar, type Node, type Pair, parseDocument, visit, type YAMLMap } from "yaml";

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

/** The keys of the flows above the sandboxes, with their names in AEP. */
export function flowsIn(text: string): ReadonlyMap<string, string> {
  const section = flowsSection(open(text.replace(/^\ufeff/, "")));
  const found = new Map<string, string>();
  for (const pair of section?.items ?? []) {
    const key = keyOf(pair);
    const name = isMap(pair.value) ? pair.value.items.find((one) => keyOf(one) === "name")?.value : undefined;
    found.set(key, isScalar(name) ? String(name.value) : key);
  }
  return found;
}

/** A project file of its own. With the sandbox that the flows are of: no other is then taken by mistake. */
export function newProjectFile(flows: readonly FlowToWrite[], sandbox: string | null): string {
  const sandboxes = sandbox === null ? "" : `sandboxes:\n  ${sandbox}: {}\n`;
  return `flows:\n${flows.map((flow) => render(flow, 2)).join("")}${sandboxes}`;
}

/**
 * Adds flows to a project file, or puts them in place of those of their keys. Everything else stays byte for byte: what
 * comes is printed by the YAML library and set in as text. The result is read again: it says what was there, and the flows.
 */
export function writeFlows(text: string, flows: readonly FlowToWrite[]): WrittenFlows {
  if (flows.length === 0) return { kind: "written", text };
  const mark = text.startsWith("\ufeff") ? "\ufeff" : "";
  const newline = text.includes("\r\n") ? "\r\n" : "\n";
  let result = text.slice(mark.length).replaceAll("\r\n", "\n");
  if (open(result).errors.length > 0) return { kind: "problem", why: "it cannot be read" };
  for (const flow of flows) {
    const spliced = splice(result, flow);
    const next = spliced !== null && saysTheSame(result, spliced, flow) ? spliced : rewrite(result, flow);
    if (next === null || !saysTheSame(result, next, flow)) {
      return {
        kind: "problem",
        why: `the flow ${flow.key} cannot be set into \`flows\` without a change of something else`,
      };
    }
    result = next;
  }
  return { kind: "written", text: mark + result.replaceAll("\n", newline) };
}

type ProjectDocument = Document.Parsed | Document<Node, true>;

function open(text: string): ProjectDocument {
  return parseDocument<Node, true>(text, OPTIONS);
}

function flowsSection(document: ProjectDocument): YAMLMap | null {
  const root: unknown = document.contents;
  const value = isMap(root) ? root.items.find((pair) => keyOf(pair) === "flows")?.value : undefined;
  return isMap(value) ? value : null;
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

/** The text with the flow in its place; null where `flows` is not laid out in lines. */
function splice(text: string, flow: FlowToWrite): string | null {
  const document = open(text);
  const root: unknown = document.contents;
  if (root !== null && !isMap(root)) return null;
  if (isMap(root) && root.flow === true) return null;
  const pair = isMap(root) ? root.items.find((one) => keyOf(one) === "flows") : undefined;
  const whole = text === "" || text.endsWith("\n") ? text : `${text}\n`;
  if (pair === undefined) return `${whole}flows:\n${render(flow, 2)}`;
  const section = pair.value;
  if (isScalar(section) && (section.source ?? "") === "") {
    const end = endOfLine(whole, isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0);
    return `${whole.slice(0, end)}${render(flow, 2)}${whole.slice(end)}`;
  }
  if (!isMap(section) || section.flow === true) return null;
  const own = section.items.find((one) => keyOf(one) === flow.key);
  const first = section.items[0];
  const indent = first === undefined ? 2 : columnOf(whole, startOf(first));
  const at = own ?? section.items.at(-1);
  if (at === undefined) return null;
  const end = endOfLine(whole, endOf(at));
  const start = own === undefined ? end : lineStart(whole, startOf(own));
  return `${whole.slice(0, start)}${render(flow, indent)}${whole.slice(end)}`;
}

function startOf({ key }: Pair): number {
  return isScalar(key) ? (key.range?.[0] ?? 0) : 0;
}

function endOf(pair: Pair): number {
  // A block ends after its last value; a range's second number leaves out what follows.
  const value: unknown = pair.value;
  if (isMap(value) && value.flow !== true) {
    const last = value.items.at(-1);
    if (last !== undefined) return endOf(last);
  }
  const range = isNodeWithRange(value) ? value.range : null;
  return range?.[1] ?? (isScalar(pair.key) ? (pair.key.range?.[1] ?? 0) : 0);
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
function rewrite(text: string, flow: FlowToWrite): string | null {
  const document = open(text);
  const root: unknown = document.contents;
  if (root !== null && !isMap(root)) return null;
  try {
    document.setIn(["flows", flow.key], document.createNode(flow.settings));
  } catch {
    return null;
  }
  return document.toString(PRINTED);
}

/** Whether a text says what another does, and the flow, and has its comments; those of a flow that it replaces may go. */
function saysTheSame(before: string, after: string, { key, settings }: FlowToWrite): boolean {
  const [old, made] = [open(before), open(after)];
  if (made.errors.length > 0) return false;
  const wanted = plain(old);
  const flows = isObject(wanted["flows"]) ? wanted["flows"] : {};
  const isNew = !Object.hasOwn(flows, key);
  const expected = { ...wanted, flows: { ...flows, [key]: settings } };
  if (JSON.stringify(sorted(expected)) !== JSON.stringify(sorted(plain(made)))) return false;
  const comments = new Set(commentsOf(made));
  return !isNew || commentsOf(old).every((comment) => comments.has(comment));
}

function plain(document: ProjectDocument): Record<string, unknown> {
  const value: unknown = document.toJS({ maxAliasCount: 1000 });
  return isObject(value) ? value : {};
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

function commentsOf(document: ProjectDocument): readonly string[] {
  const found: string[] = [];
  const add = (text: string | null | undefined) => {
    for (const line of text?.split("\n") ?? []) if (line.trim() !== "") found.push(line.trim());
  };
  add(document.commentBefore);
  add(document.comment);
  visit(document, {
    Node: (_, { comment, commentBefore }) => {
      add(commentBefore);
      add(comment);
    },
  });
  return found;
}
