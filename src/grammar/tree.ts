import type { Span } from "../text/index.js";
import type { Expression, StringLiteral, Word } from "./expression.js";

export type * from "./expression.js";

/*
 * The syntax tree: what the parser makes and the formatter prints. Nodes are plain data; every node has its span.
 * Two trees are equal when they are equal without spans (and without the comments' places).
 */

/** A comment of either form; a `///` line is one only where it describes nothing. */
export interface Comment {
  /** With its marks: `// text`, `## text` or `/* text *\/`. */
  readonly text: string;
  readonly span: Span;
}

/** A whole `.xdmap` file. */
export interface MappingFile {
  readonly statements: readonly Statement[];
  /** All comments but descriptions (`///`), in the order of the text. */
  readonly comments: readonly Comment[];
  /** What could not be read, or not as a whole: nothing is said of what it leaves out. */
  readonly unread: readonly Unread[];
  readonly span: Span;
}

/** A statement of which something is missing in the tree; why has been reported. */
export interface Unread {
  /** What it was to be. */
  readonly kind: Statement["kind"];
  /** The names that it was to define. */
  readonly defines: readonly string[];
  /** All names in it. */
  readonly names: readonly string[];
  readonly span: Span;
}

/** What stands in a file at its left margin; a mapping may stand in an `into` too. */
export type Statement =
  | MappingHeader
  | TargetHeader
  | SampleHeader
  | DeltaHeader
  | SourceBlock
  | Use
  | Let
  | Def
  | Table
  | Into
  | Mapping
  | Test;

/** `mapping "Shopify orders"` */
export interface MappingHeader {
  readonly kind: "mapping-header";
  readonly name: StringLiteral;
  readonly description: Word | null;
  readonly span: Span;
}

/** `target "schemas/profile.json"` */
export interface TargetHeader {
  readonly kind: "target-header";
  readonly path: StringLiteral;
  readonly span: Span;
}

/** `sample "orders.csv"`, or several separated by commas */
export interface SampleHeader {
  readonly kind: "sample-header";
  readonly paths: readonly StringLiteral[];
  readonly span: Span;
}

/** `delta updated_at format "yyyy-MM-dd" timezone "UTC"` */
export interface DeltaHeader {
  readonly kind: "delta-header";
  readonly column: ColumnPath;
  readonly format: StringLiteral | null;
  readonly timezone: StringLiteral | null;
  readonly span: Span;
}

/** A column by name: `Email`, `a.b`, `${Created At}`. */
export interface ColumnPath {
  readonly segments: readonly string[];
  readonly span: Span;
}

/** `source { Email: string, tags: string[], address: { city: string } }` */
export interface SourceBlock {
  readonly kind: "source-block";
  readonly fields: readonly SourceField[];
  readonly span: Span;
}

/** A column that the source is declared to have, or a field of one. */
export interface SourceField {
  readonly name: Word;
  readonly type: SourceType;
  readonly span: Span;
}

/** `string`, `string[]`, `{ city: string }` */
export type SourceType =
  | { readonly kind: "scalar"; readonly name: Word }
  | { readonly kind: "array"; readonly items: SourceType; readonly span: Span }
  | { readonly kind: "object"; readonly fields: readonly SourceField[]; readonly span: Span };

/** `use "common.xdmap"` */
export interface Use {
  readonly kind: "use";
  readonly path: StringLiteral;
  readonly span: Span;
}

/** `let name = expression`: a value with a name. */
export interface Let {
  readonly kind: "let";
  readonly name: Word;
  readonly value: Expression;
  readonly span: Span;
}

/** `def name(parameter) = expression`: a function of the file's own. */
export interface Def {
  readonly kind: "def";
  readonly name: Word;
  readonly parameters: readonly Word[];
  readonly body: Expression;
  readonly span: Span;
}

/** `table country = { "us": "United States", else: "N/A" }`. Keys and values are literals. */
export interface Table {
  readonly kind: "table";
  readonly name: Word;
  readonly entries: readonly TableEntry[];
  readonly otherwise: Expression | null;
  readonly span: Span;
}

/** A row of a table: what is looked up, and what is found. */
export interface TableEntry {
  readonly key: Expression;
  readonly value: Expression;
  readonly span: Span;
}

/** `into person.name { … }`: the mappings inside are under the prefix. */
export interface Into {
  readonly kind: "into";
  readonly target: TargetPath;
  readonly mappings: readonly Mapping[];
  readonly span: Span;
}

/** `source -> target @annotation …` */
export interface Mapping {
  readonly kind: "mapping";
  readonly description: Word | null;
  readonly source: Expression;
  readonly target: TargetPath;
  readonly annotations: readonly Annotation[];
  readonly span: Span;
}

/** `personalEmail.address`, `productListItems[*].SKU`, `_{TENANT_ID}.tier`, `emails[0].address` */
export interface TargetPath {
  readonly segments: readonly TargetSegment[];
  readonly span: Span;
}

/** One step of a target path. */
export type TargetSegment =
  | { readonly kind: "name"; readonly name: string; readonly span: Span }
  /** `_{TENANT_ID}`: the sandbox's tenant namespace. */
  | { readonly kind: "tenant"; readonly span: Span }
  | { readonly kind: "index"; readonly index: number; readonly span: Span }
  | { readonly kind: "wildcard"; readonly span: Span };

/** `@identity("Email", primary: true)`, `@name("Email address")`, `@static`, `@expression`, `@attribute("raw.path")` */
export type Annotation =
  | {
      readonly kind: "identity";
      readonly namespace: StringLiteral;
      readonly primary: boolean;
      readonly span: Span;
    }
  | { readonly kind: "name"; readonly name: StringLiteral; readonly span: Span }
  | { readonly kind: "static"; readonly span: Span }
  /** The very text that is deployed; null where it is the source as it is written, which formatting leaves alone. */
  | { readonly kind: "expression"; readonly text: StringLiteral | null; readonly span: Span }
  /** The very text that is deployed. */
  | { readonly kind: "attribute"; readonly text: StringLiteral; readonly span: Span };

/** `test "…" { given {…} expect {…} }` */
export interface Test {
  readonly kind: "test";
  readonly name: StringLiteral;
  /** Each word once. */
  readonly settings: readonly TestSetting[];
  /** At least one row; null without a `given`, and where it could not be read. */
  readonly given: readonly GivenRow[] | null;
  /** One for each row, or one for all of them; null without an `expect`, and where it could not be read. */
  readonly expect: readonly Expectation[] | null;
  readonly span: Span;
}

/** `now "2024-02-29T00:00:00Z"`, `timestamp 1700000000000`, `uuid "…", "…"` */
export interface TestSetting {
  readonly kind: "setting";
  /** `now`, `timestamp` or `uuid`. */
  readonly word: Word;
  readonly values: readonly Extract<DataValue, { kind: "text" | "number" }>[];
  readonly span: Span;
}

/** `{ Email: "a@b.c" }`, or `row 3 of "orders.csv"` */
export type GivenRow = DataRecord | SampleRow;

/** `row 3 of "orders.csv"`: counts from 1. */
export interface SampleRow {
  readonly kind: "sample-row";
  /** As written. */
  readonly row: Word;
  readonly path: StringLiteral;
  readonly span: Span;
}

/** `{ … }`, `exactly { … }`, `rejected`, `rejected because XM5120 at personalEmail.address` */
export type Expectation =
  | { readonly kind: "fields"; readonly exactly: boolean; readonly record: DataRecord; readonly span: Span }
  | { readonly kind: "rejected"; readonly because: Word | null; readonly at: TargetPath | null; readonly span: Span };

/** A record of data: JSON with unquoted keys (paths) allowed. */
export interface DataRecord {
  readonly kind: "record";
  readonly entries: readonly DataEntry[];
  readonly span: Span;
}

/** A field of a record of data. */
export interface DataEntry {
  /** A quoted key is one literal name; an unquoted one is a path. */
  readonly key:
    | { readonly kind: "literal"; readonly name: Word }
    | { readonly kind: "path"; readonly path: TargetPath };
  readonly value: DataValue;
  readonly span: Span;
}

/** A value of a record: JSON's, and what only a test can expect. */
export type DataValue =
  | DataRecord
  | { readonly kind: "list"; readonly items: readonly DataValue[]; readonly span: Span }
  | { readonly kind: "text"; readonly value: string; readonly span: Span }
  /** As written: `-1`, `2.50`, `1e3`. */
  | { readonly kind: "number"; readonly text: string; readonly span: Span }
  | { readonly kind: "boolean"; readonly value: boolean; readonly span: Span }
  /** `null`, or `null because XM5001`. */
  | { readonly kind: "null"; readonly because: Word | null; readonly span: Span }
  | { readonly kind: "missing"; readonly span: Span };
