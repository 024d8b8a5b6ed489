import { diagnostic } from "../../diagnostics/define.js";
import type { Diagnostic, FilePlace } from "../../diagnostics/index.js";
import { samples } from "../../diagnostics/samples.js";
import { describeQuoteFault, locateQuoteFault } from "../quote-fault.js";
import { describeTextFault, LineCounter } from "../text.js";
import { type CsvPlan, LONGEST_ROW } from "./block.js";
import type { BlockText } from "./block-text.js";

/** Where a row begins: its offset in the block's text, and its line counted from 0 within the block. */
export interface RowStart {
  readonly offset: number;
  readonly line: number;
}

/** What is wrong behind the last whole row, where the next would begin; null where nothing is. */
export function problemAfterRows(text: BlockText, start: RowStart): Diagnostic | null {
  const { quoteFault, textFault, block, syntax } = text;
  const isLong = block.end === "long";
  if (quoteFault === null && textFault === null && !isLong) return null;
  if (isLong || isTooLong(text, start.offset, text.text.length)) return describeTooLong(text, start);
  if (quoteFault !== null) {
    return describeQuoteFault(quoteFault, placeOf(text, start, quoteFault.offset), syntax.quote ?? "");
  }
  return textFault === null ? null : describeTextFault(textFault, placeOf(text, start, text.text.length));
}

/** Whether a part of the text takes more bytes than a row may. */
export function isTooLong({ block, text, isAscii }: BlockText, start: number, end: number): boolean {
  if (block.bytes.length <= LONGEST_ROW || (end - start) * 3 <= LONGEST_ROW) return false;
  const size = isAscii ? end - start : new TextEncoder().encode(text.slice(start, end)).length;
  return size > LONGEST_ROW;
}

/** A row that goes on for more bytes than a row may have. A fault of its quotes before that comes first. */
export function describeTooLong(text: BlockText, start: RowStart): Diagnostic {
  const { syntax } = text;
  const rest = text.text.slice(start.offset);
  const allowed = rest.slice(0, new TextEncoder().encodeInto(rest, new Uint8Array(LONGEST_ROW)).read);
  const fault = syntax.quote === null ? null : locateQuoteFault(allowed, syntax.delimiter, syntax.quote);
  if (fault !== null) {
    const place = placeOf(text, start, start.offset + fault.offset);
    return describeQuoteFault(fault, place, syntax.quote ?? "", "10 MB");
  }
  return diagnostic(samples.XM5209, placeOf(text, start, start.offset), {
    name: syntax.label,
    found: "a row of more than 10 MB",
    advice: "Check that it is a CSV, and that --delimiter and --quote are right.",
  });
}

/** Lines count from 1 in the file, columns from 1 in UTF-16 units. */
function placeOf({ block, syntax, text }: BlockText, start: RowStart, offset: number): FilePlace {
  const counter = new LineCounter();
  counter.advance(text.slice(start.offset, offset));
  return { path: syntax.label, line: block.firstLine + start.line + counter.line - 1, column: counter.column };
}

/** A row of another number of cells than the CSV has columns. */
export function describeRagged({ block, syntax }: BlockText, plan: CsvPlan, cells: number, line: number): Diagnostic {
  const place = { path: syntax.label, line: block.firstLine + line };
  return diagnostic(samples.XM5220, place, { cells, columns: plan.columns, first: !plan.named });
}

/** A blank line where none may be. */
export function describeBlankLine({ block, syntax }: BlockText, line: number): Diagnostic {
  return diagnostic(samples.XM5227, { path: syntax.label, line: block.firstLine + line }, {});
}
