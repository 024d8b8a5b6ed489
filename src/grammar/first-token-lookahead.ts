import {
  Alternation,
  type ILookaheadStrategy,
  type IProduction,
  type IToken,
  NonTerminal,
  Option,
  Repetition,
  RepetitionMandatory,
  RepetitionMandatoryWithSeparator,
  RepetitionWithSeparator,
  type Rule,
  Terminal,
} from "chevrotain";

type Choice = (alternatives?: readonly { readonly GATE?: () => boolean }[]) => number | undefined;

/**
 * Decides by one token, which is all that the grammar needs: the tests hold it to chevrotain's own strategy, which
 * checks that no two alternatives begin alike. Tables are made when a decision is first met, so that a small file pays
 * for few of them.
 */
export class FirstTokenLookahead implements ILookaheadStrategy {
  /** The next token; set by the parser. */
  peek: () => IToken | undefined = () => undefined;
  readonly #firstOfRule = new Map<string, ReadonlySet<number>>();

  validate(): [] {
    return [];
  }

  buildLookaheadForAlternation(options: { readonly prodOccurrence: number; readonly rule: Rule }): Choice {
    let table: readonly ReadonlySet<number>[] | undefined;
    return (alternatives) => {
      table ??= this.#alternativesOf(options.rule, options.prodOccurrence);
      const kind = this.peek()?.tokenTypeIdx ?? 0;
      for (let index = 0; index < table.length; index++) {
        if (table[index]?.has(kind) !== true) continue;
        const gate = alternatives?.[index]?.GATE;
        if (gate === undefined || gate()) return index;
      }
      return undefined;
    };
  }

  buildLookaheadForOptional(options: {
    readonly prodOccurrence: number;
    readonly prodType: string;
    readonly rule: Rule;
  }): () => boolean {
    let first: ReadonlySet<number> | undefined;
    return () => {
      first ??= this.#firstOf(this.#find(options.rule, options.prodType, options.prodOccurrence));
      return first.has(this.peek()?.tokenTypeIdx ?? 0);
    };
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
