import type { Span } from "../text/index.js";

/**
 * A YAML document without what xdmap has no use for. An alias is the very value of its anchor, so a value may stand in
 * several places: walk by the keys that are expected, never the whole.
 */
export type YamlValue = YamlScalar | YamlList | YamlMap;

export interface YamlScalar {
  readonly kind: "scalar";
  /** By YAML 1.2's core schema. */
  readonly value: string | number | boolean | null;
  /** As it is written, without quotes; empty where nothing is written. */
  readonly source: string;
  readonly span: Span;
}

export interface YamlList {
  readonly kind: "list";
  readonly items: readonly YamlValue[];
  readonly span: Span;
}

export interface YamlMap {
  readonly kind: "map";
  /** In the order of the file. No key comes twice. */
  readonly entries: readonly YamlEntry[];
  readonly span: Span;
}

export interface YamlEntry {
  readonly key: Placed<string>;
  readonly value: YamlValue;
}

/** A value of the file, with its place there. */
export interface Placed<T> {
  readonly value: T;
  readonly span: Span;
}
