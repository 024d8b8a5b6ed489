import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
} from "chevrotain";
import { StatementParser } from "../src/grammar/statement-parser.js";
import { kinds } from "../src/grammar/token.js";

type Decisions = Record<string, readonly string[]>;

/**
 * Reads off the grammar's rules by which tokens each of their decisions goes; one token is all that the grammar needs.
 * `npm run grammar` writes it into src/grammar/first-tokens.ts, and a test holds that to the rules.
 */
export function firstTokens(): Readonly<Record<string, Decisions>> {
  const strategy = new FirstTokens();
  const parser = new StatementParser({ skipValidations: true, lookaheadStrategy: strategy });
  return Object.fromEntries(
    Object.keys(parser.getGAstProductions()).map((name) => [name, strategy.decisions.get(name) ?? {}]),
  );
}

const KINDS: ReadonlyMap<number, string> = new Map(
  Object.entries(kinds).map(([name, { tokenTypeIdx = -1 }]) => [tokenTypeIdx, name]),
);

const SPELLING: ReadonlyMap<string, string> = new Map([
  ["Option", "OPTION"],
  ["Repetition", "MANY"],
  ["RepetitionMandatory", "AT_LEAST_ONE"],
  ["RepetitionWithSeparator", "MANY_SEP"],
  ["RepetitionMandatoryWithSeparator", "AT_LEAST_ONE_SEP"],
]);

/** Notes what chevrotain asks for; the parser that it is given to reads nothing. */
class FirstTokens implements ILookaheadStrategy {
  readonly decisions = new Map<string, Decisions>();
  readonly #firstOfRule = new Map<string, ReadonlySet<number>>();

  validate(): [] {
    return [];
  }

  buildLookaheadForAlternation({ rule, prodOccurrence }: { readonly prodOccurrence: number; readonly rule: Rule }) {
    this.#note(rule, "OR", prodOccurrence, this.#alternativesOf(rule, prodOccurrence));
    return () => undefined;
  }

  buildLookaheadForOptional({
    rule,
    prodType,
    prodOccurrence,
  }: {
    readonly prodOccurrence: number;
    readonly prodType: string;
    readonly rule: Rule;
  }) {
    const first = this.#firstOf(this.#find(rule, prodType, prodOccurrence));
    this.#note(rule, SPELLING.get(prodType) ?? prodType, prodOccurrence, [first]);
    return () => false;
  }

  #note(rule: Rule, kind: string, occurrence: number, alternatives: readonly ReadonlySet<number>[]): void {
    const decisions = this.decisions.get(rule.name) ?? {};
    this.decisions.set(rule.name, decisions);
    const names = alternatives.map((first) => [...first].map((kind) => KINDS.get(kind) ?? "").join(" "));
    decisions[`${kind}${occurrence === 0 ? "" : occurrence}`] = names;
  }

  #alternativesOf(rule: Rule, occurrence: number): readonly ReadonlySet<number>[] {
    return this.#find(rule, "Alternation", occurrence).map((alternative) => this.#firstOf([alternative]));
  }

  /** The definition of a production of a rule, by its kind and number. */
  #find(rule: Rule, kind: string, occurrence: number): readonly IProduction[] {
    const open: IProduction[] = [...rule.definition];
    for (let production = open.shift(); production !== undefined; production = open.shift()) {
      if ("idx" in production && production.idx === occurrence && kindOf(production) === kind) {
        return definitionOf(production);
      }
      if (!(production instanceof NonTerminal)) open.push(...definitionOf(production));
    }
    throw new Error(`The grammar has no ${kind} ${occurrence} in ${rule.name}`);
  }

  /** The kinds of tokens that a sequence may begin with. */
  #firstOf(sequence: readonly IProduction[]): ReadonlySet<number> {
    const first = new Set<number>();
    for (const production of sequence) {
      if (production instanceof Terminal) {
        first.add(production.terminalType.tokenTypeIdx ?? -1);
        return first;
      }
      if (production instanceof NonTerminal) {
        for (const kind of this.#firstOfReferenced(production.referencedRule)) first.add(kind);
        return first;
      }
      const inner =
        production instanceof Alternation
          ? production.definition.map((alternative) => this.#firstOf([alternative]))
          : [this.#firstOf(definitionOf(production))];
      for (const kinds of inner) for (const kind of kinds) first.add(kind);
      if (!canBeEmpty(production)) return first;
    }
    return first;
  }

  #firstOfReferenced(rule: Rule): ReadonlySet<number> {
    const known = this.#firstOfRule.get(rule.name);
    if (known !== undefined) return known;
    const first = this.#firstOf(rule.definition);
    this.#firstOfRule.set(rule.name, first);
    return first;
  }
}

function kindOf(production: IProduction): string {
  if (production instanceof Alternation) return "Alternation";
  if (production instanceof Option) return "Option";
  if (production instanceof RepetitionMandatoryWithSeparator) return "RepetitionMandatoryWithSeparator";
  if (production instanceof RepetitionMandatory) return "RepetitionMandatory";
  if (production instanceof RepetitionWithSeparator) return "RepetitionWithSeparator";
  return production instanceof Repetition ? "Repetition" : "";
}

function definitionOf(production: IProduction): readonly IProduction[] {
  return "definition" in production && Array.isArray(production.definition) ? production.definition : [];
}

/** Every rule of this grammar reads at least one token, so that only these can be empty. */
function canBeEmpty(production: IProduction): boolean {
  return (
    production instanceof Option || production instanceof Repetition || production instanceof RepetitionWithSeparator
  );
}
