import { describeFunction } from "./describe.js";
import type { Assumption, Category } from "./function-record.js";
import { generalAssumptions } from "./general-assumptions.js";
import { allFunctions } from "./table.js";

/** The whole manual of functions: what `docs/functions.md` holds. */
export function renderReference(): string {
  const categories = [...new Set(allFunctions.map(({ category }) => category))];
  return [
    "# Functions",
    "Written from the function table by `npm run docs`; do not edit. `xdmap functions NAME` prints the same of one function.",
    "Each function says how surely its behaviour is known: *verified* where a documented example or an answer of the real " +
      "engine passes as a test, *documented* where the documentation says so, *assumed* where the documentation is silent " +
      "and xdmap chose. What it chose stands below the examples with the reading that it refused: if Data Prep reads it " +
      "that way for you, that is a bug here. Every example is run by the tests.",
    "What is chosen for all functions:",
    generalAssumptions.map(assumptionItem).join("\n"),
    "## Contents",
    categories.map(contentsItem).join("\n"),
    ...categories.map(renderCategory),
  ]
    .join("\n\n")
    .concat("\n");
}

function recordsOf(category: Category) {
  return allFunctions
    .filter((record) => record.category === category)
    .sort((left, right) => (left.name < right.name ? -1 : 1));
}

function contentsItem(category: Category): string {
  const names = recordsOf(category).map(({ name }) => `[${name}](#${name.toLowerCase()})`);
  return `- ${category}: ${names.join(", ")}`;
}

function renderCategory(category: Category): string {
  return [`## ${category}`, ...recordsOf(category).map((record) => renderFunction(describeFunction(record)))].join(
    "\n\n",
  );
}

/** One function's page of the manual, in Markdown under a heading of the third level. */
function renderFunction(page: ReturnType<typeof describeFunction>): string {
  const { fidelity, failures, assumptions } = page;
  const failing = failures.map(({ code }) => `[${code}](diagnostics/${code}.md)`).join(", ");
  const level = fidelity.level.charAt(0).toUpperCase() + fidelity.level.slice(1);
  const parts = [
    `### ${page.name}`,
    page.warnings.map((warning) => `**${warning}**`).join("\n\n"),
    page.summary,
    codeBlock(page.signatures),
    page.notes.map((note) => `- ${note}`).join("\n"),
    codeBlock(page.examples.map(exampleLine)),
    assumptions.length === 0
      ? ""
      : ["Where the documentation is silent:", "", ...assumptions.map(assumptionItem)].join("\n"),
    [`${level}: ${fidelity.source}.`, ...page.behaviour, ...(failing === "" ? [] : [`Fails with ${failing}.`])].join(
      " ",
    ),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function codeBlock(lines: readonly string[]): string {
  return ["```", ...lines, "```"].join("\n");
}

function exampleLine({
  expr,
  context,
  result,
  assumed,
}: ReturnType<typeof describeFunction>["examples"][number]): string {
  const given = context === null ? "" : `   given ${context}`;
  return `${expr}  =>  ${result}${given}${assumed === null ? "" : `   (assumed: ${assumed})`}`;
}

function assumptionItem({ about, chosen, refused }: Assumption): string {
  return `- *${about}*: ${chosen} (refused: ${refused})`;
}
