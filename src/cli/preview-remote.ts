import type { Program } from "../compiler/index.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { platformPreviews } from "../diagnostics/platform-preview.js";
import { checkWritable, isSameFile, readText, shownPath, writeWhole } from "../host/files.js";
import { createTimeLimit } from "../host/time-limit.js";
import { describeProblem } from "../platform/describe-problem.js";
import type { Problem } from "../platform/problem.js";
import {
  type Comparison,
  describePlace,
  describeRequests,
  LARGEST_REQUEST,
  type LeftOutWhy,
  previewRemotely,
  printComparison,
  type RowPair,
  recordCases,
  renderComparison,
  showPair,
} from "../platform/remote-preview/index.js";
import { printable } from "../text/terminal-text.js";
import { EXIT, type Exit } from "./exit.js";
import { openPlatform } from "./platform-options.js";
import {
  chooseSandbox,
  MOST_ROWS,
  misuse,
  prepareRows,
  type RemoteHost,
  type RemoteOptions,
  refuse,
  servicesAt,
} from "./prepare-remote.js";

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
  const prepared = await prepareRows(path, options, sandbox.value, output);
  if (prepared.kind === "ended") return prepared.exit;
  const { program, rows, mappingSet, strict, findings } = prepared.value;
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
  const { record: file } = options;
  const told =
    misplaced > 0
      ? // A case that has the answer to another row would be taken for what Data Prep does.
        [diagnostic(platformPreviews.XM7656, null, { answers: misplaced, rows: rows.length, unrecorded: file ?? null })]
      : file === undefined
        ? []
        : await record(file, { program, pairs }, { services, strict, version: host.version, date });
  const found = [...findings, ...told, ...judge(comparison)];
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

/** A body that is too large is no fault of xdmap's requests, as other refusals of their form are. */
function describeRefusal(problem: Problem, rows: number): Diagnostic {
  return problem.status === 413
    ? diagnostic(platformPreviews.XM7657, null, { rows })
    : describeProblem(problem, "previewing the rows");
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
  { program, pairs }: { readonly program: Program; readonly pairs: readonly RowPair[] },
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
    example: example === undefined ? "" : `in ${describePlace(example)} here ${here}, there ${there}`,
  };
  return [diagnostic(platformPreviews.XM7650, null, found)];
}
