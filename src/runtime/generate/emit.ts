import type { Expr } from "../../compiler/index.js";
import { isFailure, memberKey } from "../../values/index.js";
import { LONGEST_TEXT, textTooLong } from "../../values/text-length.js";
import { type NameUse, useOfLeft, useOfRight } from "../interpret.js";
import { analyse, type PartFacts } from "./analyse.js";
import { emitCall } from "./emit-call.js";
import { emitChoice } from "./emit-control.js";
import { emitBinary, emitUnary } from "./emit-operator.js";
import { fold } from "./fold.js";
import { type Generation, type Leave, leaveIfFailed, type Strictness } from "./generation.js";
import {
  ABSENT,
  ANY_VALUE,
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
  TEXT,
  truth,
} from "./operand.js";
import type { Cell } from "./support.js";
import { Constants, constantOperand, Writer } from "./writer.js";

type ExprOf<K extends Expr["kind"]> = Extract<Expr, { kind: K }>;

/** Deeper parts are left to the interpreter: neither the generator's stack nor V8's parser is to end there. */
const DEEPEST = 150;
/** More parts than these make a function that V8 does not optimise; the interpreter takes the rest. */
const MOST_PARTS = 1_500;
/** The widest list, map or template that is written out. */
const WIDEST = 200;
/** Deeper constants are left as they are. */
const DEEPEST_CONSTANT = 50;

export interface Generated {
  /** The body of a function of `env`, over the names of `support` and the constants `c0`, `c1`, … */
  readonly source: string;
  readonly constants: readonly unknown[];
}

/** Writes the code of an expression for one strictness. */
export function generate(expr: Expr, strict: Strictness): Generated {
  const cell: Cell = { env: null };
  const constants = new Constants();
  const emitter = new Emitter({ facts: analyse(expr), strict, cell, constants });
  const result = emitter.outcome(expr, "plain", (failure) => `return ${failure};`);
  const { writer } = emitter;
  writer.line(`return ${boxed(result)};`);
  const source = `${writer.constant(cell)}.env = env;\nconst row = env.row;\n${writer.source()}`;
  return { source, constants: constants.values };
}

/** What strict mode may refuse by name. */
function readsNames({ kind }: Expr): boolean {
  return kind === "path" || kind === "member" || kind === "index" || kind === "each" || kind === "method";
}

/** What two evaluations in one row cannot be told apart by: no collections, of which Java compares the identity. */
export function isInterchangeable(part: Expr, result: Operand): boolean {
  if (part.kind === "path" || isOnly(result, NULL | ABSENT | TEXT | BOOLEAN | RAW)) return true;
  return part.kind === "call" && part.type.kind === "datetime";
}

const NAME_USES = { left: useOfLeft, right: useOfRight };

/** What an expression is generated in. */
export interface EmitterContext {
  readonly facts: ReadonlyMap<Expr, PartFacts>;
  readonly strict: Strictness;
  readonly cell: Cell;
  readonly constants: Constants;
  /** Code that reads a source path; by default from `row`, the row of the environment. */
  readonly readPath?: (part: ExprOf<"path">, writer: Writer) => string;
  /** What has a function of its own, because several expressions hold it. */
  readonly shared?: (part: Expr, facts: PartFacts) => SharedPart | undefined;
}

/** A part that is computed at most once a row, whoever asks for it first. */
export interface SharedPart {
  /** The name of a function without parameters. */
  readonly name: string;
  readonly result: Operand;
  readonly mayFail: boolean;
  /** Whether a failure would have the same place in this part. */
  readonly isAt: (part: Expr) => boolean;
}

export class Emitter implements Generation {
  readonly writer: Writer;
  readonly strict: Strictness;
  readonly facts: ReadonlyMap<Expr, PartFacts>;
  readonly cell: Cell;
  readonly #context: EmitterContext;
  #depth = 0;
  #parts = 0;

  constructor(context: EmitterContext) {
    this.#context = context;
    this.writer = new Writer(context.constants);
    this.facts = context.facts;
    this.strict = context.strict;
    this.cell = context.cell;
  }

  readonly outcome = (part: Expr, use: NameUse, leave: Leave): Operand => {
    if (part.kind === "constant") return constantOperand(part.value, this.writer);
    const facts = this.facts.get(part);
    if (facts === undefined || facts.hasLambda) return this.interpreted(part, use, leave);
    this.#parts += 1;
    if (this.#depth >= DEEPEST || this.#parts > MOST_PARTS) return this.interpreted(part, use, leave);
    const folded = facts.constant && facts.height <= DEEPEST_CONSTANT ? fold(part, use, this.strict) : undefined;
    if (folded !== undefined && typeof folded !== "symbol") {
      if (!isFailure(folded)) return constantOperand(folded, this.writer);
      this.writer.line(leave(this.writer.constant(folded)));
      return NULL_OPERAND;
    }
    // Strict mode asks how a name is used; there each place is on its own.
    const sharable = facts.repeatable && !this.strict.engine && !this.strict.arithmetic;
    const known = sharable ? this.writer.known(facts.id) : undefined;
    if (known !== undefined) return known;
    const shared = sharable ? this.#context.shared?.(part, facts) : undefined;
    if (shared !== undefined) return this.#emitShared(part, use, shared, leave);
    this.#depth += 1;
    const result = this.#emit(part, use, leave);
    this.#depth -= 1;
    if (sharable && isInterchangeable(part, result)) this.writer.remember(facts.id, result);
    return result;
  };

  readonly value = (part: Expr, use: NameUse, leave: Leave): Operand => {
    const outcome = this.outcome(part, use, leave);
    if (!may(outcome, ABSENT)) return outcome;
    const present = this.writer.declare(`${outcome.code} === MISSING ? null : ${outcome.code}`);
    return { ...outcome, code: present, kinds: (outcome.kinds & ~ABSENT) | NULL };
  };

  readonly interpreted = (part: Expr, use: NameUse, leave: Leave): Operand => {
    const { writer } = this;
    const failure = writer.name("f");
    const result = writer.declare(`evaluate(${writer.constant(part)}, env, "${use}")`);
    writer.line(`if (isFailure(${result})) { const ${failure} = ${result}; ${leave(failure)} }`);
    return operand(result, ANYTHING);
  };

  #emitShared(part: Expr, use: NameUse, { name, result, mayFail, isAt }: SharedPart, leave: Leave): Operand {
    const { writer } = this;
    const value = writer.declare(`${name}()`);
    if (mayFail) {
      const failure = writer.name("f");
      const again = isAt(part) ? value : `evaluate(${writer.constant(part)}, env, "${use}")`;
      writer.line(`if (isFailure(${value})) { const ${failure} = ${again}; ${leave(failure)} }`);
    }
    return { ...result, code: value };
  }

  #emit(part: Exclude<Expr, ExprOf<"constant">>, use: NameUse, leave: Leave): Operand {
    if (this.strict.engine && readsNames(part)) return this.interpreted(part, use, leave);
    switch (part.kind) {
      case "path":
        return this.#emitPath(part);
      case "member": {
        const target = this.outcome(part.object, "plain", leave);
        const key = this.writer.constant(memberKey(part.name));
        return operand(this.writer.declare(`propertyOf(${boxed(target)}, ${key})`), ANYTHING);
      }
      case "index":
        return this.#emitIndex(part, leave);
      case "each": {
        const target = this.outcome(part.object, "plain", leave);
        return operand(this.writer.declare(`eachItem(${boxed(target)}, env.items[${part.level}])`), ANYTHING);
      }
      case "call":
        return emitCall(part, use, this, leave);
      case "method":
        return this.#emitMethod(part, use, leave);
      case "unary":
        return part.operator === "empty" || part.operator === "size"
          ? this.#emitSize(part, leave)
          : emitUnary(part, this, leave);
      case "binary":
        return emitBinary(part, NAME_USES, this, leave);
      case "conditional":
        return this.#emitConditional(part, leave);
      case "array":
        if (part.items.length > WIDEST) return this.interpreted(part, use, leave);
        return this.#emitItems("arrayLiteral", part.items, `, ${part.extended}`, leave);
      case "set":
        if (part.items.length > WIDEST) return this.interpreted(part, use, leave);
        return this.#emitItems("setLiteral", part.items, "", leave);
      case "map":
        if (part.entries.length > WIDEST) return this.interpreted(part, use, leave);
        return this.#emitMap(part, leave);
      case "template":
        if (part.parts.length > WIDEST) return this.interpreted(part, use, leave);
        return this.#emitTemplate(part, leave);
      case "unknown-call":
      case "parameter":
      case "lambda":
      case "no-value":
        return this.interpreted(part, use, leave);
    }
  }

  #emitPath(part: ExprOf<"path">): Operand {
    const { writer } = this;
    const read = this.#context.readPath?.(part, writer);
    if (read !== undefined) return operand(writer.declare(read), ANYTHING);
    const { segments } = part;
    const [first] = segments;
    const code =
      segments.length === 1 ? `row.get(${writer.constant(first)})` : `readPath(${writer.constant(segments)}, row)`;
    return operand(writer.declare(code), ANYTHING);
  }

  #emitIndex(part: ExprOf<"index">, leave: Leave): Operand {
    const { writer } = this;
    const target = this.outcome(part.object, "plain", leave);
    const at = part.index.kind === "constant" ? part.index.value : null;
    if (typeof at === "object" && at?.kind === "integer") {
      const code = `itemAt(${boxed(target)}, ${at.value < 0 ? `(${at.value})` : at.value}, ${writer.constant(at)})`;
      return operand(writer.declare(code), ANYTHING);
    }
    const result = writer.declare("MISSING");
    writer.open(`if (${target.code} !== MISSING && ${target.code} !== null) {`);
    const key = this.value(part.index, "plain", leave);
    const isTemplate = part.index.kind === "template" && may(key, TEXT);
    const found = `itemOf(${boxed(target)}, ${boxed(key)})`;
    writer.line(
      isTemplate
        ? `${result} = typeof ${key.code} === "string" ? propertyOf(${boxed(target)}, memberKey(${key.code})) : ${found};`
        : `${result} = ${found};`,
    );
    writer.close();
    return operand(result, ANYTHING);
  }

  #emitMethod(part: ExprOf<"method">, use: NameUse, leave: Leave): Operand {
    if (part.args.length > WIDEST) return this.interpreted(part, use, leave);
    const { writer } = this;
    const target = this.outcome(part.object, "plain", leave);
    const result = writer.declare("null");
    writer.open(`if (${target.code} !== MISSING && ${target.code} !== null) {`);
    const args = part.args.map((arg) => boxed(this.value(arg, "plain", leave)));
    const name = writer.constant(part.name);
    writer.line(`${result} = callMethod(${boxed(target)}, ${name}, [${args.join(", ")}], ${this.strict.arithmetic});`);
    writer.line(`if (${result} === undefined) ${result} = null;`);
    leaveIfFailed(this, result, part.span, leave);
    writer.close();
    return operand(result, ANY_VALUE);
  }

  /** `empty` and `size`: a failure may stand for nothing, which the interpreter decides. */
  #emitSize(part: ExprOf<"unary">, leave: Leave): Operand {
    const { writer } = this;
    const isSize = part.operator === "size";
    const result = writer.declare("null");
    const next = writer.name("L");
    const nothing = isSize ? "0" : "true";
    const unless = (failure: string) =>
      `if (!takenAsNothing(${failure}, env)) { ${leave(failure)} } ${result} = ${nothing}; break ${next};`;
    writer.open(`${next}: {`);
    const value = this.value(part.operand, "guarded", unless);
    writer.line(`${result} = ${isSize ? "sizeOf" : "isEmpty"}(${boxed(value)})${isSize ? " | 0" : ""};`);
    writer.close();
    return isSize ? operand(result, RAW, "integer") : operand(result, BOOLEAN);
  }

  #emitConditional(part: ExprOf<"conditional">, leave: Leave): Operand {
    const { writer } = this;
    if (!this.strict.arithmetic) {
      // A null operand, the failure that reads as false, is strict arithmetic's alone.
      const condition = this.value(part.condition, "guarded", leave);
      return emitChoice(condition, part.then, part.otherwise, "plain", this, leave);
    }
    const holds = writer.declare("false");
    const next = writer.name("L");
    const unless = (failure: string) => `if (!takenAsFalse(${failure}, env)) { ${leave(failure)} } break ${next};`;
    writer.open(`${next}: {`);
    const condition = this.value(part.condition, "guarded", unless);
    writer.line(`${holds} = ${truth(condition)};`);
    writer.close();
    return emitChoice(operand(holds, BOOLEAN), part.then, part.otherwise, "plain", this, leave);
  }

  #emitItems(maker: string, items: readonly Expr[], more: string, leave: Leave): Operand {
    const values = items.map((item) => boxed(this.value(item, "plain", leave)));
    return operand(this.writer.declare(`${maker}([${values.join(", ")}]${more})`), OTHER);
  }

  #emitMap({ entries }: ExprOf<"map">, leave: Leave): Operand {
    const pairs = entries.map(({ key, value }) => {
      const name = boxed(this.value(key, "plain", leave));
      return `[${name}, ${boxed(this.value(value, "plain", leave))}]`;
    });
    return operand(this.writer.declare(`mapLiteral([${pairs.join(", ")}])`), OTHER);
  }

  #emitTemplate({ parts, span }: ExprOf<"template">, leave: Leave): Operand {
    const { writer } = this;
    const [only] = parts;
    if (parts.length === 1 && only !== undefined && typeof only !== "string") return this.value(only, "plain", leave);
    const text = writer.declare('""');
    for (const part of parts) {
      if (typeof part === "string") {
        writer.line(`${text} += ${writer.constant(part)};`);
        continue;
      }
      const value = this.value(part, "plain", leave);
      if (isOnly(value, TEXT)) writer.line(`${text} += ${value.code};`);
      else if (isOnly(value, TEXT | NULL)) writer.line(`if (${value.code} !== null) ${text} += ${value.code};`);
      else writer.line(`if (${value.code} !== null) ${text} += textOf(${boxed(value)});`);
      const tooLong = writer.constant({ ...textTooLong(), span });
      writer.line(`if (${text}.length > ${LONGEST_TEXT}) { ${leave(tooLong)} }`);
    }
    return operand(text, TEXT);
  }
}
