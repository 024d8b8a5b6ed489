import { styleText } from "node:util";
import {
  type Diagnostic,
  describeSummary,
  type Palette,
  plainPalette,
  renderText,
  summarize,
} from "../diagnostics/index.js";
import { columnsOf, isTerminal, write } from "./standard-streams.js";

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
  /** Whether people see on a terminal what goes to standard error. */
  readonly isNoteTerminal: boolean;
  /** A line on that terminal that is written over by the next; undefined takes it away. */
  readonly progress: (text: string | undefined) => void;
}

const USUAL_WIDTH = 100;
const MAXIMUM_WIDTH = 160;

/** NO_COLOR and FORCE_COLOR are honoured; otherwise colour goes to terminals only, and only to those that know it. */
export function takesColor(env: Readonly<Record<string, string | undefined>>, isTerminal: boolean): boolean {
  const { NO_COLOR = "", FORCE_COLOR = "0", TERM } = env;
  if (NO_COLOR !== "") return false;
  return FORCE_COLOR !== "0" || (isTerminal && TERM !== "dumb");
}

export function createOutput(): Output {
  const isOnTerminal = isTerminal("stdout");
  const isNoteOnTerminal = isTerminal("stderr");
  const notePalette = palette(takesColor(process.env, isNoteOnTerminal));
  // A terminal that does not know its width says 0.
  const width = Math.min(columnsOf("stdout") || columnsOf("stderr") || USUAL_WIDTH, MAXIMUM_WIDTH);
  const note = (text: string) => {
    void write("stderr", text);
  };
  return {
    data: (text) => write("stdout", text),
    note,
    findings: (diagnostics) => {
      if (diagnostics.length === 0) return;
      note(`${renderText(diagnostics, notePalette, width)}\n${describeSummary(summarize(diagnostics))}\n`);
    },
    isTerminal: isOnTerminal,
    width,
    palette: palette(takesColor(process.env, isOnTerminal)),
    notePalette,
    isNoteTerminal: isNoteOnTerminal,
    progress: (text) => {
      // A line that is broken by the terminal could not be written over.
      note(`\r\u001b[K${(text ?? "").slice(0, width - 1)}`);
    },
  };
}

type Style = Parameters<typeof styleText>[0];

function palette(useColor: boolean): Palette {
  if (!useColor) return plainPalette;
  // Whether there is colour is decided here, and not by what standard output is.
  const style = (how: Style) => (text: string) => styleText(how, text, { validateStream: false });
  return { error: style("red"), warning: style("yellow"), info: style("cyan"), bold: style("bold"), dim: style("dim") };
}
