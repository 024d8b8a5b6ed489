import { type Expr, exprChildren, type Program } from "../../compiler/index.js";
import { lintTargets } from "../../diagnostics/lint-targets.js";
import type { MappingFile, SourceBlock } from "../../grammar/index.js";
import { rule } from "../rule.js";

/** A column that is declared and read nowhere. Those of a sample are told on demand: exports hold more than is mapped. */
export const unusedColumn = rule({
  code: lintTargets.XM4034,
  name: "unused-column",
  options: { sample: false },
  visit: {
    program: (program, at) => {
      if (program.mappings.length === 0 || at.tree.unread.length > 0 || program.source === null) return;
      const block = at.tree.statements.find((one): one is SourceBlock => one.kind === "source-block");
      if (block === undefined && !at.isOn("sample")) return;
      const used = columnsUsed(program);
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

/** By name; of a dotted path its first name and the whole, which may be a column of a CSV. */
function columnsUsed({ mappings, delta }: Program): ReadonlySet<string> {
  const used = new Set<string>();
  const add = (segments: readonly string[]) => {
    for (const [at] of segments.entries()) used.add(segments.slice(0, at + 1).join("."));
  };
  if (delta !== null) add(delta.path);
  const visit = (expression: Expr) => {
    if (expression.kind === "path") add(expression.segments);
    for (const child of exprChildren(expression)) visit(child);
  };
  for (const { expression } of mappings) visit(expression);
  return used;
}

function samplePlace({ statements }: MappingFile) {
  const header = statements.find(({ kind }) => kind === "sample-header");
  return header?.kind === "sample-header" ? (header.paths[0]?.span ?? null) : null;
}
