import type { Output } from "../../src/cli/output.js";
import { plainPalette, renderText } from "../../src/diagnostics/index.js";

/** What a command prints, kept; no terminal. */
export function fakeOutput() {
  let stdout = "";
  let stderr = "";
  const output: Output = {
    data: async (text) => {
      stdout += typeof text === "string" ? text : new TextDecoder().decode(text);
    },
    note: (text) => {
      stderr += text;
    },
    findings: (diagnostics) => {
      stderr += renderText(diagnostics);
    },
    isTerminal: false,
    width: 100,
    palette: plainPalette,
    notePalette: plainPalette,
    isNoteTerminal: false,
    progress: () => undefined,
  };
  return { output, told: () => ({ stdout, stderr }) };
}
