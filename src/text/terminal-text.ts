import stringWidth from "fast-string-width";

/** A value from outside as a terminal may show it: control characters, also those that turn the text's direction, escaped. */
export function printable(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g, (unit) => {
    if (unit === "\n") return "\\n";
    if (unit === "\r") return "\\r";
    if (unit === "\t") return "\\t";
    return `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}

/** How many columns of a terminal a text takes: two for wide letters, none for combining marks. */
export function widthOf(text: string): number {
  return stringWidth(text);
}

/** Cuts a text to at most so many columns; what is cut ends in `…`. No letter is cut in two. */
export function cut(text: string, width: number): string {
  if (text.length <= width && widthOf(text) <= width) return text;
  if (widthOf(text) <= width) return text;
  let kept = "";
  let used = 0;
  const graphemes = new Intl.Segmenter(undefined, { granularity: "grapheme" });
  for (const { segment } of graphemes.segment(text)) {
    const size = widthOf(segment);
    if (used + size > width - 1) break;
    kept += segment;
    used += size;
  }
  return `${kept}…`;
}

export function padEnd(text: string, width: number): string {
  return text + " ".repeat(Math.max(0, width - widthOf(text)));
}

export function padStart(text: string, width: number): string {
  return " ".repeat(Math.max(0, width - widthOf(text))) + text;
}

/** Breaks a text between words into at most so many lines; the last is cut where more would follow. */
export function wrap(text: string, width: number, lines: number): readonly string[] {
  const done: string[] = [];
  let line = "";
  const words = text.split(" ");
  for (const [at, word] of words.entries()) {
    const longer = line === "" ? word : `${line} ${word}`;
    if (widthOf(longer) <= width || line === "") {
      line = longer;
      continue;
    }
    if (done.length === lines - 1) return [...done, cut(`${line} ${words.slice(at).join(" ")}`, width)];
    done.push(cut(line, width));
    line = word;
  }
  return [...done, cut(line, width)];
}
