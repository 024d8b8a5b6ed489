import { allFunctions } from "../../src/functions/index.js";
import { JAVA_METHODS } from "../../src/values/index.js";

/** Numbers from a seed (mulberry32): a text is found again by its seed alone. */
export function randomFrom(seed: number): () => number {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let bits = Math.imul(state ^ (state >>> 15), 1 | state);
    bits = (bits + Math.imul(bits ^ (bits >>> 7), 61 | bits)) ^ bits;
    return ((bits ^ (bits >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** What a mapping's left side is made of, and what it is not. */
const TOKENS: readonly string[] = [
  ..."Email n items obj obj.a a.b absent ${First Name} ${a\\.b} __proto__ constructor this @x $ _ é 漢 \ud800 😀".split(
    " ",
  ),
  ..."0 1 -1 007 08 0x1F 1.5 .5 .5f 1e3 1e999 1e-999 NaN 1L 2H 3B 1f 99999999999 9223372036854775807 1e99999B".split(
    " ",
  ),
  ..."'a' \"b\" '' '1' '[' '\\u00e9' '\\n' '\\' \"\\\" `x${n}` `#{n}` `${ `` ' \" ` ~/a.*/ ~/(a+)+$/ ~/[/ ~/".split(
    " ",
  ),
  ..."+ - * / % div mod & | ^ ~ ! not == != eq ne < > <= >= lt gt le ge && || and or =~ !~ =^ =$ !^ !$ ?: ?? ? :".split(
    " ",
  ),
  ...". ?. .. ... ( ) [ ] { } , ; = += -> => == === <> [*] [0] [-1] ['a'] .0 .a .'a b' ?.a {:} [] {} [1,2] {1} {'a':1} 1..9".split(
    " ",
  ),
  ..."null true false empty size empty( size( new new( var if else for while return function class .class getClass()".split(
    " ",
  ),
  ..."x->x (a,b)->{a} #pragma @silent // ## /* */ /// \u00a0 \u2003 “a” ‘a’ → \\".split(" "),
  " ",
  "  ",
  "\n",
  "\t",
  "\r\n",
];

const CALLS: readonly string[] = [
  ...allFunctions.flatMap(({ name, aliases }) => [name, ...aliases].map((one) => `${one}(`)),
  ...new Set(JAVA_METHODS.map(({ name }) => `.${name}(`)),
];

/** Real expressions: the examples of all functions, and what documentation and people write. */
const REAL: readonly string[] = [
  ...allFunctions.flatMap(({ examples }) => examples.map(({ expr }) => expr)),
  'Email =~ ".*@.*" and size(Email) > 5 ? lower(trim(Email)) : null',
  "person.name.firstName + ' ' + person.name.lastName",
  'iif(n > 10 && items[0].sku.startsWith("A"), concat("x", upper(Email)), "none")',
  "obj.a.b?.c ?? items.0.sku ?: `n=${n} #{Email}`",
  '{"a": [1, 2L, 3.5f, null], "b": {1, "x"}, "c": 1..5}',
  "${First Name}.substring(0, 1).toUpperCase() + ${First Name}.substring(1)",
  "((n + 1) * 2 - -3) / 4 % 5 & 6 | 7 ^ ~8",
  "items[*].price * items[*].qty",
  "'%5.2f|%-8s|%05d'.formatted(n, Email, 7)",
  "Email.replaceAll('[^a-z]', '').split('').length",
];

/** A text made of tokens, of calls that nothing closes, or of real expressions with a few changes. */
export function wildText(random: () => number): string {
  const pick = <T>(from: readonly T[], otherwise: T): T => from[Math.floor(random() * from.length)] ?? otherwise;
  const piece = (): string => (random() < 0.2 ? pick(CALLS, "lower(") : pick(TOKENS, "1"));
  if (random() < 0.4) {
    let text = "";
    for (let left = 1 + Math.floor(random() * 12); left > 0; left--) text += piece() + (random() < 0.4 ? " " : "");
    return text;
  }
  let text = pick(REAL, "1");
  for (let left = 1 + Math.floor(random() * 4); left > 0; left--) {
    const at = Math.floor(random() * (text.length + 1));
    const how = random();
    if (how < 0.25) text = text.slice(0, at) + text.slice(at + 1 + Math.floor(random() * 4));
    else if (how < 0.55) text = text.slice(0, at) + piece() + text.slice(at);
    else if (how < 0.7) text = text.slice(0, at) + text.slice(Math.floor(random() * text.length));
    else if (how < 0.85) text = text.slice(0, at) + pick(REAL, "1") + text.slice(at);
    else text = `${text}${pick([" + ", " == ", " ?? ", " =~ ", ".", ", ", " "], " ")}${pick(REAL, "1")}`;
  }
  return text;
}
