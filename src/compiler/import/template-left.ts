import type { Place } from "../../diagnostics/index.js";
import type { MappingFile, Statement } from "../../grammar/index.js";
import type { Program } from "../program.js";

/** What a mapping file says beside its mappings, and a template has no column for. */
export interface TemplateLeft {
  readonly place: Place;
  readonly field: string;
  readonly value: string;
  /** What becomes of it. */
  readonly advice: string;
  /** A flow lacks what is a warning. */
  readonly severity: "warning" | "info";
}

const WRITTEN_OUT = "It is written out in every expression that uses it; an import of the template has it no more.";

/** What only a mapping file has, and what becomes of it in a template. */
const OF_THE_FILE = {
  let: WRITTEN_OUT,
  def: WRITTEN_OUT,
  table: WRITTEN_OUT,
  use: WRITTEN_OUT,
  test: "It stays in the mapping file alone.",
} as const;

/** What of a mapping file its template does without. */
export function leftOutOfTemplate({ statements }: MappingFile, { delta }: Program): readonly TemplateLeft[] {
  const left: TemplateLeft[] = [];
  if (delta !== null) {
    const advice = "It is no part of a mapping set: choose the column in the interface, where the flow is made.";
    left.push({ place: delta.span, field: "delta", value: delta.path.join("."), advice, severity: "warning" });
  }
  for (const [field, advice] of Object.entries(OF_THE_FILE)) {
    const names = statements.filter(({ kind }) => kind === field).map(nameOf);
    if (names.length > 0) left.push({ place: null, field, value: names.join(", "), advice, severity: "info" });
  }
  return left;
}

function nameOf(statement: Statement): string {
  switch (statement.kind) {
    case "let":
    case "def":
    case "table":
      return statement.name.text;
    case "use":
      return statement.path.value;
    case "test":
      return statement.name.value;
    default:
      return "";
  }
}
