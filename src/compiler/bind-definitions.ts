import { collector, type Diagnostic, isSpan, type Report } from "../diagnostics/index.js";
import { type Expression, type MappingFile, type Statement, walkExpression } from "../grammar/index.js";
import { checkDefinitions, checkUnused } from "./check-definitions.js";
import { checkNames } from "./check-names.js";
import { bodyOf, collectDefinitions, type Definition, type Definitions, findCycles, reachable } from "./definitions.js";
import { checkUnusedUses, type Imported, importDefinitions, type UsedFile } from "./imports.js";
import type { SourceShape } from "./source-shape.js";

/** What the names of a file's definitions mean, its own and those that it uses. */
export interface BoundDefinitions {
  readonly definitions: Definitions;
  /** Those of the file itself that are to be had by their names. */
  readonly own: Definitions;
  /** The names that statements were to define that cannot be read: their uses are no mistakes. */
  readonly lost: ReadonlySet<string>;
  /** Those that cannot be written out, because they contain themselves or lead to one that does. */
  readonly endless: ReadonlySet<Definition>;
  readonly onUse: (definition: Definition) => void;
  /** Reports what no mapping reaches. */
  readonly finish: () => void;
  /** Finds the files of which nothing is needed, and the columns that what is needed of them misses. */
  readonly finishUses: () => readonly Diagnostic[];
}

/** Binds and checks the definitions of a file. */
export function bindDefinitions(
  tree: MappingFile,
  uses: readonly UsedFile[],
  source: SourceShape | null,
  report: Report,
): BoundDefinitions {
  const { definitions: local, all } = collectDefinitions(tree, report);
  const imported = importDefinitions(uses, local.keys(), source, report);
  const definitions = new Map(local);
  // Of two with one name the file's own is the second: it is reported where it stands.
  for (const [name, { definition }] of imported.definitions) definitions.set(name, definition);
  const own = new Map([...local].filter(([name, definition]) => definitions.get(name) === definition));
  const { cycles, endless } = findCycles(definitions);
  const lost = lostNames(tree, imported, definitions);
  checkDefinitions({ all, definitions, lost, cycles, source, report });
  // What a statement that cannot be read uses is not unused.
  const used = new Set<Definition>();
  for (const name of tree.unread.flatMap(({ names }) => names)) {
    const definition = definitions.get(name);
    if (definition !== undefined) used.add(definition);
  }
  return {
    definitions,
    own,
    lost,
    endless,
    onUse: (definition) => used.add(definition),
    finish: () => checkUnused(own, reachable(used, definitions), report),
    finishUses: () => {
      // What an unused definition needs is needed: that it is unused is one mistake.
      const reached = reachable([...used, ...all], definitions);
      const unused = checkUnusedUses(uses, imported, reached);
      return source === null ? unused : [...unused, ...checkColumns(imported, reached, source)];
    },
  };
}

/** With a file of which nothing is known, whatever is called and not known may be of it. */
function lostNames(tree: MappingFile, imported: Imported, definitions: Definitions): ReadonlySet<string> {
  const lost = new Set([...tree.unread.flatMap(({ defines }) => defines), ...imported.lost]);
  if (!imported.isIncomplete) return lost;
  for (const expression of tree.statements.flatMap(expressionsOf)) {
    walkExpression(expression, (one) => {
      if (one.kind === "call" && !definitions.has(one.callee.text)) lost.add(one.callee.text);
      return true;
    });
  }
  return lost;
}

function expressionsOf(statement: Statement): readonly Expression[] {
  switch (statement.kind) {
    case "let":
      return [statement.value];
    case "def":
      return [statement.body];
    case "mapping":
      return [statement.source];
    case "into":
      return statement.mappings.map(({ source }) => source);
    default:
      return [];
  }
}

/** A body that was brought in names columns of whoever uses it; the rest of it was checked in its own file. */
function checkColumns(
  { definitions }: Imported,
  reached: ReadonlySet<Definition>,
  source: SourceShape,
): readonly Diagnostic[] {
  const found: Diagnostic[] = [];
  for (const { definition, from } of definitions.values()) {
    const body = bodyOf(definition);
    if (body === null || !reached.has(definition)) continue;
    const { report: take, diagnostics } = collector();
    const scope = { source, definitions: new Map(), lost: from.library?.lost ?? new Set<string>(), onUse: () => {} };
    checkNames(body.body, { ...scope, parameters: body.own, report: take });
    const { report: known, diagnostics: alone } = collector();
    checkNames(body.body, { ...scope, source: null, parameters: body.own, report: known });
    const told = new Set(alone.map(({ code, place }) => `${code} ${isSpan(place) ? place.start : ""}`));
    const here = from.statement.path.span;
    for (const one of diagnostics) {
      if (told.has(`${one.code} ${isSpan(one.place) ? one.place.start : ""}`)) continue;
      const related = [...one.related, { message: "The file is used here.", place: here }];
      found.push({ ...one, related });
    }
  }
  return found;
}
