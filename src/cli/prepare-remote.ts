import { dirname } from "node:path";
import { emitMappingSet, isSchemaId, type Program, silence } from "../compiler/index.js";
import { deployments } from "../diagnostics/deployments.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { platformPreviews } from "../diagnostics/platform-preview.js";
import { samples as sampleCodes } from "../diagnostics/samples.js";
import { isSameFile } from "../host/files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { createTimeLimit } from "../host/time-limit.js";
import { createMask, type SentRow, sentRow } from "../platform/remote-preview/index.js";
import { type Deployment, loadMapping, openDeployment, openProjects } from "../project/index.js";
import { SANDBOX_NAME } from "../project/sandbox-name.js";
import { columnsOf } from "../runtime/batch.js";
import { chooseRows, planWindow, readWindow } from "../runtime/index.js";
import { nearest } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT, type Exit } from "./exit.js";
import { givenBy, type MappingOptions } from "./mapping-options.js";
import type { Output } from "./output.js";
import type { PlatformHost } from "./platform-options.js";
import { type ChoiceOptions, readChoice } from "./preview-choice.js";

/** What a comparison with Data Prep is asked for beside what every preview is. */
export interface RemoteChoice {
  readonly remote?: boolean;
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

export interface RemoteOptions extends MappingOptions, ChoiceOptions, RemoteChoice {
  readonly input: readonly string[];
  readonly windowStart?: string;
  readonly windowEnd?: string;
  readonly rowTimeout: number;
  readonly now?: Date;
  readonly strict?: boolean;
  readonly format?: "table" | "json";
}

/** No more rows are sent. */
export const MOST_ROWS = 100;
/** How many are sent where nothing is said. */
const USUAL_ROWS = 10;

export type RemoteHost = PlatformHost & {
  readonly output: Output;
  /** Of xdmap. */
  readonly version: string;
};

export interface Prepared {
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

export interface ChosenSandbox {
  readonly name: string;
  /** Where a `.env` may be. */
  readonly folder: string;
  readonly deployment: Deployment | null;
}

/** As for flows; without an xdmap.yaml, `--sandbox` or `XDMAP_SANDBOX` says which one is meant. */
export async function chooseSandbox(
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
export async function prepareRows(
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
    rows.push(sentRow(event.row, columns, masking, workspace.sampleNames));
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
  const value = { program, mappingSet, rows, strict: settings.strict, findings: all, notes };
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

/** The schema that the flows of a mapping name by its id, where they agree. */
function schemaOfFlow(path: string, deployment: Deployment | null): string | null {
  const ids = [...(deployment?.flows.values() ?? [])].flatMap(({ mappingPath, schema }) =>
    schema !== undefined && isSchemaId(schema.value) && isSameFile(mappingPath, path) ? [schema.value] : [],
  );
  return new Set(ids).size === 1 ? (ids[0] ?? null) : null;
}

export function servicesAt(now: Date | undefined) {
  return now === undefined ? nodeServices() : fixedServices({ now, seed: "xdmap" });
}

export function misuse(output: Output, message: string): Exit {
  output.note(`error: ${printable(message)}\n`);
  return EXIT.usage;
}

export function refuse(output: Output, findings: readonly Diagnostic[], exit: Exit = EXIT.errors): Exit {
  output.findings(findings);
  return exit;
}

function ended(exit: Exit): { readonly kind: "ended"; readonly exit: Exit } {
  return { kind: "ended", exit };
}
