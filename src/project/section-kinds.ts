import { deployments } from "../diagnostics/deployments.js";
import { quote, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { nearest } from "../text/index.js";
import { refuseKind } from "./refuse-value.js";
import { isNull, type JsonSchema, type ValueKind } from "./value-kinds.js";
import type { Placed, YamlMap } from "./yaml-tree.js";

export type Keys = Readonly<Record<string, ValueKind<unknown>>>;

/** What was read of a section with these keys. */
export type Section<K extends Keys> = {
  readonly [N in keyof K]?: K[N] extends ValueKind<infer T> ? Placed<T> : never;
};

/** A section of keys. `elsewhere` says where a key belongs that is not one of them, by its name. */
export function section<K extends Keys>(
  keys: K,
  example: string,
  elsewhere: ReadonlyMap<string, string> = new Map(),
): ValueKind<Section<K>> {
  const kind: ValueKind<Section<K>> = {
    wants: "keys of its own",
    example,
    schema: () => ({ ...schemaOfKeys(keys), type: ["object", "null"] }),
    read: (value, key, report) => {
      if (isNull(value)) return undefined;
      if (value.kind !== "map") return refuseKind(value, key, kind, report);
      return { value: readKeys(value, keys, { section: key, elsewhere }, report), span: value.span };
    },
  };
  return kind;
}

export function schemaOfKeys(keys: Keys): JsonSchema {
  const properties = Object.fromEntries(Object.entries(keys).map(([name, { schema }]) => [name, schema()]));
  return { type: "object", additionalProperties: false, properties };
}

/** An entry of a section whose keys the user names. */
export interface Named<T> {
  readonly key: Placed<string>;
  readonly value: T;
}

/** How a user names the keys of such a section. */
export interface NameShape {
  /** As a sentence begins with it. */
  readonly subject: string;
  /** What the pattern asks for. */
  readonly why: string;
  readonly pattern: RegExp;
  /** How many there may be. */
  readonly most: number;
  /** In the plural, as it follows a number. */
  readonly things: string;
}

/** A section whose keys the user names; of one with nothing after it, `empty` is known. */
export function named<T>(
  shape: NameShape,
  inner: ValueKind<T>,
  empty: T,
  example: string,
): ValueKind<ReadonlyMap<string, Named<T>>> {
  const { subject, why, pattern, most, things } = shape;
  const kind: ValueKind<ReadonlyMap<string, Named<T>>> = {
    wants: "keys of its own",
    example,
    schema: () => ({
      type: ["object", "null"],
      maxProperties: most,
      propertyNames: { pattern: pattern.source },
      additionalProperties: inner.schema(),
    }),
    read: (value, key, report) => {
      if (isNull(value)) return undefined;
      if (value.kind !== "map") return refuseKind(value, key, kind, report);
      const [beyond] = value.entries.slice(most);
      if (beyond !== undefined) {
        const what = `names more than ${most.toLocaleString("en")} ${things}`;
        report(codes.XM6107, beyond.key.span, { what });
        return undefined;
      }
      const read = new Map<string, Named<T>>();
      for (const entry of value.entries) {
        const name = entry.key.value;
        if (!pattern.test(name)) {
          report(deployments.XM6130, entry.key.span, { subject, value: name, why, example });
          continue;
        }
        const known = isNull(entry.value) ? undefined : inner.read(entry.value, name, report);
        read.set(name, { key: entry.key, value: known?.value ?? empty });
      }
      return { value: read, span: value.span };
    },
  };
  return kind;
}

/** Where keys stand: the name of their section, null at the top of the file. */
export interface KeysPlace {
  readonly section: string | null;
  readonly elsewhere: ReadonlyMap<string, string>;
}

/** Reads the keys of a map, each by its kind; others are reported, with the name that was meant. */
export function readKeys<K extends Keys>(map: YamlMap, keys: K, place: KeysPlace, report: Report): Section<K> {
  const read: { [N in keyof K]?: Placed<unknown> } = {};
  for (const { key, value } of map.entries) {
    const name = nameOf(key.value, keys);
    if (name === undefined) {
      report(codes.XM6102, key.span, {
        key: key.value,
        section: place.section,
        advice: advise(key.value, keys, place),
      });
      continue;
    }
    const known = keys[name]?.read(value, key.value, report);
    if (known !== undefined) read[name] = known;
  }
  return read as Section<K>;
}

/** A key such as `toString` is no key of the table, although every object has one. */
function nameOf<K extends Keys>(name: string, keys: K): (keyof K & string) | undefined {
  return Object.keys(keys).find((each) => each === name);
}

function advise(name: string, keys: Keys, { section: of, elsewhere }: KeysPlace): string {
  const there = elsewhere.get(name.toLowerCase().replace(/[-_ ]/g, ""));
  if (there !== undefined) return there;
  const near = nearest(name, Object.keys(keys));
  if (near !== undefined) return `Did you mean ${quote(near)}?`;
  return `${of === null ? "Its" : "The section's"} keys are ${Object.keys(keys).map(quote).join(", ")}.`;
}
