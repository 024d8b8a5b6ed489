import { type Diagnostic, isSpan, type Place } from "../diagnostics/index.js";
import { lineText, rangeOf, spanText } from "../text/index.js";

/** How often each old finding is there, by its key. */
export type Baseline = ReadonlyMap<string, number>;

/** A finding as a baseline holds it: nothing of it changes when lines are moved or aligned anew. */
interface Entry {
  readonly file: string;
  readonly code: string;
  /** What is marked, and the line that it stands on, blanks as one blank each. */
  readonly mark: string;
  readonly line: string;
  readonly count: number;
}

/** A path as findings show it, as the baseline's file writes it: from its own folder on. */
export type PathInBaseline = (shown: string) => string;

/** What cannot be read, and what is wrong with the project file, is never old: nothing after it could be relied on. */
function canBeOld({ code }: Diagnostic): boolean {
  return !code.startsWith("XM1") && !code.startsWith("XM6");
}

/** The text of a baseline of these findings: sorted, so that a change of it can be reviewed. */
export function printBaseline(diagnostics: readonly Diagnostic[], pathOf: PathInBaseline): string {
  const entries = new Map<string, Entry>();
  for (const found of diagnostics.filter(canBeOld)) {
    const entry = entryOf(found, pathOf);
    const key = keyOf(entry);
    entries.set(key, { ...entry, count: (entries.get(key)?.count ?? 0) + 1 });
  }
  const keys = [...entries.keys()].sort();
  const findings = keys.flatMap((key) => entries.get(key) ?? []);
  return `${JSON.stringify({ version: 1, findings }, null, 2)}\n`;
}

/** Reads the text of a baseline, or says why it is none. */
export function readBaseline(text: string): { readonly baseline: Baseline } | { readonly why: string } {
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch {
    return { why: "it is no JSON" };
  }
  if (!isRecord(read) || !Array.isArray(read["findings"])) return { why: "it has no list `findings`" };
  if (read["version"] !== 1) return { why: "it is of another version of xdmap" };
  const baseline = new Map<string, number>();
  for (const [at, entry] of read["findings"].entries()) {
    if (!isEntry(entry)) return { why: `finding ${at + 1} lacks one of file, code, mark, line and count` };
    baseline.set(keyOf(entry), entry.count);
  }
  return { baseline };
}

/**
 * The findings that a baseline does not hold. Of several alike as many are old as it counts, the first ones. `gone` is
 * how many of the baseline's are there no more.
 */
export function withoutOld(
  diagnostics: readonly Diagnostic[],
  baseline: Baseline,
  pathOf: PathInBaseline,
): { readonly fresh: readonly Diagnostic[]; readonly old: number; readonly gone: number } {
  const left = new Map(baseline);
  const fresh = diagnostics.filter((found) => {
    if (!canBeOld(found)) return true;
    const key = keyOf(entryOf(found, pathOf));
    const count = left.get(key) ?? 0;
    if (count > 0) left.set(key, count - 1);
    return count === 0;
  });
  const gone = [...left.values()].reduce((total, count) => total + count, 0);
  return { fresh, old: diagnostics.length - fresh.length, gone };
}

function entryOf({ code, place, message }: Diagnostic, pathOf: PathInBaseline): Entry {
  const file = pathOfPlace(place);
  const shown = file === null ? "" : pathOf(file);
  if (!isSpan(place)) return { file: shown, code, mark: withoutNumbers(message), line: "", count: 1 };
  const line = lineText(place.file, rangeOf(place).start.line);
  return { file: shown, code, mark: oneBlank(spanText(place)), line: oneBlank(line), count: 1 };
}

function pathOfPlace(place: Place): string | null {
  if (place === null) return null;
  return isSpan(place) ? place.file.path : place.path;
}

/** A sample grows, and its counts and lines with it. */
function withoutNumbers(message: string): string {
  return message.replace(/\d[\d,.]*/g, "#");
}

function oneBlank(text: string): string {
  return text.replace(/\s+/g, " ").trim();
}

function keyOf({ file, code, mark, line }: Entry): string {
  return JSON.stringify([file, code, line, mark]);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function isEntry(value: unknown): value is Entry {
  if (!isRecord(value)) return false;
  const { count } = value;
  const texts = [value["file"], value["code"], value["mark"], value["line"]];
  return (
    texts.every((one) => typeof one === "string") && typeof count === "number" && Number.isInteger(count) && count > 0
  );
}
