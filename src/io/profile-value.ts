import {
  DISTINCT_LIMIT,
  type DistinctValue,
  type FirstOfKind,
  type NumberProfile,
  type SampleNumber,
  type SamplePlace,
  type SampleValue,
  type ValueProfile,
} from "../compiler/index.js";
import { type JavaMap, numberText, type Value } from "../values/index.js";
import { factsOf, type TextFacts, TextGatherer } from "./profile-text.js";

interface Known {
  readonly kind: DistinctValue["kind"];
  readonly first: SampleValue;
  count: number;
}

interface KnownText extends Known {
  readonly facts: TextFacts;
}

/** Gathers what is found at one place: a column, a field, or the items of lists. Its size has a bound. */
export class ValueGatherer {
  #places = 0;
  #nulls = 0;
  #booleans = 0;
  #lists = 0;
  #objects: ObjectGatherer | null = null;
  #texts: TextGatherer | null = null;
  #numbers: NumberGatherer | null = null;
  #items: ValueGatherer | null = null;
  readonly #values: Known[] = [];
  readonly #knownTexts = new Map<string, KnownText>();
  readonly #knownOthers = new Map<string, Known>();
  #allValues = true;
  #firstAbsent: SamplePlace | null = null;
  readonly #firsts = new Map<FirstOfKind["kind"], FirstOfKind>();

  addNull(place: SamplePlace): void {
    this.#places++;
    this.#nulls++;
    this.#firstAbsent ??= place;
  }

  addText(text: string, place: SamplePlace): void {
    this.#places++;
    let known = this.#knownTexts.get(text);
    if (known === undefined) {
      known = { kind: "text", first: { text, ...place }, facts: factsOf(text), count: 1 };
      if (this.#keep(known)) this.#knownTexts.set(text, known);
    } else known.count++;
    this.#texts ??= new TextGatherer();
    this.#texts.add(text, place, known.facts);
    this.#first("text", text, place);
  }

  add(value: Value, place: SamplePlace): void {
    if (value === null) this.addNull(place);
    else if (typeof value === "string") this.addText(value, place);
    else if (typeof value === "boolean") this.#addBoolean(value, place);
    else this.#addOther(value, place);
  }

  #addBoolean(value: boolean, place: SamplePlace): void {
    this.#places++;
    this.#booleans++;
    this.#count("boolean", String(value), place);
  }

  #addOther(value: Exclude<Value, null | string | boolean>, place: SamplePlace): void {
    switch (value.kind) {
      case "byte":
      case "short":
      case "integer":
      case "long":
      case "biginteger":
      case "float":
      case "double":
      case "bigdecimal":
        this.#addNumber(numberText(value), place);
        break;
      case "list":
        this.#addList(value.items, place);
        break;
      case "map":
        this.#addObject(value, place);
        break;
      case "character":
      case "array":
      case "set":
      case "range":
      case "datetime":
      case "pattern":
        // No sample is read into these.
        this.addNull(place);
    }
  }

  #addNumber(text: string, place: SamplePlace): void {
    this.#places++;
    this.#count("number", text, place);
    this.#numbers ??= new NumberGatherer();
    this.#numbers.add({ text, ...place });
  }

  #addList(items: readonly Value[], place: SamplePlace): void {
    this.#places++;
    this.#lists++;
    this.#first("list", "[…]", place);
    for (const item of items) {
      this.#items ??= new ValueGatherer();
      this.#items.add(item, place);
    }
  }

  #addObject(object: JavaMap, place: SamplePlace): void {
    this.#places++;
    this.#first("object", "{…}", place);
    this.#objects ??= new ObjectGatherer();
    this.#objects.add(object, place);
  }

  #count(kind: "number" | "boolean", text: string, place: SamplePlace): void {
    // No number is written as a boolean is.
    const known = this.#knownOthers.get(text);
    if (known !== undefined) known.count++;
    else {
      const value: Known = { kind, first: { text, ...place }, count: 1 };
      if (this.#keep(value)) this.#knownOthers.set(text, value);
    }
    this.#first(kind, text, place);
  }

  /** Whether it is one of those that are kept. */
  #keep(value: Known): boolean {
    if (this.#values.length >= DISTINCT_LIMIT) {
      this.#allValues = false;
      return false;
    }
    this.#values.push(value);
    return true;
  }

  #first(kind: FirstOfKind["kind"], text: string, place: SamplePlace): void {
    if (!this.#firsts.has(kind)) this.#firsts.set(kind, { kind, text, ...place });
  }

  get profile(): ValueProfile {
    return this.profileWithin(0, null);
  }

  /** For a field: with the objects around that do not have it, and the first of those. */
  profileWithin(missing: number, firstMissing: SamplePlace | null): ValueProfile {
    return {
      places: this.#places + missing,
      missing,
      nulls: this.#nulls,
      texts: this.#texts?.profile ?? null,
      numbers: this.#numbers?.profile ?? null,
      booleans: this.#booleans,
      lists: this.#lists,
      objects: this.#objects?.count ?? 0,
      items: this.#items?.profile ?? null,
      fields: this.#objects?.profile ?? new Map(),
      values: this.#values.map(({ kind, first, count }) => ({ kind, ...first, count })),
      allValues: this.#allValues,
      firstAbsent: earlier(this.#firstAbsent, firstMissing),
      firsts: [...this.#firsts.values()],
    };
  }
}

function earlier(a: SamplePlace | null, b: SamplePlace | null): SamplePlace | null {
  if (a === null || b === null) return a ?? b;
  return a.file === b.file && b.line < a.line ? b : a;
}

interface FieldGatherer {
  readonly values: ValueGatherer;
  /** How many objects have it. */
  seen: number;
  /** The object after the last that has it, and the first that does not. */
  next: number;
  firstGap: number | null;
}

/** Gathers objects, field by field: the rows of a sample, or the objects at a place. */
export class ObjectGatherer {
  readonly #places: SamplePlace[] = [];
  readonly #fields = new Map<string, FieldGatherer>();

  get count(): number {
    return this.#places.length;
  }

  add(object: JavaMap, place: SamplePlace): void {
    const index = this.#places.length;
    this.#places.push(place);
    for (const { key, value } of object.entries.values()) {
      if (typeof key === "string") this.#addField(key, value, index, place);
    }
  }

  #addField(name: string, value: Value, index: number, place: SamplePlace): void {
    let field = this.#fields.get(name);
    if (field === undefined) {
      field = { values: new ValueGatherer(), seen: 0, next: 0, firstGap: null };
      this.#fields.set(name, field);
    }
    if (field.next !== index) field.firstGap ??= field.next;
    field.next = index + 1;
    field.seen++;
    field.values.add(value, place);
  }

  get profile(): ReadonlyMap<string, ValueProfile> {
    const fields = new Map<string, ValueProfile>();
    for (const [name, { values, seen, next, firstGap }] of this.#fields) {
      const gap = this.#places[firstGap ?? next];
      fields.set(name, values.profileWithin(this.count - seen, gap ?? null));
    }
    return fields;
  }
}

class NumberGatherer {
  #count = 0;
  #integers = 0;
  #firstFraction: SampleValue | null = null;
  #smallest: SampleNumber | null = null;
  #largest: SampleNumber | null = null;

  add(value: SampleValue): void {
    const number = { ...value, value: Number(value.text) };
    this.#count++;
    if (/^[+-]?\d+$/.test(value.text)) this.#integers++;
    else this.#firstFraction ??= value;
    if (this.#smallest === null || number.value < this.#smallest.value) this.#smallest = number;
    if (this.#largest === null || number.value > this.#largest.value) this.#largest = number;
  }

  get profile(): NumberProfile | null {
    if (this.#smallest === null || this.#largest === null) return null;
    return {
      count: this.#count,
      integers: this.#integers,
      firstFraction: this.#firstFraction,
      smallest: this.#smallest,
      largest: this.#largest,
    };
  }
}
