import { blockRange } from "./blocks.js";
import { ANY, complement, intersect, setOf, union } from "./char-set.js";

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

const HEX_DIGIT = "[\\p{Nd}0-9a-fA-F\\u{ff10}-\\u{ff19}\\u{ff21}-\\u{ff26}\\u{ff41}-\\u{ff46}]";

/** The POSIX names as `\p{IsAlpha}` and, under `(?U)`, as `\p{Alpha}` mean them, by upper-case name. */
const UNICODE_POSIX: ReadonlyMap<string, string> = new Map([
  ["ALPHA", "[\\p{Alphabetic}]"],
  ["LOWER", "[\\p{Lowercase}]"],
  ["UPPER", "[\\p{Uppercase}]"],
  ["SPACE", "[\\p{White_Space}]"],
  ["PUNCT", "[\\p{P}]"],
  ["XDIGIT", HEX_DIGIT],
  ["ALNUM", "[\\p{Alphabetic}\\p{Nd}]"],
  ["CNTRL", "[\\p{Cc}]"],
  ["DIGIT", "[\\p{Nd}]"],
  ["BLANK", "[\\p{Zs}\\t]"],
  ["GRAPH", UNICODE_GRAPH],
  ["PRINT", union([UNICODE_GRAPH, "[\\p{Zs}]"])],
]);

/** Binary properties by upper-case name: `\p{IsAlphabetic}`. */
const BINARY: ReadonlyMap<string, string> = new Map([
  ["ALPHABETIC", "[\\p{Alphabetic}]"],
  ["ASSIGNED", "[^\\p{Cn}]"],
  ["CONTROL", "[\\p{Cc}]"],
  ["HEXDIGIT", HEX_DIGIT],
  ["HEX_DIGIT", HEX_DIGIT],
  ["IDEOGRAPHIC", "[\\p{Ideographic}]"],
  ["JOINCONTROL", "[\\p{Join_Control}]"],
  ["JOIN_CONTROL", "[\\p{Join_Control}]"],
  ["LETTER", "[\\p{L}]"],
  ["LOWERCASE", "[\\p{Lowercase}]"],
  ["NONCHARACTERCODEPOINT", "[\\p{Noncharacter_Code_Point}]"],
  ["NONCHARACTER_CODE_POINT", "[\\p{Noncharacter_Code_Point}]"],
  ["TITLECASE", "[\\p{Lt}]"],
  ["PUNCTUATION", "[\\p{P}]"],
  ["UPPERCASE", "[\\p{Uppercase}]"],
  ["WHITESPACE", "[\\p{White_Space}]"],
  ["WHITE_SPACE", "[\\p{White_Space}]"],
  ["WORD", UNICODE_WORD],
]);

const CATEGORIES = new Set(
  "C Cc Cf Cn Co Cs L Ll Lm Lo Lt Lu M Mc Me Mn N Nd Nl No P Pc Pd Pe Pf Pi Po Ps S Sc Sk Sm So Z Zl Zp Zs".split(" "),
);

const IGNORABLE = "\\u{0}-\\u{8}\\u{e}-\\u{1b}\\u{7f}-\\u{9f}\\p{Cf}";

/** The tests of java.lang.Character. */
const JAVA: ReadonlyMap<string, string> = new Map([
  ["javaAlphabetic", "[\\p{Alphabetic}]"],
  ["javaDefined", "[^\\p{Cn}]"],
  ["javaDigit", "[\\p{Nd}]"],
  ["javaIdentifierIgnorable", `[${IGNORABLE}]`],
  ["javaIdeographic", "[\\p{Ideographic}]"],
  ["javaISOControl", "[\\u{0}-\\u{1f}\\u{7f}-\\u{9f}]"],
  ["javaJavaIdentifierPart", `[\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}${IGNORABLE}]`],
  ["javaJavaIdentifierStart", "[\\p{L}\\p{Nl}\\p{Sc}\\p{Pc}]"],
  ["javaLetter", "[\\p{L}]"],
  ["javaLetterOrDigit", "[\\p{L}\\p{Nd}]"],
  ["javaLowerCase", "[\\p{Lowercase}]"],
  ["javaMirrored", "[\\p{Bidi_Mirrored}]"],
  ["javaSpaceChar", "[\\p{Z}]"],
  ["javaTitleCase", "[\\p{Lt}]"],
  ["javaUnicodeIdentifierPart", `[\\p{ID_Continue}\\p{L}\\p{Nl}\\p{Pc}\\p{Nd}\\p{Mc}\\p{Mn}${IGNORABLE}]`],
  ["javaUnicodeIdentifierStart", "[\\p{ID_Start}\\p{L}\\p{Nl}]"],
  ["javaUpperCase", "[\\p{Uppercase}]"],
  ["javaWhitespace", intersect("[^\\u{a0}\\u{2007}\\u{202f}]", "[\\p{Z}\\t-\\r\\u{1c}-\\u{1f}]")],
]);

export type PropertyLookup =
  | { readonly set: string; readonly bmp: boolean }
  /** Unknown to Java, or known to Java and not here. */
  | { readonly problem: "unknown" | "untranslatable" };

/** What stands in `\p{…}`. Source: java.util.regex.Pattern.family and CharPredicates, JDK 17. */
export function propertySet(name: string, unicode: boolean, ignoreCase: boolean): PropertyLookup {
  const equals = name.indexOf("=");
  if (equals >= 0) return keyedProperty(name.slice(0, equals).toLowerCase(), name.slice(equals + 1), ignoreCase);
  if (name.startsWith("In")) return blockSet(name.slice(2));
  if (name.startsWith("Is")) {
    const rest = name.slice(2);
    const set = unicodeProperty(rest.toUpperCase(), ignoreCase);
    if (set !== undefined) return { set, bmp: false };
    const plain = plainProperty(rest, ignoreCase);
    return "set" in plain ? plain : scriptSet(rest);
  }
  const posix = unicode ? posixProperty(name.toUpperCase(), ignoreCase) : undefined;
  return posix === undefined ? plainProperty(name, ignoreCase) : { set: posix, bmp: false };
}

const ANY_CASE = "[\\p{Lowercase}\\p{Uppercase}\\p{Lt}]";

function unicodeProperty(name: string, ignoreCase: boolean): string | undefined {
  if (ignoreCase && ["LOWERCASE", "UPPERCASE", "TITLECASE"].includes(name)) return ANY_CASE;
  return BINARY.get(name) ?? posixProperty(name, ignoreCase);
}

function posixProperty(name: string, ignoreCase: boolean): string | undefined {
  return ignoreCase && (name === "LOWER" || name === "UPPER") ? ANY_CASE : UNICODE_POSIX.get(name);
}

/** General categories, POSIX classes of ASCII and the tests of java.lang.Character. */
function plainProperty(name: string, ignoreCase: boolean): PropertyLookup {
  const ascii = POSIX.get(name);
  if (ascii !== undefined) return { set: (ignoreCase ? caseless(name) : undefined) ?? ascii, bmp: true };
  const set = (ignoreCase ? caseless(name) : undefined) ?? JAVA.get(name) ?? OTHER.get(name) ?? categorySet(name);
  return set === undefined ? { problem: "unknown" } : { set, bmp: name === "L1" };
}

const OTHER: ReadonlyMap<string, string> = new Map([
  ["all", ANY],
  ["LC", "[\\p{Ll}\\p{Lu}\\p{Lt}]"],
  ["LD", "[\\p{L}\\p{Nd}]"],
  ["L1", "[\\u{0}-\\u{ff}]"],
]);

function categorySet(name: string): string | undefined {
  return CATEGORIES.has(name) ? `[\\p{${name}}]` : undefined;
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
      return ANY_CASE;
    default:
      return undefined;
  }
}

function keyedProperty(key: string, value: string, ignoreCase: boolean): PropertyLookup {
  switch (key) {
    case "sc":
    case "script":
      return scriptSet(value);
    case "blk":
    case "block":
      return blockSet(value);
    case "gc":
    case "general_category":
      return plainProperty(value, ignoreCase);
    default:
      return { problem: "unknown" };
  }
}

function blockSet(name: string): PropertyLookup {
  const range = blockRange(name);
  return range === undefined ? { problem: "untranslatable" } : { set: setOf([range]), bmp: false };
}

/** Java takes a script's name in any letter case; JavaScript wants `Old_Italic`. */
function scriptSet(name: string): PropertyLookup {
  const words = name.split("_").map((word) => word.slice(0, 1).toUpperCase() + word.slice(1).toLowerCase());
  const script = words.join("_") === "Signwriting" ? "SignWriting" : words.join("_");
  if (!/^[A-Za-z]+(_[A-Za-z]+)*$/.test(script)) return { problem: "unknown" };
  const set = `[\\p{Script=${script}}]`;
  try {
    new RegExp(set, "u");
    return { set, bmp: false };
  } catch {
    return { problem: "unknown" };
  }
}
