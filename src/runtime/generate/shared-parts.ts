import { type Expr, exprChildren } from "../../compiler/index.js";
import { partsOf } from "../assign.js";
import type { PartFacts } from "./analyse.js";
import { Emitter, type EmitterContext, isInterchangeable, type SharedPart } from "./emit.js";

/** Parts that need one another so deep are computed where they stand. */
const DEEPEST = 40;

/** The parts that several places hold: each gets a function that computes it at most once a row. */
export class SharedParts {
  /** The functions, and the variables that they keep their results in, over `turn`: which row it is. */
  readonly source: string[] = [];
  readonly #context: EmitterContext;
  readonly #uses: ReadonlyMap<number, number>;
  /** Null: not to be shared, or under way. */
  readonly #made = new Map<number, SharedPart | null>();
  #depth = 0;

  constructor(roots: readonly Expr[], context: EmitterContext) {
    this.#context = { ...context, shared: (part, facts) => this.find(part, facts) };
    this.#uses = countUses(roots, context.facts);
  }

  /** What expressions are generated in so that they use the shared parts. */
  get context(): EmitterContext {
    return this.#context;
  }

  find(part: Expr, { id }: PartFacts): SharedPart | undefined {
    if ((this.#uses.get(id) ?? 0) < 2 || this.#depth >= DEEPEST) return undefined;
    let made = this.#made.get(id);
    if (made === undefined) {
      this.#made.set(id, null);
      this.#depth++;
      made = this.#make(part, id);
      this.#depth--;
      this.#made.set(id, made);
    }
    return made ?? undefined;
  }

  #make(part: Expr, id: number): SharedPart | null {
    const emitter = new Emitter(this.#context);
    const [name, memo, stamp] = [`share${id}`, `memo${id}`, `stamp${id}`];
    let mayFail = false;
    const result = emitter.outcome(part, "plain", (failure) => {
      mayFail = true;
      return `${memo} = ${failure}; return ${memo};`;
    });
    if (!isInterchangeable(part, result) || result.constant !== undefined) return null;
    this.source.push(
      `let ${memo} = null, ${stamp} = -1;`,
      `function ${name}() {`,
      `if (${stamp} === turn) return ${memo};`,
      `${stamp} = turn;`,
      emitter.writer.source(),
      `${memo} = ${result.code};`,
      `return ${memo};`,
      "}",
    );
    const places = placesIn(part);
    const isAt = (other: Expr) => {
      const others = placesIn(other);
      return others.length === places.length && others.every((place, at) => isSame(place, places[at]));
    };
    return { name, result, mayFail, isAt };
  }
}

/** In how many places each repeatable part stands; what is inside of one that stands twice is there once. */
function countUses(roots: readonly Expr[], facts: ReadonlyMap<Expr, PartFacts>): ReadonlyMap<number, number> {
  const uses = new Map<number, number>();
  const open = [...roots];
  for (let part = open.pop(); part !== undefined; part = open.pop()) {
    const known = facts.get(part);
    if (known === undefined || known.constant || known.hasLambda) continue;
    if (known.repeatable) {
      const count = (uses.get(known.id) ?? 0) + 1;
      uses.set(known.id, count);
      if (count > 1) continue;
    }
    for (const child of exprChildren(part)) open.push(child);
  }
  return uses;
}

function placesIn(part: Expr): readonly Expr["span"][] {
  return partsOf(part).map(({ span }) => span);
}

function isSame(place: Expr["span"], other: Expr["span"] | undefined): boolean {
  return place.start === other?.start && place.end === other.end && place.file === other.file;
}
