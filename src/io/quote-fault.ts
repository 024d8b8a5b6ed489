import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic, FilePlace } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";

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
export function locateQuoteFault(text: string, delimiter: string, quote: string, escaping = quote): QuoteFault | null {
  let at = 0;
  while (at < text.length) {
    if (text.startsWith(quote, at)) {
      const opening = at;
      at = escaping === quote ? skipQuoted(text, at, quote) : skipEscaped(text, at, quote, escaping);
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

/** The same where another character than the quote takes the meaning from what follows it. */
function skipEscaped(text: string, opening: number, quote: string, escaping: string): number {
  for (let at = opening + quote.length; at < text.length; at++) {
    if (text.startsWith(escaping, at)) at += escaping.length;
    else if (text.startsWith(quote, at)) return at + quote.length;
  }
  return -1;
}

function isLineBreak(text: string, at: number): boolean {
  const unit = text.charCodeAt(at);
  return unit === 0x0a || unit === 0x0d;
}

/** `limit` is how much was read without meeting the closing quote, where that was not the whole file. */
export function describeQuoteFault(
  { kind }: QuoteFault,
  place: FilePlace,
  quote: string,
  limit: string | null = null,
): Diagnostic {
  switch (kind) {
    case "stray":
      return diagnostic(samples.XM5221, place, { quote });
    case "after-closing":
      return diagnostic(samples.XM5222, place, { quote });
    case "unterminated":
      return diagnostic(samples.XM5223, place, { limit });
  }
}
