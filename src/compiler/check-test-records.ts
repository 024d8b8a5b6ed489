import type { Report } from "../diagnostics/index.js";
import { tests } from "../diagnostics/tests.js";
import type { DataEntry, DataRecord, TargetSegment } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import type { SourceShape } from "./source-shape.js";
import { type TargetScope, targetText } from "./targets.js";

/** What the tests of a file are checked against. */
export interface TestScope {
  readonly source: SourceShape | null;
  readonly targets: TargetScope;
  readonly report: Report;
}

/** The segments that a key adds to the path of what is around it. */
export function segmentsOf({ key }: DataEntry): readonly TargetSegment[] {
  return key.kind === "path" ? key.path.segments : [{ kind: "name", name: key.name.text, span: key.name.span }];
}

export function keySpan({ key }: DataEntry): Span {
  return key.kind === "path" ? key.path.span : key.name.span;
}

/**
 * Reports the second of two entries for one path, whichever way they are written: `address: { city: … }` and
 * `address.city: …` are one.
 */
export function checkRepeated(record: DataRecord, report: Report): void {
  const values = new Map<string, DataEntry>();
  const visit = ({ entries }: DataRecord, before: readonly TargetSegment[]): void => {
    const own = new Set<string>();
    for (const entry of entries) {
      const segments = [...before, ...segmentsOf(entry)];
      const path = targetText(segments);
      if (own.has(path) || values.has(path)) report(tests.XM5309, keySpan(entry), { path });
      else if (entry.value.kind === "record") visit(entry.value, segments);
      else values.set(path, entry);
      own.add(path);
    }
  };
  visit(record, []);
}

export function reportMissingItem(span: Span, report: Report): void {
  const why = "an item of a list is there or it is not";
  report(tests.XM5306, span, { found: "`missing`", why, instead: "Leave the item out, or write `null`." });
}
