import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import { assignParts } from "./assign-parts.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import type { ProgramMapping } from "./program.js";

/** Reports the fields that copies of whole objects leave out, unless another mapping reads them. */
export function checkObjectCopies(mappings: readonly ProgramMapping[], report: Report): void {
  const copies = mappings.flatMap((mapping) => copyOf(mapping));
  if (copies.length === 0) return;
  const read = pathsRead(mappings);
  for (const { mapping, segments, leftOut, copied } of copies) {
    const left = leftOut.filter((path) => !read.has(keyOf([...segments, ...path]))).map((path) => path.join("."));
    if (left.length === 0) continue;
    report(types.XM3026, mapping.expression.span, { path: mapping.path, left, copied });
  }
}

interface Copy {
  readonly mapping: ProgramMapping;
  readonly segments: readonly string[];
  readonly leftOut: readonly (readonly string[])[];
  readonly copied: readonly string[];
}

function copyOf(mapping: ProgramMapping): readonly Copy[] {
  const { expression, field } = mapping;
  if (expression.kind !== "path" || expression.type.kind !== "object" || field?.type !== "object") return [];
  const { leftOut } = assignParts(expression.type, field);
  if (leftOut.length === 0) return [];
  const copied = [...(expression.type.fields?.keys() ?? [])].filter((name) => field.fields.has(name));
  return [{ mapping, segments: expression.segments, leftOut, copied }];
}

/** Every path that an expression reads, and those above it. `[*]` and indexes are passed over. */
function pathsRead(mappings: readonly ProgramMapping[]): ReadonlySet<string> {
  const read = new Set<string>();
  for (const { expression } of mappings) {
    const parts: Expr[] = [expression];
    for (let at = 0; at < parts.length; at++) {
      const part = parts[at];
      if (part === undefined) continue;
      const path = namesOf(part);
      if (path !== null) for (let end = 1; end <= path.length; end++) read.add(keyOf(path.slice(0, end)));
      else for (const child of exprChildren(part)) parts.push(child);
    }
  }
  return read;
}

function namesOf(expression: Expr): readonly string[] | null {
  switch (expression.kind) {
    case "path":
      return expression.segments;
    case "member": {
      const object = namesOf(expression.object);
      return object === null ? null : [...object, expression.name];
    }
    case "each":
      return namesOf(expression.object);
    case "index":
      return expression.index.kind === "constant" ? namesOf(expression.object) : null;
    default:
      return null;
  }
}

function keyOf(path: readonly string[]): string {
  return path.join("\0");
}
