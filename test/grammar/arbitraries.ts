import fc from "fast-check";
import type {
  Annotation,
  BinaryOperator,
  DataRecord,
  DataValue,
  Expectation,
  Expression,
  GivenRow,
  Mapping,
  MappingFile,
  MemberName,
  SourceType,
  Statement,
  StringLiteral,
  TargetPath,
  TargetSegment,
  TemplateLiteral,
  TestSetting,
  UnaryOperator,
  Word,
} from "../../src/grammar/index.js";
import { parseExpression, printExpression } from "../../src/grammar/index.js";
import { createSourceFile, spanOf } from "../../src/text/index.js";

/** Trees without places: every span is the empty start of an empty file. */
const span = spanOf(createSourceFile("generated", ""), 0, 0);

const name = fc.constantFrom(
  ...["a", "Email", "First_Name", "x1", "$d", "größe", "名前", "let", "table", "test", "target", "delta", "format"],
  ...["source", "into", "mapping", "given", "expect", "TRUE", "class_", "e", "d", "f1"],
);
const anyText = fc.oneof(
  fc.string({ unit: "grapheme", maxLength: 12 }),
  fc.string({ unit: "binary", maxLength: 6 }),
  fc.constantFrom(
    "",
    "\\d+",
    'say "hi"',
    "it's",
    "a\nb",
    "`",
    "${x}",
    "\\",
    "\\\\",
    "\\u0041",
    "]",
    "\u2028",
    "\ud800",
  ),
);
const columnPart = fc.oneof(name, fc.constantFrom("Created At", "a.b", "a}b", "a\\b", "size", "1st", "-", "x\\."));
const quote = fc.constantFrom<'"' | "'">('"', "'");
const word = (texts: fc.Arbitrary<string>): fc.Arbitrary<Word> => texts.map((text) => ({ text, span }));

const number = fc.constantFrom(
  ...["0", "42", "017", "0xFF", "10L", "7H", "1.5", "1.5e3", "1.e3", "1e-3", "2B", "1f", "2.50d", ".5f", "NaN"],
);

const text: fc.Arbitrary<StringLiteral> = fc.record({
  kind: fc.constant("string"),
  value: anyText,
  quote,
  span: fc.constant(span),
});

const leaf: fc.Arbitrary<Expression> = fc.oneof(
  fc.constant<Expression>({ kind: "null", span }),
  fc.boolean().map((value): Expression => ({ kind: "boolean", value, span })),
  number.map((written): Expression => ({ kind: "number", text: written, span })),
  text,
  fc.constantFrom("a.b", "^\\d+$", "a/b", "").map((pattern): Expression => ({ kind: "regex", pattern, span })),
  fc.oneof(name, fc.constantFrom("a b", "it's")).map((each): Expression => ({ kind: "name", name: each, span })),
  fc
    .array(columnPart, { minLength: 1, maxLength: 3 })
    .map((segments): Expression => ({ kind: "quoted-column", segments, span })),
);

const operators: readonly (readonly [BinaryOperator, string])[] = [
  ...(["*", "/", "%", "+", "-", "<", ">", "<=", ">=", "=~", "!~", "=^", "!^", "=$", "!$", "==", "!=", ".."] as const),
  ...(["&", "^", "|", "&&", "||", "?:", "??"] as const),
].map((operator): readonly [BinaryOperator, string] => [operator, operator]);
const words: readonly (readonly [BinaryOperator, string])[] = [
  ...([
    ["/", "div"],
    ["%", "mod"],
    ["<", "lt"],
    [">", "gt"],
    ["<=", "le"],
    [">=", "ge"],
  ] as const),
  ...([
    ["==", "eq"],
    ["!=", "ne"],
    ["&&", "and"],
    ["||", "or"],
  ] as const),
];
const prefixes: readonly (readonly [UnaryOperator, string])[] = [
  ...([
    ["-", "-"],
    ["+", "+"],
    ["~", "~"],
    ["!", "!"],
    ["!", "not"],
    ["empty", "empty"],
    ["size", "size"],
  ] as const),
];

const templateText = fc
  .constantFrom("x=", "a`b", "$", "#", "$5", "line\nbreak", "{", "}", "${", "#{", '"q"', "tab\t")
  .map((each) => ({ kind: "text" as const, text: each }));

function templateOf(inner: fc.Arbitrary<Expression>): fc.Arbitrary<TemplateLiteral> {
  const value = fc.record({
    kind: fc.constant("value" as const),
    mark: fc.constantFrom<"$" | "#">("$", "#"),
    expression: inner,
  });
  return fc
    .tuple(
      fc.option(templateText, { nil: undefined }),
      fc.array(fc.tuple(value, fc.option(templateText, { nil: undefined })), { maxLength: 2 }),
    )
    .map(([first, rest]) => ({
      kind: "template",
      parts: [first, ...rest.flat()].flatMap((part) => (part === undefined ? [] : [part])),
      span,
    }));
}

/** Trees of every kind but `invalid`, without regard to precedence: printing adds the parentheses. */
export const looseExpression: fc.Arbitrary<Expression> = fc.letrec<{ expression: Expression }>((tie) => {
  const inner = tie("expression");
  const list = fc.array(inner, { maxLength: 3 });
  // Templates do not nest.
  const property: fc.Arbitrary<MemberName> = fc.oneof(
    fc
      .oneof(name, fc.constantFrom("1", "1a", "size", "if", "0b"))
      .map((each): MemberName => ({ kind: "bare", name: each, span })),
    fc.tuple(anyText, quote).map(([each, mark]): MemberName => ({ kind: "quoted", name: each, quote: mark, span })),
    templateOf(leaf).map((template): MemberName => ({ kind: "template", template, span })),
  );
  const lambda = fc
    .tuple(fc.array(word(name), { maxLength: 2 }), leaf)
    .map(([parameters, body]): Expression => ({ kind: "lambda", parameters, body, span }));
  return {
    expression: fc.oneof(
      { depthSize: "small", withCrossShrink: true },
      leaf,
      templateOf(leaf),
      fc.tuple(list, fc.boolean()).map(([items, extended]): Expression => ({ kind: "array", items, extended, span })),
      fc
        .array(fc.tuple(inner, inner), { maxLength: 3 })
        .map(
          (entries): Expression => ({ kind: "map", entries: entries.map(([key, value]) => ({ key, value })), span }),
        ),
      list.map((items): Expression => ({ kind: "set", items, span })),
      fc
        .tuple(inner, property, fc.boolean())
        .map(([object, each, safe]): Expression => ({ kind: "member", object, property: each, safe, span })),
      fc.tuple(inner, inner).map(([object, index]): Expression => ({ kind: "index", object, index, span })),
      inner.map((object): Expression => ({ kind: "wildcard", object, span })),
      fc.tuple(fc.option(word(name)), word(name), list, fc.option(lambda)).map(
        ([namespace, callee, values, last]): Expression => ({
          kind: "call",
          namespace,
          callee,
          arguments: last === null || values.length === 0 ? values : [...values, last],
          span,
        }),
      ),
      fc.tuple(inner, word(name), fc.boolean(), list).map(
        ([object, method, safe, values]): Expression => ({
          kind: "method-call",
          object,
          method,
          safe,
          arguments: values,
          span,
        }),
      ),
      fc.tuple(inner, inner, list).map(
        ([object, index, values]): Expression => ({
          kind: "invoke",
          callee: { kind: "index", object, index, span },
          arguments: values,
          span,
        }),
      ),
      fc
        .tuple(fc.constantFrom(...prefixes), inner)
        .map(([[operator, spelling], operand]): Expression => ({ kind: "unary", operator, spelling, operand, span })),
      fc.tuple(fc.constantFrom(...operators, ...words), inner, inner).map(
        ([[operator, spelling], left, right]): Expression => ({
          kind: "binary",
          operator,
          spelling,
          left,
          right,
          span,
        }),
      ),
      fc
        .tuple(inner, inner, inner)
        .map(
          ([condition, yes, otherwise]): Expression => ({ kind: "conditional", condition, then: yes, otherwise, span }),
        ),
      inner.map((expression): Expression => ({ kind: "group", expression, span })),
    ),
  };
}).expression;

/** Trees as the parser makes them: with a `group` wherever the text has parentheses. */
export const expression = looseExpression.map((tree) =>
  withoutPlaces(parseExpression(createSourceFile("e", printExpression(tree))).expression),
);

/** The same data with the empty place, so that printing cannot look at the author's spelling. */
function withoutPlaces<T>(tree: T): T {
  return JSON.parse(
    JSON.stringify(tree, (key, value: unknown) => (key === "span" ? undefined : value)),
    (_key, value: unknown) =>
      typeof value === "object" && value !== null && !Array.isArray(value) ? { ...value, span } : value,
  );
}

const targetName = fc.oneof(
  name,
  fc.constantFrom("_acme", "loyalty-id", "size", "0", "1st", "a b", "a.b", "x}", "-", ""),
);
const segment: fc.Arbitrary<TargetSegment> = fc.oneof(
  targetName.filter((each) => each !== "").map((each): TargetSegment => ({ kind: "name", name: each, span })),
  fc.nat({ max: 99 }).map((index): TargetSegment => ({ kind: "index", index, span })),
  fc.constant<TargetSegment>({ kind: "wildcard", span }),
  fc.constant<TargetSegment>({ kind: "tenant", span }),
);
const firstSegment: fc.Arbitrary<TargetSegment> = fc.oneof(
  fc
    .constantFrom("person", "_repo", "a b", "loyalty-id")
    .map((each): TargetSegment => ({ kind: "name", name: each, span })),
  fc.constant<TargetSegment>({ kind: "tenant", span }),
);
const target: fc.Arbitrary<TargetPath> = fc
  .tuple(firstSegment, fc.array(segment, { maxLength: 4 }))
  .map(([first, rest]) => ({ segments: [first, ...rest], span }));

const annotation: fc.Arbitrary<Annotation> = fc.oneof(
  fc
    .tuple(text, fc.boolean())
    .map(([namespace, primary]): Annotation => ({ kind: "identity", namespace, primary, span })),
  text.map((each): Annotation => ({ kind: "name", name: each, span })),
  fc.constant<Annotation>({ kind: "static", span }),
  fc.option(text).map((each): Annotation => ({ kind: "expression", text: each, span })),
  text.map((each): Annotation => ({ kind: "attribute", text: each, span })),
);
const description = fc.option(word(fc.constantFrom("One line.", "Two\nlines.", "/ odd", "")));
const mapping: fc.Arbitrary<Mapping> = fc.record({
  kind: fc.constant("mapping"),
  description,
  // A line cannot begin with a dot: the formatter would put parentheses around `.5f`.
  source: expression.map(
    (each): Expression => (printExpression(each).startsWith(".") ? { kind: "group", expression: each, span } : each),
  ),
  target,
  annotations: fc.uniqueArray(annotation, {
    // A source is deployed in one way.
    selector: ({ kind }) => (kind === "identity" || kind === "name" ? kind : "deployed"),
    maxLength: 3,
  }),
  span: fc.constant(span),
});

const record: fc.Arbitrary<DataRecord> = fc.letrec<{ record: DataRecord; value: DataValue }>((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    anyText.map((value): DataValue => ({ kind: "text", value, span })),
    fc
      .constantFrom("1", "-1", "2.50", "1e3", "-0.5")
      .map((written): DataValue => ({ kind: "number", text: written, span })),
    fc.boolean().map((value): DataValue => ({ kind: "boolean", value, span })),
    fc.option(word(fc.constantFrom("XM5001", "XM5020"))).map((because): DataValue => ({ kind: "null", because, span })),
    fc.constant<DataValue>({ kind: "missing", span }),
    fc.array(tie("value"), { maxLength: 3 }).map((items): DataValue => ({ kind: "list", items, span })),
    tie("record"),
  ),
  record: fc
    .array(
      fc.tuple(
        fc.oneof(
          word(anyText).map((each) => ({ kind: "literal" as const, name: each })),
          target.map((path) => ({ kind: "path" as const, path })),
        ),
        tie("value"),
      ),
      { maxLength: 3 },
    )
    .map((entries) => ({ kind: "record", entries: entries.map(([key, value]) => ({ key, value, span })), span })),
})).record;

const setting: fc.Arbitrary<TestSetting> = fc
  .tuple(
    word(fc.constantFrom("now", "timestamp", "uuid")),
    fc.array(
      fc.oneof(
        anyText.map((value) => ({ kind: "text" as const, value, span })),
        fc
          .constantFrom("0", "-1", "1700000000000")
          .map((written) => ({ kind: "number" as const, text: written, span })),
      ),
      { minLength: 1, maxLength: 3 },
    ),
  )
  .map(([each, values]) => ({ kind: "setting", word: each, values, span }));
const givenRow: fc.Arbitrary<GivenRow> = fc.oneof(
  record,
  fc
    .tuple(word(fc.constantFrom("1", "27")), text)
    .map(([row, path]): GivenRow => ({ kind: "sample-row", row, path, span })),
);
const expectation: fc.Arbitrary<Expectation> = fc.oneof(
  fc
    .tuple(fc.boolean(), record)
    .map(([exactly, each]): Expectation => ({ kind: "fields", exactly, record: each, span })),
  fc
    .tuple(fc.option(word(fc.constantFrom("XM5120", "XM5122"))), fc.option(target))
    .map(([because, place]): Expectation => ({ kind: "rejected", because, at: place, span })),
);

const sourceType: fc.Arbitrary<SourceType> = fc.letrec<{ type: SourceType }>((tie) => ({
  type: fc.oneof(
    { depthSize: "small" },
    word(fc.constantFrom("string", "integer", "timestamp")).map((each): SourceType => ({ kind: "scalar", name: each })),
    tie("type").map((items): SourceType => ({ kind: "array", items, span })),
    fields(tie("type")).map((each): SourceType => ({ kind: "object", fields: each, span })),
  ),
})).type;
function fields(type: fc.Arbitrary<SourceType>) {
  return fc
    .array(fc.tuple(word(fc.oneof(name, columnPart)), type), { maxLength: 3 })
    .map((each) => each.map(([field, its]) => ({ name: field, type: its, span })));
}

const tableLiteral: fc.Arbitrary<Expression> = fc.oneof(
  text,
  number.filter((written) => written !== "NaN").map((written): Expression => ({ kind: "number", text: written, span })),
  fc.boolean().map((value): Expression => ({ kind: "boolean", value, span })),
  fc.constant<Expression>({ kind: "null", span }),
  fc.constant<Expression>({
    kind: "unary",
    operator: "-",
    spelling: "-",
    operand: { kind: "number", text: "1", span },
    span,
  }),
);

const at = { span: fc.constant(span) };
const statement: fc.Arbitrary<Statement> = fc.oneof(
  { weight: 5, arbitrary: mapping },
  fc.record({ kind: fc.constant("mapping-header"), name: text, description, ...at }),
  fc.record({ kind: fc.constant("target-header"), path: text, ...at }),
  fc.record({ kind: fc.constant("use"), path: text, ...at }),
  fc.record({ kind: fc.constant("sample-header"), paths: fc.array(text, { minLength: 1, maxLength: 3 }), ...at }),
  fc.record({
    kind: fc.constant("delta-header"),
    column: fc.array(columnPart, { minLength: 1, maxLength: 2 }).map((segments) => ({ segments, span })),
    format: fc.option(text),
    timezone: fc.option(text),
    ...at,
  }),
  fc.record({ kind: fc.constant("source-block"), fields: fields(sourceType), ...at }),
  fc.record({ kind: fc.constant("let"), name: word(name), value: expression, ...at }),
  fc.record({
    kind: fc.constant("def"),
    name: word(name),
    parameters: fc.array(word(name), { maxLength: 3 }),
    body: expression,
    ...at,
  }),
  fc.record({
    kind: fc.constant("table"),
    name: word(name),
    entries: fc.array(fc.record({ key: tableLiteral, value: tableLiteral, ...at }), { maxLength: 3 }),
    otherwise: fc.option(tableLiteral),
    ...at,
  }),
  fc.record({ kind: fc.constant("into"), target, mappings: fc.array(mapping, { maxLength: 3 }), ...at }),
  fc.record({
    kind: fc.constant("test"),
    name: text,
    settings: fc.uniqueArray(setting, { maxLength: 3, selector: ({ word }) => word.text }),
    given: fc.option(fc.array(givenRow, { minLength: 1, maxLength: 3 })),
    expect: fc.option(fc.array(expectation, { minLength: 1, maxLength: 3 })),
    ...at,
  }),
);

export const mappingFile: fc.Arbitrary<MappingFile> = fc
  .array(statement, { maxLength: 6 })
  .map((statements) => ({ statements, comments: [], unread: [], span }));
