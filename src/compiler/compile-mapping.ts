import { collector, type Diagnostic, isSpan, type Report } from "../diagnostics/index.js";
import { lint } from "../diagnostics/lint.js";
import { names } from "../diagnostics/names.js";
import type { Mapping, MappingFile, TargetPath } from "../grammar/index.js";
import type { XdmSchema } from "../schema/index.js";
import { spanText } from "../text/index.js";
import { bindDefinitions } from "./bind-definitions.js";
import { checkNames } from "./check-names.js";
import { checkObjectCopies } from "./check-object-copies.js";
import { checkTests } from "./check-tests.js";
import { isTooDeep } from "./expression-depth.js";
import { checkColumnsKnown, checkCompleteness, checkDelta, collectHeaders, targetId } from "./headers.js";
import type { UsedFile } from "./imports.js";
import { checkImpureLets } from "./impure-lets.js";
import type { LetExpansion } from "./inline.js";
import { explainLets } from "./left-behind-lets.js";
import { lowerMapping, type MappingScope } from "./lower.js";
import type { Program, ProgramMapping } from "./program.js";
import { isSameExpression } from "./same-expression.js";
import { shapeOfBlock } from "./source-block.js";
import type { SourceShape } from "./source-shape.js";
import { applySuppressions, silence } from "./suppressions.js";
import { targetScope } from "./targets.js";
import { foldUnknownColumns } from "./unknown-columns.js";
import { withItsLine } from "./whole-lines.js";

/** A parsed file with all that it is checked against; what is null is not checked. */
export interface CompileInput {
  readonly tree: MappingFile;
  /** What the `target` statement names, or null where it could not be read: then targets are not checked. */
  readonly schema: XdmSchema | null;
  /** The columns of the sample, or null without one. A `source` block goes before it. */
  readonly sample: SourceShape | null;
  /** The sandbox's tenant (`acme` or `_acme`), for `_{TENANT_ID}`; without it, the schema's. */
  readonly tenant?: string | null;
  /** What its `use` statements lead to, in their order. */
  readonly uses?: readonly UsedFile[];
  /** Adds what else is to be said of the program (`lintProgram` of the rules), before suppressions are looked at. */
  readonly inspect?: (program: Program, found: readonly Diagnostic[]) => readonly Diagnostic[];
}

/** What a file was compiled to, and what is to be said of it. */
export interface Compilation {
  /** Of what could be compiled: mappings that could not be read or written out are not in it. */
  readonly program: Program;
  /** By place. */
  readonly diagnostics: readonly Diagnostic[];
}

/** Binds names, checks, and compiles a file's sugar away. Never throws for what the file says. */
export function compileMapping({ tree, schema, sample, tenant = null, uses = [], inspect }: CompileInput): Compilation {
  const { report, diagnostics } = collector();
  const headers = collectHeaders(tree, report);
  checkCompleteness(tree, headers, report);
  const source = headers.source === null ? sample : shapeOfBlock(headers.source, sample, report);
  const delta = checkDelta(headers.delta, source, report);
  const { definitions, lost, endless, onUse, finish, finishUses } = bindDefinitions(tree, uses, source, report);

  const mappings = mappingsOf(tree);
  if (source === null && mappings.length > 0) checkColumnsKnown(tree, headers, report);
  const scope: MappingScope = {
    source,
    definitions,
    endless,
    targets: targetScope(schema, tenant),
    rowsUnread: sample !== null && sample.profile === undefined,
    report,
  };
  const compiled: ProgramMapping[] = [];
  const lets: LetExpansion[] = [];
  for (const { mapping, prefix } of mappings) {
    if (isTooDeep(mapping.source)) {
      report(lint.XM4002, mapping.source.span, { length: null, part: null });
      continue;
    }
    checkNames(mapping.source, { source, definitions, lost, parameters: new Set(), report, onUse });
    const lowered = lowerMapping(mapping, prefix, scope);
    for (const one of lowered.lets) lets.push(one);
    if (lowered.mapping !== null) compiled.push(lowered.mapping);
  }
  checkImpureLets(lets, definitions, report);
  checkDuplicates(compiled, report);
  checkObjectCopies(compiled, report);
  checkTests(tree, { source, targets: scope.targets, report });
  if (mappings.length > 0) finish();
  for (const one of finishUses()) diagnostics.push(one);

  const program: Program = {
    name: headers.mapping?.name.value ?? null,
    description: headers.mapping?.description?.text ?? null,
    schema,
    schemaId: schema?.id ?? targetId(headers.target),
    source,
    delta,
    mappings: compiled,
  };
  const all = inspect?.(program, diagnostics) ?? diagnostics;
  const kept = explainLets(silenceUsed(uses, applySuppressions(tree, withoutRepeats(all))), uses);
  return { program, diagnostics: sortByPlace(foldUnknownColumns(kept, program), tree) };
}

interface PlacedMapping {
  readonly mapping: Mapping;
  /** The path of the `into` around it. */
  readonly prefix: TargetPath | null;
}

function mappingsOf(tree: MappingFile): PlacedMapping[] {
  return tree.statements.flatMap((statement): PlacedMapping[] => {
    if (statement.kind === "mapping") return [{ mapping: statement, prefix: null }];
    if (statement.kind !== "into") return [];
    return statement.mappings.map((mapping) => ({ mapping, prefix: statement.target }));
  });
}

function checkDuplicates(mappings: readonly ProgramMapping[], report: Report): void {
  const first = new Map<string, ProgramMapping>();
  for (const mapping of mappings) {
    const { path, target } = mapping;
    const earlier = first.get(path);
    if (earlier === undefined) {
      first.set(path, mapping);
      continue;
    }
    const related = [{ message: `${path} is first written here.`, place: earlier.target.span }];
    const same = isSameExpression(mapping.expression, earlier.expression);
    const fixes =
      same && isOnlyThat(mapping)
        ? [{ title: "Remove the second", safe: true, edits: [{ span: withItsLine(mapping.span), text: "" }] }]
        : [];
    report(names.XM2010, target.span, { path, same }, { related, fixes });
  }
}

/** Nothing else is lost with it: it is alone on its lines, and has nothing of its own. */
function isOnlyThat({ span, identity, name, description }: ProgramMapping): boolean {
  const isBare = identity === null && name === null && description === null;
  return isBare && withItsLine(span) !== span && !/\/\/|\/\*|##/.test(spanText(span));
}

/** A definition that is written out several times is judged each time; the reader needs it once. */
function withoutRepeats(diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const seen = new Set<string>();
  return diagnostics.filter(({ code, place, message }) => {
    const where = isSpan(place) ? `${place.file.path} ${place.start}-${place.end}` : "";
    const key = `${code} ${where} ${message}`;
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

/** What is found in a file that is used is silenced there. */
function silenceUsed(uses: readonly UsedFile[], diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const trees = new Set(uses.flatMap(({ library }) => library?.trees ?? []));
  return [...trees].reduce((left, tree) => silence(tree, left), diagnostics);
}

/** Findings without a place first, then in the order of the text; those in files that are used come last. */
function sortByPlace(diagnostics: readonly Diagnostic[], { span }: MappingFile): readonly Diagnostic[] {
  const at = ({ place }: Diagnostic): number => (isSpan(place) ? place.start : -1);
  const isElsewhere = ({ place }: Diagnostic): number => (isSpan(place) && place.file !== span.file ? 1 : 0);
  return diagnostics.toSorted((a, b) => isElsewhere(a) - isElsewhere(b) || at(a) - at(b));
}
