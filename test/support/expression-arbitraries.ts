import fc from "fast-check";
import { allFunctions, type FunctionRecord, type Parameter } from "../../src/functions/index.js";
import { JAVA_METHODS, type Missing, type Type, type Value } from "../../src/values/index.js";
import {
  anyValue,
  dateTimeValue,
  listValue,
  nestedList,
  numberValue,
  numeral,
  ODD_NAMES,
  objectValue,
  textValue,
} from "./value-arbitraries.js";

/** What an expression is drawn to give. Nothing holds it to that: a wrong kind is a case as well. */
export type Wanted = "text" | "number" | "boolean" | "datetime" | "array" | "object" | "any";

/** A record's fields by their names; one that is left out is missing. */
export type Fields = ReadonlyMap<string, Value>;

/** The columns that expressions name, and what each mostly holds. */
const COLUMNS: Readonly<Record<Wanted, readonly string[]>> = {
  text: ["Email", "t", "${First Name}", "${a\\.b}"],
  number: ["n", "Quantity"],
  boolean: ["flag"],
  datetime: ["updated", "created"],
  array: ["items", "tags"],
  object: ["obj"],
  any: ["x", "absent", "__proto__", "constructor", "arguments", "obj.a", "obj.a.b", "obj.__proto__", "items.0", "a.b"],
};

/** A row for these columns: values of the kind that each mostly holds, nulls, wrong kinds, and gaps. */
export const fieldsArbitrary: fc.Arbitrary<Fields> = fc
  .tuple(
    column("Email", textValue),
    column("t", textValue),
    column("First Name", textValue),
    column("a.b", textValue),
    column("n", numberValue),
    column("Quantity", fc.oneof(textValue, numberValue)),
    column("flag", fc.boolean()),
    column("updated", dateTimeValue),
    column("created", fc.constantFrom("2019-10-23 11:24:35", "2020-02-30", "2021-01-01T00:00:00Z", "soon", "")),
    column("items", listValue),
    column("tags", listValue),
    column("orders", nestedList),
    column("price", numeral),
    column("count", numeral),
    column("answer", fc.constantFrom("true", "false", "", "False", "0")),
    column("obj", objectValue),
    column("x", anyValue),
    ...ODD_NAMES.slice(0, 4).map((name) => column(name, anyValue)),
  )
  .map((columns) => new Map(columns.flat()));

function column<T extends Value>(name: string, usual: fc.Arbitrary<T>): fc.Arbitrary<readonly [string, Value][]> {
  return fc.oneof(
    { weight: 7, arbitrary: usual.map((value): [string, Value][] => [[name, value]]) },
    { weight: 1, arbitrary: fc.constant<[string, Value][]>([[name, null]]) },
    { weight: 1, arbitrary: fc.constant<[string, Value][]>([]) },
    { weight: 1, arbitrary: anyValue.map((value): [string, Value][] => [[name, value]]) },
  );
}

/** The row that an environment reads. */
export function rowOf(fields: Fields, missing: Missing): { readonly get: (name: string) => Value | Missing } {
  return {
    get: (name) => {
      const value = fields.get(name);
      return value === undefined ? missing : value;
    },
  };
}

/** A text as a literal of the language. */
function literal(text: string): string {
  let body = "";
  for (let at = 0; at < text.length; at++) {
    const unit = text.charAt(at);
    const code = text.charCodeAt(at);
    const plain = code >= 0x20 && code < 0x7f && unit !== '"' && unit !== "\\";
    body += plain ? unit : `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return `"${body}"`;
}

const PATHS = ["Email", "obj.a", "items[0].sku", "a\\.b", "absent", "__proto__"];

/** Arguments that a function can do something with, by the name of its parameter, alone or after the function's. */
const KNOWN_ARGUMENTS: ReadonlyMap<string, readonly string[]> = new Map([
  ["format", ["yyyy-MM-dd", "yyyy-MM-dd HH:mm:ss", "dd/MM/yyyy", "MM/d/uuuu", "yyyy-MM-ddTHH", "", "'"]],
  ["regex", ["([^,]+),[^,]*,([^,]+)", "[a-z]+", "\\s*,\\s*", "(", "", "^(a+)+$", "\\p{L}"]],
  ["charset", ["UTF-8", "utf-16", "ISO-8859-1", "EBCDIC"]],
  ["component", ["yyyy", "MM", "weekday", "hh12", "mont"]],
  ["unit", ["year", "month", "day", "hour", "mont"]],
  ["contains_key.input", PATHS],
  ["is_set.input", PATHS],
  ["separator", [",", " ", ""]],
  ["padding", ["yz", " ", ""]],
]);

const WHOLE = ["0", "1", "-1", "2", "7", "4096", "2147483647", "2147483648L", "1.0", "1.5", '"3"'];
const NUMBERS = [...WHOLE, "0.1", "1e3", "10H", "2.50B", "1.5f", "0.0", "9223372036854775807L"];

function typeWanted(type: Type): Wanted {
  switch (type.kind) {
    case "string":
      return "text";
    case "number":
      return "number";
    case "boolean":
      return "boolean";
    case "datetime":
      return "datetime";
    case "array":
      return "array";
    case "object":
    case "map":
      return "object";
    default:
      return "any";
  }
}

type Ties = { readonly [W in Wanted]: string };
type Tie = (wanted: Wanted) => fc.Arbitrary<string>;

/**
 * Expressions as texts, so that they have places, print in counterexamples and go through the whole engine: every kind of
 * node, every function of the table by its declared signature, Java's methods, operators, and now and then what has no
 * meaning.
 */
export function expressionArbitrary({
  maxDepth = 4,
  impure = true,
}: {
  readonly maxDepth?: number;
  readonly impure?: boolean;
} = {}): fc.Arbitrary<string> {
  const functions = allFunctions.filter(({ pure }) => impure || pure);
  const calls = (wanted: Wanted, one: Tie) => {
    const arbitraries = callsGiving(functions, wanted, one);
    return arbitraries.length === 0 ? [] : [{ weight: 4, arbitrary: fc.oneof(...arbitraries) }];
  };
  const ties = fc.letrec<Ties>((tie) => {
    const one: Tie = (wanted) => tie(wanted);
    const of = (wanted: Wanted, ...more: fc.Arbitrary<string>[]): fc.Arbitrary<string> =>
      fc.oneof(
        { maxDepth, depthSize: "small" },
        // What stands first is what is taken at the greatest depth.
        { weight: 6, arbitrary: fc.oneof(leaf(wanted), columnFor(wanted), columnFor(wanted)) },
        ...calls(wanted, one),
        { weight: 1, arbitrary: conditional(wanted, one) },
        { weight: 1, arbitrary: access(one) },
        ...more.map((arbitrary) => ({ weight: 1, arbitrary })),
        ...(wanted === "any" ? [] : [{ weight: 1, arbitrary: one("any") }]),
      );
    return {
      text: of("text", template(one), binary(["+"], one("text"), one("text")), method(one)),
      number: of("number", arithmetic(one), unary(one), shared(one), calculation(), calculation()),
      boolean: of("boolean", comparison(one), logic(one), truth(one)),
      datetime: of("datetime"),
      array: of("array", collections(one)),
      object: of("object", mapLiteral(one)),
      any: of(
        "any",
        method(one),
        fallback(one),
        nonsense(one),
        collections(one),
        mapLiteral(one),
        unary(one),
        shared(one),
      ),
    };
  });
  return fc.oneof(ties.text, ties.number, ties.boolean, ties.datetime, ties.array, ties.any);
}

function leaf(wanted: Wanted): fc.Arbitrary<string> {
  switch (wanted) {
    case "text":
      return textValue.map(literal);
    case "number":
      return fc.constantFrom(...NUMBERS);
    case "boolean":
      return fc.constantFrom("true", "false");
    case "datetime":
      return fc.constantFrom('date("2020-02-29")', 'date("2019-10-23 11:24", "yyyy-MM-dd HH:mm")', '"2021-05-06"');
    case "array":
      return fc.constantFrom("[]", "[1, 2]", '["a", null]', "[1, ...]", "{1, 2}", "1..3", "[[1], 2]");
    case "object":
      return fc.constantFrom("{:}", '{"a": 1, "b": {"a": "x"}}', '{"__proto__": 1}', "{1: 2}");
    case "any":
      return fc.constantFrom("null", "true", "1", "2.5", '"x"', '"us"', "~/a+/", "''");
  }
}

function columnFor(wanted: Wanted): fc.Arbitrary<string> {
  return fc.constantFrom(...COLUMNS[wanted], ...COLUMNS.any);
}

function callsGiving(functions: readonly FunctionRecord[], wanted: Wanted, tie: Tie): fc.Arbitrary<string>[] {
  return functions
    .filter(({ returns }) => typeWanted(returns) === wanted)
    .map((fn) => {
      const args = argumentsOf(fn, tie);
      if (fn.style === "function") return args.map((given) => `${fn.name}(${given.join(", ")})`);
      return fc.tuple(tie("text"), args).map(([target, given]) => `(${target}).${fn.name}(${given.join(", ")})`);
    });
}

/** Mostly as declared; now and then one too few or too many. */
function argumentsOf({ name, parameters }: FunctionRecord, tie: Tie): fc.Arbitrary<readonly string[]> {
  const required = parameters.filter(({ optional }) => !optional);
  const counts = fc.oneof(
    { weight: 8, arbitrary: fc.constantFrom(required.length, parameters.length) },
    { weight: 3, arbitrary: fc.constant(parameters.length + (parameters.at(-1)?.variadic === true ? 2 : 0)) },
    { weight: 1, arbitrary: fc.constantFrom(Math.max(0, required.length - 1), parameters.length + 1) },
  );
  const most = parameters.length + 2;
  const all = Array.from({ length: most }, (_, at) => argument(name, parameters[at] ?? parameters.at(-1), tie));
  return fc.tuple(counts, ...all).map(([count, ...given]) => given.slice(0, count));
}

function argument(functionName: string, parameter: Parameter | undefined, tie: Tie): fc.Arbitrary<string> {
  if (parameter === undefined) return tie("any");
  if (parameter.type.kind === "lambda") return lambda(tie);
  const known = KNOWN_ARGUMENTS.get(`${functionName}.${parameter.name}`) ?? KNOWN_ARGUMENTS.get(parameter.name);
  const usual = tie(typeWanted(parameter.type));
  const whole = parameter.type.kind === "number" ? [fc.constantFrom(...WHOLE)] : [];
  if (known === undefined) return fc.oneof(usual, usual, tie("any"), ...whole);
  return fc.oneof({ weight: 3, arbitrary: fc.constantFrom(...known).map(literal) }, { weight: 1, arbitrary: usual });
}

function binary(
  operators: readonly string[],
  left: fc.Arbitrary<string>,
  right: fc.Arbitrary<string>,
): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom(...operators), left, right).map(([sign, a, b]) => `(${a}) ${sign} (${b})`);
}

function arithmetic(tie: Tie): fc.Arbitrary<string> {
  const operand = fc.oneof(tie("number"), tie("number"), tie("any"));
  return fc.oneof(
    binary(["+", "-", "*", "/", "%"], operand, operand),
    binary(["&", "|", "^"], operand, operand),
    fc.tuple(operand, operand, operand).map(([a, b, c]) => `(${a}) + (${b}) * (${c})`),
  );
}

/** Numbers that functions make: what an engine may hold without a box of its own. */
const measured: fc.Arbitrary<string> = fc.oneof(
  fc.constantFrom("to_float(price)", "to_float(count)", "to_decimal(price)", "to_decimal(count)", "to_integer(count)"),
  fc.constantFrom("size_of(items)", "instr(Email, t)", 'date_part("yyyy", updated)', "size tags"),
  fc.constantFrom("0", "1", "2147483647", "-2147483648", "0.0", "0.1", "0.1f", "1e308", "100", "2L", "1.10B"),
);

/** Sums and comparisons of such numbers. */
function calculation(): fc.Arbitrary<string> {
  const sum = fc.oneof(measured, binary(["+", "-", "*", "/", "%"], measured, measured));
  const more = fc.oneof(sum, binary(["+", "-", "*", "/", "%"], sum, sum));
  const compared = binary(["<", ">", "<=", ">=", "==", "!="], more, fc.oneof(more, measured));
  return fc.oneof(
    more,
    more,
    compared,
    more.map((operand) => `-(${operand})`),
  );
}

/** The same part twice: what an engine may compute once, if nobody can tell. */
function shared(tie: Tie): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("+", "==", "<=", "?:", "-", "=~"), tie("any"))
    .map(([sign, part]) => `(${part}) ${sign} (${part})`);
}

function comparison(tie: Tie): fc.Arbitrary<string> {
  const signs = ["==", "!=", "<", ">", "<=", ">="];
  const affix = fc.constantFrom('"a"', '"ad"', '"da"', '","', '"com"');
  return fc.oneof(
    binary(["=^", "=$", "!^", "!$"], columnFor("text"), affix),
    calculation(),
    binary(signs, tie("number"), tie("number")),
    binary(signs, tie("text"), tie("text")),
    binary(signs, tie("any"), tie("any")),
    binary(["=^", "=$", "!^", "!$"], tie("text"), tie("text")),
    binary(["=~", "!~"], tie("any"), fc.oneof(tie("array"), fc.constantFrom("~/[a-z]+/", '"a.*"'))),
  );
}

/** Texts whose truth is not that of a text. */
const answers = fc.constantFrom("answer", "lower(answer)", "trim(answer)", "concat(answer)");

function logic(tie: Tie): fc.Arbitrary<string> {
  return fc.oneof(
    binary(["&&", "||"], answers, fc.oneof(answers, tie("boolean"))),
    answers.map((answer) => `iif(${answer}, 1, ${answer})`),
    binary(["&&", "||"], tie("boolean"), tie("boolean")),
    binary(["&&", "||"], tie("any"), tie("any")),
  );
}

function truth(tie: Tie): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("!", "empty ", "not "), fc.oneof(answers, tie("any"), tie("any")))
    .map(([sign, operand]) => `${sign}(${operand})`);
}

function unary(tie: Tie): fc.Arbitrary<string> {
  return fc.tuple(fc.constantFrom("-", "+", "~", "size ", "!"), tie("any")).map(([sign, of]) => `${sign}(${of})`);
}

function conditional(wanted: Wanted, tie: Tie): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(tie("boolean"), tie(wanted), tie(wanted)).map(([test, a, b]) => `(${test}) ? (${a}) : (${b})`),
    binary(["?:", "??"], tie(wanted), tie(wanted)),
  );
}

/** What stands in for a part that fails or is null: its reason is told to those who ask. */
function fallback(tie: Tie): fc.Arbitrary<string> {
  return fc.oneof(
    fc.tuple(tie("datetime"), tie("any")).map(([a, b]) => `coalesce(${a}, ${b})`),
    binary(["?:", "??"], tie("any"), tie("any")),
    fc.tuple(tie("any"), tie("text"), tie("any")).map(([key, a, b]) => `decode(${key}, "us", ${a}, "kr", 1, ${b})`),
  );
}

function access(tie: Tie): fc.Arbitrary<string> {
  const names = ["a", "b", "sku", "empty", "length", "__proto__", "constructor"];
  const keys = ["0", "-1", "1", "9", '"a"', '"__proto__"', "0.9", "null"];
  return fc.oneof(
    fc.tuple(tie("array"), fc.constantFrom(...keys)).map(([of, key]) => `(${of})[${key}]`),
    fc.tuple(tie("object"), fc.constantFrom(...names)).map(([of, name]) => `(${of}).${name}`),
    fc.tuple(tie("any"), fc.constantFrom(...names)).map(([of, name]) => `(${of})?.${name}`),
    fc.tuple(tie("any"), tie("any")).map(([of, key]) => `(${of})[${key}]`),
    fc.constantFrom("items[*]", "items[*].sku", "items[*].a[*]", "tags[*]", "x[*].a", "items[*].sku + 1"),
    fc.constantFrom("orders[*].sku", "orders[*].lines[*].sku", "orders[*].lines[*]", "orders[*].lines[*].a[0]"),
    fc.constantFrom("x?.a.b.length()", "obj?.a?.trim()", "absent?.a[0].b", "orders?.size().intValue()"),
  );
}

function template(tie: Tie): fc.Arbitrary<string> {
  return fc.tuple(tie("text"), tie("any"), fc.constantFrom("", "a-", " ")).map(([a, b, between]) => {
    // A template ends at the first brace or backtick.
    const inside = (part: string) => (/[`{}]/.test(part) ? "Email" : part);
    return `\`${between}\${${inside(a)}}${between}\${${inside(b)}}\``;
  });
}

const METHODS = [...new Set(JAVA_METHODS.map(({ name }) => name)), "toLowercase", "getClass", "constructor"];

function method(tie: Tie): fc.Arbitrary<string> {
  const args = fc.array(fc.oneof(tie("any"), tie("text"), fc.constantFrom(...WHOLE)), { maxLength: 3 });
  return fc
    .tuple(fc.oneof(tie("text"), tie("any")), fc.constantFrom(".", "?."), fc.constantFrom(...METHODS), args)
    .map(([target, dot, name, given]) => `(${target})${dot}${name}(${given.join(", ")})`);
}

function collections(tie: Tie): fc.Arbitrary<string> {
  const items = fc.array(tie("any"), { maxLength: 3 });
  return fc.oneof(
    items.map((parts) => `[${parts.join(", ")}]`),
    items.map((parts) => `{${parts.join(", ")}}`),
    items.map((parts) => (parts.length === 0 ? "[]" : `[${parts.join(", ")}, ...]`)),
    binary([".."], tie("number"), fc.constantFrom("0", "3", "-2")),
  );
}

function mapLiteral(tie: Tie): fc.Arbitrary<string> {
  const key = fc.oneof(fc.constantFrom('"a"', '"__proto__"', "1"), tie("text"));
  return fc
    .array(fc.tuple(key, tie("any")), { minLength: 1, maxLength: 3 })
    .map((entries) => `{${entries.map(([name, value]) => `${name}: ${value}`).join(", ")}}`);
}

/** What resolves to nothing. */
/** Its parameter hides a column, so that a body that names the column uses the parameter; now and then it is no lambda. */
function lambda(tie: Tie): fc.Arbitrary<string> {
  const hidden = ["x", "Email", "n", "items", "obj", "__proto__", "constructor"].map((name) => `${name} ->`);
  const heads = [...hidden, "(x) ->", "(x, y) ->", "() ->", ""];
  return fc.tuple(fc.constantFrom(...heads), tie("any")).map(([head, body]) => `${head} ${body}`);
}

function nonsense(tie: Tie): fc.Arbitrary<string> {
  return fc
    .tuple(fc.constantFrom("nosuch", "ns:nosuch", "constructor", "ua_os_name"), tie("any"))
    .map(([name, of]) => `${name}(${of})`);
}
