import { parseExpression, sameTree } from "../../grammar/index.js";
import { createSourceFile } from "../../text/index.js";
import { staticText } from "../emitted.js";
import type { NormalMapping, SourceType } from "./mapping-set.js";

/** What a comparison of mappings takes for equal. */
export interface SameMappingOptions {
  /** A STATIC `x` is an EXPRESSION `"x"`: which of them a service reads back is not documented. Default true. */
  readonly constants?: boolean;
  /** Expressions that differ in blanks, quotes' escapes and comments alone are the same. Default false: byte for byte. */
  readonly layout?: boolean;
  /** Whether identities count; only the tutorials' dialect sends them. Default true. */
  readonly identity?: boolean;
  /** Whether names and descriptions count; the tutorials' dialect has none. Default true. */
  readonly words?: boolean;
}

/** Whether two mappings have the same content, whatever dialects they were read from. Their places do not count. */
export function isSameMapping(a: NormalMapping, b: NormalMapping, options: SameMappingOptions = {}): boolean {
  const { identity = true, words = true } = options;
  if (a.destination !== b.destination) return false;
  if (words && !(isSameText(a.name, b.name) && isSameText(a.description, b.description))) return false;
  if (identity && !isSameIdentity(a, b)) return false;
  return isSameSource(a, b, options);
}

/** Nothing and the empty text are the same name. */
function isSameText(a: string | null, b: string | null): boolean {
  return (a ?? "") === (b ?? "");
}

function isSameIdentity(a: NormalMapping, b: NormalMapping): boolean {
  return (
    a.identity === b.identity &&
    isSameText(a.identityGroup, b.identityGroup) &&
    isSameText(a.namespaceCode, b.namespaceCode) &&
    a.primaryIdentity === b.primaryIdentity
  );
}

interface Source {
  readonly type: SourceType;
  readonly source: string;
}

function isSameSource(a: Source, b: Source, { constants = true, layout = false }: SameMappingOptions): boolean {
  if (a.type === b.type) {
    return a.source === b.source || (layout && a.type === "EXPRESSION" && isSameButForLayout(a.source, b.source));
  }
  if (!constants) return false;
  const constant = a.type === "STATIC" ? a : b.type === "STATIC" ? b : null;
  const expression = a.type === "EXPRESSION" ? a : b.type === "EXPRESSION" ? b : null;
  return constant !== null && expression !== null && constantIn(expression.source) === constant.source;
}

/** The text of an expression that is one text in quotes, and null for any other. */
function constantIn(expression: string): string | null {
  if (!/^\s*["']/.test(expression)) return null;
  const read = parseExpression(createSourceFile("", expression));
  return read.diagnostics.length === 0 && read.expression.kind === "string" ? staticText(read.expression) : null;
}

function isSameButForLayout(a: string, b: string): boolean {
  const [left, right] = [a, b].map((text) => parseExpression(createSourceFile("", text)));
  if (left === undefined || right === undefined) return false;
  const isWhole = [left, right].every(({ diagnostics }) => diagnostics.every(({ severity }) => severity !== "error"));
  return isWhole && sameTree(left.expression, right.expression);
}
