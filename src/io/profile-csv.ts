import {
  DISTINCT_LIMIT,
  type DistinctValue,
  type FirstOfKind,
  type NumberProfile,
  type SamplePlace,
  type TextProfile,
  type ValueProfile,
} from "../compiler/index.js";
import type { Dialect } from "./csv-dialect.js";
import { type HeadRecord, splitHead } from "./csv-head.js";
import { ValueGatherer } from "./profile-value.js";
import type { SampleOptions } from "./sample-options.js";

/** The start of a CSV whose columns are known. */
export interface CsvHead {
  readonly file: string;
  readonly text: string;
  /** Nothing follows the text. */
  readonly whole: boolean;
  readonly columns: readonly string[];
  readonly dialect: Dialect;
  readonly options: SampleOptions;
}

/** Some rows of one file. */
interface Block {
  readonly head: CsvHead;
  readonly rows: readonly HeadRecord[];
}

interface Rows {
  readonly count: number;
  /** All rows of the texts are among them. */
  readonly ended: boolean;
  readonly columns: ReadonlyMap<string, ValueProfile>;
}

export function hasRow(head: CsvHead): boolean {
  return dataRows(head, 1).rows.length > 0;
}

/** Splits the texts into rows, as many as the limit lets through. */
export function readRows(heads: readonly CsvHead[], limit: number): Rows {
  const blocks: Block[] = [];
  let count = 0;
  let ended = true;
  for (const head of heads) {
    const read = dataRows(head, limit - count);
    blocks.push({ head, rows: read.rows });
    count += read.rows.length;
    ended &&= read.ended;
  }
  const names = new Set(heads.flatMap(({ columns }) => columns));
  return { count, ended, columns: new Map([...names].map((name) => [name, new ColumnProfile(name, blocks)])) };
}

function dataRows(head: CsvHead, limit: number): { readonly rows: readonly HeadRecord[]; readonly ended: boolean } {
  const { text, whole, columns, dialect, options } = head;
  const rows: HeadRecord[] = [];
  const { records, ended } = splitHead(text, dialect, whole);
  let isHeader = options.header ?? true;
  for (const record of records) {
    const isBlank = record.cells.length === 1 && record.cells[0] === "";
    if (isHeader) {
      isHeader = isBlank;
      continue;
    }
    // What is wrong with a row of another length is told where rows are read for their values.
    const isRow = record.cells.length === columns.length;
    if (isBlank && (!isRow || dialect.blankLines === "skip")) continue;
    if (!isRow || rows.length >= limit) return { rows, ended: false };
    rows.push(record);
  }
  return { rows, ended: ended() };
}

interface Counted extends DistinctValue {
  count: number;
}

/** A column whose cells are looked at when something is asked of them: for nulls alone not even that. */
class ColumnProfile implements ValueProfile {
  readonly missing = 0;
  readonly numbers: NumberProfile | null = null;
  readonly booleans = 0;
  readonly lists = 0;
  readonly objects = 0;
  readonly items: ValueProfile | null = null;
  readonly fields: ReadonlyMap<string, ValueProfile> = new Map();
  readonly #name: string;
  readonly #blocks: readonly Block[];
  #absence: { readonly nulls: number; readonly first: SamplePlace | null } | null = null;
  #distinct: { readonly values: readonly DistinctValue[]; readonly all: boolean } | null = null;
  #whole: ValueProfile | null = null;

  constructor(name: string, blocks: readonly Block[]) {
    this.#name = name;
    this.#blocks = blocks;
  }

  get places(): number {
    return this.#blocks.reduce((sum, { rows }) => sum + rows.length, 0);
  }

  get nulls(): number {
    return this.#absent.nulls;
  }

  get firstAbsent(): SamplePlace | null {
    return this.#absent.first;
  }

  get texts(): TextProfile | null {
    return this.#gathered.texts;
  }

  get values(): readonly DistinctValue[] {
    return this.#different.values;
  }

  get allValues(): boolean {
    return this.#different.all;
  }

  get firsts(): readonly FirstOfKind[] {
    return this.#gathered.firsts;
  }

  get #absent(): { readonly nulls: number; readonly first: SamplePlace | null } {
    if (this.#absence === null) {
      let nulls = 0;
      let first: SamplePlace | null = null;
      for (const { head, at, rows } of this.#cells()) {
        if (head.options.emptyCell === "string") continue;
        for (const { line, cells } of rows) {
          if (cells[at] !== "") continue;
          nulls++;
          first ??= { file: head.file, line };
        }
      }
      this.#absence = { nulls, first };
    }
    return this.#absence;
  }

  /** Expressions are tried on the values alone; to find out what each of them spells takes several times as long. */
  get #different(): { readonly values: readonly DistinctValue[]; readonly all: boolean } {
    if (this.#distinct === null) {
      const values = new Map<string, Counted>();
      let all = true;
      for (const { head, at, rows } of this.#cells()) {
        const isNull = head.options.emptyCell !== "string";
        for (const { line, cells } of rows) {
          const text = cells[at] ?? "";
          if (text === "" && isNull) continue;
          const known = values.get(text);
          if (known !== undefined) known.count++;
          else if (values.size >= DISTINCT_LIMIT) all = false;
          else values.set(text, { kind: "text", text, file: head.file, line, count: 1 });
        }
      }
      this.#distinct = { values: [...values.values()], all };
    }
    return this.#distinct;
  }

  get #gathered(): ValueProfile {
    if (this.#whole === null) {
      const gatherer = new ValueGatherer();
      for (const { head, at, rows } of this.#cells()) {
        const isNull = head.options.emptyCell !== "string";
        for (const { line, cells } of rows) {
          const place = { file: head.file, line };
          const cell = cells[at] ?? "";
          if (cell === "" && isNull) gatherer.addNull(place);
          else gatherer.addText(cell, place);
        }
      }
      this.#whole = gatherer.profile;
    }
    return this.#whole;
  }

  #cells(): readonly (Block & { readonly at: number })[] {
    return this.#blocks.map((block) => ({ ...block, at: block.head.columns.indexOf(this.#name) }));
  }
}
