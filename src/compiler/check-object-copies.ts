import type { Report } from "../diagnostics/index.js";
import { types } from "../diagnostics/types.js";
import type { Field } from "../schema/index.js";
import type { Type } from "../values/index.js";
import { assignParts } from "./assign-parts.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import { entriesOf, literalParts } from "./literal-parts.js";
import type { ProgramMapping } from "./program.js";
import { resultsOf } from "./results.js";

/** Reports the fields that copies of whole objects leave out, unless another mapping reads them. */
export function checkObjectCopies(mappings: readonly ProgramMapping[], report: Report): void {
  for (const { expression, field, path } of mappings) checkWrittenKeys(expression, field, path, report);
  const copies = mappings.flatMap((mapping) => copyOf(mapping));
  if (copies.length === 0) return;
  const read = pathsRead(mappings);
  for (const { mapping, segments, leftOut, copied } of copies) {
    const left = leftOut.filter((path) => !read.has(keyOf([...segments, ...path]))).map((path) => path.join("."));
    if (left.length === 0) continue;
    report(types.XM3026, mapping.expression.span, { path: mapping.path, left, copied });
  }
}

/** The keys of an object that is written out are marked where they stand. That none fits is said of the whole (XM3021). */
function checkWrittenKeys(expression: Expr, field: Field | null, path: string, report: Report): void {
  if (field === null) return;
  for (const result of resultsOf(expression)) {
    for (const { part, expression: inner, field: child } of literalParts(result, field) ?? []) {
      checkWrittenKeys(inner, child, path + part, report);
    }
    const entries = entriesOf(result);
    if (entries === null || field.type !== "object" || field.fields.size === 0) continue;
    const copied = entries.flatMap(({ key }) => (field.fields.has(key) ? [key] : []));
    for (const { key, keyExpression } of copied.length === 0 ? [] : entries) {
      if (!field.fields.has(key)) report(types.XM3026, keyExpression.span, { path, left: [key], copied });
    }
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
  if (expression.kind !== "path" || field === null) return [];
  const { leftOut } = assignParts(expression.type, field);
  if (leftOut.length === 0) return [];
  const [from, to] = innermost(expression.type, field);
  const names = from.kind === "object" ? [...(from.fields?.keys() ?? [])] : [];
  const copied = names.filter((name) => to.fields.has(name));
  return [{ mapping, segments: expression.segments, leftOut, copied }];
}

/** Of arrays their items, which are copied one by one. */
function innermost(type: Type, field: Field): readonly [Type, Field] {
  return type.kind === "array" && field.items !== null ? innermost(type.items, field.items) : [type, field];
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
