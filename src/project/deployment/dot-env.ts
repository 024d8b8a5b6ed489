import { statSync } from "node:fs";
import { join } from "node:path";
import { parseEnv } from "node:util";
import { deployments as codes } from "../../diagnostics/deployments.js";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { readBytes, shownPath } from "../../host/files.js";
import type { Environment } from "./settings.js";

export const DOT_ENV = ".env";
/** In bytes. */
const LARGEST = 64 * 1024;

export type ReadDotEnv =
  | { readonly kind: "read"; readonly variables: Environment }
  | { readonly kind: "problem"; readonly diagnostics: readonly Diagnostic[] };

/**
 * The variables of the `.env` in a folder: none where there is no such file. It is not read where git would take it with the
 * next `git add`.
 */
export async function readDotEnv(folder: string): Promise<ReadDotEnv> {
  const path = join(folder, DOT_ENV);
  // A folder of that name is somebody's Python.
  if (statSync(path, { throwIfNoEntry: false })?.isFile() !== true) return { kind: "read", variables: {} };
  const shown = shownPath(path);
  const refuse = (why: string): ReadDotEnv => ({
    kind: "problem",
    diagnostics: [diagnostic(codes.XM6144, { path: shown }, { path: shown, why })],
  });
  // Loaded where there is such a file alone: other commands do not wait for it.
  const { watchedByGit } = await import("./git-ignores.js");
  const watched = watchedByGit(path);
  if (watched.kind === "not-ignored") {
    const file = shownPath(join(watched.root, ".gitignore"));
    return {
      kind: "problem",
      diagnostics: [diagnostic(codes.XM6143, { path: shown }, { path: shown, line: DOT_ENV, file })],
    };
  }
  const read = readBytes(path, LARGEST);
  if (read.kind === "problem") return { kind: "problem", diagnostics: [read.diagnostic] };
  if (read.kind === "large") return refuse(`it has ${read.size.toLocaleString("en")} bytes`);
  const text = decode(read.value);
  if (text === null) return refuse("it is no text in UTF-8");
  // The reader leaves a second blank after `export` to the name.
  const plain = text.replace(/^([ \t]*)export[ \t]+/gm, "$1");
  const why = oddLine(plain);
  return why === null ? { kind: "read", variables: parseEnv(plain) } : refuse(why);
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/**
 * What Node's reader takes for something else without a word: a line without `=` swallows the next one, and a `#` inside a
 * value ends it. Only the place is told: the line may hold a secret.
 */
function oddLine(text: string): string | null {
  const lines = text.split(/\r\n|\n|\r/);
  const at = (line: string): number => lines.findIndex((each) => each.trim() === line) + 1;
  for (const name of Object.keys(parseEnv(text))) {
    const [first = ""] = name.trim().split(/[\r\n]/);
    if (!/^[A-Za-z_][\w.-]*$/.test(name.trim())) return `line ${at(first.trim())} is no NAME=value`;
  }
  const cut = lines.findIndex((line) => /^\s*XDMAP_\w+\s*=\s*[^\s#"'`][^#]*(?<!\s)#/.test(line)) + 1;
  return cut === 0 ? null : `line ${cut} has a \`#\`, at which its value would end: put the value in quotes`;
}
