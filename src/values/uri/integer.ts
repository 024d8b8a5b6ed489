/**
 * Java's Integer.parseInt over a part of a text: digits of any script after a sign. What is no such number gives Java's
 * message, which says where it stopped.
 */
export function parseInteger(text: string, radix: 10 | 16): number | { readonly message: string } {
  const negative = text.startsWith("-");
  const signed = negative || text.startsWith("+");
  if (text === "") return { message: `For input string: ""${radix === 10 ? "" : ` under radix ${radix}`}` };
  if (signed ? text.length === 1 : text.charCodeAt(0) < 0x30) return stoppedAt(text, signed ? 1 : 0);
  const limit = negative ? 0x80000000 : 0x7fffffff;
  let value = 0;
  for (let at = signed ? 1 : 0; at < text.length; at++) {
    const digit = digitOf(text.charAt(at), radix);
    if (digit === undefined || value * radix + digit > limit) return stoppedAt(text, at);
    value = value * radix + digit;
  }
  return negative && value !== 0 ? -value : value;
}

function stoppedAt(text: string, index: number): { readonly message: string } {
  return { message: `Error at index ${index} in: "${text}"` };
}

/** Character.digit: also the digits of other scripts, and the letters of full width. */
function digitOf(unit: string, radix: 10 | 16): number | undefined {
  const code = unit.charCodeAt(0);
  if (code < 0x80) {
    const value = /[0-9a-z]/i.test(unit) ? Number.parseInt(unit, 36) : radix;
    return value < radix ? value : undefined;
  }
  if (/\p{Nd}/u.test(unit)) {
    // The digits of a script stand together, from zero at a code that ends in 0 or 6.
    const low = code & 0xf;
    return /\p{Nd}/u.test(String.fromCharCode(code - low)) ? low : low - 6;
  }
  const letter = code >= 0xff41 ? code - 0xff41 : code - 0xff21;
  return radix === 16 && letter >= 0 && letter < 6 ? letter + 10 : undefined;
}
