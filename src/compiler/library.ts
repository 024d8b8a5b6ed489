import { collector, type Report } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import { functionNamed } from "../functions/index.js";
import { type Def, type Expression, type MappingFile, type Table, walkExpression } from "../grammar/index.js";
import { bindDefinitions } from "./bind-definitions.js";
import type { Definitions } from "./definitions.js";
import type { Library, UsedFile } from "./imports.js";
import { checkRepeatedArguments } from "./impure-lets.js";
import { inline } from "./inline.js";
import { silence } from "./suppressions.js";

/**
 * Compiles a file for those that use it. Its definitions see each other, its own `let`s and what it uses itself; whoever
 * uses it sees its `def`s and `table`s, and not what it uses.
 */
export function compileLibrary(tree: MappingFile, uses: readonly UsedFile[]): Library {
  const { report, diagnostics } = collector();
  const bound = bindDefinitions(tree, uses, null, report);
  const definitions = new Map<string, Def | Table>();
  const lost = new Set(tree.unread.flatMap(({ defines }) => defines));
  for (const [name, definition] of bound.own) {
    if (definition.kind === "let") continue;
    const written =
      definition.kind === "table"
        ? definition
        : bound.endless.has(definition)
          ? null
          : writeOut(definition, bound.definitions, report);
    if (written === null) lost.add(name);
    else definitions.set(name, written);
  }
  // What the mappings of a file need is for a check of that file.
  const maps = tree.statements.some(({ kind }) => kind === "mapping" || kind === "into");
  if (!maps) for (const one of bound.finishUses()) diagnostics.push(one);
  return {
    tree,
    definitions,
    lost,
    diagnostics: silence(tree, diagnostics),
    isWhole: uses.every(({ library }) => library?.isWhole === true),
    trees: [tree, ...uses.flatMap(({ library }) => library?.trees ?? [])],
  };
}

/** A `def` whose body holds no other definition; null where that cannot be. */
function writeOut(def: Def, definitions: Definitions, report: Report): Def | null {
  const { expression, repeated, tooLarge } = inline(
    def.body,
    definitions,
    new Set(),
    new Set(def.parameters.map(({ text }) => text)),
  );
  checkRepeatedArguments(repeated, definitions, report);
  if (tooLarge) report(lint.XM4002, def.body.span, { length: null, part: null });
  return tooLarge || !isWhole(expression) ? null : { ...def, body: expression };
}

/** What it calls and nobody knows could be another thing where it is used. */
function isWhole(expression: Expression): boolean {
  let whole = true;
  walkExpression(expression, (one) => {
    if (one.kind === "invalid") whole = false;
    if (one.kind === "call" && one.namespace === null && functionNamed(one.callee.text) === undefined) whole = false;
    return whole;
  });
  return whole;
}
