import type { Type } from "../values/index.js";
import type { Category, Fidelity, FunctionExample, FunctionRecord, Parameter } from "./function-record.js";
import { notYetPreviewed } from "./not-yet.js";
import { allFunctions } from "./table.js";

/** `lpad(input: text, count: whole number, padding: text) → text`; optional parameters in brackets, repeated ones with dots. */
function signatureOf(record: FunctionRecord, name = record.name): string {
  const parameters = record.parameters.map(parameterText).join(", ");
  return `${record.style === "method" ? "value." : ""}${name}(${parameters}) → ${typeName(record.returns)}`;
}

function parameterText({ name, type, optional, variadic }: Parameter): string {
  const text = `${name}: ${typeName(type)}${variadic ? ", …" : ""}`;
  return optional ? `[${text}]` : text;
}

/** A type's name in the manual. */
function typeName(type: Type): string {
  switch (type.kind) {
    case "any":
      return "any value";
    case "null":
      return "null";
    case "boolean":
      return "true or false";
    case "string":
      return "text";
    case "number":
      return numberName(type.of);
    case "datetime":
      return "date-time";
    case "array":
      return type.items.kind === "any" ? "array" : `array of ${typeName(type.items)}`;
    case "object":
      return "object";
    case "map":
      return type.values.kind === "any" ? "map" : `map of ${typeName(type.values)}`;
    case "regex":
      return "regular expression";
    case "lambda":
      return "lambda";
  }
}

function numberName(of: Extract<Type, { kind: "number" }>["of"]): string {
  switch (of) {
    case "byte":
    case "short":
    case "integer":
    case "long":
    case "biginteger":
      return "whole number";
    case "float":
    case "double":
    case "bigdecimal":
      return "decimal number";
    case "number":
      return "number";
  }
}

/** One function's page of the manual, in Markdown under a heading of the third level. */
function renderFunction(record: FunctionRecord): string {
  const names = [record.name, ...record.aliases];
  const examples = record.examples.map(exampleText);
  const parts = [
    `### ${record.name}`,
    record.summary,
    ["```", ...names.map((name) => signatureOf(record, name)), "```"].join("\n"),
    record.notes.map((note) => `- ${note}`).join("\n"),
    ["```", ...examples, "```"].join("\n"),
    [
      fidelityText(record.fidelity),
      record.onNull === "null" && record.parameters.length > 0 ? "A null argument gives null." : "",
      record.pure ? "" : "Each call may give another value.",
      failuresText(record.failures),
    ]
      .filter((sentence) => sentence !== "")
      .join(" "),
  ];
  return parts.filter((part) => part !== "").join("\n\n");
}

function failuresText(codes: readonly string[]): string {
  return codes.length === 0 ? "" : `Fails with ${codes.map((code) => `[${code}](diagnostics/${code}.md)`).join(", ")}.`;
}

function exampleText({ expr, context, gives, fails, fidelity }: FunctionExample): string {
  const result = fails === undefined ? JSON.stringify(gives ?? null) : `fails: ${fails}`;
  const given = context === undefined ? "" : `   given ${JSON.stringify(context)}`;
  const sure = fidelity?.level === "assumed" ? `   (assumed: ${fidelity.source})` : "";
  return `${expr}  =>  ${result}${given}${sure}`;
}

function fidelityText({ level, source }: Fidelity): string {
  return `${level.charAt(0).toUpperCase()}${level.slice(1)}: ${source}.`;
}

/** The whole manual of functions: what `docs/functions.md` holds. */
export function renderReference(): string {
  const categories = [...new Set(allFunctions.map(({ category }) => category))];
  return [
    "# Functions",
    "Written from the function table by `npm run docs`; do not edit.",
    "Each function says how surely its behaviour is known: *verified* where a documented example or an answer of the real " +
      "engine passes, *documented* where the documentation says so, *assumed* where the documentation is silent and xdmap " +
      "chose. Every example is run by the tests. Numbers, booleans and date-times given where a text is wanted are turned " +
      "into text; text that spells a number is taken for one.",
    ...categories.map(renderCategory),
    renderNotYet(),
  ]
    .join("\n\n")
    .concat("\n");
}

function renderCategory(category: Category): string {
  const records = allFunctions.filter((record) => record.category === category);
  return [`## ${category}`, ...records.map(renderFunction)].join("\n\n");
}

function renderNotYet(): string {
  const rows = notYetPreviewed.map(({ name, aliases, category, scope, least, most }) => {
    const count = most === null ? `${least} or more` : least === most ? String(least) : `${least} to ${most}`;
    return `| ${[name, ...aliases].join(", ")} | ${category} | ${scope} | ${count} |`;
  });
  return [
    "## Known, not previewed yet",
    "Data Prep documents these. xdmap checks their names and numbers of arguments and deploys mappings that use them, and " +
      "cannot run them in a preview yet; those of destinations do not belong in a source mapping.",
    ["| function | category | where | arguments |", "|---|---|---|---|", ...rows].join("\n"),
  ].join("\n\n");
}
