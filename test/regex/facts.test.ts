import { describe, expect, it } from "vitest";
import { compileJavaRegex } from "../../src/values/regex/index.js";
import { RegexOverload } from "../../src/values/regex/match-state.js";

// What java.util.regex of JDK 17 does, one rule a row: each was read off its source or its own tests.

function compiled(pattern: string) {
  const result = compileJavaRegex(pattern);
  if ("problem" in result) throw new Error(`${pattern}: ${result.problem.message}`);
  return result.regex;
}

/** Every match and its groups, each match joined with `|`, a group without part as `-`. */
function found(pattern: string, text: string): string[] {
  return compiled(pattern)
    .findAll(text)
    .map((groups) => groups.map((group) => group ?? "-").join("|"));
}

const GRIN = "\u{1f600}";
const FAMILY = "\u{1f468}\u200d\u{1f469}\u200d\u{1f467}";

describe("matching the whole text", () => {
  it.each<[pattern: string, text: string, matches: boolean, rule: string]>([
    // Flags
    ["(?x)a b # c\n c", "abc", true, "(?x) leaves out white space and comments"],
    ["(?x)a\\ b", "a b", true, "an escaped space stays under (?x)"],
    ["(?x)[a b]", " ", false, "white space is left out in classes too"],
    ["(?x)[ ^a]", "^", true, "a ^ negates right after the bracket only"],
    ["(?x)a{2 , 3 }", "aaa", true, "and in counts, after their first digit"],
    ["(?x)( ?:a)", "a", true, "and between ( and ?"],
    ["(?x i)A B", "ab", true, "and among the flags, from the x on"],
    ["(?x)(?<n >a) \\k< n>", "aa", true, "and beside names"],
    ["(?x)\\x 4 1 \\0 41 \\u 0041 \\c A", "A!A\u0001", true, "and in codes"],
    ["(?x)\\uD83D \\uDE00", GRIN, true, "and between the escapes of one character"],
    ["(?x)[b& a]+", "ba", true, "a single & of a class gets lost before white space"],
    ["(?x)[b& a]", "&", false, "and matches no more"],
    ["(?x)[b& ]]", "]", true, "and what comes next is a member"],
    ["(?x)[b&a]", "&", true, "without white space it stays"],
    ["(?x)[ab& & a]", "a", true, "two of them are an intersection"],
    ["(?xd)a#b\u0085c", "a", true, "(?d) lets comments end at a line feed only"],
    ["(?i)ä", "Ä", false, "(?i) alone folds ASCII"],
    ["(?iu)ä", "Ä", true, "(?u) folds Unicode"],
    ["(?iU)ä", "Ä", true, "(?U) implies (?u)"],
    ["(?iU-u)ä", "Ä", false, "and (?-u) takes that back"],
    ["(?iu)k", "\u212a", true, "the Kelvin sign is a k"],
    ["(?i)k", "\u212a", false, "in ASCII it is not"],
    ["(?iu)[j-l]", "\u212a", true, "ranges fold alike"],
    ["(?iu)σ", "ς", true, "sigmas are one letter"],
    ["(?iu)aß", "Aẞ", true, "the lower case of capital sharp s"],
    ["(?iu)i", "İ", true, "the lower case of a dotted capital I is i"],
    ["(?i)(a)(?-i)b", "AB", false, "flags end where they are taken back"],
    ["((?i)a)b", "AB", false, "flags end with their group"],
    ["(?i:a)b", "Ab", true, "a group may have its own"],
    ["a(?i)b|c", "C", true, "flags reach over the bar"],
    ["(?)a", "a", true, "no flags are flags"],
    ["(?-)a", "a", true, "none taken back either"],
    // Classes
    ["[a-z&&[def]]", "e", true, "intersection"],
    ["[a-z&&[^bc]]", "b", false, "with a negated class"],
    ["[a-z&&^b]", "^", false, "a ^ right of && is literal, and not a letter"],
    ["[&&a]", "a", true, "nothing left of &&: the right side"],
    ["[a-z&&]", "a", true, "nothing right of &&: what stood last"],
    ["[a&&]", "a", true, "a single character likewise"],
    ["[a&&&b]", "&", true, "the third & is literal"],
    ["[a&&&b]", "a", true, "and singles before it stay"],
    ["[a&&b&&c]", "a", false, "&& chains"],
    ["[ab&&[b]c&&d]", "b", true, "right of && a class and the rest are a union"],
    ["[ab&&[b]c&&d]", "d", false, "of which the rest intersects on its own"],
    ["[^a&&b]", "a", true, "^ negates the intersection"],
    ["[a[^b]]", "b", false, "union with a negated class"],
    ["[[a][b]]", "b", true, "union"],
    ["[]a]", "]", true, "a first bracket is literal"],
    ["[^]a]", "]", false, "after ^ too"],
    ["[a-c-e]", "-", true, "a dash after a range is literal"],
    ["[\\w-z]", "-", true, "a dash after a class is literal"],
    ["[a-[b]]", "-", true, "a dash before a class is literal"],
    ["[+--]", ",", true, "a range may end in a dash"],
    ["[\\v-\\x0e]", "\u000c", true, "at a range \\v is the vertical tab"],
    ["[\\v-]", "-", true, "as it is before a last dash"],
    ["[\\v-]", "\n", false, "so it is not the vertical space there"],
    ["[\\v]", "\n", true, "as it is elsewhere"],
    ["[\\Qa-z\\E]", "b", false, "a quoted dash makes no range"],
    ["[\\Q]\\E]", "]", true, "a quoted bracket closes nothing"],
    ["[\\Q&&\\E]", "&", true, "quoted ampersands intersect nothing"],
    // Escapes
    ["\\07", "\u0007", true, "octal"],
    ["\\0377", "ÿ", true, "three digits up to 377"],
    ["\\0400", "\u00200", true, "else two, and a 0"],
    ["\\x{1F600}", GRIN, true, "hexadecimal beyond U+FFFF"],
    ["\\uD83D\\uDE00", GRIN, true, "two halves are one character"],
    ["\\cJ", "\n", true, "control characters are xored with 64"],
    ["\\cj", "*", true, "even of a small letter"],
    ["\\e\\a\\f", "\u001b\u0007\f", true, "escape, bell and form feed"],
    ["\\N{DIGIT FIVE}", "5", true, "by name"],
    ["\\N{latin small letter e with acute}", "é", true, "in any letter case"],
    ["\\N{GREEK SMALL LETTER OMEGA}", "ω", true, "Greek"],
    ["\\-\\/\\é", "-/é", true, "what is no ASCII letter or digit may be escaped"],
    ["\\Q\\E", "", true, "an empty quotation"],
    ["a\\Q\\E*", "aaa", true, "is nothing to a quantifier"],
    ["\\Qa*", "a*", true, "a quotation without end"],
    ["\\Qa\\Q\\E", "a\\Q", true, "does not nest"],
    // Properties
    ["\\p{IsLatin}+", "aé", true, "scripts"],
    ["\\p{script=latin}\\p{sc=Latn}", "ab", true, "by name and by code"],
    ["\\p{IsHan}", "漢", true, "Han"],
    ["\\p{InGreek}\\p{InGREEK AND COPTIC}\\p{block=GreekandCoptic}", "ααα", true, "blocks in all their spellings"],
    ["\\p{InLATIN_1_SUPPLEMENT}\\p{InLatin-1 Supplement}", "éé", true, "with their dashes"],
    ["\\p{blk=CurrencySymbols}", "€", true, "blk"],
    ["\\p{gc=Sc}\\p{general_category=Lu}", "€A", true, "general categories"],
    ["\\p{IsAlphabetic}\\p{IsIdeographic}", "é漢", true, "binary properties"],
    ["\\p{IsWhite_Space}\\p{IsWHITESPACE}", "\u00a0\u3000", true, "in their spellings"],
    ["\\p{IsPunctuation}", "$", false, "a currency sign is none"],
    ["\\p{Punct}", "$", true, "but POSIX punctuation"],
    ["(?U)\\p{Punct}", "$", false, "which (?U) makes Unicode's"],
    ["(?U)\\p{alpha}", "é", true, "under (?U) POSIX names have any letter case"],
    ["\\p{javaLowerCase}\\p{javaMirrored}", "a(", true, "java.lang.Character"],
    ["\\p{javaJavaIdentifierStart}\\p{javaJavaIdentifierPart}", "$9", true, "identifiers"],
    ["\\p{IsL}\\p{IsLC}\\p{IsLD}\\p{L1}\\p{all}\\p{IsASCII}", "aA1éxy", true, "old names"],
    ["(?i)\\p{Lu}\\p{javaUpperCase}\\p{Upper}", "aaa", true, "(?i) takes every case, from JDK 15"],
    ["\\P{L}", "1", true, "the complement"],
    ["\\p{Cs}", "\ud800", true, "half a pair alone"],
    ["(?U)\\w\\b", "é", true, "(?U) words"],
    ["(?U)\\s\\S", "\u00a0x", true, "(?U) spaces"],
    ["\\h\\H\\v\\V", "\u3000x\u0085y", true, "horizontal and vertical space"],
    ["\\d", "٣", false, "ASCII digits"],
    // Line ends and anchors
    [".", "\u0085", false, "a dot is no line end of Unicode"],
    ["(?d).", "\r", true, "(?d) knows the line feed only"],
    ["(?s).", "\u2028", true, "(?s) takes all"],
    ["a$\\s", "a\n", true, "$ stands before a last line end"],
    ["a\\Z\\r\\n", "a\r\n", true, "which may be two characters"],
    ["a\\r\\Z\\n", "a\r\n", false, "and is not broken up"],
    ["(?d)a$\\r\\n", "a\r\n", false, "(?d) again"],
    ["(?m)^", "", false, "(?m)^ is never at the end of the text"],
    ["(?m)$", "", true, "$ is"],
    ["\\R", "\r\n", true, "\\R takes both"],
    ["\\R\\n", "\r\n", true, "or one of them"],
    ["\\R{2}", "\r\n", false, "but not where it is repeated"],
    ["\\X", FAMILY, true, "\\X takes a family"],
    ["\\X", "e\u0301", true, "a letter and its mark"],
    ["\\X\\X", "\r\n", false, "CRLF"],
    ["\\X{2}", "\u{1f1eb}\u{1f1f7}\u{1f1e9}\u{1f1ea}", true, "two flags"],
    ["\\X", "क्ष", false, "and no Indic conjunct, which came later"],
    ["..", GRIN, false, "a pair is one character"],
    ["[^a]", GRIN, true, "in classes too"],
    // Quantifiers and groups
    ["x{0}", "", true, "none at all"],
    ["x{3}{2}", "xxxxxx", false, "the second count repeats nothing"],
    ["x{3}{2}", "xxx", true, "which matches"],
    ["{2}", "", true, "a count of nothing"],
    ["a]b}", "a]b}", true, "closing brackets alone are literal"],
    ["(?:\\w+){2}+", "ab", false, "the turns of a possessive group are matched by themselves"],
    ["(?:\\w+){2}", "ab", true, "unlike those of a greedy one"],
    ["(a)?\\1b", "b", false, "a reference to a group without text matches nothing"],
    ["(?:(a)|b)*\\1", "aba", true, "groups are kept over turns"],
    ["\\11(a)", "a", false, "a group of a later place"],
    ["(a)\\12", "a", false, "digits count while there is such a group"],
    ["(a)\\12", "aa2", true, "otherwise they are digits"],
    ["(?<n1>a)\\k<n1>", "aa", true, "by name"],
    ["(?i)(a)\\1", "aA", true, "in any case"],
    ["a(?=b).", "ab", true, "look-ahead"],
    ["ab(?<=a{1,2}b)", "ab", true, "look-behind of a bounded length"],
    ["aab(?<=a+b)", "aab", true, "of an unbounded one, by overflow"],
    ["aabb(?<=a+b+)", "aabb", false, "but not of two"],
    ["abb(?<=(?:x|a)b*+)", "abb", true, "what stands before a choice is reckoned apart"],
    ["axx(?<=(?:a|b)x{2,}?)", "axx", true, "a choice in a group as well"],
    ["x(?<!.+i?+|.{0,}?ca)", "x", true, "the longest of a choice that overflows is -1"],
    [`${GRIN}(?<=^.)`, GRIN, false, "by halves, unless the pattern holds such a character further on"],
    [`.(?<=^${GRIN})`, GRIN, true, "by characters then"],
  ])("%s on %j: %s (%s)", (pattern, text, matches) => {
    expect(compiled(pattern).matches(text)).toBe(matches);
  });
});

describe("finding", () => {
  it.each<[pattern: string, text: string, matches: readonly string[], rule: string]>([
    ["^(aa(bb)?)+$", "aabbaa", ["aabbaa|aa|bb"], "inner groups keep what an earlier turn took"],
    ["((a|b)?b)+", "b", ["b|b|-"], "a turn given back takes its groups with it"],
    ["^(a(b)?)+$", "aba", ["aba|a|b"], "kept"],
    ["(?:(\\w)+-)+", "ab-cd-", ["ab-cd-|b"], "a group is set once more when all the rest has matched"],
    ["(?:(\\w)-)+\\w-z", "a-b-c-z", ["a-b-c-z|c"], "what a given-back turn took stays"],
    ["(?:(a)|b)*", "ab", ["ab|a", "|-"], "an empty match at the end"],
    ["(?=(a))", "a", ["|a"], "groups of a look-ahead"],
    ["(?!(a))b", "b", ["b|-"], "none of a negative one"],
    ["x*", "axb", ["", "x", "", ""], "empty matches"],
    ["\\Ga", "aaba", ["a", "a"], "\\G is the end of the last match"],
    ["(?m)^.", "a\nb\r\nc\u2028d", ["a", "b", "c", "d"], "line starts"],
    ["(?m).$", "a\nb\r\nc\u0085", ["a", "b", "c"], "line ends"],
    ["\\b\\w", "né e\u0301a 日本", ["n", "e"], "\\b knows letters of all scripts, \\w those of ASCII"],
    ["\\B", `a${GRIN}`, ["", ""], "between the halves of a pair"],
    ["(?<!^)a", "aaa", ["a", "a"], "anchors in a look-behind"],
    ["(|f)?+", "foo", ["|", "|", "|", "|"], "an empty possessive group"],
    ["^(11+?)\\1+$", "11111111", ["11111111|11"], "reluctant, then a reference"],
    ["^(11+)\\1+$", "11111111", ["11111111|1111"], "greedy, then a reference"],
    ["(gt*)(dde)*(yu)\\1\\3(vv)", "zzzgttddeddeyugttyuvvzzz", ["gttddeddeyugttyuvv|gtt|dde|yu|vv"], "references"],
    ["[\\w-#]", "a-#!", ["a", "-", "#"], "a class, a dash, a sign"],
  ])("%s on %j finds %j (%s)", (pattern, text, matches) => {
    expect(found(pattern, text)).toEqual(matches);
  });
});

it("a \\b{g} that looks past the end of the text, where Java throws, is given up", () => {
  expect(() => compiled("\\w{1,2}\\b{g}-").find("ab")).toThrow(RegexOverload);
  expect(compiled("\\w{1,2}\\b{g}-").find("ab-")).toBeNull();
});

describe("splitting and replacing", () => {
  it.each<[pattern: string, text: string, limit: number, parts: readonly string[], rule: string]>([
    ["", "abc", 0, ["a", "b", "c"], "no empty part at the start"],
    ["", "abc", -1, ["a", "b", "c", ""], "but at the end, where it is wanted"],
    ["", "abc", 2, ["a", "bc"], "a limit"],
    ["", "", 0, [""], "the empty text is its own part"],
    ["x*", "axb", 0, ["a", "", "b"], "an empty match, then one of text"],
    [",", ",a,,", 0, ["", "a"], "empty parts at the end go"],
    [",", ",a,,", -1, ["", "a", "", ""], "or stay"],
    [",", ",,", 0, [], "nothing is left"],
    ["(?<=a)|(?=c)", "abac", 0, ["a", "ba", "c"], "places"],
    ["\\b{g}", `e\u0301${GRIN}a`, 0, ["e\u0301", GRIN, "a"], "user-perceived characters"],
    ["", `${GRIN}a`, 0, ["\ud83d", "\ude00", "a"], "an empty match goes on by half a pair"],
  ])("%j splits %j by %d into %j (%s)", (pattern, text, limit, parts) => {
    expect(compiled(pattern).split(text, limit)).toEqual(parts);
  });

  it.each<[pattern: string, text: string, replacement: string, result: string | null, rule: string]>([
    ["(a)(b)?", "a", "[$2]", "[]", "a group without part is empty"],
    ["a", "a", "$1", null, "No group 1"],
    ["(a)", "a", "$12", "a2", "digits while there is such a group"],
    ["(?<n>a)", "a", "${n}${n}", "aa", "by name"],
    ["a", "a", "${n}", null, "no such name"],
    ["a", "a", "${1}", null, "a name starts with a letter"],
    ["a", "a", "${n", null, "no closing brace"],
    ["a", "a", "\\", null, "a backslash with nothing after it"],
    ["a", "a", "\\$\\n", "$n", "an escaped character is itself"],
    ["a", "a", "$x", null, "an illegal reference"],
    ["a", "b", "$", "b", "nobody looks at it without a match"],
    ["x*", "abc", "-", "-a-b-c-", "empty matches"],
    ["$", "a\n", "!", "a!\n!", "twice at a last line end"],
    ["\\R?$", "a\n", "!", "a!!", "and once with it"],
  ])("%s in %j by %j gives %j (%s)", (pattern, text, replacement, result) => {
    const replaced = compiled(pattern).replaceAll(text, replacement);
    expect(typeof replaced === "string" ? replaced : null).toBe(result);
  });
});

describe("patterns that Java refuses", () => {
  it.each<[pattern: string, message: string]>([
    ["*a", "Dangling meta character '*'"],
    ["a**", "Dangling meta character '*'"],
    ["a+++", "Dangling meta character '+'"],
    ["(?i)*", "Dangling meta character '*'"],
    ["|*", "Dangling meta character '*'"],
    ["a{,3}", "Illegal repetition"],
    ["a{", "Illegal repetition"],
    ["a{ 2}", "Illegal repetition"],
    ["a{2", "Unclosed counted closure"],
    ["a{2,x}", "Unclosed counted closure"],
    ["a{3,2}", "Illegal repetition range"],
    ["a{2147483648}", "Illegal repetition range"],
    ["(", "Unclosed group"],
    ["a)", "Unmatched closing ')'"],
    ["(?<1a>x)", "capturing group name does not start with a Latin letter"],
    ["(?<a_b>x)", "named capturing group is missing trailing '>'"],
    ["(?<a>x)(?<a>y)", "Named capturing group <a> is already defined"],
    ["\\k<a>", "named capturing group <a> does not exist"],
    ["\\k<a>(?<a>x)", "named capturing group <a> does not exist"],
    ["\\ka", "\\k is not followed by '<' for named capturing group"],
    ["(?z)", "Unknown inline modifier"],
    ["(?i", "Unknown inline modifier"],
    ["(?#x)", "Unknown inline modifier"],
    ["(?'n'x)", "Unknown inline modifier"],
    ["(?P<n>x)", "Unknown inline modifier"],
    ["[", "Unclosed character class"],
    ["[a", "Unclosed character class"],
    ["[]", "Unclosed character class"],
    ["[^", "Unclosed character class"],
    ["[[]a]", "Unclosed character class"],
    ["[z-a]", "Illegal character range"],
    ["[a-\\d]", "Illegal character range"],
    ["[&&]", "Bad class syntax"],
    ["[\\b]", "Illegal/unsupported escape sequence"],
    ["[\\R]", "Illegal/unsupported escape sequence"],
    ["[a-\\p{L}]", "Illegal/unsupported escape sequence"],
    ["\\y", "Illegal/unsupported escape sequence"],
    ["\\b{g", "Illegal/unsupported escape sequence"],
    ["\\E", "Illegal/unsupported escape sequence"],
    ["\\08", "Illegal octal escape sequence"],
    ["\\xg", "Illegal hexadecimal escape sequence"],
    ["\\x{}", "Illegal hexadecimal escape sequence"],
    ["\\x{41", "Unclosed hexadecimal escape sequence"],
    ["\\x{110000}", "Hexadecimal codepoint is too big"],
    ["\\u12", "Illegal Unicode escape sequence"],
    ["\\u{41}", "Illegal Unicode escape sequence"],
    ["\\c", "Illegal control escape sequence"],
    ["\\N", "Illegal character name escape sequence"],
    ["\\N{X", "Unclosed character name escape sequence"],
    ["\\p{", "Unclosed character family"],
    ["\\p{}", "Empty character family"],
    ["\\p{IsEmoji}", "Unknown character property name {IsEmoji}"],
    ["\\p{IsGreekk}", "Unknown character property name {IsGreekk}"],
    ["\\p{^L}", "Unknown character property name {^L}"],
    ["\\p{Letter}", "Unknown character property name {Letter}"],
    ["\\p{alpha}", "Unknown character property name {alpha}"],
    ["\\p{gc=Letter}", "Unknown Unicode property {name=<gc>, value=<Letter>}"],
    ["(?<=ab*+)", "Look-behind group does not have an obvious maximum length"],
    ["(?<=(?>a|b)x{2,}?)", "Look-behind group does not have an obvious maximum length"],
    ["(?<=(?:a|b)+)", "Look-behind group does not have an obvious maximum length"],
    ["(a)(?<=\\1)", "Look-behind group does not have an obvious maximum length"],
  ])("%s: %s", (pattern, message) => {
    const result = compileJavaRegex(pattern);
    expect("problem" in result ? result.problem.message : "accepted").toBe(message);
  });

  it.each<[pattern: string, construct: string]>([
    ["(?c)é", "(?c)"],
    ["\\N{SIGN OF THE HORNS}", "\\N{SIGN OF THE HORNS}"],
    ["\\p{InKlingon}", "\\p{InKlingon}"],
    ["[a-zb&&]", "&&"],
  ])("%s is accepted by Java and named here as what is not supported", (pattern, construct) => {
    const result = compileJavaRegex(pattern);
    expect("problem" in result ? result.problem.construct : "accepted").toBe(construct);
  });
});
