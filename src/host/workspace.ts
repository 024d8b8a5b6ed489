import {
  blameDelimiter,
  compileMapping,
  isSchemaId,
  type Program,
  type SourceShape,
  type UsedFile,
} from "../compiler/index.js";
import { diagnostic } from "../diagnostics/define.js";
import type { Diagnostic, Place } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import { type MappingFile, parseMapping, type StringLiteral } from "../grammar/index.js";
import {
  type BlockOptions,
  type Bytes,
  labelOfSample,
  openSamples,
  openSamplesInBlocks,
  readSharedShape,
  type Sample,
  type SampleInput,
  type SampleOptions,
  type SamplesInBlocks,
  STANDARD_INPUT,
} from "../io/index.js";
import { applyLevels, type LintSettings, lintProgram } from "../lint/index.js";
import type { XdmSchema } from "../schema/index.js";
import { createSourceFile, type SourceFile } from "../text/index.js";
import { checkFile, readChunks, readText, shownPath, sizeOf } from "./files.js";
import { type Libraries, openLibraries } from "./libraries.js";
import { refuseOther } from "./mapping-file.js";
import { resolveInProject } from "./project-folder.js";
import { openSchemas, type Schemas } from "./schema-files.js";

/** What a mapping is loaded with. */
export interface LoadOptions {
  /** Folders of XDM components, for a target that is a composition. */
  readonly components: readonly string[];
  /** The sandbox's tenant (`_acme`), for `_{TENANT_ID}`. */
  readonly tenant: string | null;
  /** Samples that take the place of the ones the file names; `-` is standard input. */
  readonly inputs: readonly string[];
  readonly sample: SampleOptions;
  /**
   * Open the samples for their rows, one by one or in blocks, or read no more than their columns. A checkout may lack samples
   * for the latter.
   */
  readonly read: "rows" | "blocks" | "columns";
  /** For blocks: where their memory comes from. */
  readonly memory?: BlockOptions | undefined;
  /** Told of the bytes of samples as they are read. */
  readonly onRead?: ((bytes: number) => void) | undefined;
  /** What has been read of schemas, where a command loads several mappings. */
  readonly schemas?: Schemas | undefined;
  /** The files of definitions that have been read, where a command loads several mappings. */
  readonly libraries?: Libraries | undefined;
  /** The levels and options of rules. */
  readonly lint: LintSettings;
  /** The mapping file's text, where it is to be another than the file's. */
  readonly text?: string | undefined;
}

/** A mapping file with everything that it names. */
export interface Workspace {
  readonly file: SourceFile;
  readonly tree: MappingFile;
  /** What its `use` statements lead to. */
  readonly uses: readonly UsedFile[];
  readonly program: Program;
  readonly schema: XdmSchema | null;
  /** The rows to map, where they were asked for and there is a sample. */
  readonly sample: Sample | null;
  /** The same in blocks, where these were asked for. */
  readonly samples: SamplesInBlocks | null;
  /** What the samples are called, in their order: rows tell by a number which they are in. */
  readonly sampleNames: readonly string[];
  /** How many bytes the samples have, as far as that is known before they are read. */
  readonly sampleSize: number;
  /** The files that it is made of: the mapping, what it uses, the schema and the samples; not standard input. */
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

export type Loaded =
  | { readonly kind: "workspace"; readonly workspace: Workspace }
  /** The mapping file itself could not be read. */
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/** Reads a mapping file, the schema and the head of the samples that it names, and compiles it. */
export async function loadWorkspace(path: string, options: LoadOptions): Promise<Loaded> {
  const read = options.text === undefined ? await readText(path) : { kind: "ok" as const, value: options.text };
  if (read.kind === "problem") return { kind: "problem", diagnostics: [read.diagnostic] };
  const other = refuseOther(path);
  if (other !== null) return { kind: "problem", diagnostics: [other] };
  const file = createSourceFile(shownPath(path), read.value);
  const { tree, diagnostics: syntax } = parseMapping(file);
  const target = await loadTarget(path, tree, options);
  const source = await loadSource(path, tree, options);
  const used = await (options.libraries ?? openLibraries()).usesOf(path, tree);
  const compiled = compileMapping({
    tree,
    uses: used.uses,
    schema: target.schema,
    sample: source.shape,
    tenant: options.tenant,
    inspect: (program, found) => lintProgram({ tree, program, found, settings: options.lint }),
  });
  const ofMappings = applyLevels([...compiled.diagnostics, ...used.diagnostics], options.lint);
  return {
    kind: "workspace",
    workspace: {
      file,
      tree,
      uses: used.uses,
      program: compiled.program,
      schema: target.schema,
      sample: source.sample,
      samples: source.samples,
      sampleNames: source.names,
      sampleSize: source.size,
      files: [path, ...used.files, ...target.files, ...source.files],
      diagnostics: [
        ...syntax,
        ...target.diagnostics,
        ...blameDelimiter(source.diagnostics, ofMappings, isDeclared(tree)),
      ],
    },
  };
}

interface Target {
  readonly schema: XdmSchema | null;
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

async function loadTarget(
  path: string,
  tree: MappingFile,
  { components, schemas }: Pick<LoadOptions, "components" | "schemas">,
): Promise<Target> {
  const header = tree.statements.find((statement) => statement.kind === "target-header");
  if (header?.kind !== "target-header") return { schema: null, files: [], diagnostics: [] };
  const { value, span } = header.path;
  if (isSchemaId(value)) {
    return { schema: null, files: [], diagnostics: [diagnostic(names.XM2049, span, { id: value })] };
  }
  const hash = value.indexOf("#");
  const resolved = resolveInProject(hash > 0 ? value.slice(0, hash) : value, path, span);
  if (resolved.kind === "problem") return { schema: null, files: [], diagnostics: [resolved.diagnostic] };
  const there = checkFile(resolved.value, span);
  if (there.kind === "problem") return { schema: null, files: [], diagnostics: [there.diagnostic] };
  const reference = `${resolved.value}${hash > 0 ? value.slice(hash) : ""}`;
  const read = await (schemas ?? openSchemas()).read(reference, components);
  return { ...read, files: [resolved.value] };
}

interface Source {
  readonly shape: SourceShape | null;
  readonly sample: Sample | null;
  readonly samples: SamplesInBlocks | null;
  readonly names: readonly string[];
  readonly size: number;
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
}

/** The samples of the command line, or else of the file: whether each is there, and what columns they have in common. */
async function loadSource(path: string, tree: MappingFile, options: LoadOptions): Promise<Source> {
  const { inputs, size, files, diagnostics } = findSamples(path, tree, options);
  const names = inputs.map(({ name }) => labelOfSample(name));
  const nothing = { shape: null, sample: null, samples: null, names, size, files };
  if (inputs.length === 0) return { ...nothing, diagnostics };
  if (options.read === "rows") {
    const opened = await openSamples(inputs, options.sample);
    if (opened.kind === "problem") return { ...nothing, diagnostics: [...diagnostics, opened.diagnostic] };
    const { shape, warnings } = opened;
    return { ...nothing, shape, sample: opened, diagnostics: [...diagnostics, ...warnings] };
  }
  if (options.read === "blocks") {
    const opened = await openSamplesInBlocks(inputs, options.sample, options.memory);
    if (opened.kind === "problem") return { ...nothing, diagnostics: [...diagnostics, opened.diagnostic] };
    const { shape, warnings } = opened;
    return { ...nothing, shape, samples: opened, diagnostics: [...diagnostics, ...warnings] };
  }
  // Standard input can be read only once, so its columns come with its rows.
  const read = await readSharedShape(
    inputs.filter(({ name }) => name !== STANDARD_INPUT),
    options.sample,
    { profile: true },
  );
  if (read.kind === "problem") return { ...nothing, diagnostics: [...diagnostics, read.diagnostic] };
  return { ...nothing, shape: read.shape, diagnostics: [...diagnostics, ...read.warnings] };
}

/** Whether the columns are the \`source\` block's to say. */
function isDeclared(tree: MappingFile): boolean {
  return tree.statements.some(({ kind }) => kind === "source-block");
}

function findSamples(
  path: string,
  tree: MappingFile,
  options: LoadOptions,
): {
  readonly inputs: readonly SampleInput[];
  readonly size: number;
  readonly files: readonly string[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const diagnostics: Diagnostic[] = [];
  const inputs: SampleInput[] = [];
  const files: string[] = [];
  let size = 0;
  const add = (name: string, place: Place) => {
    const there = checkFile(name, place);
    if (there.kind === "problem") {
      diagnostics.push(there.diagnostic);
      return;
    }
    size += sizeOf(name);
    if (name !== STANDARD_INPUT) files.push(name);
    inputs.push({ name: shownPath(name), open: () => tellBytes(readChunks(name), options.onRead) });
  };
  for (const name of options.inputs) add(name, null);
  if (options.inputs.length > 0) return { inputs, size, files, diagnostics };
  for (const { value, span } of namedSamples(tree)) {
    const resolved = resolveInProject(value, path, span);
    if (resolved.kind === "ok") add(resolved.value, span);
    else diagnostics.push(resolved.diagnostic);
  }
  // With a `source` block a checkout without the (private) sample can still be checked.
  if (options.read === "rows" || !isDeclared(tree) || inputs.length > 0) {
    return { inputs, size, files, diagnostics };
  }
  return {
    inputs,
    size,
    files,
    diagnostics: diagnostics.map((finding) => (finding.code === "XM5200" ? { ...finding, severity: "info" } : finding)),
  };
}

/** The same bytes; who asked is told how many are read. */
function tellBytes(bytes: Bytes, onRead: LoadOptions["onRead"]): Bytes {
  if (onRead === undefined) return bytes;
  const { randomAccess } = bytes;
  return { [Symbol.asyncIterator]: () => told(), ...(randomAccess === undefined ? {} : { randomAccess }) };

  async function* told(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      onRead?.(chunk.length);
      yield chunk;
    }
  }
}

function namedSamples(tree: MappingFile): readonly StringLiteral[] {
  return tree.statements.flatMap((statement) => (statement.kind === "sample-header" ? statement.paths : []));
}
