import { readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { importedFlows } from "../../diagnostics/platform-import-flows.js";
import type { FlowsThere } from "../../project/flows-there.js";
import type { State } from "../store/index.js";
import type { MadeMapping } from "./write-mappings.js";

/** A mapping file, and the flow and the mapping set that it is of. */
interface Shared {
  readonly key: string;
  readonly set: string;
  readonly file: string;
  readonly inside: string;
  readonly text: string;
}

/**
 * Flows that share a mapping set share its file: with two files a push of one would change the set, and the next push of the
 * other would change it back. Where they cannot, because their versions or sources differ, that is told. `earlier` are the
 * files of flows that were imported or pushed before.
 */
export function shareMappings(
  all: readonly MadeMapping[],
  earlier: readonly Shared[],
): { readonly mappings: readonly MadeMapping[]; readonly diagnostics: readonly Diagnostic[] } {
  const bySet = new Map<string, readonly Shared[]>();
  const add = (one: Shared) => bySet.set(one.set, [...(bySet.get(one.set) ?? []), one]);
  for (const one of earlier) add(one);
  const diagnostics: Diagnostic[] = [];
  const mappings = all.map((one) => {
    const { key, flow } = one.named;
    const { id } = flow.pinned;
    const others = bySet.get(id) ?? [];
    const [first] = others;
    const same = others.find(({ text }) => withoutName(text) === withoutName(one.text));
    const made = same === undefined ? one : { ...one, file: same.file, inside: same.inside, text: same.text };
    const { file, inside, text } = made;
    add({ key, set: id, file, inside, text });
    if (first !== undefined && same === undefined) {
      const parameters = { first: first.key, second: key, set: id };
      diagnostics.push(diagnostic(importedFlows.XM7562, { path: flow.label }, parameters));
    }
    return made;
  });
  return { mappings, diagnostics };
}

/** The mapping files of flows that the state and the project file know, without those that are imported now. */
export function findEarlier(
  state: State | null,
  there: FlowsThere,
  projectFile: string,
  imported: ReadonlySet<string>,
): readonly Shared[] {
  return [...(state?.flows ?? [])].flatMap(([key, { mappingSet }]) => {
    const inside = there.flows.get(key)?.mapping ?? null;
    if (mappingSet === null || inside === null || imported.has(key)) return [];
    const file = join(dirname(projectFile), inside);
    try {
      return [{ key, set: mappingSet.id, file, inside, text: readFileSync(file, "utf8") }];
    } catch {
      return [];
    }
  });
}

/** A set without a name has that of its flow in the file, which says nothing of what is mapped. */
function withoutName(text: string): string {
  return text.replace(/^mapping "(?:[^"\\]|\\.)*"$/m, "");
}
