import type { Expr, Program, ProgramMapping, SourceShape } from "../compiler/index.js";
import type { Code, Extras, Place, Severity } from "../diagnostics/index.js";
import type { MappingFile } from "../grammar/index.js";

/** What an option of a rule may be: a switch or a number. */
export type OptionValue = boolean | number;

/** The options of a rule by name, with their defaults. */
export type Options = Readonly<Record<string, OptionValue>>;

/** What a rule sees while it visits, and how it reports. */
export interface Visit<P> {
  readonly program: Program;
  /** The file as it was written: for what lowering leaves out, such as the place of a delta's format. */
  readonly tree: MappingFile;
  /** The columns, with the sample's profile where rows were looked at. */
  readonly source: SourceShape | null;
  /** The mapping that is being visited; null in `program`. */
  readonly mapping: ProgramMapping | null;
  /** Whether an option is switched on. */
  readonly isOn: (option: string) => boolean;
  /** The value of an option that is a number. */
  readonly amount: (option: string) => number;
  /** A severity of its own for a finding gives way to the project file's. */
  readonly report: (place: Place, parameters: P, extras?: Extras) => void;
}

type Of<K extends Expr["kind"]> = Extract<Expr, { readonly kind: K }>;

/** The parts of a program that rules can ask to see. `program` comes last, once. */
export interface Parts {
  readonly call: Of<"call">;
  readonly method: Of<"method">;
  readonly binary: Of<"binary">;
  readonly unary: Of<"unary">;
  readonly conditional: Of<"conditional">;
  /** Any expression, those above too. */
  readonly expression: Expr;
  readonly mapping: ProgramMapping;
  readonly program: Program;
}

type Visitors<P> = { readonly [K in keyof Parts]?: (part: Parts[K], at: Visit<P>) => void };

interface Declaration<P> {
  readonly code: Code<P>;
  /** In kebab-case: the name of its file and of its folder of cases, too. */
  readonly name: string;
  /** Runs only where the project file asks for it. */
  readonly offByDefault?: boolean;
  readonly options?: Options;
  readonly visit: Visitors<P>;
}

/** One run of a rule over a program. */
export interface Run {
  readonly program: Program;
  readonly tree: MappingFile;
  /** Where the runner is; it moves on. */
  readonly current: { readonly mapping: ProgramMapping | null };
  /** What the project file says, or null. */
  readonly severity: Severity | null;
  readonly options: ReadonlyMap<string, OptionValue>;
  readonly report: <P>(code: Code<P>, place: Place, parameters: P, extras: Extras) => void;
}

/** The visitors of a rule, bound to one run. */
export type BoundVisitors = { readonly [K in keyof Parts]: ((part: Parts[K]) => void) | undefined };

/** A rule as the runner and the project file see it. */
export interface Rule {
  readonly code: string;
  readonly name: string;
  /** Where it runs and the project file says nothing else. */
  readonly severity: Severity;
  readonly offByDefault: boolean;
  readonly options: Options;
  readonly begin: (run: Run) => BoundVisitors;
}

/** Declares a rule. The parameters of its code's message are checked by the compiler at each report. */
export function rule<P>({
  code,
  name,
  offByDefault = false,
  options = {},
  visit,
}: Declaration<NoInfer<P>> & { readonly code: Code<P> }): Rule {
  return {
    code: code.code,
    name,
    severity: code.severity,
    offByDefault,
    options,
    begin: ({ program, tree, current, severity, options: given, report }) => {
      const option = (wanted: string): OptionValue | undefined => given.get(wanted) ?? options[wanted];
      return bind(visit, {
        program,
        tree,
        source: program.source,
        get mapping() {
          return current.mapping;
        },
        isOn: (wanted) => option(wanted) === true,
        amount: (wanted) => Number(option(wanted)),
        report: (place, parameters, extras) =>
          report(code, place, parameters, { ...extras, ...(severity === null ? {} : { severity }) }),
      });
    },
  };
}

function bind<P>(visit: Visitors<P>, at: Visit<P>): BoundVisitors {
  const bound = <T>(visitor: ((part: T, at: Visit<P>) => void) | undefined) =>
    visitor === undefined ? undefined : (part: T) => visitor(part, at);
  return {
    call: bound(visit.call),
    method: bound(visit.method),
    binary: bound(visit.binary),
    unary: bound(visit.unary),
    conditional: bound(visit.conditional),
    expression: bound(visit.expression),
    mapping: bound(visit.mapping),
    program: bound(visit.program),
  };
}
