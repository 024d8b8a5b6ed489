import type { SourceProfile, ValueProfile } from "../compiler/index.js";
import type { JavaMap } from "../values/index.js";
import { type CsvHead, hasRow, readRows } from "./profile-csv.js";
import { ObjectGatherer } from "./profile-value.js";

/** How much of the samples is looked at: rows, and units of text. */
export interface ProfileLimits {
  readonly rows: number;
  readonly text: number;
}

/** So that a check stays quick beside a sample of any size; a row of twenty columns has about two hundred units. */
const PROFILE_LIMITS: ProfileLimits = { rows: 10_000, text: 1024 * 1024 };

interface JsonHead {
  readonly file: string;
  readonly line: number;
  readonly fields: JavaMap;
}

/**
 * Takes the first rows of one or several samples, one file after the other, up to its limits. What they hold is found out
 * when it is asked for: most checks ask for a few columns, and some for none.
 */
export class Profiler {
  readonly #limits: ProfileLimits;
  readonly #heads: CsvHead[] = [];
  readonly #records: JsonHead[] = [];
  #files = 0;
  #text = 0;
  #complete = true;

  constructor(limits: ProfileLimits = PROFILE_LIMITS) {
    this.#limits = limits;
  }

  /** How much more text is of interest; 0 where no more row is. */
  get wants(): number {
    return this.#records.length >= this.#limits.rows ? 0 : Math.max(0, this.#limits.text - this.#text);
  }

  /** There are rows that are not looked at. */
  leaveRest(): void {
    this.#complete = false;
  }

  /** The start of a CSV. */
  addCsv(head: CsvHead): void {
    this.#files++;
    this.#heads.push(head);
    this.#text += head.text.length;
    if (!head.whole) this.leaveRest();
  }

  /** One record of JSON; `size` is the length of its text. */
  addRecord(file: string, { line, fields, size }: { line: number; fields: JavaMap; size: number }): void {
    if (this.#records.at(-1)?.file !== file) this.#files++;
    this.#records.push({ file, line, fields });
    this.#text += size;
  }

  /** Null where there was no row. */
  get profile(): SourceProfile | null {
    const [csv] = this.#heads;
    const [json] = this.#records;
    const first = csv?.file ?? json?.file;
    if (first === undefined || (json === undefined && !this.#heads.some(hasRow))) return null;
    const label = this.#files === 1 ? first : `${first} and ${this.#files - 1} more`;
    // A flat sample among others has no record to add fields to.
    if (json !== undefined) return new JsonProfile(label, this.#records, this.#complete);
    return new CsvProfile(label, this.#heads, this.#limits.rows, this.#complete);
  }
}

class CsvProfile implements SourceProfile {
  readonly flat = true;
  readonly label: string;
  readonly #heads: readonly CsvHead[];
  readonly #limit: number;
  readonly #whole: boolean;
  #read: ReturnType<typeof readRows> | null = null;

  constructor(label: string, heads: readonly CsvHead[], limit: number, whole: boolean) {
    this.label = label;
    this.#heads = heads;
    this.#limit = limit;
    this.#whole = whole;
  }

  get #rows(): ReturnType<typeof readRows> {
    this.#read ??= readRows(this.#heads, this.#limit);
    return this.#read;
  }

  get rows(): number {
    return this.#rows.count;
  }

  get complete(): boolean {
    return this.#whole && this.#rows.ended;
  }

  get columns(): ReadonlyMap<string, ValueProfile> {
    return this.#rows.columns;
  }
}

class JsonProfile implements SourceProfile {
  readonly flat = false;
  readonly label: string;
  readonly rows: number;
  readonly complete: boolean;
  readonly #records: readonly JsonHead[];
  #columns: ReadonlyMap<string, ValueProfile> | null = null;

  constructor(label: string, records: readonly JsonHead[], complete: boolean) {
    this.label = label;
    this.rows = records.length;
    this.complete = complete;
    this.#records = records;
  }

  get columns(): ReadonlyMap<string, ValueProfile> {
    if (this.#columns === null) {
      const gatherer = new ObjectGatherer();
      for (const { file, line, fields } of this.#records) gatherer.add(fields, { file, line });
      this.#columns = gatherer.profile;
    }
    return this.#columns;
  }
}
