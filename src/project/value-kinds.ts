import { quote, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import { nearest } from "../text/index.js";
import { isNothing, refuseKind, textOf, type Wanted } from "./refuse-value.js";
import type { Placed, YamlValue } from "./yaml-tree.js";

/** A part of a JSON Schema (draft-07). */
export type JsonSchema = Readonly<Record<string, unknown>>;

/** What a key takes. Reading gives undefined where nothing is said, and where what is said was refused and reported. */
export interface ValueKind<T> extends Wanted {
  /** The same for editors: what reading refuses for its kind, this refuses too. */
  readonly schema: () => JsonSchema;
  readonly read: (value: YamlValue, key: string, report: Report) => Placed<T> | undefined;
}

/** A kind with what an editor tells of the key. */
export function about<K extends ValueKind<unknown>>(description: string, kind: K): K {
  return { ...kind, schema: () => ({ description, ...kind.schema() }) };
}

/** One of some words. */
export function oneOf<const C extends string>(choices: readonly C[], example: string): ValueKind<C> {
  const words: readonly string[] = choices;
  const kind: ValueKind<C> = {
    wants: choices.map(quote).join(" or "),
    example,
    // The word `null` without quotes is YAML's empty value.
    schema: () => ({ enum: words.includes("null") ? [...choices, null] : choices }),
    read: (value, key, report) => {
      if (value.kind !== "scalar" || isNothing(value)) return refuseKind(value, key, kind, report);
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
  schema: JsonSchema = {},
): ValueKind<T> {
  const kind: ValueKind<T> = {
    wants,
    example,
    schema: () => ({ type: "string", ...schema }),
    read: (value, key, report) => {
      if (value.kind !== "scalar" || typeof value.value !== "string") return refuseKind(value, key, kind, report);
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
    schema: () => ({ type: "boolean" }),
    read: (value, key, report) =>
      value.kind === "scalar" && typeof value.value === "boolean"
        ? { value: value.value, span: value.span }
        : refuseKind(value, key, kind, report),
  };
  return kind;
}

/** A number that `schema` takes, by `isFine` said once more. */
export function number(
  wants: string,
  example: string,
  isFine: (value: number) => boolean,
  schema: JsonSchema,
): ValueKind<number> {
  const kind: ValueKind<number> = {
    wants,
    example,
    schema: () => schema,
    read: (value, key, report) =>
      value.kind === "scalar" && typeof value.value === "number" && isFine(value.value)
        ? { value: value.value, span: value.span }
        : refuseKind(value, key, kind, report),
  };
  return kind;
}

/** A list of texts, none of them empty. A key with nothing after it is an empty list: its items may be comments. */
export function listOfTexts(wants: string, example: string): ValueKind<readonly Placed<string>[]> {
  const kind: ValueKind<readonly Placed<string>[]> = {
    wants,
    example,
    schema: () => ({ type: ["array", "null"], items: { type: "string", minLength: 1 } }),
    read: (value, key, report) => {
      if (isNull(value)) return undefined;
      if (value.kind !== "list") return refuseKind(value, key, kind, report);
      const texts: Placed<string>[] = [];
      for (const item of value.items) {
        if (item.kind === "scalar" && typeof item.value === "string" && item.value !== "") {
          texts.push({ value: item.value, span: item.span });
        } else refuseKind(item, key, kind, report);
      }
      return { value: texts, span: value.span };
    },
  };
  return kind;
}

/** Nothing is written, or the empty value. */
export function isNull(value: YamlValue): boolean {
  return value.kind === "scalar" && value.value === null;
}
