import type { Value } from "../../values/index.js";
import { damaged } from "./fault.js";
import type { DecodedPage } from "./pages.js";
import type { Leaf } from "./schema-node.js";

/** Goes through the levels and values of one leaf. */
export class LeafCursor {
  readonly leaf: Leaf;
  readonly #pages: readonly DecodedPage[];
  #page = 0;
  #entry = 0;
  /** Values before the entry in its page. */
  #value = 0;
  /** The row that the next entry of repetition level 0 begins. */
  #row: number;
  /** The levels of the entry; after the last one, repetition is 0 and definition is -1. */
  definition = -1;
  repetition = 0;

  constructor(leaf: Leaf, pages: readonly DecodedPage[]) {
    this.leaf = leaf;
    this.#pages = pages;
    this.#row = pages[0]?.firstRow ?? 0;
    this.#look();
  }

  get atEnd(): boolean {
    return this.definition < 0;
  }

  /** Goes to where a row begins; rows before it are passed over. */
  seek(row: number): void {
    const page = this.#pages[this.#page];
    if (page !== undefined && row >= page.firstRow + page.rows) this.#jump(row);
    while (!this.atEnd && (this.#row < row || this.repetition !== 0)) this.#advance();
    if (this.atEnd || this.#row !== row) throw damaged("a column has fewer rows than its row group");
  }

  /** The value of the entry, null where it is not there; goes on to the next. */
  read(): Value {
    if (this.atEnd) throw damaged("a column has fewer values than its rows need");
    const page = this.#pages[this.#page];
    const isThere = this.definition === this.leaf.maxDefinition;
    const value = isThere && page !== undefined ? page.valueAt(this.#value) : null;
    this.#advance();
    return value;
  }

  #advance(): void {
    if (this.repetition === 0) this.#row++;
    if (this.definition === this.leaf.maxDefinition) this.#value++;
    this.#entry++;
    this.#look();
  }

  #look(): void {
    let page = this.#pages[this.#page];
    while (page !== undefined && this.#entry >= page.entries) {
      page = this.#pages[++this.#page];
      this.#entry = 0;
      this.#value = 0;
      if (page !== undefined && this.#row < page.firstRow) this.#row = page.firstRow;
    }
    if (page === undefined) {
      this.definition = -1;
      this.repetition = 0;
      return;
    }
    this.definition = page.definitions === null ? this.leaf.maxDefinition : (page.definitions[this.#entry] ?? 0);
    this.repetition = page.repetitions === null ? 0 : (page.repetitions[this.#entry] ?? 0);
  }

  /** To the page in which a row begins. */
  #jump(row: number): void {
    let at = this.#page;
    for (let page = this.#pages[at]; page !== undefined && row >= page.firstRow + page.rows; page = this.#pages[at])
      at++;
    this.#page = at;
    this.#entry = 0;
    this.#value = 0;
    this.#row = this.#pages[at]?.firstRow ?? row;
    this.#look();
  }
}
