import { type Coercion, coercions } from "../../compiler/coercions.js";
import type { Field, XdmType } from "../../schema/index.js";
import { WHOLE_BOUNDS, type WholeType } from "../convert-number.js";
import type { FidelityLevel } from "../fidelity.js";
import { textRule } from "../validate.js";
import { ABSENT, BOOLEAN, boxed, isOnly, may, NULL, type Operand, OTHER, RAW, TEXT } from "./operand.js";
import type { Writer } from "./writer.js";

/** Where a value goes: its name in the record, the type it is converted to, the rules it is held to. */
export interface LeafTarget {
  /** The mapping's place in the program. */
  readonly mapping: number;
  readonly name: string;
  /** The type to convert to; null where no schema says one. */
  readonly type: XdmType | null;
  /** What `validate` holds the value against. */
  readonly rules: Field | null;
  /** Whether it is counted what becomes of the values. */
  readonly counts: boolean;
}

/** The bits of the labels that were used. */
export const LEVEL_BITS: Readonly<Record<FidelityLevel, number>> = { verified: 1, documented: 2, assumed: 4 };

/**
 * Writes the end of a leaf's function: what was evaluated is counted where it is null or missing, and converted and
 * written where that takes no more than a look. All else is left to `slow`, which does as the interpreter's rows do.
 */
export function emitLeaf(target: LeafTarget, outcome: Operand, writer: Writer): void {
  const { mapping, counts } = target;
  const { code } = outcome;
  const [missed, wasNull] = counts
    ? [`missing[${mapping}]++; `, `nulls[${mapping}]++; ${marks(target, coercions.asItIs)} `]
    : ["", ""];
  if (may(outcome, ABSENT)) writer.line(`if (${code} === MISSING) { ${missed}return at; }`);
  if (may(outcome, NULL)) writer.line(`if (${code} === null) { ${wasNull}return at; }`);
  const written = emitQuick({ ...target, code, outcome, writer });
  if (!isOnly(outcome, written | NULL | ABSENT)) writer.line(`return host.slow(${mapping}, ${boxed(outcome)}, at);`);
}

interface Leaf extends LeafTarget {
  readonly code: string;
  readonly outcome: Operand;
  readonly writer: Writer;
}

/** Code that notes which label a conversion has. */
function marks({ counts }: LeafTarget, { fidelity }: Coercion): string {
  return !counts ? "" : `used |= ${LEVEL_BITS[fidelity.level]};`;
}

/** Writes the conversions that take no more than a look; gives the kinds of which every value was written. */
function emitQuick(leaf: Leaf): number {
  switch (leaf.type) {
    case "string":
      return emitText(leaf, coercions.textToText) | emitDigits(leaf);
    case "boolean":
      return emitTextAsBoolean(leaf) | emitBoolean(leaf, coercions.booleanToBoolean);
    case "byte":
    case "short":
    case "int":
    case "long":
      return emitTextAsWhole(leaf, leaf.type) | emitWhole(leaf, leaf.type);
    case "number":
      return emitTextAsNumber(leaf) | emitNumber(leaf, coercions.numberToNumber);
    case "date":
    case "date-time":
      return emitTextAsDate(leaf, leaf.type) | emitDate(leaf, leaf.type);
    case null:
      return emitText(leaf, coercions.asItIs) | emitBoolean(leaf, coercions.asItIs);
    case "object":
    case "array":
    case "map":
      return 0;
  }
}

/** Code that writes the name, and a quote where it is a text that follows; what it leaves is the place after them. */
function emitKey({ name, writer }: Leaf, quoted = false): string {
  return writeKey(name, quoted ? '"' : "", writer);
}

const encoder = new TextEncoder();
/** Longer names are copied. */
const LONGEST_KEY = 40;

/** Code that writes a name of an object and what comes before its value; gives the place after it. */
export function writeKey(name: string, then: string, writer: Writer): string {
  const bytes = encoder.encode(`${JSON.stringify(name)}:${then}`);
  if (bytes.length > LONGEST_KEY) {
    writer.line(`at = sink.copy(${writer.constant(bytes)}, at);`);
    return "at";
  }
  const stores: string[] = [];
  const view = new DataView(bytes.buffer, bytes.byteOffset);
  let index = 0;
  for (; index + 4 <= bytes.length; index += 4) stores.push(`b.setInt32(at + ${index}, ${view.getInt32(index)});`);
  for (; index < bytes.length; index++) stores.push(`b.setInt8(at + ${index}, ${view.getInt8(index)});`);
  writer.line(`b = sink.view; ${stores.join(" ")}`);
  return `at + ${bytes.length}`;
}

/** Code that writes a quote and a comma. What was written before them may have moved the memory. */
const END_OF_TEXT = "sink.view.setInt16(at, 8748); return at + 2;";

/** Code that notes a value which breaks a rule of its field. */
function emitRules({ rules, writer }: Leaf, code: string): void {
  const rule = rules === null ? null : textRule(rules);
  if (rule !== null) writer.line(`if (!${writer.constant(rule)}(${code})) host.flawed = true;`);
}

function emitRange({ rules, writer }: Leaf, number: string): void {
  const { minimum = null, maximum = null } = rules ?? {};
  if (minimum !== null) writer.line(`if (${number} < ${writer.constant(minimum)}) host.flawed = true;`);
  if (maximum !== null) writer.line(`if (${number} > ${writer.constant(maximum)}) host.flawed = true;`);
}

function hasRange({ rules }: Leaf): boolean {
  return rules !== null && (rules.minimum !== null || rules.maximum !== null);
}

/** What is written as text and has rules of its own is rare. */
function hasTextRule({ rules }: Leaf): boolean {
  return rules !== null && textRule(rules) !== null;
}

function emitText(leaf: Leaf, coercion: Coercion): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, TEXT)) return 0;
  writer.open(isOnly(outcome, TEXT | NULL | ABSENT) ? "{" : `if (typeof ${code} === "string") {`);
  writer.line(marks(leaf, coercion));
  emitRules(leaf, code);
  writer.line(`return sink.text(${code}, ${emitKey(leaf, true)});`);
  writer.close();
  return TEXT;
}

/** An Integer as a text. */
function emitDigits(leaf: Leaf): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, RAW) || outcome.raw !== "integer" || hasTextRule(leaf)) return 0;
  writer.open(`if (typeof ${code} === "number") {`);
  writer.line(marks(leaf, coercions.wholeToText));
  writer.line(`at = sink.whole(${code}, ${emitKey(leaf, true)});`);
  writer.line(END_OF_TEXT);
  writer.close();
  return RAW;
}

function emitTextAsBoolean(leaf: Leaf): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, TEXT)) return 0;
  const read = writer.name("v");
  writer.open(`if (typeof ${code} === "string") {`);
  writer.line(`const ${read} = booleanOf(${code});`);
  writer.open(`if (${read} !== null) {`);
  writer.line(marks(leaf, coercions.textToBoolean));
  writer.line(`at = sink.plain(${read} ? "true" : "false", ${emitKey(leaf)});`);
  writer.line("sink.bytes[at] = 44; return at + 1;");
  writer.close();
  writer.close();
  return 0;
}

function emitBoolean(leaf: Leaf, coercion: Coercion): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, BOOLEAN)) return 0;
  writer.open(`if (typeof ${code} === "boolean") {`);
  writer.line(marks(leaf, coercion));
  writer.line(`at = sink.plain(${code} ? "true" : "false", ${emitKey(leaf)});`);
  writer.line("sink.bytes[at] = 44; return at + 1;");
  writer.close();
  return BOOLEAN;
}

/** Numbers of at most fifteen digits are within the bounds of a long. */
function within(number: string, type: WholeType): string {
  const [least, most] = WHOLE_BOUNDS[type];
  return type === "long" ? "" : ` && ${number} >= ${least} && ${number} <= ${most}`;
}

/** Digits as JSON has them are copied. */
function emitTextAsWhole(leaf: Leaf, type: WholeType): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, TEXT)) return 0;
  const number = writer.name("v");
  const needsNumber = type !== "long" || hasRange(leaf);
  writer.open(`if (typeof ${code} === "string" && isPlainWhole(${code})) {`);
  if (needsNumber) writer.line(`const ${number} = +${code};`);
  writer.open(`if (true${within(number, type)}) {`);
  writer.line(marks(leaf, coercions.textToWhole));
  emitRange(leaf, number);
  writer.line(`at = sink.plain(${code}, ${emitKey(leaf)});`);
  writer.line("sink.bytes[at] = 44; return at + 1;");
  writer.close();
  writer.close();
  return 0;
}

function emitWhole(leaf: Leaf, type: WholeType): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, RAW) || outcome.raw !== "integer") return 0;
  writer.open(`if (typeof ${code} === "number"${within(code, type)}) {`);
  writer.line(marks(leaf, coercions.wholeToWhole));
  emitRange(leaf, code);
  writer.line(`at = sink.whole(${code}, ${emitKey(leaf)});`);
  writer.line("sink.bytes[at] = 44; return at + 1;");
  writer.close();
  return type === "int" || type === "long" ? RAW : 0;
}

/** Decimals as JSON has them are copied, others of few digits are read and printed. */
function emitTextAsNumber(leaf: Leaf): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, TEXT)) return 0;
  const [kind, number] = [writer.name("v"), writer.name("v")];
  writer.open(`if (typeof ${code} === "string") {`);
  writer.line(`const ${kind} = decimalKind(${code});`);
  writer.open(`if (${kind} !== 0) {`);
  writer.line(marks(leaf, coercions.textToNumber));
  if (hasRange(leaf)) {
    writer.line(`const ${number} = +${code};`);
    emitRange(leaf, number);
  }
  const after = emitKey(leaf);
  writer.line(`at = sink.plain(${kind} === 1 ? ${code} : String(+${code} + 0), ${after});`);
  writer.line("sink.bytes[at] = 44; return at + 1;");
  writer.close();
  writer.close();
  return 0;
}

function emitNumber(leaf: Leaf, coercion: Coercion): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, RAW)) return 0;
  writer.open(`if (typeof ${code} === "number" && ${code} - ${code} === 0) {`);
  writer.line(marks(leaf, coercion));
  emitRange(leaf, code);
  writer.line(`at = sink.plain(String(${code} + 0), ${emitKey(leaf)});`);
  writer.line("sink.bytes[at] = 44; return at + 1;");
  writer.close();
  return outcome.raw === "integer" ? RAW : 0;
}

function emitDate(leaf: Leaf, type: "date" | "date-time"): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, OTHER) || hasTextRule(leaf)) return 0;
  writer.open(`if (typeof ${code} === "object" && ${code} !== null && ${code}.kind === "datetime") {`);
  emitPrinted(leaf, code, type, marks(leaf, type === "date" ? coercions.dateTimeToDate : coercions.dateTimeToDateTime));
  writer.close();
  return 0;
}

/** What cannot be read is `slow`. The form of a text is of interest until one was not listed. */
function emitTextAsDate(leaf: Leaf, type: "date" | "date-time"): number {
  const { code, outcome, writer } = leaf;
  if (!may(outcome, TEXT) || hasTextRule(leaf)) return 0;
  const read = writer.name("v");
  writer.open(`if (typeof ${code} === "string") {`);
  writer.line(`const ${read} = dateOfText(${code});`);
  writer.open(`if (${read} !== null) {`);
  const [listed, other] = [marks(leaf, coercions.textToDate), marks(leaf, coercions.isoTextToDate)];
  const known = LEVEL_BITS[coercions.isoTextToDate.fidelity.level];
  const mark = leaf.counts
    ? `if ((used & ${known}) === 0) { if (isListedForm(${code})) { ${listed} } else { ${other} } }`
    : "";
  emitPrinted(leaf, read, type, mark);
  writer.close();
  writer.close();
  return 0;
}

/** Years of four digits and offsets of whole minutes have a fixed form. */
function emitPrinted(leaf: Leaf, date: string, type: "date" | "date-time", mark: string): void {
  const { writer } = leaf;
  const second = writer.name("v");
  writer.line(`const ${second} = ${date}.epochSecond + ${date}.offset;`);
  writer.open(`if (${second} >= -62167219200 && ${second} <= 253402300799 && ${date}.offset % 60 === 0) {`);
  writer.line(mark);
  const after = emitKey(leaf, true);
  if (type === "date") writer.line(`at = sink.day(${second}, ${after});`);
  else writer.line(`at = sink.offset(${date}.offset, sink.dateTime(${second}, ${date}.nano, ${after}));`);
  writer.line(END_OF_TEXT);
  writer.close();
}
