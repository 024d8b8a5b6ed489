import {
  isAlias,
  isMap,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  parseAllDocuments,
  Scalar,
  visit,
  type YAMLError,
} from "yaml";
import type { Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { type SourceFile, type Span, spanOf } from "../text/index.js";
import { faultOf, unclosed } from "./yaml-faults.js";
import type { YamlEntry, YamlScalar, YamlValue } from "./yaml-tree.js";

/** How deep lists and sections may be inside each other. */
const DEEPEST = 50;

type Parsed = Exclude<ReturnType<typeof parseAllDocuments<Node, false>>, { empty: true }>[number];

type Read = { readonly kind: "read"; readonly root: YamlValue | null } | { readonly kind: "broken" };

/**
 * Reads a text as one document of YAML 1.2. `root` is null where there is nothing in it. Of a text that is no YAML the
 * first mistake is reported; what follows is often its consequence.
 */
export function readYaml(file: SourceFile, report: Report): Read {
  // The reader's own search for double keys takes a time that grows with the square of their number.
  const documents = parseAllDocuments<Node, false>(file.text, {
    version: "1.2",
    schema: "core",
    merge: false,
    uniqueKeys: false,
    prettyErrors: false,
    resolveKnownTags: false,
    logLevel: "silent",
  });
  // Nothing but comments and blank lines.
  if ("empty" in documents) return { kind: "read", root: null };
  const [document, second] = documents;
  if (document === undefined) return { kind: "read", root: null };
  const [fault] = [...document.errors, ...document.warnings].toSorted((a, b) => a.pos[0] - b.pos[0]);
  if (fault !== undefined) {
    reportFault(fault, document, file, report);
    return { kind: "broken" };
  }
  if (second !== undefined) {
    const at = second.range?.[0] ?? 0;
    report(codes.XM6106, spanOf(file, at, Math.max(at + 1, lineEnd(file, at))), {});
    return { kind: "broken" };
  }
  return convert(document, file, report);
}

function lineEnd(file: SourceFile, at: number): number {
  const rest = file.text.slice(at).search(/[\r\n]/);
  return rest === -1 ? file.text.length : at + rest;
}

function lineStart(file: SourceFile, at: number): number {
  const before = file.text.slice(0, at);
  return Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
}

function reportFault(fault: YAMLError, document: Parsed, file: SourceFile, report: Report): void {
  const { code, pos } = fault;
  const opened = findUnclosed(document, file);
  if (code === "RESOURCE_EXHAUSTION") {
    // How far the reader comes before its stack is full is no place worth telling.
    report(codes.XM6107, restOfLine(file, lineStart(file, pos[0])), tooDeep);
  } else if (code === "TAB_AS_INDENT") report(codes.XM6101, placeOf(fault, file), {});
  // What is not closed is missed at the end of the file, or where something else should follow.
  else if (opened !== null && opened.span.start <= pos[0]) report(codes.XM6100, opened.span, unclosed[opened.what]);
  else report(codes.XM6100, placeOf(fault, file), faultOf(code));
}

const tooDeep = { what: `holds more than ${DEEPEST} lists and sections inside each other` };

function placeOf({ code, pos: [start, end] }: YAMLError, file: SourceFile): Span {
  // These are about the whole line, of which the reader names no more than the place.
  if (code === "BAD_INDENT" || code === "BLOCK_AS_IMPLICIT_KEY") return restOfLine(file, start);
  const from = Math.min(start, Math.max(0, file.text.length - 1));
  return spanOf(file, from, Math.min(Math.max(end, from + 1), Math.max(from + 1, lineEnd(file, from))));
}

function restOfLine(file: SourceFile, at: number): Span {
  const end = lineEnd(file, at);
  const text = file.text.slice(at, end);
  const from = at + text.length - text.trimStart().length;
  return spanOf(file, Math.min(from, end), Math.max(at + text.trimEnd().length, Math.min(from + 1, end)));
}

const CLOSING: ReadonlyMap<string, string> = new Map([
  ["[", "]"],
  ["{", "}"],
]);

interface Unclosed {
  readonly what: "quote" | "bracket";
  readonly span: Span;
}

/** The last quote that nothing closes, or else the last such bracket: what follows it is read as its content. */
function findUnclosed(document: Parsed, file: SourceFile): Unclosed | null {
  const { text } = file;
  const quotes: number[] = [];
  const brackets: number[] = [];
  visit(document.contents, {
    Scalar: (_, { type, range }) => {
      if (!range || (type !== Scalar.QUOTE_DOUBLE && type !== Scalar.QUOTE_SINGLE)) return;
      const [start, end] = range;
      if (end - start < 2 || text[end - 1] !== text[start]) quotes.push(start);
    },
    // A pair among the items of a list is a collection without brackets of its own.
    Collection: (_, { range }) => {
      const closing = range ? CLOSING.get(text[range[0]] ?? "") : undefined;
      if (range && closing !== undefined && text[range[1] - 1] !== closing) brackets.push(range[0]);
    },
  });
  const [what, at] = quotes.length > 0 ? (["quote", quotes.at(-1)] as const) : (["bracket", brackets.at(-1)] as const);
  return at === undefined ? null : { what, span: restOfLine(file, at) };
}

/** Makes the reader's nodes into our own: aliases resolved, each node once, double keys refused. */
function convert(document: Parsed, file: SourceFile, report: Report): Read {
  const anchors = new Map<string, YamlValue | "open">();
  let broken = false;
  const { contents } = document;
  const root = contents === null || isEmpty(contents) ? null : convertNode(contents, null, 0);
  return broken ? { kind: "broken" } : { kind: "read", root };

  function refuse(span: Span, why: string, advice: string): void {
    if (!broken) report(codes.XM6100, span, { why, advice });
    broken = true;
  }

  function convertNode(node: Node, key: Span | null, depth: number): YamlValue {
    const span = spanOfNode(node, key);
    if (isAlias(node)) {
      const found = anchors.get(node.source);
      if (found !== undefined && found !== "open") return found;
      const name = `\`*${node.source}\``;
      if (found === "open") refuse(span, `${name} stands inside the value that it repeats`, "Write the value itself.");
      else
        refuse(
          span,
          `${name} repeats an anchor, and there is none of this name before it`,
          faultOf("BAD_ALIAS").advice,
        );
      return nothing(span);
    }
    if (depth > DEEPEST) {
      if (!broken) report(codes.XM6107, span, tooDeep);
      broken = true;
      return nothing(span);
    }
    const anchor = isScalar(node) || isMap(node) || isSeq(node) ? node.anchor : undefined;
    if (anchor !== undefined) anchors.set(anchor, "open");
    const value = convertPlain(node, span, depth);
    if (anchor !== undefined) anchors.set(anchor, value);
    return value;
  }

  function convertPlain(node: Node, span: Span, depth: number): YamlValue {
    if (isSeq<Node>(node)) {
      return { kind: "list", items: node.items.map((item) => convertNode(item, null, depth + 1)), span };
    }
    if (isMap<Node, Node | null>(node)) return { kind: "map", entries: entriesOf(node.items, depth), span };
    return isScalar(node) ? scalarOf(node, span) : nothing(span);
  }

  function entriesOf(pairs: readonly Pair<Node, Node | null>[], depth: number): readonly YamlEntry[] {
    const entries = new Map<string, YamlEntry>();
    for (const pair of pairs) {
      const keySpan = spanOfNode(pair.key, null);
      const key = convertNode(pair.key, null, depth + 1);
      const name = key.kind === "scalar" ? textOf(key) : file.text.slice(keySpan.start, keySpan.end);
      const value = pair.value === null ? nothing(keySpan) : convertNode(pair.value, keySpan, depth + 1);
      const first = entries.get(name);
      if (first === undefined) entries.set(name, { key: { value: name, span: keySpan }, value });
      else {
        report(
          codes.XM6103,
          keySpan,
          { key: name },
          { related: [{ message: "It is first given here", place: first.key.span }] },
        );
        broken = true;
      }
    }
    return [...entries.values()];
  }

  /** Where nothing is written, that is told at the key. */
  function spanOfNode(node: Node, key: Span | null): Span {
    const [start, end] = node.range ?? [0, 0];
    return start === end && key !== null ? key : spanOf(file, start, end);
  }
}

function isEmpty(node: Node): boolean {
  return isScalar(node) && node.value === null && (node.source ?? "") === "";
}

function scalarOf(node: Scalar, span: Span): YamlScalar {
  const { value } = node;
  const source = node.source ?? "";
  const known = typeof value === "string" || typeof value === "number" || typeof value === "boolean" ? value : null;
  return { kind: "scalar", value: known, source, span };
}

function textOf({ value, source }: YamlScalar): string {
  return typeof value === "string" ? value : source;
}

function nothing(span: Span): YamlScalar {
  return { kind: "scalar", value: null, source: "", span };
}
