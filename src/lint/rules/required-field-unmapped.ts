import type { Program } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import type { Field } from "../../schema/index.js";
import { rule } from "../rule.js";

/** A row whose record lacks a required field is rejected; a field inside of an object only where the object is there. */
export const requiredFieldUnmapped = rule({
  code: lintTargets.XM4033,
  name: "required-field-unmapped",
  visit: {
    program: (program, at) => {
      const { schema, mappings } = program;
      if (schema === null || mappings.length === 0 || at.tree.unread.length > 0) return;
      const written = new Set(mappings.flatMap(({ path }) => prefixesOf(path)));
      const whole = new Set(mappings.map(({ path }) => path));
      const missing = missingIn(schema.root, "", written, whole);
      if (missing.length === 0) return;
      const header = at.tree.statements.find(({ kind }) => kind === "target-header");
      const place = header?.kind === "target-header" ? header.path.span : null;
      at.report(place, { paths: missing, schema: nameOf(program) });
    },
  },
});

function nameOf({ schema }: Program): string {
  return schema?.title ?? "The schema";
}

/** `a`, `a.b` and `a.b.c`, without indexes, which stand for items. */
function prefixesOf(path: string): readonly string[] {
  const names = path.replace(/\[[^\]]*\]/g, "").split(/(?<!\\)\./);
  return names.map((_, at) => names.slice(0, at + 1).join("."));
}

function missingIn(
  parent: Field,
  prefix: string,
  written: ReadonlySet<string>,
  whole: ReadonlySet<string>,
): readonly string[] {
  // What is written as a whole may bring its fields with it.
  if (prefix !== "" && whole.has(prefix)) return [];
  const found: string[] = [];
  for (const [name, field] of parent.fields) {
    const path = prefix === "" ? name : `${prefix}.${name}`;
    if (!written.has(path)) {
      if (field.required) found.push(path);
    } else found.push(...missingIn(field.items ?? field, path, written, whole));
  }
  return found;
}
