// Unicode's blocks, which JavaScript's classes do not know: the Basic Multilingual Plane of version 13 (that of JDK 17) and
// the blocks beyond it that texts use. From the start of one entry to the start of the next, unless an end is given.
const BLOCKS =
  "0 Basic Latin|80 Latin-1 Supplement|100 Latin Extended-A|180 Latin Extended-B|250 IPA Extensions|" +
  "2b0 Spacing Modifier Letters|300 Combining Diacritical Marks|370 Greek and Coptic|400 Cyrillic|500 Cyrillic Supplement|" +
  "530 Armenian|590 Hebrew|600 Arabic|700 Syriac|750 Arabic Supplement|780 Thaana|7c0 NKo|800 Samaritan|840 Mandaic|" +
  "860-86f Syriac Supplement|8a0 Arabic Extended-A|900 Devanagari|980 Bengali|a00 Gurmukhi|a80 Gujarati|b00 Oriya|b80 Tamil|" +
  "c00 Telugu|c80 Kannada|d00 Malayalam|d80 Sinhala|e00 Thai|e80 Lao|f00 Tibetan|1000 Myanmar|10a0 Georgian|1100 Hangul Jamo|" +
  "1200 Ethiopic|1380 Ethiopic Supplement|13a0 Cherokee|1400 Unified Canadian Aboriginal Syllabics|1680 Ogham|16a0 Runic|" +
  "1700 Tagalog|1720 Hanunoo|1740 Buhid|1760 Tagbanwa|1780 Khmer|1800 Mongolian|" +
  "18b0 Unified Canadian Aboriginal Syllabics Extended|1900 Limbu|1950 Tai Le|1980 New Tai Lue|19e0 Khmer Symbols|" +
  "1a00 Buginese|1a20 Tai Tham|1ab0 Combining Diacritical Marks Extended|1b00 Balinese|1b80 Sundanese|1bc0 Batak|1c00 Lepcha|" +
  "1c50 Ol Chiki|1c80 Cyrillic Extended-C|1c90 Georgian Extended|1cc0 Sundanese Supplement|1cd0 Vedic Extensions|" +
  "1d00 Phonetic Extensions|1d80 Phonetic Extensions Supplement|1dc0 Combining Diacritical Marks Supplement|" +
  "1e00 Latin Extended Additional|1f00 Greek Extended|2000 General Punctuation|2070 Superscripts and Subscripts|" +
  "20a0 Currency Symbols|20d0 Combining Diacritical Marks for Symbols|2100 Letterlike Symbols|2150 Number Forms|2190 Arrows|" +
  "2200 Mathematical Operators|2300 Miscellaneous Technical|2400 Control Pictures|2440 Optical Character Recognition|" +
  "2460 Enclosed Alphanumerics|2500 Box Drawing|2580 Block Elements|25a0 Geometric Shapes|2600 Miscellaneous Symbols|" +
  "2700 Dingbats|27c0 Miscellaneous Mathematical Symbols-A|27f0 Supplemental Arrows-A|2800 Braille Patterns|" +
  "2900 Supplemental Arrows-B|2980 Miscellaneous Mathematical Symbols-B|2a00 Supplemental Mathematical Operators|" +
  "2b00 Miscellaneous Symbols and Arrows|2c00 Glagolitic|2c60 Latin Extended-C|2c80 Coptic|2d00 Georgian Supplement|" +
  "2d30 Tifinagh|2d80 Ethiopic Extended|2de0 Cyrillic Extended-A|2e00 Supplemental Punctuation|2e80 CJK Radicals Supplement|" +
  "2f00-2fdf Kangxi Radicals|2ff0 Ideographic Description Characters|3000 CJK Symbols and Punctuation|3040 Hiragana|" +
  "30a0 Katakana|3100 Bopomofo|3130 Hangul Compatibility Jamo|3190 Kanbun|31a0 Bopomofo Extended|31c0 CJK Strokes|" +
  "31f0 Katakana Phonetic Extensions|3200 Enclosed CJK Letters and Months|3300 CJK Compatibility|" +
  "3400 CJK Unified Ideographs Extension A|4dc0 Yijing Hexagram Symbols|4e00 CJK Unified Ideographs|a000 Yi Syllables|" +
  "a490 Yi Radicals|a4d0 Lisu|a500 Vai|a640 Cyrillic Extended-B|a6a0 Bamum|a700 Modifier Tone Letters|a720 Latin Extended-D|" +
  "a800 Syloti Nagri|a830 Common Indic Number Forms|a840 Phags-pa|a880 Saurashtra|a8e0 Devanagari Extended|a900 Kayah Li|" +
  "a930 Rejang|a960 Hangul Jamo Extended-A|a980 Javanese|a9e0 Myanmar Extended-B|aa00 Cham|aa60 Myanmar Extended-A|" +
  "aa80 Tai Viet|aae0 Meetei Mayek Extensions|ab00 Ethiopic Extended-A|ab30 Latin Extended-E|ab70 Cherokee Supplement|" +
  "abc0 Meetei Mayek|ac00 Hangul Syllables|d7b0 Hangul Jamo Extended-B|d800 High Surrogates|db80 High Private Use Surrogates|" +
  "dc00 Low Surrogates|e000 Private Use Area|f900 CJK Compatibility Ideographs|fb00 Alphabetic Presentation Forms|" +
  "fb50 Arabic Presentation Forms-A|fe00 Variation Selectors|fe10 Vertical Forms|fe20 Combining Half Marks|" +
  "fe30 CJK Compatibility Forms|fe50 Small Form Variants|fe70 Arabic Presentation Forms-B|ff00 Halfwidth and Fullwidth Forms|" +
  "fff0-ffff Specials|1d100-1d1ff Musical Symbols|1d400-1d7ff Mathematical Alphanumeric Symbols|1f000-1f02f Mahjong Tiles|" +
  "1f030-1f09f Domino Tiles|1f0a0-1f0ff Playing Cards|1f100-1f1ff Enclosed Alphanumeric Supplement|" +
  "1f200-1f2ff Enclosed Ideographic Supplement|1f300-1f5ff Miscellaneous Symbols and Pictographs|1f600-1f64f Emoticons|" +
  "1f650-1f67f Ornamental Dingbats|1f680-1f6ff Transport and Map Symbols|1f700-1f77f Alchemical Symbols|" +
  "1f780-1f7ff Geometric Shapes Extended|1f800-1f8ff Supplemental Arrows-C|1f900-1f9ff Supplemental Symbols and Pictographs|" +
  "1fa00-1fa6f Chess Symbols|1fa70-1faff Symbols and Pictographs Extended-A|20000-2a6df CJK Unified Ideographs Extension B|" +
  "2a700-2b73f CJK Unified Ideographs Extension C|2b740-2b81f CJK Unified Ideographs Extension D|" +
  "2b820-2ceaf CJK Unified Ideographs Extension E|2ceb0-2ebef CJK Unified Ideographs Extension F|" +
  "2f800-2fa1f CJK Compatibility Ideographs Supplement|30000-3134f CJK Unified Ideographs Extension G|e0000-e007f Tags|" +
  "e0100-e01ef Variation Selectors Supplement|f0000-fffff Supplementary Private Use Area-A|" +
  "100000-10ffff Supplementary Private Use Area-B";

/** Names that Java has besides Unicode's own; blocks were renamed. */
const OTHER_NAMES: ReadonlyMap<string, string> = new Map([
  ["GREEK", "GREEK AND COPTIC"],
  ["CYRILLIC SUPPLEMENTARY", "CYRILLIC SUPPLEMENT"],
  ["COMBINING MARKS FOR SYMBOLS", "COMBINING DIACRITICAL MARKS FOR SYMBOLS"],
]);

let ranges: ReadonlyMap<string, readonly [number, number]> | undefined;

/** The first and the last character of a block by a name that Java takes: in any letter case, spaces as such, as `_` or none. */
export function blockRange(name: string): readonly [number, number] | undefined {
  ranges ??= readBlocks();
  return ranges.get(name.toUpperCase());
}

function readBlocks(): Map<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>();
  const entries = BLOCKS.split("|").map((entry) => /^([0-9a-f]+)(?:-([0-9a-f]+))? (.+)$/.exec(entry));
  for (const [at, entry] of entries.entries()) {
    const [, start = "", end, name = ""] = entry ?? [];
    const next = Number.parseInt(entries[at + 1]?.[1] ?? "110000", 16);
    const range: readonly [number, number] = [
      Number.parseInt(start, 16),
      end === undefined ? next - 1 : Number.parseInt(end, 16),
    ];
    for (const spelling of spellings(name.toUpperCase())) found.set(spelling, range);
  }
  for (const [other, name] of OTHER_NAMES) {
    const range = found.get(name);
    if (range !== undefined) for (const spelling of spellings(other)) found.set(spelling, range);
  }
  return found;
}

function spellings(name: string): string[] {
  return [name, name.replaceAll(" ", ""), name.replace(/[ -]/g, "_")];
}
