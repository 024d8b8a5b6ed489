import { itemsOf, listOf, mapOf, parseJson, toJson, type Value } from "../../values/index.js";

/** Puts other letters and digits in the place of a value's own; equal texts become equal texts. */
export type Mask = (value: Value) => Value;

/**
 * A mask for values of JSON. What a text looks like stays, so that functions have the same work: its length, which letters
 * are capitals and of which script, its digits (zeros that lead, and zeros alone, stay; no other digit becomes a zero, for
 * 0.05 would be 0), and everything else.
 *
 * @param random from 0 to below 1
 */
export function createMask(random: () => number): Mask {
  const known = new Map<string, string>();
  const pick = (from: number, to: number): string =>
    String.fromCodePoint(from + Math.floor(random() * (to - from + 1)));
  const digits = (run: string): string =>
    /^0+$/.test(run)
      ? run
      : run.replace(/\d/g, (digit, at) => {
          if (digit !== "0") return pick(0x31, 0x39);
          return at === 0 ? "0" : pick(0x30, 0x39);
        });
  const letter = (one: string): string => {
    const [, from, to] = SCRIPTS.find(([script]) => script.test(one)) ?? OTHER;
    return pick(from, to);
  };
  const maskText = (text: string): string => {
    const before = known.get(text);
    if (before !== undefined) return before;
    const masked = text.replace(/\d+|\p{L}/gu, (found) => (/^\d/.test(found) ? digits(found) : letter(found)));
    known.set(text, masked);
    return masked;
  };
  const maskNumber = (value: Value): Value => {
    const [mantissa = "", ...exponent] = toJson(value).split(/(?=[eE])/);
    const read = parseJson([mantissa.replace(/\d+/g, digits), ...exponent].join(""));
    return "value" in read ? read.value : value;
  };
  const mask = (value: Value): Value => {
    if (value === null || typeof value === "boolean") return value;
    if (typeof value === "string") return maskText(value);
    const items = itemsOf(value);
    if (items !== undefined) return listOf(items.map(mask));
    if (value.kind !== "map") return maskNumber(value);
    return mapOf([...value.entries.values()].map(({ key, value: child }): [Value, Value] => [key, mask(child)]));
  };
  return mask;
}

/** Letters of a script and case, and which of them are drawn. */
const SCRIPTS: readonly (readonly [RegExp, number, number])[] = [
  [/[A-Z]/, 0x41, 0x5a],
  [/[a-z]/, 0x61, 0x7a],
  [/(?=\p{Lu})\p{Script=Latin}/u, 0xc0, 0xd6],
  [/\p{Script=Latin}/u, 0xe0, 0xf6],
  [/(?=\p{Lu})\p{Script=Cyrillic}/u, 0x410, 0x42f],
  [/\p{Script=Cyrillic}/u, 0x430, 0x44f],
  [/(?=\p{Lu})\p{Script=Greek}/u, 0x391, 0x3a1],
  [/\p{Script=Greek}/u, 0x3b1, 0x3c1],
  [/\p{Script=Hangul}/u, 0xac00, 0xd7a3],
  [/\p{Script=Hiragana}/u, 0x3042, 0x3093],
  [/\p{Script=Katakana}/u, 0x30a2, 0x30f3],
  [/\p{Script=Han}/u, 0x4e00, 0x9fa5],
  [/\p{Script=Arabic}/u, 0x628, 0x63a],
  [/\p{Script=Hebrew}/u, 0x5d0, 0x5ea],
  [/\p{Script=Thai}/u, 0xe01, 0xe2e],
  [/\p{Script=Devanagari}/u, 0x915, 0x939],
];

const OTHER = [/./, 0x61, 0x7a] as const;
