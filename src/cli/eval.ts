import { Command } from "commander";
import { checkCalls } from "../compiler/index.js";
import { cases } from "../diagnostics/cases.js";
import { diagnostic, hasErrors } from "../diagnostics/index.js";
import type { Services } from "../functions/index.js";
import { parseExpression } from "../grammar/index.js";
import { checkFile, readChunks, readText } from "../host/files.js";
import { fixedServices, nodeServices } from "../host/services.js";
import { readLines } from "../io/index.js";
import { evaluateCase, readCase, readContext, resultLine } from "../runtime/index.js";
import { createSourceFile } from "../text/index.js";
import { toMarkedJson } from "../values/index.js";
import { readTime } from "./arguments.js";
import { EXIT } from "./exit.js";
import { createOutput, type Output } from "./output.js";

interface EvalOptions {
  readonly batch?: string;
  readonly context?: string;
  readonly strict: boolean;
  readonly now?: Date;
}

export function evalCommand(): Command {
  return new Command("eval")
    .description("Evaluates one expression, or a file of cases. What is not in the context is null.")
    .argument("[expression]", "an expression of Data Prep")
    .option("--context <json>", "the record it is evaluated on: JSON, or @FILE with JSON")
    .option("--batch <file>", 'a file of cases, one {"id", "expr", "context"} a line; - for standard input')
    .option("--strict", "JEXL's strict mode", false)
    .option("--now <time>", "fix the clock (ISO 8601), and with it uuid()", readTime)
    .addHelpText(
      "after",
      '\nExamples:\n  $ xdmap eval \'upper(trim(name))\' --context \'{"name": " ada "}\'\n  $ echo \'{"id": 1, "expr": "1 + 1", "context": {}}\' | xdmap eval --batch -\n',
    )
    .action(async (expression: string | undefined, options: EvalOptions, command: Command) => {
      const output = createOutput();
      const services = options.now === undefined ? nodeServices() : fixedServices({ now: options.now, seed: "xdmap" });
      if (options.batch !== undefined) {
        if (expression !== undefined) return command.error("error: give either an expression or --batch <file>");
        return evaluateBatch(options.batch, services, options.strict, output);
      }
      if (expression === undefined) return command.error("error: give an expression, or --batch <file>");
      return evaluateOne(expression, options, services, output);
    });
}

async function evaluateOne(expr: string, options: EvalOptions, services: Services, output: Output): Promise<void> {
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
  output.findings(checkCalls(expression).map((found) => ({ ...found, severity: "warning" })));
  const result = evaluateCase({ id: null, expr, context: read.context }, { services, strict: options.strict });
  if ("error" in result) {
    const { code, message, span } = result.error;
    output.findings([{ code, severity: "error", message, place: span, related: [], fixes: [] }]);
    process.exitCode = EXIT.errors;
    return;
  }
  const type = output.isTerminal ? output.palette.dim(`  ${result.type}`) : "";
  await output.data(`${toMarkedJson(result.value)}${type}\n`);
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

async function evaluateBatch(path: string, services: Services, strict: boolean, output: Output): Promise<void> {
  const there = checkFile(path);
  if (there.kind === "problem") {
    output.findings([there.diagnostic]);
    process.exitCode = EXIT.errors;
    return;
  }
  let pending = "";
  for await (const line of readLines(path, readChunks(path))) {
    if (line.kind === "problem") {
      output.findings([line.diagnostic]);
      process.exitCode = EXIT.errors;
      break;
    }
    const read = readCase(line.text);
    if ("case" in read) pending += `${resultLine(evaluateCase(read.case, { services, strict }))}\n`;
    else {
      const { code, message } = diagnostic(cases.XM6050, { path, line: line.line }, { why: read.problem });
      pending += `${resultLine({ id: read.id, error: { code, message, span: null } })}\n`;
      process.exitCode = EXIT.errors;
    }
    if (pending.length > WRITE_SIZE) {
      await output.data(pending);
      pending = "";
    }
  }
  await output.data(pending);
}
