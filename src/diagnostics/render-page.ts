import type { Code, Example } from "./define.js";
import type { Severity } from "./diagnostic.js";
import { correct } from "./guide.js";
import { guides } from "./guides.js";

/** The documentation page of one code, in Markdown: what `xdmap explain CODE` prints. */
export function renderPage({ code, severity, title, details, examples, ...texts }: Code<never>): string {
  const guide = guides.get(code);
  const [first, ...others] = examples;
  const lines = [`# ${code}: ${title}`, "", `Severity: ${severity}.`, ""];
  if (details !== undefined) lines.push(details, "");
  if (guide?.why !== undefined) lines.push(guide.why, "");
  if (guide !== undefined) lines.push("## What to do", "", guide.todo, "");
  const messages = (example: Example) => describeInstance(code, severity, texts, example);
  lines.push("## Before", "", ...shownWith(first, messages), ...outcome(first, code));
  const after = guide === undefined ? null : correct(first, guide);
  if (after !== null) lines.push("## After", "", ...changed(first, after));
  if (guide?.noAfter !== undefined) lines.push("## After", "", guide.noAfter, "");
  if (others.length > 0) lines.push(others.length === 1 ? "## Another example" : "## More examples", "");
  lines.push(...others.flatMap((example) => [...shownWith(example, messages), ...outcome(example, code)]));
  return `${lines.join("\n").trimEnd()}\n`;
}

/** What no run of a command makes is shown as its message. */
function shownWith(example: Example, describe: (example: Example) => string): string[] {
  if (example.instance === undefined) return shown(example);
  return [...shownFiles(example.files ?? {}), ...fence("", describe(example))];
}

function describeInstance(
  code: string,
  severity: Severity,
  { message, help }: Pick<Code<never>, "message" | "help">,
  { instance }: Example,
): string {
  // The registry knows no types of parameters; a test holds every such text to have all of them.
  const parameters = instance as never;
  const told = help(parameters);
  const label = severity === "info" ? "note" : severity;
  return [`${label}[${code}]: ${message(parameters)}`, ...(told === undefined ? [] : [`  = ${told}`])].join("\n");
}

function shown({ source, files = {}, binary = {}, command, sandbox }: Example): string[] {
  const bytes = Object.keys(binary).flatMap((name) => [`With \`${name}\`, whose bytes cannot be shown here.`, ""]);
  const text = source === "" ? [] : fence(command === "eval" ? "" : "xdmap", source);
  return [...text, ...shownFiles(files), ...bytes, ...(sandbox === undefined ? [] : [sandbox.said, ""])];
}

function shownFiles(files: Readonly<Record<string, string>>): string[] {
  return Object.entries(files).flatMap(([name, text]) => [`With \`${name}\`:`, "", ...fence("", text)]);
}

function outcome(example: Example, code: string): string[] {
  const { marks, command = "check", args = [], instance } = example;
  if (instance !== undefined) return [];
  const when = command === "check" && args.length === 0 ? "" : ` (found by ${commandLine(example)})`;
  return [marks === undefined ? `Gives ${code}${when}.` : `Gives ${code} at ${inlineCode(marks)}${when}.`, ""];
}

/** What is not as it was before: the mapping file, other files, the command line. */
function changed(before: Example, after: Example): string[] {
  const { files: old = {}, binary = {}, args = [] } = before;
  const { files = {} } = after;
  const lines =
    after.source === before.source ? [] : shown({ source: after.source, command: after.command ?? "check" });
  lines.push(...shownFiles(Object.fromEntries(Object.entries(files).filter(([name, text]) => old[name] !== text))));
  const gone = Object.keys({ ...old, ...binary }).filter(
    (name) => files[name] === undefined && !(name in (after.binary ?? {})),
  );
  for (const name of gone) lines.push(`Without \`${name}\`.`, "");
  if (before.sandbox !== undefined && after.sandbox === undefined) lines.push("In a sandbox where that is not so.", "");
  if ((after.args ?? []).join(" ") !== args.join(" ")) lines.push(`With ${commandLine(after)}.`, "");
  return lines;
}

/** How an example is run, as the reader would type it. */
function commandLine({ command = "check", args = [] }: Example): string {
  const subjects: Readonly<Record<NonNullable<Example["command"]>, readonly string[]>> = {
    check: ["check", "example.xdmap"],
    preview: ["preview", "example.xdmap"],
    build: ["build", "example.xdmap"],
    trace: ["trace", "example.xdmap"],
    windows: ["windows", "example.xdmap"],
    eval: ["eval"],
    init: ["init", "orders.csv", "--schema", "schema.json"],
    schema: ["schema", "compose", "schema.json", "--components", "components"],
    import: ["import"],
    export: ["export", "example.xdmap", "--format", "template"],
    plan: ["plan"],
    push: ["push"],
    promote: ["promote"],
    run: ["run"],
    status: ["status"],
    "schema list": ["schema", "list"],
    "schema pull": ["schema", "pull"],
    "preview --remote": ["preview", "--remote"],
    emulator: ["emulator"],
  };
  return inlineCode(["xdmap", ...subjects[command], ...args].join(" "), Number.POSITIVE_INFINITY);
}

/** The list of all pages, for docs/diagnostics; `files` are those that every example has beside it. */
export function renderIndex(
  codes: readonly Code<never>[],
  files: Readonly<Record<string, string>>,
  platformFiles: Readonly<Record<string, string>>,
): string {
  const rows = codes.map(({ code, severity, title }) => `| [${code}](${code}.md) | ${severity} | ${title} |`);
  return `${[
    "# Diagnostics",
    "",
    "Every finding has a code that stays. `xdmap explain CODE` prints the page of one.",
    "",
    "| code | severity | what |",
    "|---|---|---|",
    ...rows,
    "",
    "## The examples",
    "",
    "An example is the file `example.xdmap`, where it says nothing else checked by `xdmap check example.xdmap`. These files",
    "stand beside it, unless the example shows others of the same names:",
    "",
    ...shownFiles(files),
    ...platformNotes(platformFiles),
  ]
    .join("\n")
    .trimEnd()}\n`;
}

function platformNotes(files: Readonly<Record<string, string>>): string[] {
  return [
    "Examples of `plan`, `push`, `promote`, `run`, `status`, `preview --remote`, `schema list` and `schema pull` work in the sandbox `dev` of an",
    "emulator, which has the schema of `schema.json` and one dataset of it, `Orders`. Beside `example.xdmap` stands then, too:",
    "",
    ...shownFiles(files),
  ];
}

function fence(language: string, text: string): string[] {
  const mark = text.includes("```") ? "~~~~" : "```";
  return [`${mark}${language}`, text.trimEnd().replaceAll("\u0000", "\u2400"), mark, ""];
}

function inlineCode(text: string, most = 60): string {
  const short = text.length > most ? `${text.slice(0, most - 3)}…` : text;
  const line = short.replace(/\s+/g, " ");
  return line.includes("`") ? `\`\` ${line} \`\`` : `\`${line}\``;
}
