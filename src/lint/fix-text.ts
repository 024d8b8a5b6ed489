import { type Diagnostic, type Edit, type Fix, isSpan } from "../diagnostics/index.js";

export interface Fixed {
  readonly text: string;
  /** The findings whose fix was taken. */
  readonly applied: readonly Diagnostic[];
}

/**
 * Takes the first fix of each finding that has one, safe ones only unless `any` is asked for. Of fixes that touch the same
 * place the first in the text is taken: the others have another turn, when the text was looked at again.
 */
export function fixText(text: string, diagnostics: readonly Diagnostic[], which: "safe" | "any"): Fixed {
  const wanted = diagnostics.flatMap((found) => {
    const fix = found.fixes.find(({ safe, edits }) => (safe || which === "any") && fits(edits, text, found));
    return fix === undefined ? [] : [{ found, fix }];
  });
  const taken: Edit[] = [];
  const applied: Diagnostic[] = [];
  for (const { found, fix } of wanted.toSorted((a, b) => startOf(a.fix) - startOf(b.fix))) {
    if (fix.edits.some((edit) => taken.some((other) => touches(edit, other)))) continue;
    taken.push(...fix.edits);
    applied.push(found);
  }
  return { text: applyEdits(text, taken), applied };
}

/** Edits of this very text, which it has room for. */
function fits(edits: readonly Edit[], text: string, { place }: Diagnostic): boolean {
  const file = isSpan(place) ? place.file : undefined;
  return (
    edits.length > 0 &&
    edits.every(({ span }) => span.file === file && span.file.text === text && span.end <= text.length)
  );
}

function startOf({ edits }: Fix): number {
  return Math.min(...edits.map(({ span }) => span.start));
}

/** Two edits of one place, or two insertions at one offset: their order would be a guess. */
function touches({ span: a }: Edit, { span: b }: Edit): boolean {
  if (a.start === b.start) return true;
  return a.start < b.end && b.start < a.end;
}

function applyEdits(text: string, edits: readonly Edit[]): string {
  let result = "";
  let from = 0;
  for (const { span, text: instead } of edits.toSorted((a, b) => a.span.start - b.span.start)) {
    result += text.slice(from, span.start) + instead;
    from = span.end;
  }
  return result + text.slice(from);
}
