import { definitionNames } from "../diagnostics/definition-names.js";
import type { Report } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import { names } from "../diagnostics/names.js";
import { functionNamed } from "../functions/index.js";
import { type Expression, printExpression, type Table, type Word } from "../grammar/index.js";
import { checkNames } from "./check-names.js";
import { bodyOf, type Cycle, type Definition, type Definitions } from "./definitions.js";
import type { SourceShape } from "./source-shape.js";

/** Checks names and bodies of all definitions. */
export function checkDefinitions({
  all,
  definitions,
  lost,
  cycles,
  source,
  report,
}: {
  readonly all: readonly Definition[];
  readonly definitions: Definitions;
  readonly lost: ReadonlySet<string>;
  readonly cycles: readonly Cycle[];
  readonly source: SourceShape | null;
  readonly report: Report;
}): void {
  for (const definition of all) {
    checkName(definition, definitions, source, report);
    if (definition.kind === "table") checkKeys(definition, report);
    if (definition.kind === "def") checkParameters(definition.parameters, report);
    const body = bodyOf(definition);
    if (body === null) continue;
    checkNames(body.body, { source, definitions, lost, parameters: body.own, report, onUse: () => {} });
  }
  for (const { chain, span } of cycles) report(definitionNames.XM2014, span, { chain: chainText(chain) });
}

/** `a → b → a`; of a long way round, its ends. */
function chainText(chain: readonly string[]): string {
  const shown = chain.length > 8 ? [...chain.slice(0, 4), "…", ...chain.slice(-2)] : chain;
  return shown.join(" → ");
}

function checkName(definition: Definition, definitions: Definitions, source: SourceShape | null, report: Report): void {
  const { text: name, span } = definition.name;
  const first = definitions.get(name);
  if (first !== undefined && first !== definition) {
    const { file } = first.name.span;
    report(
      definitionNames.XM2013,
      span,
      { name, elsewhere: file === span.file ? null : file.path },
      { related: [{ message: `${name} is first defined here.`, place: first.name.span }] },
    );
    return;
  }
  if (source?.columns.has(name) === true) report(definitionNames.XM2011, span, { name, source: source.label });
  if (functionNamed(name) !== undefined) report(definitionNames.XM2012, span, { name });
}

function checkParameters(parameters: readonly Word[], report: Report): void {
  const seen = new Set<string>();
  for (const { text: name, span } of parameters) {
    if (seen.has(name)) report(definitionNames.XM2018, span, { name });
    seen.add(name);
  }
}

function checkKeys(table: Table, report: Report): void {
  const seen = new Map<string, Expression>();
  for (const { key } of table.entries) {
    const text = keyText(key);
    const first = seen.get(text);
    if (first === undefined) {
      seen.set(text, key);
      continue;
    }
    report(
      names.XM2029,
      key.span,
      { key: printExpression(key) },
      { related: [{ message: "The first one is here.", place: first.span }] },
    );
  }
}

/** `"us"` and `'us'` are one key. */
function keyText(key: Expression): string {
  return key.kind === "string" ? `"${key.value}` : printExpression(key);
}

/** Reports what no mapping reaches, unless the file only holds definitions, for others to `use`. */
export function checkUnused(definitions: Definitions, used: ReadonlySet<Definition>, report: Report): void {
  for (const definition of definitions.values()) {
    if (used.has(definition)) continue;
    report(lint.XM4001, definition.name.span, { kind: definition.kind, name: definition.name.text });
  }
}
