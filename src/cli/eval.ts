import { Command } from "commander";
import { checkCalls } from "../compiler/index.js";
import { cases } from "../diagnostics/cases.js";
import { type Diagnostic, diagnostic, hasErrors } from "../diagnostics/index.js";
import { parseExpression } from "../grammar/index.js";
import { checkFile, readChunks, readText } from "../host/files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { readLines } from "../io/index.js";
import { openProjects } from "../project/index.js";
import { type EvalSettings, evaluateCase, readCase, readContext, resultLine } from "../runtime/index.js";
import { createSourceFile, type Span } from "../text/index.js";
import { printable } from "../text/terminal-text.js";
import { type Failure, toMarkedJson } from "../values/index.js";
import { addStrictOption, readTime } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput, type Output } from "./output.js";
import { createReplay } from "./replay.js";

interface EvalOptions {
  readonly batch?: string;
  readonly context?: string;
  readonly strict?: boolean;
  readonly now?: Date;
}

export function evalCommand(): Command {
  return addStrictOption(new Command("eval"))
    .description("Evaluates one expression, or a file of cases. What is not in the context is null.")
    .argument("[expression]", "an expression of Data Prep")
    .option("--context <json>", "the record it is evaluated on: JSON, or @FILE with JSON")
    .option(
      "--batch <file>",
      'a file of cases, one {"id", "expr", "context"} a line; - for standard input. What has an "expected" is held against it',
    )
    .option("--now <time>", "fix the clock (ISO 8601), and with it uuid()", readTime)
    .addHelpText(
      "after",
      '\nExamples:\n  $ xdmap eval \'upper(trim(name))\' --context \'{"name": " ada "}\'\n  $ xdmap eval \'coalesce(name, "?")\' --strict --context \'{"name": null}\'\n  $ echo \'{"id": 1, "expr": "1 + 1", "context": {}}\' | xdmap eval --batch -\n',
    )
    .action(async (expression: string | undefined, options: EvalOptions, command: Command) => {
      const output = createOutput();
      const services = options.now === undefined ? nodeServices() : fixedServices({ now: options.now, seed: "xdmap" });
      const { batch } = options;
      if (batch !== undefined && expression !== undefined) {
        return command.error("error: give either an expression or --batch <file>");
      }
      if (batch === undefined && expression === undefined) {
        return command.error("error: give an expression, or --batch <file>");
      }
      if (batch !== undefined && options.context !== undefined) {
        return command.error(
          "error: --context goes with one expression; each case of a batch has a context of its own",
        );
      }
      const mode = options.strict === undefined ? await modeOfProject(output) : { strict: options.strict, by: null };
      if (mode === null) return;
      const settings = { services, ...mode };
      if (batch !== undefined)
        return evaluateBatch(batch, { ...settings, isSaid: options.strict !== undefined }, output);
      if (expression !== undefined) return evaluateOne(expression, options, settings, output);
    });
}

/** The mode of expressions, and where the project file says it. */
interface Mode {
  readonly strict: boolean;
  readonly by: Span | null;
}

/** What the project of the working folder says; null where its file cannot be followed, which is told. */
async function modeOfProject(output: Output): Promise<Mode | null> {
  const loaded = await openProjects().ofFolder(".");
  output.findings(loaded.diagnostics);
  if (loaded.kind === "project") {
    const said = loaded.project?.expressions;
    return { strict: said?.value === "strict", by: said?.span ?? null };
  }
  process.exitCode = EXIT.errors;
  return null;
}

async function evaluateOne(
  expr: string,
  options: EvalOptions,
  settings: EvalSettings & Mode,
  output: Output,
): Promise<void> {
  const text = await contextText(options.context ?? "{}", output);
  if (text === null) return;
  const read = readContext(text);
  if ("problem" in read) {
    output.note(`error: --context cannot be used: ${read.problem}\n`);
    process.exitCode = EXIT.errors;
    return;
  }
  const { expression, diagnostics } = parseExpression(createSourceFile("expression", expr));
  if (hasErrors(diagnostics)) {
    output.findings(diagnostics);
    process.exitCode = EXIT.errors;
    return;
  }
  // The engine's answer to a call of nothing is null; here a person is told why.
  output.findings(checkCalls(expression).map(asRemark));
  const suppressed: Failure[] = [];
  const onSuppressed = (problem: Failure) => void suppressed.push(problem);
  const result = evaluateCase({ id: null, expr, context: read.context }, { ...settings, onSuppressed });
  output.findings(tellSuppressed(suppressed));
  if ("error" in result) {
    const { code, message, span } = result.error;
    const { strict, by } = settings;
    const related =
      strict && by !== null ? [{ message: "Expressions are strict here, by the project file", place: by }] : [];
    const help = `\`xdmap explain ${code}\` says more.`;
    output.findings([{ code, severity: "error", message, place: span, help, related, fixes: [] }]);
    process.exitCode = EXIT.errors;
    return;
  }
  const type = output.isTerminal ? output.palette.dim(`  ${result.type}`) : "";
  await output.data(`${toMarkedJson(result.value)}${type}\n`);
}

/** A mapping with this finding would be refused; an expression by itself is evaluated all the same. */
function asRemark(finding: Diagnostic): Diagnostic {
  return finding.severity === "error" ? { ...finding, severity: "warning" } : finding;
}

/** How many of them are told: a function over a list may fail once for each item. */
const MOST_SUPPRESSED = 10;

/** What was taken for null on the way to the result, each once. */
function tellSuppressed(failures: readonly Failure[]): readonly Diagnostic[] {
  const told = new Map<string, Diagnostic>();
  for (const { code, message, span } of failures) {
    const key = JSON.stringify([code, message, span?.start, span?.end]);
    if (told.has(key)) continue;
    if (told.size === MOST_SUPPRESSED) break;
    const help = "It counts as null here, and the evaluation goes on.";
    told.set(key, { code, severity: "info", message, place: span, help, related: [], fixes: [] });
  }
  return [...told.values()];
}

async function contextText(given: string, output: Output): Promise<string | null> {
  if (!given.startsWith("@")) return given;
  const read = await readText(given.slice(1));
  if (read.kind === "ok") return read.value;
  output.findings([read.diagnostic]);
  process.exitCode = EXIT.errors;
  return null;
}

/** How much text is gathered before it is written: one write a line would cost more than the evaluation. */
const WRITE_SIZE = 64 * 1024;

/** The mode of a batch: what the command line says goes before what a recorded case says. */
type BatchSettings = EvalSettings & { readonly isSaid: boolean };

async function evaluateBatch(path: string, { isSaid, ...settings }: BatchSettings, output: Output): Promise<void> {
  const there = checkFile(path);
  if (there.kind === "problem") {
    output.findings([there.diagnostic]);
    process.exitCode = EXIT.errors;
    return;
  }
  let pending = "";
  const replay = createReplay(path);
  let isEmpty = true;
  for await (const line of readLines(path, readChunks(path))) {
    if (line.kind === "problem") {
      output.findings([line.diagnostic]);
      process.exitCode = EXIT.errors;
      break;
    }
    isEmpty = false;
    const read = readCase(line.text);
    if ("case" in read) {
      const { recorded } = read.case;
      const strict = isSaid ? settings.strict : (recorded?.strict ?? settings.strict);
      const result = evaluateCase(read.case, { ...settings, strict });
      pending += `${resultLine(result)}\n`;
      if (recorded !== undefined) replay.hold(result, recorded, line.line);
    } else {
      const { code, message } = diagnostic(cases.XM6050, { path, line: line.line }, { why: read.problem });
      pending += `${resultLine({ id: read.id, error: { code, message, span: null } })}\n`;
      replay.leaveOut(line.line);
      process.exitCode = EXIT.errors;
    }
    if (pending.length > WRITE_SIZE) {
      await output.data(pending);
      pending = "";
    }
  }
  await output.data(pending);
  output.findings(replay.findings());
  output.note(isEmpty && process.exitCode === undefined ? `${printable(path)} holds no case.\n` : replay.summary());
  if (replay.findings().length > 0) process.exitCode = EXIT.errors;
}
