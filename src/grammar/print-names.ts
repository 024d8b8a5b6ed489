import { isDotName, isIdentifier, isTargetName } from "./reserved-words.js";
import type { TargetPath } from "./tree.js";

/** A column as an expression writes it: `Email`, `address.city`, or `${Created At}`; inside, `.`, `}` and `\` are escaped. */
export function printColumn(segments: readonly string[]): string {
  const [first = "", ...rest] = segments;
  return isIdentifier(first) && rest.every(isDotName) ? segments.join(".") : printQuotedColumn(segments);
}

/** Always with `${}`. */
export function printQuotedColumn(segments: readonly string[]): string {
  return `\${${segments.map((segment) => segment.replace(/[\\.}]/g, "\\$&")).join(".")}}`;
}

/** A string literal that JEXL 3.2 reads as the value. */
export function printString(value: string, quote: '"' | "'" = '"'): string {
  let text = "";
  for (const unit of value) text += escapeUnit(unit, quote);
  return `${quote}${text}${quote}`;
}

function escapeUnit(unit: string, quote: string): string {
  switch (unit) {
    case "\\":
      return "\\\\";
    case quote:
      return `\\${quote}`;
    case "\n":
      return "\\n";
    case "\r":
      return "\\r";
    case "\t":
      return "\\t";
    case "\b":
      return "\\b";
    case "\f":
      return "\\f";
    default:
      return isUnprintable(unit) ? `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}` : unit;
  }
}

/** Control characters, line separators and halves of surrogate pairs. */
function isUnprintable(unit: string): boolean {
  const code = unit.charCodeAt(0);
  return (
    code < 0x20 ||
    (code >= 0x7f && code < 0xa0) ||
    code === 0x2028 ||
    code === 0x2029 ||
    (unit.length === 1 && code >= 0xd800 && code <= 0xdfff)
  );
}

/** A target path as a mapping writes it. Names that are not plain stand in `${}`. */
export function printTarget(path: TargetPath): string {
  let text = "";
  for (const segment of path.segments) {
    switch (segment.kind) {
      case "name":
        text += `${text === "" ? "" : "."}${isTargetName(segment.name) ? segment.name : printQuotedColumn([segment.name])}`;
        break;
      case "tenant":
        text += `${text === "" ? "" : "."}_{TENANT_ID}`;
        break;
      case "index":
        text += `[${segment.index}]`;
        break;
      case "wildcard":
        text += "[*]";
        break;
    }
  }
  return text;
}
