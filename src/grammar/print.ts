import { spanText } from "../text/index.js";
import { ANNOTATION_GAP, alignBlock, type MappingTexts } from "./align.js";
import { CommentQueue, printComments } from "./comment-queue.js";
import { keepsExpressions } from "./kept-expressions.js";
import { ExpressionPrinter } from "./print-broken.js";
import { LINE_WIDTH, printExpression, printLiteral, printName } from "./print-expression.js";
import { BRACES, type Brackets, columnsOf, pad, printTrailing } from "./print-list.js";
import { printColumn, printTarget } from "./print-names.js";
import { type Item, RecordPrinter } from "./print-records.js";
import { printSetting, testParts } from "./print-tests.js";
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

/**
 * The one formatting of a file: arrows aligned within a block of mappings, lines of at most `width` columns where an
 * expression can be broken, single blank lines and all comments kept, spellings and quotes as they were written. What
 * stands between comments must have been read as a whole: ask `formatMapping` where it may not have been.
 */
export function printMapping(tree: MappingFile, width = LINE_WIDTH): string {
  const printer = new Printer(tree, width);
  return printer.print();
}

/** The offsets in the file of what is printed: the blank lines between them are kept. */
interface Place {
  readonly start: number;
  readonly end: number;
}

/** A mapping on one line. */
interface Row {
  /** The index of its line. */
  readonly line: number;
  readonly texts: MappingTexts;
  /** What follows it on the line. */
  readonly comment: string;
}

class Printer {
  readonly #tree: MappingFile;
  readonly #width: number;
  readonly #queue: CommentQueue;
  readonly #expressions: ExpressionPrinter;
  readonly #records: RecordPrinter;
  readonly #lines: string[] = [];
  /** The mappings since the last blank line or other statement, whose lines are set when all are known. */
  #block: Row[] = [];
  /** Of the mappings of the block: 2 inside of an `into`. */
  #indent = 0;
  /** Whether sources on one line stay as they are written. */
  readonly #keeps: boolean;
  /** The end of what was printed last, to keep blank lines; -1 where none may come. */
  #last = -1;

  constructor(tree: MappingFile, width: number) {
    this.#tree = tree;
    this.#width = width;
    this.#queue = new CommentQueue(tree.comments, tree.span.file.text);
    this.#expressions = new ExpressionPrinter(this.#queue, width);
    this.#records = new RecordPrinter(this.#queue, width);
    this.#keeps = keepsExpressions(tree);
  }

  print(): string {
    const { statements } = this.#tree;
    for (const statement of statements) this.#statement(statement);
    this.#comments(this.#queue.rest(), 0);
    this.#align();
    return this.#lines.length === 0 ? "" : `${this.#lines.join("\n")}\n`;
  }

  #statement(statement: Statement): void {
    if (statement.kind !== "mapping") this.#align();
    this.#comments(this.#queue.before(statement.span.start), 0);
    switch (statement.kind) {
      case "into":
        this.#into(statement);
        break;
      case "test":
        this.#test(statement);
        break;
      case "source-block":
        this.#list("source ", this.#records.fieldItems(statement.fields), statement.span, 0);
        break;
      case "table":
        this.#list(
          `table ${printName(statement.name.text)} = `,
          this.#records.tableItems(statement),
          statement.span,
          0,
        );
        break;
      case "mapping":
        this.#mapping(statement, 0);
        break;
      case "mapping-header":
        this.#comments(this.#queue.before(statement.span.end), 0);
        this.#describe(statement.description, statement.span, 0);
        this.#text(`mapping ${printLiteral(statement.name)}`, statement.span, 0);
        break;
      case "let":
        this.#definition(`let ${printName(statement.name.text)} = `, statement.value, statement.span);
        break;
      case "def": {
        const names = statement.parameters.map(({ text }) => printName(text)).join(", ");
        this.#definition(`def ${printName(statement.name.text)}(${names}) = `, statement.body, statement.span);
        break;
      }
      default:
        this.#comments(this.#queue.before(statement.span.end), 0);
        this.#text(printSimple(statement), statement.span, 0);
    }
  }

  /** Lines of comments, each on its own. */
  #comments(comments: readonly Comment[], indent: number): void {
    for (const comment of comments) this.#line(pad(indent) + printComments([comment]), comment.span);
  }

  #line(text: string, place: Place): void {
    if (this.#last >= 0 && this.#queue.isBlankBetween(this.#last, place.start)) {
      this.#align();
      this.#lines.push("");
    }
    this.#lines.push(text);
    this.#last = place.end;
  }

  /** A statement, with the comments that follow it on its line. */
  #text(text: string, place: Place, indent: number): void {
    const comment = this.#trailing(place);
    this.#line(`${pad(indent)}${text}${comment.text}`, { start: place.start, end: comment.end });
  }

  /** The comments that follow a place on its line, and where they end. */
  #trailing(place: Place): { readonly text: string; readonly end: number } {
    const comments = this.#queue.after(place.end);
    return { text: printTrailing(comments), end: comments.at(-1)?.span.end ?? place.end };
  }

  #describe(description: Word | null, statement: Place, indent: number): void {
    if (description === null) return;
    for (const line of description.text.split("\n")) {
      this.#line(`${pad(indent)}${`/// ${line}`.trimEnd()}`, description.span);
    }
    // Nothing blank comes between a description and its statement.
    this.#last = statement.start;
  }

  /** Sets the lines of a block of mappings, with their arrows below each other. */
  #align(): void {
    const indent = this.#indent;
    const texts = this.#block.map((row) => row.texts);
    for (const [at, columns] of alignBlock(texts, indent, this.#width).entries()) {
      const row = this.#block[at];
      if (row === undefined) continue;
      const { source, target, annotations } = row.texts;
      const gap = pad((columns?.source ?? 0) - columnsOf(source));
      const inner = annotations === "" ? "" : pad((columns?.target ?? 0) - columnsOf(target));
      this.#lines[row.line] = `${pad(indent)}${source}${gap} ${printRight(target + inner, annotations)}${row.comment}`;
    }
    this.#block = [];
  }

  /** The texts of a mapping that stands on one line; null for one that takes several. */
  #textsOf(mapping: Mapping, indent: number): MappingTexts | null {
    const source = this.#asWritten(mapping) ?? printExpression(statementStart(mapping.source));
    const target = printTarget(mapping.target);
    const annotations = mapping.annotations.map(printAnnotation).join(" ");
    const fits = indent + columnsOf(source) + columnsOf(printRight(target, annotations)) < this.#width;
    return fits ? { source, target, annotations } : null;
  }

  #mapping(mapping: Mapping, indent: number): void {
    const { source, span } = mapping;
    const broken = this.#brokenSource(mapping, indent);
    if (broken === null) this.#comments(this.#queue.before(span.end), indent);
    this.#describe(mapping.description, span, indent);
    const texts = broken === null ? this.#textsOf(mapping, indent) : null;
    if (texts === null) {
      this.#broken(mapping, broken ?? this.#asWritten(mapping) ?? this.#printSource(source, indent), indent);
      return;
    }
    const comment = this.#trailing(span);
    this.#line("", { start: span.start, end: comment.end });
    this.#block.push({ line: this.#lines.length - 1, texts, comment: comment.text });
  }

  /** The text of a source that is to stay as it is; null for one that is formatted, as all over several lines are. */
  #asWritten({ source, annotations }: Mapping): string | null {
    if (!this.#keeps && !annotations.some((one) => one.kind === "expression" && one.text === null)) return null;
    const text = spanText(source.span);
    return /[\n\r\t]/.test(text) || text === "" || text.startsWith(".") ? null : text;
  }

  #printSource(source: Expression, indent: number): string {
    return this.#expressions.print(statementStart(source), { indent, used: indent, tail: 0 });
  }

  /**
   * The source of a mapping in which comments keep their places, each on a line of its own; null where all of them are to
   * stand above.
   */
  #brokenSource({ source, span }: Mapping, indent: number): string | null {
    // What stands around the arrow moves above, unless it silences what is found in the next statement.
    const silences = this.#queue.silencesBetween(span.start, span.end);
    if (!silences && !this.#queue.hasBetween(source.span.start, source.span.end)) return null;
    const mark = this.#queue.mark();
    const above = this.#queue.before(source.span.start);
    const text = this.#printSource(source, indent);
    if (!silences && this.#queue.startsBefore(source.span.end)) {
      // Where a comment inside finds no place there, all come above.
      this.#queue.reset(mark);
      return null;
    }
    this.#comments(above, indent);
    return text;
  }

  /** A mapping over several lines: the arrow goes on after a closing bracket, and else on a line of its own. */
  #broken({ source, target, annotations, span }: Mapping, text: string, indent: number): void {
    const inner = indent + 2;
    const trailing = this.#queue.after(source.span.end, span.end);
    const below = this.#queue.before(span.end);
    const right = printRight(printTarget(target), annotations.map(printAnnotation).join(" "));
    const last = text.slice(text.lastIndexOf("\n") + 1);
    const isClosed = last !== text && /^\s*[)\]}]+$/.test(last);
    const hasRoom = columnsOf(last) + 1 + columnsOf(right) <= this.#width;
    const isBeside = isClosed && hasRoom && trailing.length === 0 && below.length === 0;
    const lines = [text + printTrailing(trailing)];
    for (const comment of below) lines.push(pad(inner) + printComments([comment]));
    if (isBeside) lines.splice(0, 1, `${text} ${right}`);
    else if (inner + columnsOf(right) <= this.#width) lines.push(pad(inner) + right);
    else {
      lines.push(`${pad(inner)}-> ${printTarget(target)}`);
      for (const annotation of annotations) lines.push(pad(inner) + printAnnotation(annotation));
    }
    this.#text(lines.join("\n"), span, indent);
  }

  /** A statement that ends with an expression. */
  #definition(head: string, value: Expression, span: Place): void {
    this.#comments(this.#queue.before(value.span.start), 0);
    const mark = this.#queue.mark();
    let text = this.#expressions.print(value, { indent: 0, used: columnsOf(head), tail: 0 });
    if (this.#queue.startsBefore(span.end)) {
      // Where a comment inside finds no place there, all come above.
      this.#queue.reset(mark);
      this.#comments(this.#queue.before(span.end), 0);
      text = this.#expressions.print(value, { indent: 0, used: columnsOf(head), tail: 0 });
    }
    this.#text(head + text, span, 0);
  }

  #into(into: Into): void {
    this.#comments(this.#queue.before(into.target.span.end), 0);
    this.#line(`into ${printTarget(into.target)} {`, { start: into.span.start, end: into.target.span.end });
    this.#last = -1;
    this.#indent = 2;
    for (const mapping of into.mappings) {
      this.#comments(this.#queue.before(mapping.span.start), 2);
      this.#mapping(mapping, 2);
    }
    this.#align();
    this.#indent = 0;
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
    for (const part of testParts(test, this.#records)) {
      // The tree has the rows of a list, and not its brackets.
      const place = part.brackets === BRACES ? part.place : this.#queue.withBrackets(part.place, part.brackets);
      this.#comments(this.#queue.before(place.start), 2);
      if (part.items === null) this.#text(part.head, place, 2);
      else {
        this.#list(part.head, part.items, place, 2, part.brackets);
      }
    }
    this.#close(test.span);
  }

  /** The comments before the closing brace of a block, and the brace. */
  #close(place: Place): void {
    this.#comments(this.#queue.before(place.end), 2);
    this.#last = -1;
    this.#text("}", place, 0);
  }

  #list(head: string, items: readonly Item[], place: Place, indent: number, brackets: Brackets = BRACES): void {
    const room = { indent, used: indent + columnsOf(head), tail: 0 };
    this.#text(head + this.#records.list(brackets, items, place.end, room), place, indent);
  }
}

/** A line that begins with a dot goes on with the statement before it: `.5f` takes parentheses there. */
function statementStart(source: Expression): Expression {
  const { span } = source;
  return printExpression(source).startsWith(".") ? { kind: "group", expression: source, span } : source;
}

/** The arrow with what follows it. */
function printRight(target: string, annotations: string): string {
  return `-> ${target}${annotations === "" ? "" : ANNOTATION_GAP + annotations}`;
}

type SimpleStatement = Extract<Statement, { kind: "target-header" | "sample-header" | "delta-header" | "use" }>;

function printSimple(statement: SimpleStatement): string {
  switch (statement.kind) {
    case "target-header":
      return `target  ${printLiteral(statement.path)}`;
    case "sample-header":
      return `sample  ${statement.paths.map(printLiteral).join(", ")}`;
    case "delta-header":
      return `delta   ${printDelta(statement)}`;
    case "use":
      return `use ${printLiteral(statement.path)}`;
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
    case "expression":
      return annotation.text === null ? "@expression" : `@expression(${printLiteral(annotation.text)})`;
    case "attribute":
      return `@attribute(${printLiteral(annotation.text)})`;
  }
}
