import type { DigitsPart, Part } from "./pattern-parts.js";

interface Level {
  readonly parts: Part[];
  /** The number that directly adjacent numbers may take digits from, or -1. */
  digits: number;
}

/**
 * Collects a pattern's parts, sections and padding, and lets adjacent numbers share their digits: in `yyyyMMdd` the year
 * leaves four digits to the month and the day. Source: DateTimeFormatterBuilder.appendValue.
 */
export class PartsBuilder {
  private readonly levels: Level[] = [{ parts: [], digits: -1 }];
  private padding = 0;

  private get level(): Level {
    const level = this.levels.at(-1);
    if (level === undefined) throw new Error("a pattern always has an outermost level");
    return level;
  }

  padNext(width: number): void {
    this.padding = width;
    this.level.digits = -1;
  }

  /** False where the part cannot stand here. */
  append(part: Part): boolean {
    return isDigits(part) ? this.appendDigits(part) : this.push(part, false);
  }

  open(): void {
    this.level.digits = -1;
    this.levels.push({ parts: [], digits: -1 });
  }

  /** False where no section is open. */
  close(): boolean {
    if (this.levels.length === 1) return false;
    const { parts } = this.level;
    this.levels.pop();
    if (parts.length > 0) this.push({ kind: "optional", parts }, false);
    return true;
  }

  /** The parts; sections that are still open end with the pattern. */
  finish(): readonly Part[] {
    while (this.close());
    return this.level.parts;
  }

  private appendDigits(part: DigitsPart): boolean {
    const { level } = this;
    const base = level.parts[level.digits];
    if (base === undefined) return this.push(part, true);
    // A padded number cannot take part in the sharing; Java fails there with a ClassCastException.
    if (!isDigits(base)) return false;
    const first = level.digits;
    if (hasFixedWidth(part)) {
      level.parts[first] = { ...base, following: base.following + widthOf(part) };
      this.push({ ...part, following: -1 }, true);
      level.digits = first;
    } else {
      level.parts[first] = { ...base, following: -1 };
      this.push(part, true);
    }
    return true;
  }

  private push(part: Part, digits: boolean): boolean {
    const { level } = this;
    level.parts.push(this.padding > 0 ? { kind: "padded", width: this.padding, part } : part);
    this.padding = 0;
    level.digits = digits ? level.parts.length - 1 : -1;
    return true;
  }
}

function isDigits(part: Part): part is DigitsPart {
  return part.kind === "number" || part.kind === "reduced" || part.kind === "fraction";
}

function hasFixedWidth(part: DigitsPart): boolean {
  return part.kind !== "number" || (part.least === part.most && part.sign === "notNegative");
}

function widthOf(part: DigitsPart): number {
  return part.kind === "reduced" ? 2 : part.kind === "fraction" ? part.width : part.most;
}
