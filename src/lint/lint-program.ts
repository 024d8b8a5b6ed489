import { type Expr, exprChildren, type Program, type ProgramMapping } from "../compiler/index.js";
import { collector, type Diagnostic } from "../diagnostics/index.js";
import type { MappingFile } from "../grammar/index.js";
import { withoutConsequences } from "./consequences.js";
import type { BoundVisitors, Parts, Rule } from "./rule.js";
import { rules as allRules } from "./rules.js";
import type { CodeSetting, LintSettings } from "./settings.js";

export interface LintInput {
  readonly tree: MappingFile;
  readonly program: Program;
  /** What the compiler has found. */
  readonly found?: readonly Diagnostic[];
  readonly settings?: LintSettings;
  /** All there are, where nothing else is said. */
  readonly rules?: readonly Rule[];
}

const untouched: CodeSetting = { level: undefined, options: new Map() };
const none: LintSettings = new Map();

/** What the compiler and the rules find in a program, in no order. A rule that is off is not run. Never throws for what the file says. */
export function lintProgram({
  tree,
  program,
  found = [],
  settings = none,
  rules = allRules,
}: LintInput): readonly Diagnostic[] {
  const { report, diagnostics } = collector();
  const current: { mapping: ProgramMapping | null } = { mapping: null };
  const visitors = rules.flatMap((rule): BoundVisitors[] => {
    const { level, options } = settings.get(rule.code) ?? untouched;
    const wanted = level ?? (rule.offByDefault ? "off" : rule.severity);
    const severity = level === undefined || level === "off" ? null : level;
    return wanted === "off" ? [] : [rule.begin({ program, tree, current, severity, options, report })];
  });
  const seen = partsSeen(visitors);
  for (const mapping of program.mappings) {
    current.mapping = mapping;
    for (const visit of seen.mapping) visit(mapping);
    visitExpression(mapping.expression, seen);
  }
  current.mapping = null;
  for (const visit of seen.program) visit(program);
  return withoutConsequences(program, found, diagnostics);
}

/** For each part, those who want to see it: most rules look at one kind. */
type Seen = { readonly [K in keyof Parts]: readonly ((part: Parts[K]) => void)[] };

function partsSeen(visitors: readonly BoundVisitors[]): Seen {
  const those = <K extends keyof Parts>(part: K) =>
    visitors.flatMap((one): ((part: Parts[K]) => void)[] => {
      const visit = one[part];
      return visit === undefined ? [] : [visit];
    });
  return {
    call: those("call"),
    method: those("method"),
    binary: those("binary"),
    unary: those("unary"),
    conditional: those("conditional"),
    expression: those("expression"),
    mapping: those("mapping"),
    program: those("program"),
  };
}

function visitExpression(expression: Expr, seen: Seen): void {
  for (const visit of seen.expression) visit(expression);
  switch (expression.kind) {
    case "call":
      for (const visit of seen.call) visit(expression);
      break;
    case "method":
      for (const visit of seen.method) visit(expression);
      break;
    case "binary":
      for (const visit of seen.binary) visit(expression);
      break;
    case "unary":
      for (const visit of seen.unary) visit(expression);
      break;
    case "conditional":
      for (const visit of seen.conditional) visit(expression);
      break;
    default:
      break;
  }
  for (const child of exprChildren(expression)) visitExpression(child, seen);
}
