import type { MappingFile } from "./tree.js";

/** A comment that says so: `// xdmap-keep expressions: they are deployed already`. */
const KEEP = /^(?:\/\/|##|\/\*)\s*xdmap-keep\s+expressions\s*(?::|\*\/|$)/;

/** Whether a file says that the sources of its mappings stay as they are written, wherever one of them stands on one line. */
export function keepsExpressions({ comments }: Pick<MappingFile, "comments">): boolean {
  return comments.some(({ text }) => KEEP.test(text));
}
