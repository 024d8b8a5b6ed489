import { dirname } from "node:path";
import { emitMappingSet, isSchemaId, type Program, silence } from "../compiler/index.js";
import { deployments } from "../diagnostics/deployments.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { platformPreviews } from "../diagnostics/platform-preview.js";
import { samples as sampleCodes } from "../diagnostics/samples.js";
import { checkWritable, isSameFile, readText, shownPath, writeWhole } from "../host/files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { createTimeLimit } from "../host/time-limit.js";
import type { Workspace } from "../host/workspace.js";
import { describeProblem } from "../platform/describe-problem.js";
import type { Problem } from "../platform/problem.js";
import {
  type Comparison,
  createMask,
  describeRequests,
  LARGEST_REQUEST,
  type LeftOutWhy,
  previewRemotely,
  printComparison,
  type RowPair,
  recordCases,
  renderComparison,
  type SentRow,
  sentRow,
  showPair,
} from "../platform/remote-preview/index.js";
import { type Deployment, loadMapping, openDeployment, openProjects } from "../project/index.js";
import { SANDBOX_NAME } from "../project/sandbox-name.js";
import { columnsOf } from "../runtime/batch.js";
import { chooseRows, planWindow, readWindow } from "../runtime/index.js";
import { nearest } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT, type Exit } from "./exit.js";
import { givenBy, type MappingOptions } from "./mapping-options.js";
import type { Output } from "./output.js";
import { openPlatform, type PlatformHost } from "./platform-options.js";
import { type ChoiceOptions, readChoice } from "./preview-choice.js";

export interface RemoteOptions extends MappingOptions, ChoiceOptions {
  readonly input: readonly string[];
  readonly windowStart?: string;
  readonly windowEnd?: string;
  readonly rowTimeout: number;
  readonly now?: Date;
  readonly strict?: boolean;
  readonly format?: "table" | "json";
  readonly sandbox?: string;
  readonly schemaId?: string;
  /** In which form rows are sent; a list, and where that is refused row by row, if left out. */
  readonly data?: "list" | "object";
  readonly record?: string;
  /** Columns whose letters and digits are changed before anything is sent. */
  readonly mask?: readonly string[];
  readonly verbose?: boolean;
  readonly deadline?: number;
}

/** No more rows are sent. */
const MOST_ROWS = 100;
/** How many are sent where nothing is said. */
const USUAL_ROWS = 10;

export type RemoteHost = PlatformHost & {
  readonly output: Output;
  /** Of xdmap. */
  readonly version: string;
};

interface Prepared {
  readonly workspace: Workspace;
  readonly program: Program;
  readonly mappingSet: object;
  readonly rows: readonly SentRow[];
  readonly strict: boolean;
  readonly findings: readonly Diagnostic[];
  /** Columns. */
  readonly masked: readonly string[];
  /** What is told beside how many rows were sent. */
  readonly notes: readonly string[];
}

type Step<T> = { readonly kind: "ok"; readonly value: T } | { readonly kind: "ended"; readonly exit: Exit };

/** Has some rows of a sample mapped by Data Prep too, and shows where it does otherwise than xdmap. */
export async function previewOnPlatform(path: string, options: RemoteOptions, host: RemoteHost): Promise<Exit> {
  const { output } = host;
  if ((options.limit ?? 0) > MOST_ROWS) {
    return misuse(output, `--limit ${options.limit} is more than the ${MOST_ROWS} rows that --remote sends at most.`);
  }
  if (options.record !== undefined) {
    if (options.record === "-") return misuse(output, "--record names a file: standard output is for the comparison.");
    const unwritable = checkWritable(options.record);
    if (unwritable !== null) return refuse(output, [unwritable]);
    if (!(await isReplaceable(options.record))) {
      return misuse(
        output,
        `${options.record} holds something else than cases, and would be replaced. Remove it first.`,
      );
    }
  }
  const sandbox = await chooseSandbox(path, options, host);
  if (sandbox.kind === "ended") return sandbox.exit;
  const prepared = await prepare(path, options, sandbox.value, output);
  if (prepared.kind === "ended") return prepared.exit;
  const { workspace, program, rows, mappingSet, strict, findings } = prepared.value;
  const { name, folder } = sandbox.value;
  const opened = await openPlatform(folder, name, { ...options, project: folder }, host);
  if (opened.kind === "ended") return opened.exit;
  const services = servicesAt(options.now);
  const timeLimit = createTimeLimit(options.rowTimeout * 1000);
  const { mappingSets: service } = opened.platform;
  const form = options.data ?? null;
  const preview = await previewRemotely(program, rows, { services, strict, timeLimit, service, mappingSet, form });
  if (host.signal?.aborted === true) return EXIT.interrupted;
  if (preview.kind === "problem") {
    output.findings([...findings, describeRefusal(preview.problem, rows.length)]);
    return EXIT.platform;
  }
  if (preview.kind === "too-large") {
    const { row, bytes } = preview;
    const found = { line: row?.line ?? null, bytes, most: LARGEST_REQUEST };
    return refuse(output, [...findings, diagnostic(platformPreviews.XM7651, null, found)]);
  }
  const { comparison, pairs, requests, misplaced } = preview;
  const notes = [describeRequests(requests, rows.length), `to the sandbox ${printable(name)}`, ...prepared.value.notes];
  output.note(`${notes.join(", ")}\n`);
  await output.data(
    options.format === "json"
      ? printComparison(comparison, { sandbox: name, requests, masked: prepared.value.masked })
      : renderComparison(comparison, { width: output.width, palette: output.palette }),
  );
  if (strict && comparison.rows.differing > 0) {
    output.note(
      "Expressions are strict here, and lenient in Data Prep as far as is known: --no-strict compares like with like.\n",
    );
  }
  const date = new Date((host.clock ?? Date.now)()).toISOString().slice(0, 10);
  const recorded =
    options.record === undefined
      ? []
      : await record(options.record, { workspace, program, pairs }, { services, strict, version: host.version, date });
  const order =
    misplaced === 0 ? [] : [diagnostic(platformPreviews.XM7656, null, { answers: misplaced, rows: rows.length })];
  const found = [...findings, ...recorded, ...order, ...judge(comparison)];
  output.findings(found);
  return hasErrors(found) ? EXIT.errors : EXIT.fine;
}

/** Whether nothing is lost where cases take the place of a file: it has cases, or nothing. */
async function isReplaceable(path: string): Promise<boolean> {
  // A pipe or a device is written to.
  if (!isSameFile(path, path)) return true;
  const read = await readText(path);
  return read.kind === "ok" && /^\s*$|^\s*\{[^\n]*"expr"\s*:/.test(read.value);
}

interface ChosenSandbox {
  readonly name: string;
  /** Where a `.env` may be. */
  readonly folder: string;
  readonly deployment: Deployment | null;
}

/** As for flows; without an xdmap.yaml, `--sandbox` or `XDMAP_SANDBOX` says which one is meant. */
async function chooseSandbox(
  path: string,
  { sandbox }: RemoteOptions,
  { env, output }: RemoteHost,
): Promise<Step<ChosenSandbox>> {
  const folder = dirname(path);
  const opened = await openDeployment({ folder, sandbox, env });
  if (opened.kind === "deployment") {
    const { deployment } = opened;
    return { kind: "ok", value: { name: deployment.sandbox, folder: deployment.folder, deployment } };
  }
  if (opened.kind === "misuse") return ended(misuse(output, opened.message));
  if (opened.diagnostics.some(({ code }) => code !== deployments.XM6138.code)) {
    return ended(refuse(output, opened.diagnostics));
  }
  const name = sandbox ?? env["XDMAP_SANDBOX"] ?? "";
  if (name === "") return ended(misuse(output, "Say which sandbox is meant, by --sandbox or XDMAP_SANDBOX."));
  if (!SANDBOX_NAME.test(name)) return ended(misuse(output, `'${name}' is no name of a sandbox.`));
  return { kind: "ok", value: { name, folder, deployment: null } };
}

/** The mapping set and the rows, as they are sent. */
async function prepare(
  path: string,
  options: RemoteOptions,
  { deployment }: ChosenSandbox,
  output: Output,
): Promise<Step<Prepared>> {
  const window = readWindow(options.windowStart, options.windowEnd);
  if ("problem" in window) return ended(refuse(output, [window.problem], EXIT.usage));
  const projects = deployment?.projects ?? openProjects();
  const loaded = await loadMapping(path, givenBy(options), { inputs: options.input, read: "rows", projects });
  if (loaded.kind === "misuse") return ended(misuse(output, loaded.message));
  if (loaded.kind === "problem") return ended(refuse(output, loaded.diagnostics));
  const { workspace, settings } = loaded;
  const { record: recordFile } = options;
  if (recordFile !== undefined && workspace.files.some((one) => isSameFile(one, recordFile))) {
    return ended(misuse(output, `${recordFile} is one of the files that the preview reads; it would be replaced.`));
  }
  const ofFile = workspace.diagnostics.filter(({ severity }) => severity !== "info");
  if (hasErrors(ofFile)) return ended(refuse(output, ofFile));
  const { sample } = workspace;
  if (sample === null) {
    return ended(refuse(output, [...ofFile, diagnostic(sampleCodes.XM5241, null, { file: workspace.file.path })]));
  }
  const read = readChoice(options, workspace);
  if (read.kind === "misuse") return ended(refuse(output, [...ofFile, ...read.findings], EXIT.usage));
  const { program, choice } = read;
  const schemaId = options.schemaId ?? schemaOfFlow(path, deployment);
  const emitted = emitMappingSet(program, "current", { schemaId });
  // That identities are not in this form concerns nothing that a preview shows.
  const unsendable = silence(workspace.tree, emitted.diagnostics).filter(({ severity }) => severity === "error");
  const findings = [...ofFile, ...read.findings, ...unsendable];
  if (emitted.payload === null || hasErrors(findings)) return ended(refuse(output, findings));
  const limit = options.limit ?? (options.rows === undefined && options.sample === undefined ? USUAL_ROWS : MOST_ROWS);
  // Whoever chose more rows than are sent is told; that takes one more, to see whether there are others.
  const looksOn = options.limit === undefined && limit === MOST_ROWS;
  const chosen =
    choice === null
      ? null
      : chooseRows(program, sample.events, choice, {
          ...window,
          strict: settings.strict,
          limit: limit + (looksOn ? 1 : 0),
          services: servicesAt(options.now),
          timeLimit: createTimeLimit(options.rowTimeout * 1000),
        });
  if (chosen?.kind === "problem") return ended(refuse(output, [...findings, chosen.diagnostic]));
  const planned = planWindow(program.delta, window.window);
  if ("problem" in planned) return ended(refuse(output, [...findings, planned.problem]));
  const columns = [...(sample.shape?.columns.keys() ?? []), ...columnsOf(program)];
  const masked = readMasked(options.mask ?? [], columns);
  if ("unknown" in masked) {
    const { unknown } = masked;
    const near = nearest(unknown, columns);
    const advice = near === undefined ? "" : ` Did you mean '${near}'?`;
    return ended(misuse(output, `--mask names '${unknown}', and the rows have no such column.${advice}`));
  }
  const masking = masked.columns.size === 0 ? null : { columns: masked.columns, mask: createMask(Math.random) };
  const rows: SentRow[] = [];
  let isCut = false;
  for await (const event of chosen?.chosen.events ?? sample.events) {
    if (event.kind === "problem") return ended(refuse(output, [...findings, event.diagnostic]));
    if (!planned.placeOf(event.row).inside) continue;
    isCut = rows.length === limit;
    if (isCut) break;
    rows.push(sentRow(event.row, columns, masking));
    if (rows.length === limit && !looksOn) break;
  }
  const all = [...findings, ...(chosen?.chosen.findings() ?? [])];
  if (rows.length === 0) {
    const nothing = diagnostic(platformPreviews.XM7655, null, { file: workspace.file.path });
    return ended(refuse(output, [...all, nothing]));
  }
  const { payload: mappingSet } = emitted;
  const notes = [
    ...(isCut ? [`the first ${MOST_ROWS} of those chosen`] : []),
    ...(masking === null
      ? []
      : [`${masked.columns.size === 1 ? "1 column" : `${masked.columns.size} columns`} masked`]),
  ];
  const value = { workspace, program, mappingSet, rows, strict: settings.strict, findings: all, notes };
  return { kind: "ok", value: { ...value, masked: [...masked.columns] } };
}

/** The columns that are masked: by their names, with commas between several, or all by `*`. */
function readMasked(
  given: readonly string[],
  columns: readonly string[],
): { readonly columns: ReadonlySet<string> } | { readonly unknown: string } {
  const known = new Set(columns);
  const wanted = given.flatMap((name) => (known.has(name) ? [name] : name.split(",").map((each) => each.trim())));
  const unknown = wanted.find((name) => name !== "*" && !known.has(name));
  if (unknown !== undefined) return { unknown };
  return { columns: wanted.includes("*") ? known : new Set(wanted) };
}

/** A body that is too large is no fault of xdmap's requests, as other refusals of their form are. */
function describeRefusal(problem: Problem, rows: number): Diagnostic {
  return problem.status === 413
    ? diagnostic(platformPreviews.XM7657, null, { rows })
    : describeProblem(problem, "previewing the rows");
}

/** The schema that the flows of a mapping name by its id, where they agree. */
function schemaOfFlow(path: string, deployment: Deployment | null): string | null {
  const ids = [...(deployment?.flows.values() ?? [])].flatMap(({ mappingPath, schema }) =>
    schema !== undefined && isSchemaId(schema.value) && isSameFile(mappingPath, path) ? [schema.value] : [],
  );
  return new Set(ids).size === 1 ? (ids[0] ?? null) : null;
}

const WHY: Readonly<Record<LeftOutWhy, string>> = {
  changes: "another run gives another value",
  object: "it is an object",
  depends: "what its row has is not what its expression gives by itself",
  unwritten: "its source cannot be written as an expression",
  context: "its row has an object with the key `$java`, which stands for a number of Java in a case",
};

/** Writes the cases, and says what is in them and what is not. */
async function record(
  file: string,
  { program, pairs }: { readonly workspace: Workspace; readonly program: Program; readonly pairs: readonly RowPair[] },
  options: Parameters<typeof recordCases>[2],
): Promise<readonly Diagnostic[]> {
  const { lines, leftOut } = recordCases(program, pairs, options);
  const written = await writeWhole(file, lines.map((line) => `${line}\n`).join(""));
  if (written.kind === "problem") return [written.diagnostic];
  const told = { file: shownPath(file), cases: lines.length, rows: pairs.length };
  const whys = [...new Set(leftOut.values())];
  return [
    diagnostic(platformPreviews.XM7652, null, told),
    ...whys.map((why) => {
      const paths = [...leftOut].flatMap(([path, of]) => (of === why ? [path] : []));
      return diagnostic(platformPreviews.XM7654, null, { paths, why: WHY[why] });
    }),
  ];
}

function judge({ targets, rows }: Comparison): readonly Diagnostic[] {
  const differing = targets.filter((target) => target.differing > 0);
  const [first] = differing;
  if (first === undefined) return [];
  const [example] = first.examples;
  const [here, there] = example === undefined ? ["", ""] : showPair(example.here, example.there, 60);
  const found = {
    targets: differing.length,
    rows: rows.differing,
    of: rows.compared,
    first: first.path,
    example: example === undefined ? "" : `in line ${example.line} here ${here}, there ${there}`,
  };
  return [diagnostic(platformPreviews.XM7650, null, found)];
}

function servicesAt(now: Date | undefined) {
  return now === undefined ? nodeServices() : fixedServices({ now, seed: "xdmap" });
}

function misuse(output: Output, message: string): Exit {
  output.note(`error: ${printable(message)}\n`);
  return EXIT.usage;
}

function refuse(output: Output, findings: readonly Diagnostic[], exit: Exit = EXIT.errors): Exit {
  output.findings(findings);
  return exit;
}

function ended(exit: Exit): { readonly kind: "ended"; readonly exit: Exit } {
  return { kind: "ended", exit };
}
