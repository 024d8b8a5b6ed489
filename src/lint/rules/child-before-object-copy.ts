import { lintTargets } from "../../diagnostics/lint-targets.js";
import { rule } from "../rule.js";

/** Copies apply first wherever they stand (docs/language.md), so a child above its copy reads as if it were overwritten. */
export const childBeforeObjectCopy = rule({
  code: lintTargets.XM4025,
  name: "child-before-object-copy",
  visit: {
    program: ({ mappings }, at) => {
      const copies = new Map(mappings.filter(({ copiesObject }) => copiesObject).map((one) => [one.path, one]));
      if (copies.size === 0) return;
      const passed = new Set<string>();
      for (const mapping of mappings) {
        if (mapping.copiesObject) {
          passed.add(mapping.path);
          continue;
        }
        const copy = nearestAbove(mapping.path, copies);
        if (copy === undefined || passed.has(copy.path)) continue;
        const related = [{ message: `${copy.path} is copied here.`, place: copy.target.span }];
        at.report(mapping.target.span, { path: mapping.path, copy: copy.path }, { related });
      }
    },
  },
});

/** The copy of the object that a path is inside of, the innermost one. */
function nearestAbove<T>(path: string, copies: ReadonlyMap<string, T>): T | undefined {
  for (let at = path.lastIndexOf("."); at > 0; at = path.lastIndexOf(".", at - 1)) {
    const copy = copies.get(path.slice(0, at));
    if (copy !== undefined) return copy;
  }
  return undefined;
}
