import type { TokenType } from "chevrotain";
import type { Report } from "../diagnostics/define.js";
import { statements } from "../diagnostics/syntax.js";
import { type SourceFile, type Span, spanOf, spanText } from "../text/index.js";
import { readAnnotations } from "./annotations.js";
import { describe } from "./explain.js";
import { spanOfToken } from "./failure.js";
import { stringLiteral } from "./literal-parser.js";
import { readPlainTarget } from "./plain-part.js";
import type { RawStatement } from "./raw-statement.js";
import type { PartReader } from "./read-part.js";
import { isClosing, isOpening, kinds, type Token } from "./token.js";
import type {
  Expectation,
  Expression,
  GivenRow,
  Mapping,
  Statement,
  StringLiteral,
  TargetPath,
  TestSetting,
  Unread,
  Word,
} from "./tree.js";
import { meantInTest, meantKind, namesDefined, namesIn, TREE_KINDS } from "./unread.js";

/**
 * Makes the trees of statements that were cut out. What cannot be read is reported, and left out; `unread` is told of it.
 */
export function createStatementBuilder(
  file: SourceFile,
  read: PartReader,
  report: Report,
  unread: Unread[],
): (raw: RawStatement) => Statement | undefined {
  const builder = new Builder(file, read, report, unread);
  return (raw) => builder.statement(raw);
}

class Builder {
  readonly #file: SourceFile;
  readonly #read: PartReader;
  readonly #report: Report;
  readonly #unread: Unread[];

  constructor(file: SourceFile, read: PartReader, report: Report, unread: Unread[]) {
    this.#file = file;
    this.#read = read;
    this.#report = report;
    this.#unread = unread;
  }

  statement(given: RawStatement): Statement | undefined {
    const kind = meantKind(given);
    const raw = kind === given.kind ? given : { ...given, kind };
    return this.#watched(raw, () => this.#statement(raw));
  }

  /** Notes a statement of which something cannot be read. */
  #watched<T>(raw: RawStatement, build: () => T | undefined): T | undefined {
    const built = build();
    const failed = this.#read.takeFailed();
    if (failed || built === undefined) this.#note(raw);
    return built;
  }

  #note(raw: RawStatement): void {
    this.#unread.push({
      kind: TREE_KINDS[raw.kind],
      defines: namesDefined(raw),
      names: namesIn(raw),
      span: this.#span(raw),
    });
  }

  #statement(raw: RawStatement): Statement | undefined {
    const span = this.#span(raw);
    const tokens = raw.tokens.slice(1);
    switch (raw.kind) {
      case "mapping":
        return this.#mapping(raw, span);
      case "mapping-header": {
        const name = this.#text(raw, "mapping");
        const description = describedBy(raw, this.#file);
        return name && { kind: "mapping-header", name, description, span };
      }
      case "target-header": {
        const path = this.#text(raw, "target");
        return path && { kind: "target-header", path, span };
      }
      case "use": {
        const path = this.#text(raw, "use");
        return path && { kind: "use", path, span };
      }
      case "sample-header": {
        const paths = this.#texts(raw, "sample");
        return paths && { kind: "sample-header", paths, span };
      }
      case "delta-header":
        return this.#read.part(tokens, (parser) => parser.delta(span.start), {
          part: "statement",
          form: '`delta column format "…" timezone "…"`',
          anchor: this.#anchor(raw),
        });
      case "source": {
        const fields = this.#read.part(tokens, (parser) => parser.sourceFields(), {
          part: "statement",
          form: "`source { name: type, … }`",
          anchor: this.#anchor(raw),
        });
        return fields && { kind: "source-block", fields, span };
      }
      case "let":
        return this.#let(tokens, span);
      case "def":
        return this.#def(tokens, span);
      case "table":
        return this.#read.part(tokens, (parser) => parser.tableStatement(span.start), {
          part: "statement",
          form: '`table name = { "key": "value", … }`',
          anchor: this.#anchor(raw),
        });
      case "into":
        return this.#into(raw, tokens, span);
      case "test":
        return this.#test(raw, tokens, span);
      case "given":
      case "expect":
      case "setting":
        return undefined;
    }
  }

  #span(raw: RawStatement): Span {
    return spanOf(this.#file, raw.tokens[0]?.startOffset ?? 0, raw.end);
  }

  /** The statement's word: where a finding stands when nothing follows the word. */
  #anchor(raw: RawStatement): Span {
    const word = raw.tokens[0];
    return word === undefined ? this.#span(raw) : spanOfToken(this.#file, word);
  }

  /** The two sides of a mapping are read apart, so that an error in one leaves the other. */
  #mapping(raw: RawStatement, span: Span): Mapping | undefined {
    const { tokens, arrow } = raw;
    const arrowToken = tokens[arrow];
    const left = arrowToken === undefined ? tokens : tokens.slice(0, arrow);
    const source = left.length > 0 ? this.#read.expression(left, arrowToken === undefined) : undefined;
    if (arrowToken === undefined) {
      if (source !== undefined && source.kind !== "invalid") this.#noArrow(source);
      return undefined;
    }
    if (source === undefined) this.#report(statements.XM1025, spanOfToken(this.#file, arrowToken), {});
    const right = tokens.slice(arrow + 1);
    if (right.length === 0) {
      this.#report(statements.XM1026, spanOfToken(this.#file, arrowToken), {});
      return undefined;
    }
    const plain = readPlainTarget(this.#file, right);
    const side =
      plain !== undefined
        ? { target: plain, annotations: [] }
        : this.#read.part(right, (parser) => parser.targetSide(), {
            part: "target",
            form: "a target",
            anchor: spanOfToken(this.#file, arrowToken),
          });
    if (side === undefined) return undefined;
    const at = spanOf(this.#file, span.start, span.start);
    return {
      kind: "mapping",
      description: describedBy(raw, this.#file),
      source: source ?? { kind: "invalid", span: at },
      target: side.target,
      annotations: readAnnotations(this.#file, side.annotations, this.#report),
      span,
    };
  }

  #noArrow(source: Expression): void {
    const { text } = this.#file;
    const column = text.slice(source.span.start, source.span.end);
    this.#report(statements.XM1024, source.span, { column: column.length > 40 ? "…" : column, like: likeness(source) });
  }

  #text(raw: RawStatement, word: string): StringLiteral | undefined {
    const texts = this.#texts(raw, word);
    const second = texts?.[1];
    if (second !== undefined) {
      this.#report(statements.XM1020, second.span, {
        found: "a second text",
        expected: "the end of the statement",
        help: undefined,
      });
    }
    return texts?.[0];
  }

  #texts(raw: RawStatement, word: string): readonly StringLiteral[] | undefined {
    const tokens = raw.tokens.slice(1);
    const first = tokens[0];
    if (first !== undefined && !NO_BARE_TEXT.has(first.tokenType)) {
      return [this.#bareText(first, tokens, word)];
    }
    const texts = this.#read.part(tokens, (parser) => parser.texts(), {
      part: "statement",
      form: `\`${word} "…"\``,
      anchor: this.#anchor(raw),
    });
    // What stands after a text takes nothing from it.
    return (
      texts ?? (first?.tokenType === kinds.string ? [stringLiteral(first, spanOfToken(this.#file, first))] : undefined)
    );
  }

  /** `sample orders.csv`: read as the text that is meant. */
  #bareText(first: Token, tokens: readonly Token[], word: string): StringLiteral {
    const last = tokens.findLast((token) => !token.first || token === first) ?? first;
    const span = spanOf(this.#file, first.startOffset, last.end);
    const text = this.#file.text.slice(span.start, span.end);
    const fixes = [
      { title: "Put it in quotes", safe: true, edits: [{ span, text: `"${text.replaceAll('"', '\\"')}"` }] },
    ];
    this.#report(statements.XM1032, span, { word, text }, { fixes });
    return { kind: "string", value: text, quote: '"', span };
  }

  /** The value is read apart from what stands before its `=`, so that an error in it leaves the name. */
  #let(tokens: readonly Token[], span: Span): Statement | undefined {
    const assign = assignIndex(tokens);
    const form = "`let name = expression`";
    const name = this.#read.part(tokens.slice(0, assign + 1), (parser) => parser.letHead(), {
      part: "statement",
      form,
      anchor: span,
    });
    const value = this.#value(tokens, assign, name !== undefined);
    return name && value && { kind: "let", name, value, span };
  }

  #def(tokens: readonly Token[], span: Span): Statement | undefined {
    const assign = assignIndex(tokens);
    const form = "`def name(parameter) = expression`";
    const head = this.#read.part(tokens.slice(0, assign + 1), (parser) => parser.defHead(), {
      part: "statement",
      form,
      anchor: span,
    });
    const body = this.#value(tokens, assign, head !== undefined);
    return head && body && { kind: "def", ...head, body, span };
  }

  #value(tokens: readonly Token[], assign: number, isWanted: boolean): Expression | undefined {
    const value = tokens.slice(assign + 1);
    const sign = tokens[assign];
    if (value.length > 0) return this.#read.expression(value);
    if (isWanted && sign !== undefined) {
      this.#report(statements.XM1021, spanOfToken(this.#file, sign), { after: "=", found: "nothing", help: undefined });
    }
    return undefined;
  }

  #into(raw: RawStatement, tokens: readonly Token[], span: Span): Statement | undefined {
    // Without the brace, what stands in its place (`into a.b:`) is a part of that mistake.
    const stray = raw.opened ? -1 : tokens.findIndex(({ tokenType }) => INSTEAD_OF_BRACE.has(tokenType));
    const path = stray > 0 ? tokens.slice(0, stray) : tokens;
    const target: TargetPath | undefined = this.#read.part(path, (parser) => parser.target(), {
      part: "target",
      form: "`into some.target {`",
      anchor: this.#anchor(raw),
    });
    const mappings: Mapping[] = [];
    for (const inner of raw.body) {
      if (inner.kind !== "mapping") {
        this.#misplaced(inner, "into");
        continue;
      }
      const mapping = this.#watched(inner, () => this.#mapping(inner, this.#span(inner)));
      if (mapping !== undefined) mappings.push(mapping);
    }
    return target && { kind: "into", target, mappings, span };
  }

  #test(raw: RawStatement, tokens: readonly Token[], span: Span): Statement | undefined {
    const texts = this.#read.part(tokens, (parser) => parser.texts(), {
      part: "statement",
      form: '`test "name" {`',
      anchor: this.#anchor(raw),
    });
    const settings: TestSetting[] = [];
    let given: readonly GivenRow[] | null = null;
    let expected: readonly Expectation[] | null = null;
    const seen = new Set<string>();
    // Without its brace, which has been reported, nobody knows what the test holds.
    if (!raw.opened) this.#note(raw);
    for (const stated of raw.body) {
      const inner = { ...stated, kind: meantInTest(stated) };
      const word = inner.tokens[0];
      const { kind } = inner;
      if ((kind !== "given" && kind !== "expect" && kind !== "setting") || word === undefined) {
        this.#misplaced(inner, "test");
        continue;
      }
      const name = kind === "setting" ? word.image : kind;
      if (seen.has(name)) {
        this.#report(statements.XM1038, spanOfToken(this.#file, word), { word: name });
        continue;
      }
      seen.add(name);
      const anchor = this.#anchor(inner);
      const rest = inner.tokens.slice(1);
      if (kind === "given") {
        const form = '`given { … }` or `given row 3 of "orders.csv"`';
        const what = { part: "record", form, anchor } as const;
        given = this.#read.part(rest, (parser) => parser.givenRows(), what) ?? null;
      } else if (kind === "expect") {
        const form = "`expect { … }`, `expect exactly { … }` or `expect rejected`";
        const what = { part: "record", form, anchor } as const;
        expected = this.#read.part(rest, (parser) => parser.expectations(), what) ?? null;
      } else {
        const what = { part: "statement", form: `\`${name} value\``, anchor } as const;
        const values = this.#read.part(rest, (parser) => parser.settingValues(), what);
        const settingSpan = this.#span(inner);
        if (values !== undefined) {
          settings.push({ kind: "setting", word: { text: name, span: anchor }, values, span: settingSpan });
        }
      }
    }
    const name = texts?.[0];
    return name && { kind: "test", name, settings, given, expect: expected, span };
  }

  #misplaced(inner: RawStatement, block: string): void {
    const word = inner.tokens[0];
    const isMapping = inner.kind === "mapping" || word === undefined;
    const span = isMapping ? this.#span(inner) : spanOfToken(this.#file, word);
    this.#report(statements.XM1030, span, { found: isMapping ? "a mapping" : describe(word), block });
    this.#note(inner);
  }
}

/** What a line without an arrow looks like. */
function likeness(source: Expression): "json" | "arrow" | "comment" | null {
  if (source.kind === "map" || source.kind === "array") return "json";
  if (source.kind === "unary") return spanText(source.span).startsWith("--") ? "comment" : null;
  if (source.kind !== "binary") return null;
  // `Email > personalEmail.address`: one sign of the arrow is missing, or both are the wrong way round.
  const isPath = source.right.kind === "member" || source.right.kind === "unary";
  return isPath && [">", "-", "<"].includes(source.operator) ? "arrow" : null;
}

/** What no name and no path of a file begins with. */
const NO_BARE_TEXT: ReadonlySet<TokenType> = new Set([
  ...[kinds.string, kinds.unknown, kinds.assign, kinds.colon, kinds.semicolon, kinds.openBrace],
]);
const INSTEAD_OF_BRACE: ReadonlySet<TokenType> = new Set([kinds.colon, kinds.openParen, kinds.assign, kinds.arrow]);

/** The place of the `=` that a definition's value follows; the last place where there is none. */
function assignIndex(tokens: readonly Token[]): number {
  const isAssign = (token: Token) => token.tokenType === kinds.assign && token.image === "=";
  let depth = 0;
  for (const [index, token] of tokens.entries()) {
    if (isOpening(token)) depth++;
    else if (isClosing(token)) depth--;
    else if (depth <= 0 && isAssign(token)) return index;
  }
  const index = tokens.findIndex(isAssign);
  return index < 0 ? tokens.length : index;
}

/** The text of the `///` lines above a statement. */
function describedBy({ descriptions }: RawStatement, file: SourceFile): Word | null {
  const first = descriptions[0];
  const last = descriptions.at(-1);
  if (first === undefined || last === undefined) return null;
  const text = descriptions.map(({ words }) => words).join("\n");
  return { text, span: spanOf(file, first.span.start, last.span.end) };
}
