import { CommentQueue, printComment } from "./comment-queue.js";
import { pad, printBroken } from "./print-broken.js";
import { LINE_WIDTH, printExpression, printLiteral, printName } from "./print-expression.js";
import { printColumn, printTarget } from "./print-names.js";
import { fieldItems, type Item, printFlat, tableItems } from "./print-records.js";
import { BRACES, type Brackets, printSetting, testParts } from "./print-tests.js";
import type {
  Annotation,
  Comment,
  DeltaHeader,
  Expression,
  Into,
  Mapping,
  MappingFile,
  Statement,
  Test,
  Word,
} from "./tree.js";

/** Sources longer than this do not push the arrows of their neighbours. */
const WIDEST_ALIGNED = 60;

/**
 * The one formatting of a file: arrows aligned within a block of mappings, single blank lines and all comments kept,
 * spellings and quotes as they were written. Comments inside of an expression move above its statement.
 */
export function printMapping(tree: MappingFile): string {
  const printer = new Printer(tree);
  return printer.print();
}

/** The offsets in the file of what is printed: the blank lines between them are kept. */
interface Place {
  readonly start: number;
  readonly end: number;
}

class Printer {
  readonly #tree: MappingFile;
  readonly #queue: CommentQueue;
  readonly #lines: string[] = [];
  /** The end of what was printed last, to keep blank lines; -1 where none may come. */
  #last = -1;

  constructor(tree: MappingFile) {
    this.#tree = tree;
    this.#queue = new CommentQueue(tree.comments, tree.span.file.text);
  }

  print(): string {
    const { statements } = this.#tree;
    const columns = alignmentOf(statements, this.#queue, 0);
    for (const statement of statements) this.#statement(statement, columns);
    this.#comments(this.#queue.rest(), 0);
    return this.#lines.length === 0 ? "" : `${this.#lines.join("\n")}\n`;
  }

  #statement(statement: Statement, columns: ReadonlyMap<Mapping, Columns>): void {
    this.#comments(this.#queue.before(statement.span.start), 0);
    switch (statement.kind) {
      case "into":
        this.#into(statement);
        break;
      case "test":
        this.#test(statement);
        break;
      case "source-block":
        this.#list("source ", fieldItems(statement.fields), statement.span, 0);
        break;
      case "table":
        this.#list(`table ${printName(statement.name.text)} = `, tableItems(statement), statement.span, 0);
        break;
      case "mapping":
        this.#mapping(statement, columns.get(statement), 0);
        break;
      case "mapping-header":
        this.#comments(this.#queue.before(statement.span.end), 0);
        this.#describe(statement.description, statement.span, 0);
        this.#text(`mapping ${printLiteral(statement.name)}`, statement.span, 0);
        break;
      default:
        this.#comments(this.#queue.before(statement.span.end), 0);
        this.#text(printSimple(statement), statement.span, 0);
    }
  }

  /** Lines of comments, each on its own. */
  #comments(comments: readonly Comment[], indent: number): void {
    for (const comment of comments) this.#line(`${pad(indent)}${printComment(comment)}`, comment.span);
  }

  #line(text: string, place: Place): void {
    if (this.#last >= 0 && this.#queue.isBlankBetween(this.#last, place.start)) this.#lines.push("");
    this.#lines.push(text);
    this.#last = place.end;
  }

  /** A statement, with the comment that follows it on its line. */
  #text(text: string, place: Place, indent: number): void {
    const trailing = this.#queue.after(place.end);
    const comment = trailing === undefined ? "" : `  ${printComment(trailing)}`;
    this.#line(`${pad(indent)}${text}${comment}`, { start: place.start, end: trailing?.span.end ?? place.end });
  }

  #describe(description: Word | null, statement: Place, indent: number): void {
    if (description === null) return;
    for (const line of description.text.split("\n")) {
      this.#line(`${pad(indent)}${`/// ${line}`.trimEnd()}`, description.span);
    }
    // Nothing blank comes between a description and its statement.
    this.#last = statement.start;
  }

  #mapping(mapping: Mapping, columns: Columns | undefined, indent: number): void {
    this.#comments(this.#queue.before(mapping.span.end), indent);
    this.#describe(mapping.description, mapping.span, indent);
    const target = printTarget(mapping.target);
    const annotations = mapping.annotations.map(printAnnotation).join(" ");
    const source = statementStart(mapping.source);
    const flat = printExpression(source);
    let text: string;
    if (columns === undefined) {
      const tail = target.length + annotations.length + 7;
      text = `${printBroken(source, indent, tail)} -> ${target}${annotations === "" ? "" : `   ${annotations}`}`;
    } else {
      const right = annotations === "" ? target : `${target.padEnd(columns.target)}   ${annotations}`;
      text = `${flat.padEnd(columns.source)} -> ${right}`;
    }
    this.#text(text, mapping.span, indent);
  }

  #into(into: Into): void {
    this.#comments(this.#queue.before(into.target.span.end), 0);
    this.#line(`into ${printTarget(into.target)} {`, { start: into.span.start, end: into.target.span.end });
    this.#last = -1;
    const columns = alignmentOf(into.mappings, this.#queue, 2);
    for (const mapping of into.mappings) {
      this.#comments(this.#queue.before(mapping.span.start), 2);
      this.#mapping(mapping, columns.get(mapping), 2);
    }
    this.#close(into.span);
  }

  #test(test: Test): void {
    this.#comments(this.#queue.before(test.name.span.end), 0);
    this.#line(`test ${printLiteral(test.name)} {`, { start: test.span.start, end: test.name.span.end });
    this.#last = -1;
    for (const setting of test.settings) {
      this.#comments(this.#queue.before(setting.span.start), 2);
      this.#text(printSetting(setting), setting.span, 2);
    }
    for (const part of testParts(test)) {
      this.#comments(this.#queue.before(part.place.start), 2);
      if (part.items === null) this.#text(part.head, part.place, 2);
      else this.#list(part.head, part.items, part.place, 2, part.brackets);
    }
    this.#close(test.span);
  }

  /** The comments before the closing brace of a block, and the brace. */
  #close(place: Place): void {
    this.#comments(this.#queue.before(place.end), 2);
    this.#last = -1;
    this.#text("}", place, 0);
  }

  /** A bracketed list: on one line where it fits and no comment stands inside, else one item a line. */
  #list(head: string, items: readonly Item[], place: Place, indent: number, brackets: Brackets = BRACES): void {
    const flat = `${head}${printFlat(brackets.open, items, brackets.close)}`;
    const inside = this.#queue.before(place.end);
    if (inside.length === 0 && indent + flat.length <= LINE_WIDTH && !flat.includes("\n")) {
      this.#text(flat, place, indent);
      return;
    }
    const queue = new CommentQueue(inside, this.#tree.span.file.text);
    this.#line(`${pad(indent)}${head}${brackets.open}`, { start: place.start, end: place.start });
    for (const [index, item] of items.entries()) {
      const comments = [...queue.before(item.start), ...queue.before(item.end)];
      for (const comment of comments) this.#lines.push(`${pad(indent + 2)}${printComment(comment)}`);
      const trailing = queue.after(item.end);
      const comma = index === items.length - 1 ? "" : ",";
      this.#lines.push(
        `${pad(indent + 2)}${item.text(indent + 2)}${comma}${trailing === undefined ? "" : `  ${printComment(trailing)}`}`,
      );
    }
    for (const comment of queue.rest()) this.#lines.push(`${pad(indent + 2)}${printComment(comment)}`);
    this.#last = -1;
    this.#text(brackets.close, place, indent);
  }
}

interface Columns {
  readonly source: number;
  readonly target: number;
}

/** Where the arrows and the annotations of each mapping stand: mappings without a blank line between align. */
function alignmentOf(
  statements: readonly Statement[],
  queue: CommentQueue,
  indent: number,
): ReadonlyMap<Mapping, Columns> {
  const columns = new Map<Mapping, Columns>();
  let block: Mapping[] = [];
  const flush = () => {
    // A second space sets the arrows of a block off; a mapping by itself needs none.
    const gap = block.length > 1 ? 1 : 0;
    const source = gap + Math.max(0, ...block.map(({ source }) => printExpression(statementStart(source)).length));
    const annotated = block.filter(({ annotations }) => annotations.length > 0);
    const target = Math.max(0, ...annotated.map(({ target }) => printTarget(target).length));
    for (const mapping of block) columns.set(mapping, { source, target });
    block = [];
  };
  let last: Statement | undefined;
  for (const statement of statements) {
    const start = statement.kind === "mapping" ? (statement.description?.span.start ?? statement.span.start) : 0;
    if (last !== undefined && queue.isBlankBetween(last.span.end, start)) flush();
    if (statement.kind !== "mapping") flush();
    else if (isAligned(statement, indent)) block.push(statement);
    last = statement;
  }
  flush();
  return columns;
}

/** A line that begins with a dot goes on with the statement before it: `.5f` takes parentheses there. */
function statementStart(source: Expression): Expression {
  const { span } = source;
  return printExpression(source).startsWith(".") ? { kind: "group", expression: source, span } : source;
}

function isAligned({ source, target, annotations }: Mapping, indent: number): boolean {
  const text = printExpression(statementStart(source));
  if (text.length > WIDEST_ALIGNED || text.includes("\n")) return false;
  const tail = printTarget(target).length + annotations.map(printAnnotation).join(" ").length;
  return indent + text.length + tail + 8 <= LINE_WIDTH;
}

function printSimple(
  statement: Exclude<Statement, { kind: "into" | "test" | "source-block" | "table" | "mapping" | "mapping-header" }>,
): string {
  switch (statement.kind) {
    case "target-header":
      return `target  ${printLiteral(statement.path)}`;
    case "sample-header":
      return `sample  ${statement.paths.map(printLiteral).join(", ")}`;
    case "delta-header":
      return `delta   ${printDelta(statement)}`;
    case "use":
      return `use ${printLiteral(statement.path)}`;
    case "let": {
      const head = `let ${printName(statement.name.text)} = `;
      return `${head}${printBroken(statement.value, 0, head.length)}`;
    }
    case "def": {
      const head = `def ${printName(statement.name.text)}(${statement.parameters.map(({ text }) => printName(text)).join(", ")}) = `;
      return `${head}${printBroken(statement.body, 0, head.length)}`;
    }
  }
}

function printDelta({ column, format, timezone }: DeltaHeader): string {
  const words = [printColumn(column.segments)];
  if (format !== null) words.push(`format ${printLiteral(format)}`);
  if (timezone !== null) words.push(`timezone ${printLiteral(timezone)}`);
  return words.join(" ");
}

function printAnnotation(annotation: Annotation): string {
  switch (annotation.kind) {
    case "identity":
      return `@identity(${printLiteral(annotation.namespace)}${annotation.primary ? ", primary: true" : ""})`;
    case "name":
      return `@name(${printLiteral(annotation.name)})`;
    case "static":
      return "@static";
  }
}
