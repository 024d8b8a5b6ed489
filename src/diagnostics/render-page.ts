import type { Code } from "./define.js";

/** The documentation page of one code, in Markdown: what `xdmap explain CODE` prints. */
export function renderPage({ code, severity, title, details, examples }: Code<never>): string {
  const lines = [`# ${code}: ${title}`, "", `Severity: ${severity}.`, ""];
  if (details !== undefined) lines.push(details, "");
  lines.push(examples.length === 1 ? "## Example" : "## Examples", "");
  for (const { source, marks, files, command } of examples) {
    lines.push(...fence("xdmap", source));
    for (const [name, text] of Object.entries(files ?? {})) lines.push(`With \`${name}\`:`, "", ...fence("", text));
    const when = command === undefined || command === "check" ? "" : ` (found by \`xdmap ${command}\`)`;
    lines.push(marks === undefined ? `Gives ${code}${when}.` : `Gives ${code} at ${inlineCode(marks)}${when}.`, "");
  }
  return `${lines.join("\n").trimEnd()}\n`;
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
