import { type Expr, resultsOf } from "../compiler/index.js";
import type { Fix } from "../diagnostics/index.js";
import { spanText } from "../text/index.js";

/** A column whose text comes out of an expression, and what was done to it on the way. */
export interface TextFlow {
  readonly column: Extract<Expr, { readonly kind: "path" }>;
  readonly isTrimmed: boolean;
  readonly isOneCase: boolean;
  /** False where other text is put beside it, or parts of it are exchanged. */
  readonly isWhole: boolean;
}

const NOTHING_DONE = { isTrimmed: false, isOneCase: false, isWhole: true };

type Done = typeof NOTHING_DONE;

/** What calls and methods do to the text that they are given first; any other makes something else of it. */
const DOES: ReadonlyMap<string, Partial<Done>> = new Map([
  ["trim", { isTrimmed: true }],
  ["strip", { isTrimmed: true }],
  ["ltrim", {}],
  ["rtrim", {}],
  ["lower", { isOneCase: true }],
  ["upper", { isOneCase: true }],
  ["toLowerCase", { isOneCase: true }],
  ["toUpperCase", { isOneCase: true }],
  ["replacestr", { isWhole: false }],
  ["replace", { isWhole: false }],
  ["replaceAll", { isWhole: false }],
]);

/** Every column whose text an expression can hand on, through choices, `trim`, `lower` and what joins texts. */
export function textFlowsOf(expression: Expr): readonly TextFlow[] {
  return flowsOf(expression, NOTHING_DONE);
}

function flowsOf(expression: Expr, done: Done): readonly TextFlow[] {
  return resultsOf(expression).flatMap((result): readonly TextFlow[] => {
    switch (result.kind) {
      case "path":
        return [{ column: result, ...done }];
      case "call": {
        const { fn, args } = result;
        if (fn.name === "concat") return joined(args, done);
        return handedOn(fn.name, args[0], done);
      }
      case "method":
        return result.name === "concat"
          ? joined([result.object, ...result.args], done)
          : handedOn(result.name, result.object, done);
      case "binary":
        return result.operator === "+" ? joined([result.left, result.right], done) : [];
      case "template":
        return joined(
          result.parts.filter((part) => typeof part !== "string"),
          done,
        );
      default:
        return [];
    }
  });
}

function handedOn(name: string, first: Expr | undefined, done: Done): readonly TextFlow[] {
  const does = DOES.get(name);
  return does === undefined || first === undefined ? [] : flowsOf(first, { ...done, ...does });
}

function joined(parts: readonly Expr[], done: Done): readonly TextFlow[] {
  // What is trimmed after texts were joined leaves the blanks between them.
  return parts.flatMap((part) => flowsOf(part, { ...done, isTrimmed: false, isWhole: false }));
}

/** What an expression does not do to its texts. */
export interface Missing {
  readonly case: boolean;
  readonly blanks: boolean;
}

/** An expression as it should be written, with the fix that writes it so: unsafe, because other values come of it. */
export function normalizing(
  expression: Expr,
  missing: Missing,
): { readonly text: string; readonly fixes: readonly Fix[] } {
  const written = spanText(expression.span);
  const trimmed = missing.blanks ? `trim(${written})` : written;
  const text = missing.case ? `lower(${trimmed})` : trimmed;
  return { text, fixes: [{ title: `Write ${text}`, safe: false, edits: [{ span: expression.span, text }] }] };
}
