import { lineText, positionAt } from "../text/index.js";
import { type Diagnostic, isSpan } from "./diagnostic.js";

/**
 * What tells one finding from the others of a report and finds it again in the next: its code, its file and the text of
 * its line, not the line's number, which moves with every edit above. Of equal ones each has its turn.
 */
export function fingerprintKeys(diagnostics: readonly Diagnostic[]): readonly string[] {
  const seen = new Map<string, number>();
  return diagnostics.map((finding) => {
    const key = JSON.stringify([finding.code, ...anchorOf(finding)]);
    const turn = seen.get(key) ?? 0;
    seen.set(key, turn + 1);
    return turn === 0 ? key : `${key}#${turn}`;
  });
}

function anchorOf({ place, message }: Diagnostic): readonly string[] {
  if (place === null) return ["", message];
  if (!isSpan(place)) return [place.path, message];
  const { line, column } = positionAt(place.file, place.start);
  const whole = lineText(place.file, line);
  // Spaces are the formatter's: to indent a line makes no new finding of it.
  const squeeze = (text: string) => text.replace(/\s+/g, " ").trim();
  return [place.file.path, squeeze(whole), squeeze(whole.slice(0, column - 1))];
}
