import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { importedFlows } from "../../diagnostics/platform-import-flows.js";
import type { MadeMapping } from "./write-mappings.js";

/**
 * Flows that share a mapping set share its file: with two files a push of one would change the set, and the next push of the
 * other would change it back. Where they cannot, because their versions or sources differ, that is told.
 */
export function shareMappings(all: readonly MadeMapping[]): {
  readonly mappings: readonly MadeMapping[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const bySet = new Map<string, MadeMapping[]>();
  const diagnostics: Diagnostic[] = [];
  const mappings = all.map((one) => {
    const { key, flow } = one.named;
    const { id } = flow.pinned;
    const others = bySet.get(id) ?? [];
    bySet.set(id, [...others, one]);
    const [first] = others;
    if (first === undefined) return one;
    const same = others.find(({ text }) => withoutName(text) === withoutName(one.text));
    if (same !== undefined) return { ...one, file: same.file, inside: same.inside };
    const parameters = { first: first.named.key, second: key, set: id };
    diagnostics.push(diagnostic(importedFlows.XM7562, { path: flow.label }, parameters));
    return one;
  });
  return { mappings, diagnostics };
}

/** A set without a name has that of its flow in the file, which says nothing of what is mapped. */
function withoutName(text: string): string {
  return text.replace(/^mapping "(?:[^"\\]|\\.)*"$/m, "");
}
