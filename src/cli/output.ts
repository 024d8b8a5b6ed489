import colors from "picocolors";
import {
  type Diagnostic,
  describeSummary,
  type Palette,
  plainPalette,
  renderText,
  summarize,
} from "../diagnostics/index.js";

/** Where a command writes: data to standard output, everything for people to standard error. */
export interface Output {
  /** Resolves when the reader took it, so that a slow reader slows the command and memory stays flat. */
  readonly data: (text: string | Uint8Array) => Promise<void>;
  readonly note: (text: string) => void;
  /** Prints findings to standard error, with one line that counts them. */
  readonly findings: (diagnostics: readonly Diagnostic[]) => void;
  readonly isTerminal: boolean;
  readonly width: number;
  /** The colours of standard output, and of standard error. */
  readonly palette: Palette;
  readonly notePalette: Palette;
  /** A line that is written over by the next, on a terminal only; undefined takes it away. */
  readonly progress: (text: string | undefined) => void;
}

const MAXIMUM_WIDTH = 160;

export function createOutput(): Output {
  // NO_COLOR and FORCE_COLOR are honoured; otherwise colour goes to terminals only.
  const wantsColor = process.env["NO_COLOR"] === undefined || process.env["NO_COLOR"] === "";
  const forced = process.env["FORCE_COLOR"] !== undefined && process.env["FORCE_COLOR"] !== "0";
  const stderrPalette = palette(wantsColor && (forced || process.stderr.isTTY === true));
  const stdoutPalette = palette(wantsColor && (forced || process.stdout.isTTY === true));
  const width = Math.min(process.stdout.columns ?? process.stderr.columns ?? 100, MAXIMUM_WIDTH);
  const note = (text: string) => {
    process.stderr.write(text);
  };
  return {
    data: writeData,
    note,
    findings: (diagnostics) => {
      if (diagnostics.length === 0) return;
      note(`${renderText(diagnostics, stderrPalette, width)}\n${describeSummary(summarize(diagnostics))}\n`);
    },
    isTerminal: process.stdout.isTTY === true,
    width,
    palette: stdoutPalette,
    notePalette: stderrPalette,
    progress: (text) => {
      // Where data goes to the same terminal, a line that is written over would eat it.
      if (process.stderr.isTTY === true && process.stdout.isTTY !== true) note(`\r\u001b[K${text ?? ""}`);
    },
  };
}

/** Waits until all of it has gone: the memory of the bytes may be used again afterwards. */
function writeData(data: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => {
    process.stdout.write(data, () => resolve());
  });
}

function palette(useColor: boolean): Palette {
  if (!useColor) return plainPalette;
  const { red, yellow, cyan, bold, dim } = colors.createColors(true);
  return { error: red, warning: yellow, info: cyan, bold, dim };
}
