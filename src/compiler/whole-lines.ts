import { type Span, spanOf } from "../text/index.js";

/** A part of a file with the lines that it stands on alone, the line break included; else the part itself. */
export function withItsLine(part: Span): Span {
  const { file, start, end } = part;
  let from = start;
  while (/[ \t]/.test(file.text.charAt(from - 1))) from--;
  let to = end;
  while (/[ \t]/.test(file.text.charAt(to))) to++;
  const isAlone = /^[\r\n]?$/.test(file.text.charAt(from - 1)) && /^[\r\n]?$/.test(file.text.charAt(to));
  if (!isAlone) return part;
  return spanOf(file, from, to + (file.text.startsWith("\r\n", to) ? 2 : Math.min(1, file.text.length - to)));
}
