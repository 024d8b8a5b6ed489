import { Command, InvalidArgumentError, Option } from "commander";
import { type Diagnostic, hasErrors } from "../diagnostics/index.js";
import { checkWritable, shownPath, writeWhole } from "../host/files.js";
import { findMappings } from "../host/find-mappings.js";
import { openLibraries } from "../host/libraries.js";
import { openSchemas } from "../host/schema-files.js";
import { nodeServices } from "../host/services.js";
import { readTestRows } from "../host/test-rows.js";
import { loadMapping, namedBy, openProjects } from "../project/index.js";
import {
  type CoveragePoint,
  countCoverage,
  describeRun,
  type FileResults,
  renderCoverage,
  renderJunit,
  renderLcov,
  renderResults,
  runTests,
  type TestRun,
  tenantName,
  toCoverageDocument,
  toTestDocument,
} from "../runtime/testing/index.js";
import { addStrictOption } from "./arguments.js";
import { EXIT } from "./exit.js";
import { addMappingOptions, givenBy, type MappingOptions } from "./mapping-options.js";
import { createOutput, type Output } from "./output.js";
import { watchMappings } from "./watch.js";

interface TestOptions extends MappingOptions {
  readonly filter?: string;
  readonly format: "text" | "json" | "junit";
  readonly coverage?: "text" | "lcov" | "json";
  readonly coverageOutput?: string;
  readonly minCoverage?: number;
  readonly watch?: boolean;
  readonly strict?: boolean;
}

export function testCommand(): Command {
  return addStrictOption(addMappingOptions(new Command("test")))
    .description("Runs the test blocks of mapping files: each maps its rows and compares what they become.")
    .argument(
      "[files...]",
      "mapping files (.xdmap), folders of them, or patterns in quotes; all below here if left out",
    )
    .option("--filter <text>", "only tests whose name holds the text; case does not count")
    .addOption(
      new Option("--format <format>", "how to print results").choices(["text", "json", "junit"]).default("text"),
    )
    .addOption(
      new Option("--coverage <format>", "also say what no test reached; lcov and json go to standard output").choices([
        "text",
        "lcov",
        "json",
      ]),
    )
    .option("--coverage-output <file>", "write the coverage there")
    .option("--min-coverage <percent>", "exit status 1 where less of the targets and branches is reached", readPercent)
    .option("--watch", "run again what a change touches, until Ctrl-C")
    .addHelpText(
      "after",
      "\nExamples:\n  $ xdmap test examples/shopify-orders/orders.xdmap\n  $ xdmap test examples/shopify-orders/orders.xdmap --filter country --format junit\n  $ xdmap test examples/shopify-orders/orders.xdmap --coverage lcov --coverage-output lcov.info\n",
    )
    .action(async (given: readonly string[], options: TestOptions, command: Command) => {
      if (options.coverage === undefined && options.coverageOutput !== undefined) {
        command.error("error: --coverage-output needs --coverage.");
      }
      const isData = options.coverage === "lcov" || (options.coverage === "json" && options.format === "junit");
      if (options.format !== "text" && isData && options.coverageOutput === undefined) {
        command.error(
          `error: --coverage ${options.coverage} and --format ${options.format} would both go to standard output; add --coverage-output FILE.`,
        );
      }
      const output = createOutput();
      const run = (files: readonly string[]) => runFiles(files, options, output, command);
      const { files, diagnostics } = await findMappings(given.length === 0 ? ["."] : given);
      output.findings(diagnostics);
      if (options.watch === true) {
        await watchMappings(files, (file) => namedBy(file, givenBy(options)), output, run);
        process.exitCode = EXIT.interrupted;
        return;
      }
      const passed = await run(files);
      if (!passed || hasErrors(diagnostics)) process.exitCode = EXIT.errors;
    });
}

function readPercent(text: string): number {
  const percent = Number(text);
  if (text.trim() === "" || !(percent >= 0 && percent <= 100)) {
    throw new InvalidArgumentError("It must be a number from 0 to 100.");
  }
  return percent;
}

/** A file that could not be run, and why. */
interface Broken {
  readonly file: string;
  readonly message: string;
}

/** Gives false where a test failed, a file could not be run, or too little was reached. */
async function runFiles(
  files: readonly string[],
  options: TestOptions,
  output: Output,
  command: Command,
): Promise<boolean> {
  const shared = { projects: openProjects(), schemas: openSchemas(), libraries: openLibraries() };
  const results: FileResults[] = [];
  const broken: Broken[] = [];
  const points: CoveragePoint[] = [];
  const findings = new Set<Diagnostic>();
  for (const path of files) {
    const found = await runFile(path, options, shared, command);
    for (const one of found.diagnostics) findings.add(one);
    const file = shownPath(path);
    if (found.run === null) {
      const error = found.diagnostics.find(({ severity }) => severity === "error");
      broken.push({ file, message: error === undefined ? "it cannot be run" : `${error.code}: ${error.message}` });
      continue;
    }
    points.push(...found.run.coverage.points);
    if (found.run.results.length > 0) results.push({ file, results: found.run.results });
  }
  output.findings([...findings]);
  await printResults(results, broken, points, options, output);
  const count = results.reduce((sum, each) => sum + each.results.length, 0);
  const isEmpty = count === 0 && broken.length === 0 && options.filter !== undefined;
  if (isEmpty) output.note(`No test has ${JSON.stringify(options.filter)} in its name.\n`);
  const written = await writeCoverage(points, options, output);
  const failed = results.some((each) => each.results.some(({ passed }) => !passed));
  return !failed && broken.length === 0 && !isEmpty && written && isReached(points, options, output);
}

const NOTHING_RAN: TestRun = { results: [], coverage: { points: [] } };

/** What the files have in common is read once. */
interface Shared {
  readonly projects: ReturnType<typeof openProjects>;
  readonly schemas: ReturnType<typeof openSchemas>;
  readonly libraries: ReturnType<typeof openLibraries>;
}

interface Ran {
  readonly run: TestRun | null;
  readonly diagnostics: readonly Diagnostic[];
}

async function runFile(path: string, options: TestOptions, shared: Shared, command: Command): Promise<Ran> {
  const loaded = await loadMapping(path, givenBy(options), { inputs: [], read: "columns", ...shared });
  if (loaded.kind === "misuse") return command.error(`error: ${loaded.message}`);
  if (loaded.kind === "problem") return { run: null, diagnostics: loaded.diagnostics };
  const { workspace, settings } = loaded;
  // What is only worth a warning is told by `check`, but for the tests themselves.
  const diagnostics = workspace.diagnostics.filter(
    ({ severity, code }) => severity === "error" || (severity === "warning" && code.startsWith("XM53")),
  );
  const wanted = options.filter?.toLowerCase() ?? "";
  const tests = workspace.tree.statements
    .filter((statement) => statement.kind === "test" && statement.name.value.toLowerCase().includes(wanted))
    .flatMap((statement) => (statement.kind === "test" ? [statement] : []));
  if (hasErrors(diagnostics)) {
    // A file without tests is for `check` to judge, unless what tests reach is asked for. A test that cannot be read is one.
    const hasNone = tests.length === 0 && !workspace.tree.unread.some(({ kind }) => kind === "test");
    const isAside = hasNone && options.coverage === undefined && options.minCoverage === undefined;
    return isAside ? { run: NOTHING_RAN, diagnostics: [] } : { run: null, diagnostics };
  }
  const { rows, diagnostics: ofRows } = await readTestRows(tests, path, settings.sample);
  if (ofRows.length > 0) return { run: null, diagnostics: [...diagnostics, ...ofRows] };
  const tenant = tenantName(workspace.schema, settings.tenant);
  const run = runTests(workspace.program, tests, { services: nodeServices(), strict: settings.strict, tenant, rows });
  return { run, diagnostics };
}

async function printResults(
  results: readonly FileResults[],
  broken: readonly Broken[],
  points: readonly CoveragePoint[],
  options: TestOptions,
  output: Output,
): Promise<void> {
  switch (options.format) {
    case "text": {
      // Where the coverage is the data, the results are for people.
      const isAside =
        (options.coverage === "lcov" || options.coverage === "json") && options.coverageOutput === undefined;
      const palette = isAside ? output.notePalette : output.palette;
      for (const each of results) {
        const text = renderResults(each, { palette, width: output.width });
        if (isAside) output.note(text);
        else await output.data(text);
      }
      break;
    }
    case "json": {
      const document = toTestDocument(results, broken);
      const isInside = options.coverage === "json" && options.coverageOutput === undefined;
      const whole = isInside ? { ...document, coverage: toCoverageDocument(points) } : document;
      await output.data(`${JSON.stringify(whole, null, 2)}\n`);
      break;
    }
    case "junit":
      await output.data(renderJunit(results, broken, new Date()));
  }
  const notRun = broken.length === 0 ? "" : `, ${broken.length === 1 ? "1 file" : `${broken.length} files`} not run`;
  output.note(`${describeRun(results)}${notRun}\n`);
}

async function writeCoverage(points: readonly CoveragePoint[], options: TestOptions, output: Output): Promise<boolean> {
  const { coverage, coverageOutput: file } = options;
  if (coverage === undefined) return true;
  const text = renderPoints(points, coverage, file === undefined ? output : null);
  if (file === undefined) {
    if (coverage === "text" && options.format !== "text") output.note(text);
    else if (options.format === "text") await output.data(text);
    return true;
  }
  const unwritable = checkWritable(file);
  const written =
    unwritable === null ? await writeWhole(file, text) : { kind: "problem" as const, diagnostic: unwritable };
  if (written.kind === "ok") return true;
  output.findings([written.diagnostic]);
  return false;
}

function renderPoints(
  points: readonly CoveragePoint[],
  format: "text" | "lcov" | "json",
  output: Output | null,
): string {
  switch (format) {
    case "text":
      return renderCoverage(points, { palette: output?.palette, width: output?.width ?? Number.POSITIVE_INFINITY });
    case "lcov":
      return renderLcov(points);
    case "json":
      return `${JSON.stringify(toCoverageDocument(points), null, 2)}\n`;
  }
}

function isReached(points: readonly CoveragePoint[], { minCoverage }: TestOptions, output: Output): boolean {
  if (minCoverage === undefined) return true;
  const { percent } = countCoverage(points);
  if (percent >= minCoverage) return true;
  output.note(`Coverage is ${percent} %, and at least ${minCoverage} % was asked for.\n`);
  return false;
}
