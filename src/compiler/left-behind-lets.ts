import { type Diagnostic, isSpan, type Place } from "../diagnostics/index.js";
import { names } from "../diagnostics/names.js";
import { uses as codes } from "../diagnostics/uses.js";
import { type Span, spanText } from "../text/index.js";
import type { UsedFile } from "./imports.js";

interface LeftBehind {
  readonly name: Span;
  readonly from: UsedFile;
}

/**
 * A name that is no column here, but a `let` of a file that is used, is one mistake: it is told where the name stands, with
 * the place of the `let`, and not at the `use` besides.
 */
export function explainLets(found: readonly Diagnostic[], uses: readonly UsedFile[]): readonly Diagnostic[] {
  const lets = new Map<string, LeftBehind>();
  for (const from of uses) {
    for (const statement of from.library?.tree.statements ?? []) {
      if (statement.kind === "let") lets.set(statement.name.text, { name: statement.name.span, from });
    }
  }
  if (lets.size === 0) return found;
  const explained = new Set<Place>();
  const told = found.map((one): Diagnostic => {
    if (one.code !== names.XM2001.code || !isSpan(one.place)) return one;
    const name = spanText(one.place);
    const left = lets.get(name);
    if (left === undefined) return one;
    const { value: file, span } = left.from.statement.path;
    explained.add(span);
    const message = `${name} is a let of ${file}: use brings in its defs and tables only.`;
    const help = "Make it a `def` with a parameter there, or write the `let` here.";
    return { ...one, help, related: [...one.related, { message, place: left.name }] };
  });
  return told.filter(({ code, place }) => code !== codes.XM2054.code || !explained.has(place));
}
