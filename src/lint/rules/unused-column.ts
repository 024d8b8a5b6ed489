import { type Expr, exprChildren, type Program } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import { parseKeyPath } from "../../functions/index.js";
import { type MappingFile, type SourceBlock, walkExpression } from "../../grammar/index.js";
import { nearest } from "../../text/index.js";
import { rule } from "../rule.js";

/** A column that is declared, or that the sample has, and that nothing reads. */
export const unusedColumn = rule({
  code: lintTargets.XM4034,
  name: "unused-column",
  options: { sample: true },
  visit: {
    program: (program, at) => {
      if (program.mappings.length === 0 || at.tree.unread.length > 0 || program.source === null) return;
      const block = at.tree.statements.find((one): one is SourceBlock => one.kind === "source-block");
      if (block === undefined && !at.isOn("sample")) return;
      const used = columnsUsed(program, at.tree);
      if (used === null) return;
      if (block !== undefined) {
        const unused = block.fields.filter(({ name }) => !used.has(name.text));
        const [first] = unused;
        const columns = unused.map(({ name }) => name.text);
        if (first !== undefined) at.report(first.name.span, { columns, of: null });
      } else {
        const columns = [...program.source.columns.keys()].filter((name) => !used.has(name));
        if (columns.length > 0) at.report(samplePlace(at.tree), { columns, of: program.source.label });
      }
    },
  },
});

/**
 * By name; of a dotted path its first name and the whole, which may be a column of a CSV. Null where a mistake that has
 * a finding of its own hides what was to be read.
 */
function columnsUsed({ mappings, delta, source }: Program, tree: MappingFile): ReadonlySet<string> | null {
  const used = new Set<string>();
  const known = [...(source?.columns.keys() ?? [])];
  const hasLibraries = tree.statements.some(({ kind }) => kind === "use");
  let isHidden = false;
  const add = (segments: readonly string[]) => {
    const names = segments.map((_, at) => segments.slice(0, at + 1).join("."));
    for (const name of names) used.add(name);
    if (isHidden || names.some((name) => source?.columns.has(name))) return;
    // A mistyped name means the column that is offered for it; without an offer it may mean any.
    const meant = nearest(segments[0] ?? "", known);
    if (meant === undefined) isHidden = true;
    else used.add(meant);
  };
  const visit = (expression: Expr) => {
    if (expression.kind === "path") add(expression.segments);
    const key = keyPathOf(expression);
    if (key !== null) add(key);
    // A definition that did not come from another file may read columns.
    if (expression.kind === "unknown-call") isHidden ||= hasLibraries;
    for (const child of exprChildren(expression)) visit(child);
  };
  if (delta !== null) add(delta.path);
  for (const { expression } of mappings) visit(expression);
  addDefinitions(tree, used);
  return isHidden ? null : used;
}

/** Of a definition that no mapping uses it is told: that its columns are read by none follows. */
function addDefinitions({ statements }: MappingFile, used: Set<string>): void {
  for (const statement of statements) {
    if (statement.kind !== "let" && statement.kind !== "def") continue;
    const own = new Set(statement.kind === "def" ? statement.parameters.map(({ text }) => text) : []);
    walkExpression(statement.kind === "def" ? statement.body : statement.value, (one) => {
      if (one.kind === "name" && !own.has(one.name)) used.add(one.name);
      if (one.kind === "quoted-column") {
        used.add(one.segments[0] ?? "");
        used.add(one.segments.join("."));
      }
      return true;
    });
  }
}

/** What `contains_key("a.b")` and `is_set("a.b")` look up. */
function keyPathOf(expression: Expr): readonly string[] | null {
  if (expression.kind !== "call" || !KEY_PATH_FUNCTIONS.has(expression.fn.name)) return null;
  const [first] = expression.args;
  if (first?.kind !== "constant" || typeof first.value !== "string") return null;
  const steps = parseKeyPath(first.value) ?? [];
  const names = steps.flatMap((step) => (step.kind === "name" ? [step.name] : []));
  return names.length === 0 ? [first.value] : names;
}

const KEY_PATH_FUNCTIONS: ReadonlySet<string> = new Set(["contains_key", "is_set"]);

function samplePlace({ statements }: MappingFile) {
  const header = statements.find(({ kind }) => kind === "sample-header");
  return header?.kind === "sample-header" ? (header.paths[0]?.span ?? null) : null;
}
