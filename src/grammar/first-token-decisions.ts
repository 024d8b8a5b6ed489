import type { EmbeddedActionsParser, IToken } from "chevrotain";
import { FIRST_TOKENS } from "./first-tokens.js";
import { kinds } from "./token.js";

/* Chevrotain decides by functions that it makes at every start, after it has run each rule once in a recording. What they
 * decide by never changes, so it stands in a table (`npm run grammar` writes it, a test holds it to the rules), and these
 * functions take their place. They are called as chevrotain 11 calls its own, and kept where it keeps them. */

type Decide = (alternatives?: readonly { readonly GATE?: () => boolean }[]) => number | boolean | undefined;

/** The kinds of decisions by the numbers that chevrotain gives them. */
const DECISIONS = ["", "OR", "OPTION", "MANY", "AT_LEAST_ONE", "MANY_SEP", "AT_LEAST_ONE_SEP"];

/** The key of a decision: the number of its rule, the kind, and which of the rule's decisions of that kind it is. */
function keyOf(rule: number, decision: string): number {
  const [, kind = "", occurrence = ""] = /^(\D+)(\d*)$/.exec(decision) ?? [];
  return ((rule + 256) << 12) | (DECISIONS.indexOf(kind) << 8) | Number(occurrence);
}

/** Prepares a parser of this grammar for reading. `peek` gives its next token. */
export function useFirstTokens(parser: EmbeddedActionsParser, peek: () => IToken): void {
  const functions: unknown = Reflect.get(parser, "lookAheadFuncsCache");
  if (!(functions instanceof Map)) throw new Error("chevrotain keeps its decisions elsewhere");
  for (const [rule, decisions] of Object.values(FIRST_TOKENS).entries()) {
    for (const [decision, alternatives] of Object.entries(decisions)) {
      functions.set(keyOf(rule, decision), decisionBy(decision.startsWith("OR"), alternatives, peek));
    }
  }
  Reflect.set(parser, "selfAnalysisDone", true);
}

const KIND_NUMBERS: ReadonlyMap<string, number> = new Map(
  Object.entries(kinds).map(([name, { tokenTypeIdx = -1 }]) => [name, tokenTypeIdx]),
);

/** Sets are made when a decision is first met, so that a small file pays for few of them. */
function decisionBy(isChoice: boolean, alternatives: readonly string[], peek: () => IToken): Decide {
  let sets: readonly ReadonlySet<number>[] | undefined;
  return (choices) => {
    sets ??= alternatives.map((names) => new Set(names.split(" ").map((name) => KIND_NUMBERS.get(name) ?? -1)));
    const kind = peek().tokenTypeIdx;
    if (!isChoice) return sets[0]?.has(kind) === true;
    for (let index = 0; index < sets.length; index++) {
      if (sets[index]?.has(kind) !== true) continue;
      const gate = choices?.[index]?.GATE;
      if (gate === undefined || gate()) return index;
    }
    return undefined;
  };
}
