import { functions as codes } from "../diagnostics/functions.js";
import type { Parameter } from "../functions/index.js";
import type { Type } from "../values/index.js";
import { UNKNOWN } from "./evaluate-known.js";
import type { Expr } from "./expr.js";
import type { Facts, FactsOfPart, Reason } from "./fact-types.js";
import { constantResult, failureOfConstants } from "./fold-constants.js";
import { isCollection, readsAs } from "./reads-as.js";
import { inArms, isSwallowed, reason, worst } from "./reasons.js";
import { typeInWords } from "./type-words.js";

type CallExpr = Extract<Expr, { readonly kind: "call" }>;

/** What a call makes of its arguments' nulls and failures, and how it fails itself. */
export function callFacts(call: CallExpr, of: FactsOfPart): Facts {
  switch (call.fn.name) {
    case "iif":
      return choice(call, call.args.slice(0, 1), call.args.slice(1), of);
    case "decode":
      return decodeFacts(call, of);
    case "coalesce":
      return coalesceFacts(call, of);
    default:
      return plainFacts(call, of);
  }
}

function choice({ type }: CallExpr, tested: readonly Expr[], arms: readonly Expr[], of: FactsOfPart): Facts {
  const facts = arms.map(of);
  return {
    type,
    nullable: inArms(facts.map(({ nullable }) => nullable)),
    fails: worst(...tested.map((part) => of(part).fails), inArms(facts.map(({ fails }) => fails))),
  };
}

function decodeFacts(call: CallExpr, of: FactsOfPart): Facts {
  const [key, ...options] = call.args;
  const isArm = (at: number): boolean => at % 2 === 1 || at === options.length - 1;
  const tested = options.filter((_, at) => !isArm(at));
  const facts = choice(
    call,
    key === undefined ? tested : [key, ...tested],
    options.filter((_, at) => isArm(at)),
    of,
  );
  if (options.length % 2 === 1) return facts;
  const miss = reason(call.span, "possible", "decode() without a default gives null for any other key");
  return { ...facts, nullable: worst(facts.nullable, miss) };
}

/** A failed argument counts as null, so only the last can fail the whole. */
function coalesceFacts({ type, args, span }: CallExpr, of: FactsOfPart): Facts {
  let nullable: false | Reason = reason(span, "always", "coalesce() has nothing to choose from");
  let fails: false | Reason = false;
  for (const argument of args) {
    const facts = of(argument);
    if (facts.fails !== false && !isSwallowed(facts.fails)) fails = worst(fails, facts.fails);
    nullable = worst(facts.nullable, facts.fails !== false && isSwallowed(facts.fails) && facts.fails);
    if (nullable === false) break;
  }
  const inList = args.length === 1 && args[0]?.type.kind === "array";
  return {
    type,
    nullable: inList ? reason(span, "possible", "the array may hold nothing but nulls") : nullable,
    fails,
  };
}

function plainFacts(call: CallExpr, of: FactsOfPart): Facts {
  const { fn, args, type, span } = call;
  let nullable: false | Reason =
    fn.nullWhen !== null && reason(span, "possible", `${fn.name}() is null ${fn.nullWhen}`);
  if (fn.name === "nullify") nullable = reason(span, "always", "nullify() is null");
  let fails: false | Reason = false;
  const fixed = failureOfConstants(call);
  for (const [at, argument] of args.entries()) {
    const parameter = parameterAt(fn.parameters, at);
    const facts = of(argument);
    fails = worst(fails, facts.fails);
    if (parameter === undefined) continue;
    if (fn.onNull === "null" && !parameter.optional) nullable = worst(facts.nullable, nullable);
    if (argument.kind !== "constant") fails = worst(fails, conversionReason(call, parameter, argument));
  }
  // date(text, format, default): the default stands in for a null, not for a text that cannot be read.
  if (fn.name === "date")
    nullable =
      args[2] === undefined ? worst(args[0] !== undefined && of(args[0]).nullable, nullable) : of(args[2]).nullable;
  if (fixed !== null) fails = reason(fixed.span, "always", fixed.words, { code: fixed.code });
  else fails = worst(fails, ownReason(call));
  const result = fails === false ? constantResult(call) : UNKNOWN;
  if (result !== UNKNOWN && fn.name !== "nullify")
    nullable = result === null && reason(span, "always", `${fn.name}() is null of these constants`);
  return { type, nullable, fails };
}

function parameterAt(parameters: readonly Parameter[], at: number): Parameter | undefined {
  return parameters[at] ?? parameters.find(({ variadic }) => variadic);
}

/** Whether the argument can be read as what the parameter takes. */
function conversionReason({ fn }: CallExpr, parameter: Parameter, argument: Expr): false | Reason {
  const reads = readsAs(argument.type, parameter.type);
  if (reads === "always" || reads === "unknown") return false;
  return argumentReason(fn.name, parameter, argument, reads === "never" ? "always" : "possible", codes.XM5003.code);
}

function argumentReason(
  name: string,
  parameter: Parameter,
  { type, span }: Expr,
  when: "always" | "possible",
  code: string,
  wanted: Type = parameter.type,
): Reason {
  const words =
    when === "always"
      ? `${name}() takes ${typeInWords(wanted)} as \`${parameter.name}\`, and this is ${typeInWords(type)}`
      : `${name}() reads \`${parameter.name}\`, which is ${typeInWords(type)}, as ${typeInWords(wanted)}, and not every such value is one`;
  const argument = { function: name, parameter: parameter.name, given: type, wanted };
  return reason(span, when, words, { argument, code });
}

/** How a function fails of itself, by what it is known to be given. Constants have been tried by then. */
function ownReason(call: CallExpr): false | Reason {
  const { fn, args } = call;
  const [first] = args;
  const [parameter] = fn.parameters;
  if (first === undefined || parameter === undefined) return false;
  switch (fn.name) {
    case "date":
      return (
        isUnreadText(first) && argumentReason(fn.name, parameter, first, "possible", codes.XM5001.code, fn.returns)
      );
    case "to_integer":
    case "to_bigint":
    case "to_decimal":
    case "to_float": {
      if (first.kind === "constant" || first.type.kind === "any" || isCollection(first.type)) return false;
      if (first.type.kind === "null") return false;
      const reads = readsAs(first.type, fn.returns);
      if (reads === "always" || (fn.name === "to_bigint" && first.type.kind === "number")) return false;
      const when = reads === "never" ? "always" : "possible";
      return argumentReason(fn.name, parameter, first, when, codes.XM5005.code, fn.returns);
    }
    case "json_to_object":
      return (
        isUnreadText(first) && argumentReason(fn.name, parameter, first, "possible", codes.XM5007.code, fn.returns)
      );
    case "crc32":
    case "md5":
    case "sha1":
    case "sha256":
    case "sha512":
      return openName(call, 1, codes.XM5006.code, "a character set");
    case "date_part":
      return openName(call, 0, codes.XM5008.code, "a part of a date");
    case "set_date_part":
      return worst(
        openName(call, 0, codes.XM5008.code, "a part of a date"),
        openName(call, 1, codes.XM5012.code, "in range"),
      );
    case "zone_date_to_zone":
      return openName(call, 1, codes.XM5012.code, "a time zone");
    case "make_date_time": {
      const at = args.findIndex((argument) => argument.kind !== "constant");
      return at >= 0 && openName(call, at, codes.XM5012.code, "in range");
    }
    case "max":
    case "min":
      return mixedKinds(call);
    default:
      return false;
  }
}

function isUnreadText(argument: Expr): boolean {
  return argument.kind !== "constant" && argument.type.kind === "string";
}

/** An argument that is only known when it runs, where only certain values will do. */
function openName({ fn, args }: CallExpr, at: number, code: string, what: string): false | Reason {
  const argument = args[at];
  const parameter = fn.parameters[at];
  if (argument === undefined || parameter === undefined || argument.kind === "constant") return false;
  const words = `${fn.name}() fails where \`${parameter.name}\` is not ${what}`;
  return reason(argument.span, "possible", words, {
    argument: { function: fn.name, parameter: parameter.name, given: argument.type, wanted: parameter.type },
    code,
  });
}

function mixedKinds({ fn, args, span }: CallExpr): false | Reason {
  const kinds = new Set(args.map(({ type }) => type.kind).filter((kind) => kind !== "any" && kind !== "null"));
  if (kinds.size < 2) return false;
  const words = `${fn.name}() cannot compare ${args.map(({ type }) => typeInWords(type)).join(" with ")}`;
  return reason(span, "possible", words, { code: codes.XM5013.code });
}
