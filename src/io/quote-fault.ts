/** Where the quotes of a CSV row go wrong; offsets count UTF-16 units from the row's start. */
export type QuoteFault =
  /** A quote inside a cell that does not begin with one. */
  | { readonly kind: "stray"; readonly offset: number }
  /** Text after a closing quote: where that text begins. */
  | { readonly kind: "after-closing"; readonly offset: number }
  /** The opening quote that nothing closes. */
  | { readonly kind: "unterminated"; readonly offset: number };

/**
 * Finds the first fault of the quotes in a text that begins with the faulty row. csv-parse says that there is one, but
 * not always where.
 */
export function locateQuoteFault(text: string, delimiter: string, quote: string): QuoteFault | null {
  let at = 0;
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      const opening = at;
      at = skipQuoted(text, at, quote);
      if (at < 0) return { kind: "unterminated", offset: opening };
      if (at < text.length && !text.startsWith(delimiter, at) && !isLineBreak(text, at)) {
        return { kind: "after-closing", offset: at };
      }
    }
    while (at < text.length && !text.startsWith(delimiter, at) && !isLineBreak(text, at)) {
      if (text.startsWith(quote, at)) return { kind: "stray", offset: at };
      at++;
    }
    at += text.startsWith(delimiter, at) ? delimiter.length : 1;
  }
  return null;
}

/** The offset after the closing quote, or -1 without one. */
function skipQuoted(text: string, opening: number, quote: string): number {
  let at = opening + quote.length;
  for (;;) {
    const next = text.indexOf(quote, at);
    if (next < 0) return -1;
    at = next + quote.length;
    if (!text.startsWith(quote, at)) return at;
    at += quote.length;
  }
}

function isLineBreak(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x0a || unit === 0x0d;
}
