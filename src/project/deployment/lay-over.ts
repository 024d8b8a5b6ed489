import { isNothing } from "../refuse-value.js";
import type { JsonSchema, ValueKind } from "../value-kinds.js";
import type { YamlEntry, YamlMap, YamlValue } from "../yaml-tree.js";

/**
 * Lays what a sandbox says over what the file says, key by key and at any depth: sections are laid over sections, anything
 * else takes the place of what was there, lists as a whole. `null` takes a key away; a key with nothing after it says
 * nothing. Every value keeps its place in the file.
 */
export function layOver(base: YamlMap, over: YamlMap): YamlMap {
  const laid = new WeakMap<YamlMap, WeakMap<YamlMap, YamlMap>>();
  const bare = new WeakMap<YamlMap, YamlMap>();
  return lay(base, over);

  // Aliases are the very values of their anchors, and a few lines of them can mean millions: each is laid once.
  function lay(under: YamlMap, upper: YamlMap): YamlMap {
    const before = laid.get(under)?.get(upper);
    if (before !== undefined) return before;
    const byKey = new Map(upper.entries.map((entry) => [entry.key.value, entry]));
    const entries = under.entries.flatMap((entry) => {
      const other = byKey.get(entry.key.value);
      byKey.delete(entry.key.value);
      return other === undefined ? [entry] : layEntry(entry, other);
    });
    for (const entry of byKey.values()) {
      if (!saysNull(entry.value)) entries.push({ key: entry.key, value: withoutNulls(entry.value, bare) });
    }
    const map: YamlMap = { kind: "map", entries, span: under.span };
    const known = laid.get(under) ?? new WeakMap<YamlMap, YamlMap>();
    laid.set(under, known.set(upper, map));
    return map;
  }

  function layEntry(under: YamlEntry, upper: YamlEntry): readonly YamlEntry[] {
    const { value } = upper;
    if (value.kind === "scalar" && isNothing(value)) return [under];
    if (saysNull(value)) return [];
    if (value.kind !== "map") return [upper];
    if (under.value.kind !== "map") return [{ key: upper.key, value: withoutNulls(value, bare) }];
    return [{ key: under.key, value: lay(under.value, value) }];
  }
}

/** `null` or `~`, and not just nothing. */
function saysNull(value: YamlValue): boolean {
  return value.kind === "scalar" && value.value === null && !isNothing(value);
}

function withoutNulls(value: YamlValue, bare: WeakMap<YamlMap, YamlMap>): YamlValue {
  if (value.kind !== "map") return value;
  const before = bare.get(value);
  if (before !== undefined) return before;
  const entries = value.entries.flatMap((entry) =>
    saysNull(entry.value) ? [] : [{ key: entry.key, value: withoutNulls(entry.value, bare) }],
  );
  const map: YamlMap = { kind: "map", entries, span: value.span };
  bare.set(value, map);
  return map;
}

/** A kind of which every key, at any depth, may be `null` too. */
export function layableOver<T>(kind: ValueKind<T>): ValueKind<T> {
  return {
    ...kind,
    schema: () => orNull(kind.schema()),
    read: (value, key, report) => kind.read(withoutNulls(value, new WeakMap()), key, report),
  };
}

/** The schema of a section with `null` for each of its keys. */
function orNull(schema: JsonSchema): JsonSchema {
  const { properties, patternProperties, additionalProperties, anyOf } = schema;
  return {
    ...schema,
    ...(isSchema(properties) ? { properties: mapValues(properties, nullable) } : {}),
    ...(isSchema(patternProperties) ? { patternProperties: mapValues(patternProperties, nullable) } : {}),
    ...(isSchema(additionalProperties) ? { additionalProperties: nullable(additionalProperties) } : {}),
    ...(Array.isArray(anyOf) ? { anyOf: anyOf.map((one) => (isSchema(one) ? orNull(one) : one)) } : {}),
  };
}

function nullable(schema: unknown): unknown {
  if (!isSchema(schema)) return schema;
  const { description, ...rest } = orNull(schema);
  return { ...(description === undefined ? {} : { description }), anyOf: [rest, { type: "null" }] };
}

function mapValues(of: JsonSchema, change: (value: unknown) => unknown): JsonSchema {
  return Object.fromEntries(Object.entries(of).map(([name, value]) => [name, change(value)]));
}

function isSchema(value: unknown): value is JsonSchema {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
