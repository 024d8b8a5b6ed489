const SIMPLE: ReadonlyMap<string, string> = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);

/**
 * The value of a string literal's inside, as JEXL 3.2 reads it: `\\`, the own quote, `\b \f \n \r \t` and `\uXXXX` are
 * escapes; every other backslash stays, so that `'\d+'` is the pattern `\d+`. `also` names further units that lose their
 * backslash: `/` in a record, as in JSON. A pattern's inside (`~/a\/b/`) is read in the same way, its quote is `/`.
 */
export function readEscapes(raw: string, quote: string, also = ""): string {
  if (!raw.includes("\\")) return raw;
  let value = "";
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charAt(at);
    if (unit !== "\\" || at + 1 === raw.length) {
      value += unit;
      continue;
    }
    const escaped = raw.charAt(++at);
    const simple = SIMPLE.get(escaped);
    if (simple !== undefined) value += simple;
    else if (escaped === "\\" || escaped === quote || (also !== "" && also.includes(escaped))) value += escaped;
    else if (escaped === "u" && /^[0-9a-hA-H]{4}$/.test(raw.slice(at + 1, at + 5))) {
      value += String.fromCharCode(unitOf(raw.slice(at + 1, at + 5)));
      at += 4;
    } else value += `\\${escaped}`;
  }
  return value;
}

/** JEXL 3.2 takes G and H for hexadecimal digits too, 16 and 17, which overlap the digit before them. */
function unitOf(digits: string): number {
  let unit = 0;
  for (const digit of digits) unit = (unit << 4) | Number.parseInt(digit, 18);
  return unit;
}

/** The names of a `${…}`'s inside: dots separate, `\.` `\}` `\\` are literal, every other backslash stays. */
export function readSegments(raw: string): string[] {
  const segments: string[] = [];
  let segment = "";
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charAt(at);
    const next = raw.charAt(at + 1);
    if (unit === "\\" && (next === "." || next === "}" || next === "\\")) {
      segment += next;
      at++;
    } else if (unit === ".") {
      segments.push(segment);
      segment = "";
    } else segment += unit;
  }
  segments.push(segment);
  return segments;
}

/**
 * The text of a template between its expressions: after the escapes of a string, in which both quotes lose their
 * backslash, `\$` and `\#` are literal signs.
 */
export function readTemplateText(raw: string): string {
  return readEscapes(raw, "`", "\"'").replace(/\\([$#])/g, "$1");
}
