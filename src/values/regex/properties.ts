import { ANY, complement, intersect, union } from "./char-set.js";

// Java's named classes, as the sources of char-set.ts.

export const LINE_ENDS = "[\\n\\r\\u{85}\\u{2028}\\u{2029}]";

const ASCII_WORD = "[a-zA-Z0-9_]";
const ASCII_SPACE = "[\\u{20}\\t\\n\\v\\f\\r]";
const UNICODE_WORD = "[\\p{Alphabetic}\\p{M}\\p{Nd}\\p{Pc}\\p{Join_Control}]";
const HORIZONTAL = "[\\u{20}\\t\\u{a0}\\u{1680}\\u{180e}\\u{2000}-\\u{200a}\\u{202f}\\u{205f}\\u{3000}]";
const VERTICAL = "[\\n\\v\\f\\r\\u{85}\\u{2028}\\u{2029}]";

/** `\d \D \h \H \s \S \v \V \w \W`; undefined for any other letter. */
export function shorthandSet(letter: string, unicode: boolean): string | undefined {
  const set = positiveShorthand(letter.toLowerCase(), unicode);
  return set === undefined || letter === letter.toLowerCase() ? set : complement(set);
}

function positiveShorthand(letter: string, unicode: boolean): string | undefined {
  switch (letter) {
    case "d":
      return unicode ? "[\\p{Nd}]" : "[0-9]";
    case "h":
      return HORIZONTAL;
    case "s":
      return unicode ? "[\\p{White_Space}]" : ASCII_SPACE;
    case "v":
      return VERTICAL;
    case "w":
      return unicode ? UNICODE_WORD : ASCII_WORD;
    default:
      return undefined;
  }
}

const POSIX: ReadonlyMap<string, string> = new Map([
  ["ASCII", "[\\u{0}-\\u{7f}]"],
  ["Alnum", "[a-zA-Z0-9]"],
  ["Alpha", "[a-zA-Z]"],
  ["Blank", "[\\u{20}\\t]"],
  ["Cntrl", "[\\u{0}-\\u{1f}\\u{7f}]"],
  ["Digit", "[0-9]"],
  ["Graph", "[\\u{21}-\\u{7e}]"],
  ["Lower", "[a-z]"],
  ["Print", "[\\u{20}-\\u{7e}]"],
  ["Punct", "[\\u{21}-\\u{2f}\\u{3a}-\\u{40}\\u{5b}-\\u{60}\\u{7b}-\\u{7e}]"],
  ["Space", ASCII_SPACE],
  ["Upper", "[A-Z]"],
  ["XDigit", "[0-9a-fA-F]"],
]);

const UNICODE_GRAPH = "[^\\p{White_Space}\\p{Cc}\\p{Cs}\\p{Cn}]";

/** Binary properties by upper-case name without `_`: `\p{IsAlphabetic}`, and the POSIX names under `(?U)`. */
const BINARY: ReadonlyMap<string, string> = new Map([
  ["ALPHABETIC", "[\\p{Alphabetic}]"],
  ["ASSIGNED", "[^\\p{Cn}]"],
  ["CONTROL", "[\\p{Cc}]"],
  ["HEXDIGIT", "[\\p{Nd}0-9a-fA-F\\u{ff10}-\\u{ff19}\\u{ff21}-\\u{ff26}\\u{ff41}-\\u{ff46}]"],
  ["IDEOGRAPHIC", "[\\p{Ideographic}]"],
  ["JOINCONTROL", "[\\p{Join_Control}]"],
  ["LETTER", "[\\p{L}]"],
  ["LOWERCASE", "[\\p{Lowercase}]"],
  ["NONCHARACTERCODEPOINT", "[\\p{Noncharacter_Code_Point}]"],
  ["TITLECASE", "[\\p{Lt}]"],
  ["PUNCTUATION", "[\\p{P}]"],
  ["UPPERCASE", "[\\p{Uppercase}]"],
  ["WHITESPACE", "[\\p{White_Space}]"],
  ["WORD", UNICODE_WORD],
  ["ALNUM", "[\\p{Alphabetic}\\p{Nd}]"],
  ["ALPHA", "[\\p{Alphabetic}]"],
  ["BLANK", "[\\p{Zs}\\t]"],
  ["CNTRL", "[\\p{Cc}]"],
  ["DIGIT", "[\\p{Nd}]"],
  ["GRAPH", UNICODE_GRAPH],
  ["LOWER", "[\\p{Lowercase}]"],
  ["PRINT", union([UNICODE_GRAPH, "[\\p{Zs}]"])],
  ["PUNCT", "[\\p{P}]"],
  ["SPACE", "[\\p{White_Space}]"],
  ["UPPER", "[\\p{Uppercase}]"],
  ["XDIGIT", "[\\p{Nd}0-9a-fA-F\\u{ff10}-\\u{ff19}\\u{ff21}-\\u{ff26}\\u{ff41}-\\u{ff46}]"],
]);

const CATEGORIES = new Set(
  "C Cc Cf Cn Co Cs L LC Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs".split(
    " ",
  ),
);

const JAVA: ReadonlyMap<string, string> = new Map([
  ["javaAlphabetic", "[\\p{Alphabetic}]"],
  ["javaDefined", "[^\\p{Cn}]"],
  ["javaDigit", "[\\p{Nd}]"],
  ["javaIdeographic", "[\\p{Ideographic}]"],
  ["javaISOControl", "[\\u{0}-\\u{1f}\\u{7f}-\\u{9f}]"],
  ["javaLetter", "[\\p{L}]"],
  ["javaLetterOrDigit", "[\\p{L}\\p{Nd}]"],
  ["javaLowerCase", "[\\p{Lowercase}]"],
  ["javaSpaceChar", "[\\p{Z}]"],
  ["javaTitleCase", "[\\p{Lt}]"],
  ["javaUpperCase", "[\\p{Uppercase}]"],
  ["javaWhitespace", intersect("[^\\u{a0}\\u{2007}\\u{202f}]", "[\\p{Z}\\t-\\r\\u{1c}-\\u{1f}]")],
]);

/** The blocks that mappings have asked for; JavaScript knows none. */
const BLOCKS: ReadonlyMap<string, string> = new Map([
  ["BASICLATIN", "[\\u{0}-\\u{7f}]"],
  ["LATIN1SUPPLEMENT", "[\\u{80}-\\u{ff}]"],
  ["LATINEXTENDEDA", "[\\u{100}-\\u{17f}]"],
  ["LATINEXTENDEDB", "[\\u{180}-\\u{24f}]"],
  ["GREEK", "[\\u{370}-\\u{3ff}]"],
  ["GREEKANDCOPTIC", "[\\u{370}-\\u{3ff}]"],
  ["CYRILLIC", "[\\u{400}-\\u{4ff}]"],
  ["HEBREW", "[\\u{590}-\\u{5ff}]"],
  ["ARABIC", "[\\u{600}-\\u{6ff}]"],
  ["THAI", "[\\u{e00}-\\u{e7f}]"],
  ["HANGULJAMO", "[\\u{1100}-\\u{11ff}]"],
  ["GENERALPUNCTUATION", "[\\u{2000}-\\u{206f}]"],
  ["CURRENCYSYMBOLS", "[\\u{20a0}-\\u{20cf}]"],
  ["CJKSYMBOLSANDPUNCTUATION", "[\\u{3000}-\\u{303f}]"],
  ["HIRAGANA", "[\\u{3040}-\\u{309f}]"],
  ["KATAKANA", "[\\u{30a0}-\\u{30ff}]"],
  ["CJKUNIFIEDIDEOGRAPHS", "[\\u{4e00}-\\u{9fff}]"],
  ["HANGULSYLLABLES", "[\\u{ac00}-\\u{d7af}]"],
  ["EMOTICONS", "[\\u{1f600}-\\u{1f64f}]"],
]);

export type PropertyLookup = { readonly set: string } | { readonly problem: "unknown" | "untranslatable" };

/** What stands in `\p{…}`. Source: java.util.regex.Pattern, JDK 17. */
export function propertySet(name: string, unicode: boolean, ignoreCase: boolean): PropertyLookup {
  const equals = name.indexOf("=");
  if (equals >= 0) return keyedProperty(name.slice(0, equals).toLowerCase(), name.slice(equals + 1), ignoreCase);
  if (name.startsWith("In")) return blockSet(name.slice(2));
  if (name.startsWith("Is")) {
    const rest = name.slice(2);
    const found = binarySet(rest, ignoreCase) ?? categorySet(rest, ignoreCase) ?? scriptSet(rest);
    return found === undefined ? { problem: "unknown" } : { set: found };
  }
  if (name === "ALL" || name === "all") return { set: ANY };
  if (unicode && POSIX.has(name) && name !== "ASCII") {
    const found = binarySet(name, ignoreCase);
    if (found !== undefined) return { set: found };
  }
  const found =
    (ignoreCase ? caseless(name) : undefined) ?? POSIX.get(name) ?? JAVA.get(name) ?? categorySet(name, ignoreCase);
  if (found !== undefined) return { set: found };
  if (name === "LD") return { set: "[\\p{L}\\p{Nd}]" };
  if (name === "L1") return { set: "[\\u{0}-\\u{ff}]" };
  return { problem: name.startsWith("java") ? "untranslatable" : "unknown" };
}

/** Under `(?i)` a class of one case takes the others too (JDK 15 and later). */
function caseless(name: string): string | undefined {
  switch (name) {
    case "Lower":
    case "Upper":
      return "[a-zA-Z]";
    case "Ll":
    case "Lu":
    case "Lt":
      return "[\\p{Ll}\\p{Lu}\\p{Lt}]";
    case "javaLowerCase":
    case "javaUpperCase":
    case "javaTitleCase":
      return "[\\p{Lowercase}\\p{Uppercase}\\p{Lt}]";
    default:
      return undefined;
  }
}

function keyedProperty(key: string, value: string, ignoreCase: boolean): PropertyLookup {
  switch (key) {
    case "sc":
    case "script": {
      const set = scriptSet(value);
      return set === undefined ? { problem: "unknown" } : { set };
    }
    case "blk":
    case "block":
      return blockSet(value);
    case "gc":
    case "general_category": {
      const set = categorySet(value, ignoreCase);
      return set === undefined ? { problem: "unknown" } : { set };
    }
    default:
      return { problem: "unknown" };
  }
}

function categorySet(name: string, ignoreCase: boolean): string | undefined {
  if (!CATEGORIES.has(name)) return undefined;
  return (ignoreCase ? caseless(name) : undefined) ?? (name === "LC" ? "[\\p{Ll}\\p{Lu}\\p{Lt}]" : `[\\p{${name}}]`);
}

function binarySet(name: string, ignoreCase: boolean): string | undefined {
  const key = name.toUpperCase().replaceAll("_", "");
  if (ignoreCase && ["LOWERCASE", "UPPERCASE", "TITLECASE", "LOWER", "UPPER"].includes(key)) {
    return "[\\p{Lowercase}\\p{Uppercase}\\p{Lt}]";
  }
  return BINARY.get(key);
}

function blockSet(name: string): PropertyLookup {
  const set = BLOCKS.get(name.toUpperCase().replace(/[\s_-]/g, ""));
  return set === undefined ? { problem: "untranslatable" } : { set };
}

/** Java takes a script's name in any letter case; JavaScript wants `Old_Italic`. */
function scriptSet(name: string): string | undefined {
  if (!/^[A-Za-z]+(_[A-Za-z]+)*$/.test(name)) return undefined;
  const words = name.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
  const set = `[\\p{Script=${words.join("_")}}]`;
  try {
    new RegExp(set, "u");
    return set;
  } catch {
    return undefined;
  }
}
