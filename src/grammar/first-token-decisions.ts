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

/** Tables are made when a decision is first met, so that a small file pays for few of them. */
function decisionBy(isChoice: boolean, alternatives: readonly string[], peek: () => IToken): Decide {
  let table: ReadonlyMap<number, readonly number[]> | undefined;
  if (!isChoice) {
    return () => {
      table ??= tableOf(alternatives);
      return table.has(peek().tokenTypeIdx);
    };
  }
  return (choices) => {
    table ??= tableOf(alternatives);
    return table.get(peek().tokenTypeIdx)?.find((index) => choices?.[index]?.GATE?.() ?? true);
  };
}

/** The alternatives that each kind of token may begin. */
function tableOf(alternatives: readonly string[]): ReadonlyMap<number, readonly number[]> {
  const table = new Map<number, number[]>();
  for (const [index, names] of alternatives.entries()) {
    for (const name of names.split(" ")) {
      const kind = KIND_NUMBERS.get(name) ?? -1;
      const known = table.get(kind);
      if (known === undefined) table.set(kind, [index]);
      else known.push(index);
    }
  }
  return table;
}
