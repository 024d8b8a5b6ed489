import { type Expr, exprChildren } from "../../compiler/index.js";
import { coalesce } from "../../functions/arrays.js";
import { keyOf } from "../../values/index.js";

/** What is found out about a part of an expression before code is generated for it. */
export interface PartFacts {
  /** The same number for parts that mean the same, wherever they stand. */
  readonly id: number;
  /** It depends on no row, clock or random number, as far as its form tells. */
  readonly constant: boolean;
  /** It may be evaluated once where it stands twice: it gives the same each time and tells nobody of anything. */
  readonly repeatable: boolean;
  /** A lambda, or a parameter of one, is in it. */
  readonly hasLambda: boolean;
  /** How deep it is. */
  readonly height: number;
}

/**
 * Looks at each part of some expressions once, the innermost first. Without recursion: chains of thousands of terms are
 * deep.
 */
export function analyse(...roots: readonly Expr[]): ReadonlyMap<Expr, PartFacts> {
  const facts = new Map<Expr, PartFacts>();
  const ids = new Map<string, number>();
  const open: { readonly part: Expr; entered: boolean }[] = roots.map((part) => ({ part, entered: false }));
  for (let next = open.at(-1); next !== undefined; next = open.at(-1)) {
    const { part } = next;
    if (facts.has(part)) {
      open.pop();
    } else if (next.entered) {
      facts.set(part, factsOf(part, facts, ids));
      open.pop();
    } else {
      next.entered = true;
      for (const child of exprChildren(part)) if (!facts.has(child)) open.push({ part: child, entered: false });
    }
  }
  return facts;
}

function factsOf(part: Expr, known: ReadonlyMap<Expr, PartFacts>, ids: Map<string, number>): PartFacts {
  const children = exprChildren(part).flatMap((child) => known.get(child) ?? []);
  const key = `${ownKey(part)} ${children.map(({ id }) => id).join(" ")}`;
  const id = ids.get(key) ?? ids.size;
  ids.set(key, id);
  return {
    id,
    constant: isConstantKind(part) && children.every(({ constant }) => constant),
    repeatable: isRepeatableKind(part) && children.every(({ repeatable }) => repeatable),
    hasLambda: part.kind === "lambda" || part.kind === "parameter" || children.some(({ hasLambda }) => hasLambda),
    height: 1 + children.reduce((highest, { height }) => Math.max(highest, height), 0),
  };
}

/** What tells a part from others with the same parts inside. */
function ownKey(part: Expr): string {
  switch (part.kind) {
    case "constant":
      return `constant ${keyOf(part.value)}`;
    case "path":
      return `path ${JSON.stringify(part.segments)}`;
    case "member":
      return `member ${part.safe} ${JSON.stringify(part.name)}`;
    case "each":
      return `each ${part.level}`;
    case "call":
      return `call ${numberOf(part.fn.invoke)}`;
    case "method":
      return `method ${part.safe} ${JSON.stringify(part.name)}`;
    case "unknown-call":
      return `unknown ${JSON.stringify([part.namespace, part.name])}`;
    case "unary":
    case "binary":
      return `${part.kind} ${part.operator}`;
    case "array":
      return `array ${part.extended}`;
    case "template":
      return `template ${JSON.stringify(part.parts.map((piece) => (typeof piece === "string" ? piece : null)))}`;
    case "index":
      return `index ${part.index.kind === "template"}`;
    case "parameter":
      return `parameter ${part.slot}`;
    case "lambda":
      return `lambda ${part.slot} ${part.parameters.length}`;
    case "conditional":
    case "map":
    case "set":
    case "no-value":
      return part.kind;
  }
}

const numbers = new WeakMap<object, number>();
let numbered = 0;

/** A function may have several forms of one name. */
function numberOf(invoke: object): number {
  const known = numbers.get(invoke);
  if (known !== undefined) return known;
  numbered += 1;
  numbers.set(invoke, numbered);
  return numbered;
}

function isConstantKind(part: Expr): boolean {
  switch (part.kind) {
    case "path":
    case "each":
    case "unknown-call":
    case "no-value":
    case "parameter":
    case "lambda":
      return false;
    case "call":
      return part.fn.pure;
    default:
      return true;
  }
}

/** What tells of suppressed failures is told once for each place, so it is evaluated in each. */
function isRepeatableKind(part: Expr): boolean {
  switch (part.kind) {
    case "unknown-call":
    case "no-value":
    case "parameter":
    case "lambda":
    case "conditional":
      return false;
    case "call":
      return part.fn.pure && part.fn.invoke !== coalesce.invoke;
    case "unary":
      return part.operator !== "empty" && part.operator !== "size";
    case "binary":
      return part.operator !== "?:" && part.operator !== "??";
    default:
      return true;
  }
}
