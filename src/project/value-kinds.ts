import { quote, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { nearest } from "../text/index.js";
import type { Placed, YamlMap, YamlScalar, YamlValue } from "./yaml-tree.js";

/** What a key takes. Reading gives undefined where nothing is said, and where what is said was refused and reported. */
export interface ValueKind<T> {
  /** In words, as it follows "takes". */
  readonly wants: string;
  /** A line that a user may write. */
  readonly example: string;
  readonly read: (value: YamlValue, key: string, report: Report) => Placed<T> | undefined;
}

/** One of some words. */
export function oneOf<const C extends string>(choices: readonly C[], example: string): ValueKind<C> {
  const kind: ValueKind<C> = {
    wants: choices.map(quote).join(" or "),
    example,
    read: (value, key, report) => {
      if (value.kind !== "scalar" || isNothing(value)) return refuse(value, key, kind, report);
      const word = textOf(value);
      const chosen = choices.find((choice) => choice === word);
      if (chosen !== undefined) return { value: chosen, span: value.span };
      report(codes.XM6105, value.span, { key, value: word, choices, near: nearest(word, choices) });
      return undefined;
    },
  };
  return kind;
}

/** A text for which `take` gives what it means, or reports why it means nothing. */
export function text<T>(
  wants: string,
  example: string,
  take: (text: Placed<string>, key: string, report: Report) => T | undefined,
): ValueKind<T> {
  const kind: ValueKind<T> = {
    wants,
    example,
    read: (value, key, report) => {
      if (value.kind !== "scalar" || typeof value.value !== "string") return refuse(value, key, kind, report);
      const taken = take({ value: value.value, span: value.span }, key, report);
      return taken === undefined ? undefined : { value: taken, span: value.span };
    },
  };
  return kind;
}

/** `true` or `false`. */
export function truth(example: string): ValueKind<boolean> {
  const kind: ValueKind<boolean> = {
    wants: "`true` or `false`",
    example,
    read: (value, key, report) =>
      value.kind === "scalar" && typeof value.value === "boolean"
        ? { value: value.value, span: value.span }
        : refuse(value, key, kind, report),
  };
  return kind;
}

/** A list of texts, none of them empty. A key with nothing after it is an empty list: its items may be comments. */
export function listOfTexts(wants: string, example: string): ValueKind<readonly Placed<string>[]> {
  const kind: ValueKind<readonly Placed<string>[]> = {
    wants,
    example,
    read: (value, key, report) => {
      if (value.kind === "scalar" && isNothing(value)) return undefined;
      if (value.kind !== "list") return refuse(value, key, kind, report);
      const texts: Placed<string>[] = [];
      for (const item of value.items) {
        if (item.kind === "scalar" && typeof item.value === "string" && item.value !== "") {
          texts.push({ value: item.value, span: item.span });
        } else refuse(item, key, kind, report);
      }
      return { value: texts, span: value.span };
    },
  };
  return kind;
}

type Keys = Readonly<Record<string, ValueKind<unknown>>>;

/** What was read of a section with these keys. */
export type Section<K extends Keys> = {
  readonly [N in keyof K]?: K[N] extends ValueKind<infer T> ? Placed<T> : never;
};

/** A section of keys. `elsewhere` says where a key belongs that is not one of them, by its name. */
export function section<K extends Keys>(
  keys: K,
  example: string,
  elsewhere: ReadonlyMap<string, string>,
): ValueKind<Section<K>> {
  const kind: ValueKind<Section<K>> = {
    wants: "keys of its own",
    example,
    read: (value, key, report) => {
      if (value.kind === "scalar" && isNothing(value)) return undefined;
      if (value.kind !== "map") return refuse(value, key, kind, report);
      return { value: readKeys(value, keys, { section: key, elsewhere }, report), span: value.span };
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

function refuse(value: YamlValue, key: string, kind: ValueKind<unknown>, report: Report): undefined {
  const { wants, example } = kind;
  report(codes.XM6104, value.span, { key, wants, found: describe(value), example, hint: hintFor(value, wants) });
  return undefined;
}

function describe(value: YamlValue): string {
  switch (value.kind) {
    case "list":
      return "a list";
    case "map":
      return "a section of keys";
    case "scalar":
      if (isNothing(value)) return "nothing";
      if (value.value === "") return "an empty text";
      if (value.value === null) return `${quote(value.source)}, the empty value`;
      return `${typeof value.value === "string" ? "the text" : typeof value.value === "number" ? "the number" : "the truth value"} ${quote(textOf(value))}`;
  }
}

const oldTruths: ReadonlySet<string> = new Set(["y", "n", "yes", "no", "on", "off"]);

function hintFor(value: YamlValue, wants: string): string {
  if (value.kind !== "scalar") return "";
  if (typeof value.value === "string") {
    const isOld = oldTruths.has(value.value.toLowerCase()) && wants.includes("true");
    return isOld ? `${quote(value.value)} is a text in YAML 1.2. ` : "";
  }
  if (value.value === null && wants.includes("none")) return "Where there is none, write `none`. ";
  return isNothing(value) || wants.includes("true") ? "" : "In quotes it is a text. ";
}

/** Nothing is written: not even `null`. */
function isNothing({ value, source }: YamlScalar): boolean {
  return value === null && source === "";
}

function textOf({ value, source }: YamlScalar): string {
  return typeof value === "string" ? value : source;
}
