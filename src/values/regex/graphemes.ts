// What a reader takes for one character: extended grapheme clusters by Unicode's annex 29, version 12, as JDK 17 counts
// them. Intl.Segmenter follows newer versions, which join Indic conjuncts as well.

type Break =
  | "other"
  | "cr"
  | "lf"
  | "control"
  | "extend"
  | "joiner"
  | "flag"
  | "prepend"
  | "spacing"
  | "L"
  | "V"
  | "T"
  | "LV"
  | "LVT"
  | "picture";

/** Where the user-perceived character that begins at `start` ends. */
export function graphemeEnd(text: string, start: number): number {
  const first = text.codePointAt(start) ?? 0;
  let end = start + sizeOf(first);
  let before = breakOf(first);
  let flags = before === "flag" ? 1 : 0;
  const startsWithPicture = before === "picture";
  while (end < text.length) {
    const code = text.codePointAt(end) ?? 0;
    const next = breakOf(code);
    const joinsPicture = startsWithPicture && before === "joiner" && next === "picture";
    const joinsFlag = flags % 2 === 1 && before === "flag" && next === "flag";
    if (!joinsPicture && !joinsFlag && separates(before, next)) return end;
    if (next === "flag") flags++;
    before = next;
    end += sizeOf(code);
  }
  return end;
}

function separates(before: Break, after: Break): boolean {
  if (before === "cr" && after === "lf") return false;
  if (isControl(before) || isControl(after)) return true;
  if (after === "extend" || after === "joiner" || after === "spacing" || before === "prepend") return false;
  switch (before) {
    case "L":
      return !(after === "L" || after === "V" || after === "LV" || after === "LVT");
    case "LV":
    case "V":
      return !(after === "V" || after === "T");
    case "LVT":
    case "T":
      return after !== "T";
    default:
      return true;
  }
}

function isControl(value: Break): boolean {
  return value === "cr" || value === "lf" || value === "control";
}

/** Signs that begin what follows: number signs of Arabic and its neighbours, and letters that are written ahead. */
const PREPENDED: ReadonlySet<number> = new Set([
  0x600, 0x601, 0x602, 0x603, 0x604, 0x605, 0x6dd, 0x70f, 0x8e2, 0x110bd, 0x110cd, 0xd4e, 0x111c2, 0x111c3, 0x1193f,
  0x11941, 0x11a3a, 0x11a84, 0x11a85, 0x11a86, 0x11a87, 0x11a88, 0x11a89, 0x11d46,
]);

/** Marks that take room of their own and yet stand alone. */
const ALONE =
  /^[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61\u1a63\u1a64\uaa7b\uaa7d]$/;

function breakOf(code: number): Break {
  if (code < 0x7f) return code === 0x0d ? "cr" : code === 0x0a ? "lf" : code < 0x20 ? "control" : "other";
  const character = String.fromCodePoint(code);
  if (/^\p{Extended_Pictographic}$/u.test(character)) return "picture";
  if (code === 0x200d) return "joiner";
  if (code === 0x200c || (code >= 0xe0020 && code <= 0xe007f)) return "extend";
  if (PREPENDED.has(code)) return "prepend";
  if (code === 0x378) return "other";
  if (/^[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\p{Zl}\p{Zp}]$/u.test(character)) return "control";
  if (/^[\p{Mn}\p{Me}]$/u.test(character) || code === 0xff9e || code === 0xff9f) return "extend";
  if (code >= 0x1f3fb && code <= 0x1f3ff) return "extend";
  if (/^\p{Mc}$/u.test(character)) return ALONE.test(character) ? "other" : "spacing";
  if (code === 0xe33 || code === 0xeb3) return "spacing";
  if (code >= 0x1f1e6 && code <= 0x1f1ff) return "flag";
  return hangulBreak(code);
}

function hangulBreak(code: number): Break {
  if (code >= 0xac00 && code < 0xac00 + 11_172) return (code - 0xac00) % 28 === 0 ? "LV" : "LVT";
  if ((code >= 0x1100 && code <= 0x115f) || (code >= 0xa960 && code <= 0xa97c)) return "L";
  if ((code >= 0x1160 && code <= 0x11a7) || (code >= 0xd7b0 && code <= 0xd7c6)) return "V";
  if ((code >= 0x11a8 && code <= 0x11ff) || (code >= 0xd7cb && code <= 0xd7fb)) return "T";
  return "other";
}

function sizeOf(code: number): number {
  return code > 0xffff ? 2 : 1;
}
