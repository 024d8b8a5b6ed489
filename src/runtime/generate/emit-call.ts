import type { Expr } from "../../compiler/index.js";
import { type DirectCall, type DirectParameter, type DirectRun, directCallOf } from "../../functions/direct-call.js";
import { arityOf } from "../../functions/index.js";
import { MISMATCH } from "../../functions/kinds.js";
import type { Type } from "../../values/index.js";
import type { NameUse } from "../interpret.js";
import { emitControl } from "./emit-control.js";
import { type Generation, type Leave, leaveIfFailed } from "./generation.js";
import {
  ABSENT,
  ANYTHING,
  BOOLEAN,
  boxed,
  isOnly,
  may,
  NULL,
  NULL_OPERAND,
  type Operand,
  OTHER,
  operand,
  RAW,
  type RawKind,
  TEXT,
} from "./operand.js";
import { SiteCall } from "./support.js";

type CallExpr = Extract<Expr, { kind: "call" }>;

/** More arguments than these are no mapping's; the interpreter takes them. */
const MOST_ARGUMENTS = 200;

/** A call: its arguments read in place, its implementation called directly. */
export function emitCall(call: CallExpr, use: NameUse, generation: Generation, leave: Leave): Operand {
  const controlled = emitControl(call, generation, leave);
  if (controlled !== undefined) return controlled;
  const direct = directCallOf(call.fn);
  if (direct === undefined || !fits(call)) return generation.interpreted(call, use, leave);
  const read = readConstants(call, direct);
  return read === undefined
    ? generation.interpreted(call, use, leave)
    : emitDirect(call, direct, read, generation, leave);
}

function fits({ fn, args }: CallExpr): boolean {
  const { least, most } = arityOf(fn);
  const target = fn.style === "method" ? 1 : 0;
  const given = args.length - target;
  return given >= least && given <= (most ?? MOST_ARGUMENTS) && args.length <= MOST_ARGUMENTS;
}

/** What constant arguments are read as; undefined where one cannot be. */
function readConstants({ args }: CallExpr, { parameters }: DirectCall): ReadonlyMap<number, unknown> | undefined {
  const read = new Map<number, unknown>();
  for (const [at, arg] of args.entries()) {
    if (arg.kind !== "constant") continue;
    const parameter = parameters[at] ?? parameters.at(-1);
    if (parameter === undefined) return undefined;
    const value = arg.value === null ? null : parameter.read(arg.value);
    if (value === MISMATCH) return undefined;
    read.set(at, value);
  }
  return read;
}

/** An argument as its implementation takes it. */
interface ReadArgument {
  readonly code: string;
  readonly mayBeNull: boolean;
}

function emitDirect(
  call: CallExpr,
  direct: DirectCall,
  constants: ReadonlyMap<number, unknown>,
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer } = generation;
  const { args, span } = call;
  const nullable: string[] = [];
  const fields: string[] = [];
  const known: Record<string, unknown> = {};
  let endsInNull = false;
  const emitOne = (parameter: DirectParameter, at: number): ReadArgument => {
    const arg = args[at];
    if (arg === undefined) return { code: "null", mayBeNull: true };
    if (constants.has(at)) {
      const value = constants.get(at);
      return value === null ? { code: "null", mayBeNull: true } : { code: writer.constant(value), mayBeNull: false };
    }
    return emitRead(parameter, generation.outcome(arg, "guarded", leave), span, generation, leave);
  };
  const endsIfNull = ({ code, mayBeNull }: ReadArgument): void => {
    if (!direct.nullEnds || !mayBeNull) return;
    if (code === "null") endsInNull = true;
    else nullable.push(`${code} !== null`);
  };
  for (const [at, parameter] of direct.parameters.entries()) {
    if (parameter.role === "variadic") {
      const items = args.slice(at).map((_, offset) => emitOne(parameter, at + offset));
      items.forEach(endsIfNull);
      fields.push(`${JSON.stringify(parameter.name)}: [${items.map(({ code }) => code).join(", ")}]`);
      continue;
    }
    const read = emitOne(parameter, at);
    if (parameter.role === "required") endsIfNull(read);
    let { code } = read;
    const isConstant = at >= args.length || constants.has(at);
    const value = constants.get(at) ?? null;
    if (parameter.role === "optional") {
      if (isConstant && value === null) code = writer.constant(parameter.otherwise);
      else if (read.mayBeNull) code = `${code} === null ? ${writer.constant(parameter.otherwise)} : ${code}`;
    }
    if (isConstant) known[parameter.name] = parameter.role === "optional" ? (value ?? parameter.otherwise) : value;
    fields.push(`${JSON.stringify(parameter.name)}: ${code}`);
  }
  if (endsInNull) return NULL_OPERAND;
  const run = prepared(direct, known);
  const site = new SiteCall(generation.cell, span, generation.strict.arithmetic);
  const result = writer.declare("null");
  const calls = `${result} = ${writer.constant(run)}({ ${fields.join(", ")} }, ${writer.constant(site)});`;
  writer.open(nullable.length === 0 ? "{" : `if (${nullable.join(" && ")}) {`);
  writer.line(calls);
  const operandOfResult = emitResult(result, direct, call, generation, leave);
  writer.close();
  return operandOfResult;
}

function prepared(direct: DirectCall, known: Readonly<Record<string, unknown>>): DirectRun {
  if (direct.prepare === undefined || Object.keys(known).length === 0) return direct.run;
  return direct.prepare(known) ?? direct.run;
}

/** Turns what an implementation gave into an outcome; leaves with a failure. */
function emitResult(
  result: string,
  { returns, write }: DirectCall,
  call: CallExpr,
  generation: Generation,
  leave: Leave,
): Operand {
  const { writer } = generation;
  const raw = rawKindOf(returns);
  if (raw !== null) {
    writer.open(`if (typeof ${result} === "number") {`);
    if (raw === "integer") writer.line(`${result} |= 0;`);
    else if (raw === "float") writer.line(`${result} = Math.fround(${result});`);
    writer.otherwise();
    leaveIfFailed(generation, result, call.span, leave);
    writer.close();
    return operand(result, RAW | NULL | ABSENT, raw);
  }
  if (write === undefined && (returns.kind === "string" || returns.kind === "boolean")) {
    writer.open(`if (typeof ${result} !== "${returns.kind}") {`);
    leaveIfFailed(generation, result, call.span, leave);
    writer.close();
    return operand(result, (returns.kind === "string" ? TEXT : BOOLEAN) | NULL | ABSENT);
  }
  leaveIfFailed(generation, result, call.span, leave);
  if (write !== undefined) {
    writer.line(`if (${result} !== null && ${result} !== MISSING) ${result} = ${writer.constant(write)}(${result});`);
    return operand(result, returns.kind === "array" ? OTHER | NULL | ABSENT : ANYTHING);
  }
  return operand(result, returns.kind === "datetime" ? OTHER | NULL | ABSENT : ANYTHING);
}

function rawKindOf(type: Type): RawKind | null {
  if (type.kind !== "number") return null;
  return type.of === "integer" || type.of === "float" || type.of === "double" ? type.of : null;
}

/** Reads an argument as its parameter's kind; leaves where it cannot be. */
function emitRead(
  parameter: DirectParameter,
  arg: Operand,
  span: CallExpr["span"],
  generation: Generation,
  leave: Leave,
): ReadArgument {
  const { writer } = generation;
  const quick = quickRead(parameter, arg);
  if (quick !== null && isOnly(arg, quick)) return { code: arg.code, mayBeNull: false };
  if (isOnly(arg, NULL)) return { code: "null", mayBeNull: true };
  if (quick !== null && isOnly(arg, quick | NULL)) return { code: arg.code, mayBeNull: true };
  if (parameter.kind === "any") {
    const code = may(arg, ABSENT) || may(arg, RAW) ? writer.declare(missingAsNull(arg)) : arg.code;
    return { code, mayBeNull: may(arg, NULL | ABSENT) };
  }
  const read = writer.declare(arg.code);
  const looked = lookedAt(parameter, read, arg);
  writer.open(looked === null ? "{" : `if (!(${looked})) {`);
  const none = [...(may(arg, NULL) ? [`${read} === null`] : []), ...(may(arg, ABSENT) ? [`${read} === MISSING`] : [])];
  const convert = () => {
    const value = writer.declare(boxed({ ...arg, code: read }));
    writer.line(`${read} = ${writer.constant(parameter.read)}(${value});`);
    const failure = writer.name("f");
    const refused = `located(${writer.constant(parameter.refuse)}(${value}), ${writer.constant(span)})`;
    writer.line(`if (${read} === MISMATCH) { const ${failure} = ${refused}; ${leave(failure)} }`);
  };
  if (none.length === 0) {
    convert();
  } else {
    writer.open(`if (${none.join(" || ")}) {`);
    writer.line(`${read} = null;`);
    writer.otherwise();
    convert();
    writer.close();
  }
  writer.close();
  return { code: read, mayBeNull: may(arg, NULL | ABSENT) };
}

/** The kinds that are what the implementation takes, as they are. */
function quickRead({ kind }: DirectParameter, arg: Operand): number | null {
  switch (kind) {
    case "text":
      return TEXT;
    case "boolean":
      return BOOLEAN;
    case "integer":
      return arg.raw === "integer" ? RAW : null;
    case "any":
      return ANYTHING & ~(ABSENT | NULL);
    case "datetime":
    case "other":
      return null;
  }
}

/** A test for what is read by a look. */
function lookedAt({ kind }: DirectParameter, read: string, arg: Operand): string | null {
  switch (kind) {
    case "text":
      return `typeof ${read} === "string"`;
    case "boolean":
      return `typeof ${read} === "boolean"`;
    case "integer":
      return arg.raw === "integer" ? `typeof ${read} === "number"` : null;
    case "datetime":
      return `typeof ${read} === "object" && ${read} !== null && ${read}.kind === "datetime"`;
    case "any":
    case "other":
      return null;
  }
}

function missingAsNull(arg: Operand): string {
  return may(arg, ABSENT) ? `${arg.code} === MISSING ? null : ${boxed(arg)}` : boxed(arg);
}
