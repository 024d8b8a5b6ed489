import { type Diagnostic, diagnostic, type FilePlace, type Place } from "../diagnostics/index.js";
import { imports } from "../diagnostics/platform-import.js";
import { createSourceFile, type JsonPlace, positionAt, readJson } from "../text/index.js";
import { foreignText } from "./foreign-content.js";

/** No mapping set nests deeper, and what reads one follows it down. */
const DEEPEST = 200;

/** A JSON value, and where its objects stand in its text. */
export interface ParsedJson {
  readonly value: unknown;
  /** The members of which only the last is in the value. */
  readonly repeated: readonly Diagnostic[];
  readonly placeOf: (value: unknown) => Place;
}

interface PlacedJson extends JsonPlace {
  readonly inner?: readonly PlacedJson[] | ReadonlyMap<string, PlacedJson>;
}

/** Reads the text of the file at `place`, or says what it is instead. */
export function parseImport(text: string, place: FilePlace): ParsedJson | { readonly problem: Diagnostic } {
  const file = createSourceFile(place.path, text);
  const at = (offset: number): FilePlace => ({ ...place, ...positionAt(file, offset) });
  const repeated: Diagnostic[] = [];
  const read = readJson<PlacedJson, PlacedJson[], Map<string, PlacedJson>>(
    text,
    {
      null: placed,
      boolean: (_, where) => where,
      number: (_digits, _isWhole, where) => where,
      string: (_, where) => where,
      openList: () => [],
      addItem: (list, item) => list.push(item),
      closeList: (inner, where) => ({ ...where, inner }),
      openObject: () => new Map(),
      addMember: (members, name, where) => {
        const first = members.get(name);
        if (first !== undefined) {
          const left = text.slice(first.start, first.end);
          repeated.push(diagnostic(imports.XM7516, at(where.start), { field: name, left }));
        }
        members.set(name, where);
      },
      closeObject: (inner, where) => ({ ...where, inner }),
    },
    DEEPEST,
  );
  if ("root" in read) {
    const value: unknown = JSON.parse(text);
    let places: ReadonlyMap<unknown, number> | null = null;
    const placeOf = (one: unknown): Place => {
      places ??= startsOf(value, read.root);
      const start = places.get(one);
      return start === undefined ? place : at(start);
    };
    return { value, repeated, placeOf };
  }
  const foreign = foreignText(text, place.path);
  if (foreign !== null) return { problem: diagnostic(imports.XM7500, place, foreign) };
  const why = `it is not JSON that can be read (${read.problem.message.replace(/\.$/, "")})`;
  return { problem: diagnostic(imports.XM7500, at(read.problem.offset), { why }) };
}

function placed(where: JsonPlace): PlacedJson {
  return where;
}

/** Where each object of a value begins. */
function startsOf(root: unknown, placed: PlacedJson): ReadonlyMap<unknown, number> {
  const starts = new Map<unknown, number>();
  const walk = (value: unknown, { start, inner }: PlacedJson): void => {
    if (typeof value !== "object" || value === null || inner === undefined) return;
    starts.set(value, start);
    for (const [name, one] of inner.entries()) walk(Reflect.get(value, name), one);
  };
  walk(root, placed);
  return starts;
}
