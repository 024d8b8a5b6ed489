import type { Expr } from "../../compiler/index.js";
import type { NameUse } from "../interpret.js";
import type { PartFacts } from "./analyse.js";
import type { Operand } from "./operand.js";
import type { Cell } from "./support.js";
import type { Writer } from "./writer.js";

/** Which of JEXL's strictness code is generated for. */
export interface Strictness {
  readonly engine: boolean;
  readonly arithmetic: boolean;
}

/** The statements that leave with a failure, which is in the variable or constant of that name. */
export type Leave = (failure: string) => string;

/** What the parts of the generator share while one expression is generated. */
export interface Generation {
  readonly writer: Writer;
  readonly strict: Strictness;
  readonly facts: ReadonlyMap<Expr, PartFacts>;
  readonly cell: Cell;
  /** Writes the evaluation of a part; what it gives may be missing. */
  readonly outcome: (part: Expr, use: NameUse, leave: Leave) => Operand;
  /** The same with null for what is missing. */
  readonly value: (part: Expr, use: NameUse, leave: Leave) => Operand;
  /** Leaves a part to the interpreter. */
  readonly interpreted: (part: Expr, use: NameUse, leave: Leave) => Operand;
}

/** Statements that leave where a variable holds a failure, which gets the place it arose at. */
export function leaveIfFailed({ writer }: Generation, variable: string, place: Expr["span"], leave: Leave): void {
  const failure = writer.name("f");
  const located = `const ${failure} = located(${variable}, ${writer.constant(place)}); ${leave(failure)}`;
  writer.line(`if (isFailure(${variable})) { ${located} }`);
}
