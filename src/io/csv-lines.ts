/** Where in a record the columns are: what is below a name, and which column it is itself. */
export interface ColumnTree {
  /** Which column it is; -1 for none. */
  cell: number;
  readonly below: Map<string, ColumnTree>;
}

export function emptyTree(): ColumnTree {
  return { cell: -1, below: new Map() };
}

const QUOTE = 34;
const BACKSLASH = 92;
const COMMA = 44;
const OPEN_OBJECT = 123;
const CLOSE_OBJECT = 125;
const OPEN_LIST = 91;
const CLOSE_LIST = 93;

/**
 * Takes the cells of records from their lines of JSON as `printXdm` writes them, without a blank: no value is made of what
 * only moves from one text to another: that takes half of the time.
 */
export class CellReader {
  /** Of the record that was read last. */
  readonly cells: string[];
  readonly #tree: ColumnTree;
  readonly #print: (text: string) => string;
  #text = "";
  #at = 0;

  constructor(tree: ColumnTree, columns: number, print: (text: string) => string) {
    this.#tree = tree;
    this.#print = print;
    this.cells = Array.from({ length: columns }, () => "");
  }

  /** Reads the record that begins there; gives where it ends. */
  read(text: string, start: number): number {
    this.cells.fill("");
    this.#text = text;
    this.#at = start;
    this.#readObject(this.#tree);
    return this.#at;
  }

  #readObject({ below }: ColumnTree): void {
    const text = this.#text;
    this.#at++;
    if (text.charCodeAt(this.#at) === CLOSE_OBJECT) {
      this.#at++;
      return;
    }
    do {
      const place = below.get(this.#readText());
      // The colon.
      this.#at++;
      if (place === undefined) this.#skip();
      else this.#readValue(place);
    } while (text.charCodeAt(this.#at++) === COMMA);
  }

  #readValue(place: ColumnTree): void {
    const start = this.#at;
    const isObject = this.#text.charCodeAt(start) === OPEN_OBJECT;
    if (place.cell >= 0) {
      if (this.#text.charCodeAt(start) === QUOTE) {
        this.cells[place.cell] = this.#print(this.#readText());
        return;
      }
      this.#skip();
      const raw = this.#text.slice(start, this.#at);
      const isList = this.#text.charCodeAt(start) === OPEN_LIST;
      this.cells[place.cell] = isObject || isList ? this.#print(raw) : raw;
    }
    if (isObject && place.below.size > 0) {
      this.#at = start;
      this.#readObject(place);
    } else if (place.cell < 0) this.#skip();
  }

  #readText(): string {
    const start = this.#at;
    const end = this.#endOfText(start);
    this.#at = end + 1;
    const raw = this.#text.slice(start + 1, end);
    if (!raw.includes("\\")) return raw;
    const read: unknown = JSON.parse(this.#text.slice(start, end + 1));
    return String(read);
  }

  /** The quote that ends the text which begins there. */
  #endOfText(start: number): number {
    const text = this.#text;
    for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
      let before = end - 1;
      while (text.charCodeAt(before) === BACKSLASH) before--;
      if ((end - before) % 2 === 1) return end;
    }
  }

  #skip(): void {
    const text = this.#text;
    let depth = 0;
    for (;;) {
      const unit = text.charCodeAt(this.#at);
      if (unit === QUOTE) this.#at = this.#endOfText(this.#at);
      else if (unit === OPEN_OBJECT || unit === OPEN_LIST) depth++;
      else if (unit === CLOSE_OBJECT || unit === CLOSE_LIST) {
        if (depth === 0) return;
        depth--;
      } else if (unit === COMMA && depth === 0) return;
      this.#at++;
      if (depth === 0 && (unit === QUOTE || unit === CLOSE_OBJECT || unit === CLOSE_LIST)) return;
    }
  }
}
