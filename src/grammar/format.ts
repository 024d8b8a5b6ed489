import type { Diagnostic } from "../diagnostics/diagnostic.js";
import { createSourceFile } from "../text/index.js";
import { parseMapping } from "./parse.js";
import { printMapping } from "./print.js";
import { sameTree } from "./same-tree.js";
import type { MappingFile } from "./tree.js";

/** What formatting a file gives. */
export type Formatted =
  | { readonly kind: "formatted"; readonly text: string; readonly isChanged: boolean }
  /** The file cannot be read as a whole: it is left as it is, and why is told. */
  | { readonly kind: "refused"; readonly diagnostics: readonly Diagnostic[] };

const BYTE_ORDER_MARK = "\uFEFF";

/**
 * Formats the text of a `.xdmap` file. Line ends (the ones that most of its lines have) and a byte order mark are kept.
 * A file with errors of syntax is refused: what could not be read cannot be printed. `path` is what findings name.
 */
export function formatMapping(path: string, text: string): Formatted {
  const file = createSourceFile(path, text);
  const { tree, diagnostics } = parseMapping(file);
  if (tree.unread.length > 0 || diagnostics.some(({ severity }) => severity === "error")) {
    return { kind: "refused", diagnostics };
  }
  const mark = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK : "";
  const printed = printMapping(tree);
  assertSame(tree, printed);
  const lineEnd = lineEndOf(text);
  const formatted = mark + (lineEnd === "\n" && !printed.includes("\r") ? printed : withLineEnds(printed, lineEnd));
  return { kind: "formatted", text: formatted, isChanged: formatted !== text };
}

/** Nobody's mapping may change because of a fault of the printer: what it writes is read again. */
function assertSame(tree: MappingFile, printed: string): void {
  const { path } = tree.span.file;
  const again = parseMapping(createSourceFile(path, printed)).tree;
  const isSame =
    again.unread.length === 0 &&
    again.comments.length === tree.comments.length &&
    sameTree(again.statements, tree.statements);
  if (!isSame) throw new Error(`formatting ${path} would change its meaning; it was left as it is`);
}

function withLineEnds(text: string, lineEnd: string): string {
  return text.replace(/\r\n|\r|\n/g, lineEnd);
}

/** The line end that most lines have; of a tie, the one that other tools take as well. */
function lineEndOf(text: string): "\n" | "\r\n" | "\r" {
  if (!text.includes("\r")) return "\n";
  const pairs = countOf(text, /\r\n/g);
  const feeds = countOf(text, /\n/g) - pairs;
  const returns = countOf(text, /\r/g) - pairs;
  if (feeds >= pairs && feeds >= returns) return "\n";
  return pairs >= returns ? "\r\n" : "\r";
}

function countOf(text: string, pattern: RegExp): number {
  return text.match(pattern)?.length ?? 0;
}
