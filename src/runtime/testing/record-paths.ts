import { isRelated, type Program, type ProgramMapping } from "../../compiler/index.js";
import type { DataRecord, TargetPath, TargetSegment } from "../../grammar/index.js";
import { createSourceFile, spanOf } from "../../text/index.js";

const NOWHERE = createSourceFile("", "");

/** A path of a record as a target's: what `[*]` and names in `${}` are made of. */
export function pathOf(pattern: string): TargetPath {
  const span = spanOf(NOWHERE, 0, 0);
  const segments = [...pattern.matchAll(/\[\*\]|\$\{((?:\\.|[^\\}])*)\}|[^.[\]]+/g)].map(
    ([text, quoted]): TargetSegment => {
      if (text === "[*]") return { kind: "wildcard", span };
      return { kind: "name", name: quoted === undefined ? text : quoted.replace(/\\(.)/g, "$1"), span };
    },
  );
  return { segments, span };
}

/** The paths that a record of data names, down to what is no record. */
export function namedPaths(
  record: DataRecord,
  tenant: string,
  before: readonly TargetSegment[] = [],
): readonly TargetPath[] {
  return record.entries.flatMap((entry): readonly TargetPath[] => {
    const segments = [...before, ...segmentsOf(entry.key, tenant)];
    if (entry.value.kind === "record" && entry.value.entries.length > 0)
      return namedPaths(entry.value, tenant, segments);
    return [{ segments, span: entry.span }];
  });
}

/** The segments of a key, with the tenant by its name. */
export function segmentsOf(key: DataRecord["entries"][number]["key"], tenant: string): readonly TargetSegment[] {
  if (key.kind === "literal") return [{ kind: "name", name: key.name.text, span: key.name.span }];
  return key.path.segments.map((segment) =>
    segment.kind === "tenant" ? { kind: "name", name: tenant, span: segment.span } : segment,
  );
}

interface Writer {
  readonly mapping: ProgramMapping;
  /** Its place among the mappings of the program. */
  readonly at: number;
}

/** The mappings that write a path, the one that is nearest to it first. */
export function writersOf(path: TargetPath, { mappings }: Program): readonly Writer[] {
  return mappings
    .map((mapping, at) => ({ mapping, at }))
    .filter(({ mapping }) => isRelated(mapping.target, path))
    .toSorted((left, right) => right.mapping.target.segments.length - left.mapping.target.segments.length);
}
