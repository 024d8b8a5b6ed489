import type { Code, Example } from "./define.js";
import { correct } from "./guide.js";
import { guides } from "./guides.js";

/** The documentation page of one code, in Markdown: what `xdmap explain CODE` prints. */
export function renderPage({ code, severity, title, details, examples }: Code<never>): string {
  const guide = guides.get(code);
  const lines = [`# ${code}: ${title}`, "", `Severity: ${severity}.`, ""];
  if (details !== undefined) lines.push(details, "");
  if (guide?.why !== undefined) lines.push(guide.why, "");
  if (guide !== undefined) lines.push("## What to do", "", guide.todo, "");
  const [first, ...others] = examples;
  if (guide?.corrections !== undefined) {
    lines.push("## Before", "", ...shown(first, code), "## After", "");
    lines.push(...fence("xdmap", correct(first.source, guide.corrections)));
    if (others.length > 0) lines.push(others.length === 1 ? "## Another example" : "## More examples", "");
    lines.push(...others.flatMap((example) => shown(example, code)));
  } else {
    lines.push(examples.length === 1 ? "## Example" : "## Examples", "");
    lines.push(...examples.flatMap((example) => shown(example, code)));
  }
  return `${lines.join("\n").trimEnd()}\n`;
}

function shown({ source, marks, files, command }: Example, code: string): string[] {
  const lines = fence("xdmap", source);
  for (const [name, text] of Object.entries(files ?? {})) lines.push(`With \`${name}\`:`, "", ...fence("", text));
  const when = command === undefined || command === "check" ? "" : ` (found by \`xdmap ${command}\`)`;
  lines.push(marks === undefined ? `Gives ${code}${when}.` : `Gives ${code} at ${inlineCode(marks)}${when}.`, "");
  return lines;
}

/** The list of all pages, for docs/diagnostics. */
export function renderIndex(codes: readonly Code<never>[]): string {
  const rows = codes.map(({ code, severity, title }) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
  return [
    "# Diagnostics",
    "",
    "Every finding has a code that stays. `xdmap explain CODE` prints the page of one.",
    "",
    "| code | severity | what |",
    "|---|---|---|",
    ...rows,
    "",
  ].join("\n");
}

function fence(language: string, text: string): string[] {
  const mark = text.includes("```") ? "~~~~" : "```";
  return [`${mark}${language}`, text.trimEnd(), mark, ""];
}

function inlineCode(text: string): string {
  const short = text.length > 60 ? `${text.slice(0, 57)}…` : text;
  const line = short.replace(/\s+/g, " ");
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}
