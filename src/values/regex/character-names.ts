// The names of characters that people write: ASCII, Latin letters with their marks, Greek, common signs. The whole list of
// Unicode's names would weigh more than the rest of the engine.

const PUNCTUATION =
  "20 SPACE|21 EXCLAMATION MARK|22 QUOTATION MARK|23 NUMBER SIGN|24 DOLLAR SIGN|25 PERCENT SIGN|26 AMPERSAND|27 APOSTROPHE|" +
  "28 LEFT PARENTHESIS|29 RIGHT PARENTHESIS|2a ASTERISK|2b PLUS SIGN|2c COMMA|2d HYPHEN-MINUS|2e FULL STOP|2f SOLIDUS|" +
  "3a COLON|3b SEMICOLON|3c LESS-THAN SIGN|3d EQUALS SIGN|3e GREATER-THAN SIGN|3f QUESTION MARK|40 COMMERCIAL AT|" +
  "5b LEFT SQUARE BRACKET|5c REVERSE SOLIDUS|5d RIGHT SQUARE BRACKET|5e CIRCUMFLEX ACCENT|5f LOW LINE|60 GRAVE ACCENT|" +
  "7b LEFT CURLY BRACKET|7c VERTICAL LINE|7d RIGHT CURLY BRACKET|7e TILDE|0 NULL|9 CHARACTER TABULATION|" +
  "a LINE FEED (LF)|b LINE TABULATION|c FORM FEED (FF)|d CARRIAGE RETURN (CR)|1b ESCAPE|7f DELETE|85 NEXT LINE (NEL)|" +
  "a0 NO-BREAK SPACE|a1 INVERTED EXCLAMATION MARK|a2 CENT SIGN|a3 POUND SIGN|a4 CURRENCY SIGN|a5 YEN SIGN|a6 BROKEN BAR|" +
  "a7 SECTION SIGN|a8 DIAERESIS|a9 COPYRIGHT SIGN|ab LEFT-POINTING DOUBLE ANGLE QUOTATION MARK|ac NOT SIGN|ad SOFT HYPHEN|" +
  "ae REGISTERED SIGN|af MACRON|b0 DEGREE SIGN|b1 PLUS-MINUS SIGN|b2 SUPERSCRIPT TWO|b3 SUPERSCRIPT THREE|b4 ACUTE ACCENT|" +
  "b5 MICRO SIGN|b6 PILCROW SIGN|b7 MIDDLE DOT|b8 CEDILLA|b9 SUPERSCRIPT ONE|" +
  "bb RIGHT-POINTING DOUBLE ANGLE QUOTATION MARK|bf INVERTED QUESTION MARK|d7 MULTIPLICATION SIGN|f7 DIVISION SIGN|" +
  "c6 LATIN CAPITAL LETTER AE|e6 LATIN SMALL LETTER AE|d0 LATIN CAPITAL LETTER ETH|f0 LATIN SMALL LETTER ETH|" +
  "d8 LATIN CAPITAL LETTER O WITH STROKE|f8 LATIN SMALL LETTER O WITH STROKE|de LATIN CAPITAL LETTER THORN|" +
  "fe LATIN SMALL LETTER THORN|df LATIN SMALL LETTER SHARP S|131 LATIN SMALL LETTER DOTLESS I|" +
  "141 LATIN CAPITAL LETTER L WITH STROKE|142 LATIN SMALL LETTER L WITH STROKE|152 LATIN CAPITAL LIGATURE OE|" +
  "153 LATIN SMALL LIGATURE OE|200b ZERO WIDTH SPACE|200c ZERO WIDTH NON-JOINER|200d ZERO WIDTH JOINER|2010 HYPHEN|" +
  "2011 NON-BREAKING HYPHEN|2013 EN DASH|2014 EM DASH|2018 LEFT SINGLE QUOTATION MARK|2019 RIGHT SINGLE QUOTATION MARK|" +
  "201c LEFT DOUBLE QUOTATION MARK|201d RIGHT DOUBLE QUOTATION MARK|2020 DAGGER|2022 BULLET|2026 HORIZONTAL ELLIPSIS|" +
  "2028 LINE SEPARATOR|2029 PARAGRAPH SEPARATOR|20ac EURO SIGN|2122 TRADE MARK SIGN|2212 MINUS SIGN|221e INFINITY|" +
  "2603 SNOWMAN|263a WHITE SMILING FACE|2764 HEAVY BLACK HEART|3000 IDEOGRAPHIC SPACE|feff ZERO WIDTH NO-BREAK SPACE|" +
  "fffd REPLACEMENT CHARACTER|1f600 GRINNING FACE|1f601 GRINNING FACE WITH SMILING EYES|1f602 FACE WITH TEARS OF JOY|" +
  "1f44d THUMBS UP SIGN|1f4a9 PILE OF POO";

const DIGITS = "ZERO ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE".split(" ");
const GREEK = (
  "ALPHA BETA GAMMA DELTA EPSILON ZETA ETA THETA IOTA KAPPA LAMDA MU NU XI OMICRON PI RHO FINAL SIGMA TAU UPSILON PHI CHI " +
  "PSI OMEGA"
).split(" ");

/** The combining character that writes a mark. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ["GRAVE", "\u0300"],
  ["ACUTE", "\u0301"],
  ["CIRCUMFLEX", "\u0302"],
  ["TILDE", "\u0303"],
  ["MACRON", "\u0304"],
  ["BREVE", "\u0306"],
  ["DOT ABOVE", "\u0307"],
  ["DIAERESIS", "\u0308"],
  ["RING ABOVE", "\u030a"],
  ["DOUBLE ACUTE", "\u030b"],
  ["CARON", "\u030c"],
  ["DOT BELOW", "\u0323"],
  ["CEDILLA", "\u0327"],
  ["OGONEK", "\u0328"],
]);

/** The code of a character by its Unicode name; undefined for a name that is not in the list. */
export function namedCharacter(name: string): number | undefined {
  const wanted = name.trim().toUpperCase();
  const digit = /^DIGIT (\w+)$/.exec(wanted)?.[1];
  if (digit !== undefined && DIGITS.includes(digit)) return 0x30 + DIGITS.indexOf(digit);
  const listed = PUNCTUATION.split("|").find((entry) => entry.slice(entry.indexOf(" ") + 1) === wanted);
  if (listed !== undefined) return Number.parseInt(listed, 16);
  const [, alphabet, size, letter = "", mark] =
    /^(LATIN|GREEK) (SMALL|CAPITAL) LETTER (\w+)(?: WITH (.+))?$/.exec(wanted) ?? [];
  const base = alphabet === "LATIN" ? latin(letter) : alphabet === "GREEK" ? greek(letter) : undefined;
  if (base === undefined) return undefined;
  const text = size === "SMALL" ? String.fromCharCode(base).toLowerCase() : String.fromCharCode(base);
  if (mark === undefined) return text.charCodeAt(0);
  const sign = alphabet === "LATIN" ? MARKS.get(mark) : undefined;
  const joined = sign === undefined ? "" : (text + sign).normalize("NFC");
  return joined.length === 1 ? joined.charCodeAt(0) : undefined;
}

function latin(letter: string): number | undefined {
  return /^[A-Z]$/.test(letter) ? letter.charCodeAt(0) : undefined;
}

/** The capital letter; a final sigma has none. */
function greek(letter: string): number | undefined {
  const at = GREEK.indexOf(letter);
  return at < 0 || letter === "FINAL" ? undefined : 0x391 + at;
}
