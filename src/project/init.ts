import { existsSync } from "node:fs";
import { basename, dirname, relative, resolve, sep } from "node:path";
import { type Diagnostic, diagnostic, hasErrors, isSpan } from "../diagnostics/index.js";
import { samples } from "../diagnostics/samples.js";
import { checkFile, readChunks, shownPath } from "../host/files.js";
import { resolveInProject } from "../host/project-folder.js";
import { openSchemas } from "../host/schema-files.js";
import { readSharedShape, STANDARD_INPUT } from "../io/index.js";
import { positionAt } from "../text/index.js";
import { type DraftColumn, type DraftInput, draftColumns, formatDraft, writeDraft } from "./init-draft.js";
import { loadMapping } from "./load-mapping.js";
import { openProjects } from "./load-project.js";
import { describeClash, type Given, settle } from "./settings.js";

export interface InitInput {
  /** A sample file, or `-` for standard input. */
  readonly sample: string;
  /** A schema file, or FILE#KEY. */
  readonly schema: string;
  /** Where it will be written; undefined for standard output: then paths are from the working folder. */
  readonly output: string | undefined;
  readonly force: boolean;
  readonly given: Given;
}

export type InitResult =
  | {
      readonly kind: "draft";
      readonly text: string;
      readonly columns: number;
      readonly mapped: number;
      /** What a check says of the file as it stands. */
      readonly diagnostics: readonly Diagnostic[];
    }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] }
  | { readonly kind: "misuse"; readonly message: string };

/** More rounds than a draft needs: each leaves out what the check before it found fault with. */
const MOST_ROUNDS = 10;

/**
 * Drafts a first mapping file from a sample and a schema. What is mapped is what matches by name and passes the check;
 * all else is left as comments.
 */
export async function initMapping({ sample, schema, output, force, given }: InitInput): Promise<InitResult> {
  const file = output ?? "draft.xdmap";
  if (output !== undefined && !force && existsSync(output)) {
    return problem(diagnostic(samples.XM5250, null, { path: shownPath(output) }));
  }
  const projects = openProjects();
  const project = await projects.ofFile(file);
  if (project.kind === "problem") return project;
  const { settings, diagnostics } = settle(given, project.project);
  const before = [...project.diagnostics, ...diagnostics];
  if (hasErrors(before)) return { kind: "problem", diagnostics: before };
  const clash = describeClash(settings.sample);
  if (clash !== null) return { kind: "misuse", message: clash };

  const named = nameFiles(sample, schema, file);
  if (named.kind === "problem") return named;
  const schemas = openSchemas();
  const target = await schemas.read(schema, settings.components);
  if (target.schema === null) return { kind: "problem", diagnostics: [...before, ...target.diagnostics] };
  const input = { name: shownPath(sample), open: () => readChunks(sample) };
  const read = await readSharedShape([input], settings.sample, { profile: true });
  if (read.kind === "problem") return problem(read.diagnostic);
  if (read.shape === null) return problem(diagnostic(samples.XM5251, { path: input.name }, { name: input.name }));

  const draft: DraftInput = {
    name: titleOf(output ?? (sample === STANDARD_INPUT ? "mapping" : sample)),
    target: named.target,
    sample: named.sample,
    shape: read.shape,
    schema: target.schema,
  };
  let columns = draftColumns(draft);
  for (let round = 0; ; round++) {
    const { text, lines } = writeDraft(draft, columns);
    const loaded = await loadMapping(file, given, { inputs: [], read: "columns", projects, schemas, text });
    if (loaded.kind === "misuse") return loaded;
    const found = loaded.kind === "problem" ? loaded.diagnostics : loaded.workspace.diagnostics;
    const faults = faultsByColumn(found, lines);
    if (faults.size === 0 || round === MOST_ROUNDS) {
      const mapped = columns.filter(({ mapping }) => mapping !== null).length;
      const ofSample = sample === STANDARD_INPUT ? read.warnings : [];
      const all = [...ofSample, ...found];
      return { kind: "draft", text: formatDraft(text) ?? text, columns: columns.length, mapped, diagnostics: all };
    }
    columns = columns.map((column) => withFault(column, faults.get(column)));
  }
}

function problem(found: Diagnostic): InitResult & { readonly kind: "problem" } {
  return { kind: "problem", diagnostics: [found] };
}

/** A mapping that the check finds fault with is left to a person, with the reason. */
function withFault(column: DraftColumn, fault: Diagnostic | undefined): DraftColumn {
  const { mapping } = column;
  if (fault === undefined || mapping === null) return column;
  const reason = fault.message.replace(/\.$/, "");
  return {
    place: column.place,
    mapping: null,
    remark: `${column.remark}, but check says ${fault.code}: ${reason}`,
    choices: [`${mapping.expression} -> ${mapping.path}`],
  };
}

function faultsByColumn(
  found: readonly Diagnostic[],
  lines: ReadonlyMap<number, DraftColumn>,
): ReadonlyMap<DraftColumn, Diagnostic> {
  const faults = new Map<DraftColumn, Diagnostic>();
  for (const one of found) {
    if (one.severity === "info" || !isSpan(one.place)) continue;
    const column = lines.get(positionAt(one.place.file, one.place.start).line - 1);
    if (column !== undefined && !faults.has(column)) faults.set(column, one);
  }
  return faults;
}

type NamedFiles =
  | { readonly kind: "named"; readonly sample: string | null; readonly target: string }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** The paths as the new file names them. It could not read what lies outside of its project. */
function nameFiles(sample: string, schema: string, file: string): NamedFiles {
  const hash = schema.indexOf("#");
  const schemaFile = hash > 0 && checkFile(schema).kind !== "ok" ? schema.slice(0, hash) : schema;
  const found: Diagnostic[] = [];
  for (const path of sample === STANDARD_INPUT ? [schemaFile] : [sample, schemaFile]) {
    const there = checkFile(path);
    const resolved = resolveInProject(pathFrom(file, path), file);
    if (there.kind === "problem") found.push(there.diagnostic);
    else if (resolved.kind === "problem") found.push(resolved.diagnostic);
  }
  if (found.length > 0) return { kind: "problem", diagnostics: found };
  return {
    kind: "named",
    sample: sample === STANDARD_INPUT ? null : pathFrom(file, sample),
    target: `${pathFrom(file, schemaFile)}${schema.slice(schemaFile.length)}`,
  };
}

function pathFrom(file: string, path: string): string {
  const way = relative(dirname(resolve(file)), resolve(path));
  return sep === "/" ? way : way.replaceAll(sep, "/");
}

/** `shopify_orders.csv.gz` is `Shopify orders`. */
function titleOf(path: string): string {
  const base = basename(path).replace(/(?<=.)\.(?:xdmap|gz|csv|tsv|txt|json|ndjson|jsonl)$/i, "");
  const stem = base.replace(/(?<=.)\.(?:csv|tsv|txt|json|ndjson|jsonl)$/i, "");
  const words = stem.replace(/[_\s-]+/g, " ").trim() || stem;
  return words.charAt(0).toUpperCase() + words.slice(1);
}
