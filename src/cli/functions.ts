import { Command, Option } from "commander";
import { describeFunction, type FunctionDescription } from "../functions/describe.js";
import { allFunctions, functionNamed } from "../functions/index.js";
import { nearest } from "../text/index.js";
import { widthOf, wrap } from "../text/terminal-text.js";
import { createOutput, type Output } from "./output.js";

interface FunctionsOptions {
  readonly format: "json" | "text";
}

export function functionsCommand(): Command {
  return new Command("functions")
    .description("Prints the manual of one Data Prep function; without a name, lists all of them.")
    .argument("[name]", "a function such as lpad, or its alias")
    .addOption(new Option("--format <format>", "what to print").choices(["json", "text"]).default("text"))
    .addHelpText("after", "\nExamples:\n  $ xdmap functions lpad\n  $ xdmap functions --format json\n")
    .action(async (asked: string | undefined, { format }: FunctionsOptions, command: Command) => {
      const output = createOutput();
      const pages = allFunctions.map(describeFunction);
      if (asked === undefined) return output.data(format === "json" ? toJson(pages) : renderList(pages, output));
      const found = functionNamed(asked);
      if (found === undefined) return command.error(refusal(asked));
      const page = describeFunction(found);
      return output.data(format === "json" ? toJson(page) : renderPage(page, output));
    });
}

function refusal(asked: string): string {
  const names = allFunctions.flatMap(({ name, aliases }) => [name, ...aliases]);
  const near = names.find((name) => name.toLowerCase() === asked.toLowerCase()) ?? nearest(asked, names);
  const hint = near === undefined ? "" : ` Did you mean ${near}?`;
  return `error: Data Prep has no function ${asked}.${hint} \`xdmap functions\` lists all of them.`;
}

function toJson(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

/** The widest call that stands beside its summary; a wider one stands above it. */
const CALL_WIDTH = 38;

function renderList(pages: readonly FunctionDescription[], { width, palette }: Output): string {
  const categories = [...new Set(pages.map(({ category }) => category))];
  const blocks = categories.map((category) => {
    const listed = pages
      .filter((page) => page.category === category)
      .sort((left, right) => (left.name < right.name ? -1 : 1))
      .flatMap((page) => listItem(page, width));
    return [palette.bold(category), ...listed].join("\n");
  });
  return `${blocks.join("\n\n")}\n`;
}

function listItem(page: FunctionDescription, width: number): readonly string[] {
  const call = `  ${page.call}`;
  const remarks = shortRemarks(page);
  const lines = wrapped(page.summary + (remarks === "" ? "" : ` (${remarks})`), width, CALL_WIDTH + 2);
  const [first = "", ...rest] = lines;
  if (widthOf(call) > CALL_WIDTH) return [...wrapped(page.call, width, 2), ...lines];
  return [call.padEnd(CALL_WIDTH + 2) + first.trimStart(), ...rest];
}

function shortRemarks({ aliases, scope, replacedBy }: FunctionDescription): string {
  return [
    ...aliases.map((alias) => `also ${alias}`),
    ...(scope === "source" ? [] : [`${scope} only`]),
    ...(replacedBy === null ? [] : [`deprecated: ${replacedBy}`]),
  ].join("; ");
}

/** A text in lines that fit the width, each with a margin. */
function wrapped(text: string, width: number, margin: number, first = " ".repeat(margin)): readonly string[] {
  const lines = wrap(text, Math.max(width - margin, 20), Number.POSITIVE_INFINITY);
  return lines.map((line, at) => (at === 0 ? first : " ".repeat(margin)) + line);
}

function renderPage(page: FunctionDescription, { width, palette }: Output): string {
  const section = (title: string, lines: readonly string[]) =>
    lines.length === 0 ? [] : ["", palette.bold(title), ...lines];
  const remarks = [...page.notes, ...page.behaviour].flatMap((note) => wrapped(note, width, 2, "- "));
  const { level, source } = page.fidelity;
  const lines = [
    ...page.signatures.map((signature) => palette.bold(signature)),
    "",
    ...page.warnings.flatMap((warning) => wrapped(warning, width, 0)),
    ...wrapped(`${page.category}. ${page.summary}`, width, 0),
    ...(remarks.length === 0 ? [] : ["", ...remarks]),
    ...section(
      "Examples",
      page.examples.flatMap(({ expr, context, result, assumed }) => [
        `  ${expr}`,
        ...(context === null ? [] : [`    given ${context}`]),
        `    => ${result}${assumed === null ? "" : palette.dim(`  (assumed: ${assumed})`)}`,
      ]),
    ),
    ...section(
      "Fails with",
      page.failures.map(({ code, title }) => `  ${code}  ${title}`),
    ),
    ...section("How surely this is known", wrapped(`${level}: ${source}`, width, 2)),
    ...section(
      "What the documentation leaves open",
      page.assumptions.flatMap(({ about, chosen, refused }) => [
        ...wrapped(about, width, 2),
        ...wrapped(chosen, width, 13, "    chosen:  "),
        ...wrapped(refused, width, 13, "    refused: "),
      ]),
    ),
  ];
  return `${lines.join("\n")}\n`;
}
