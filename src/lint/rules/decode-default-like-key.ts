import type { Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { isWrittenIn, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** An odd last option of `decode` is the default of all other keys; one that looks like a key lost its value. */
export const decodeDefaultLikeKey = rule({
  code: lintExpressions.XM4023,
  name: "decode-default-like-key",
  visit: {
    call: (call, at) => {
      const [key, ...options] = call.args;
      const last = options.at(-1);
      if (call.fn.name !== "decode" || key === undefined || last === undefined) return;
      if (options.length % 2 === 0 || options.length < 3 || !isWrittenIn(last, call)) return;
      const text = textOf(last);
      const keys = options.slice(0, -1).filter((_, place) => place % 2 === 0);
      const values = options.slice(0, -1).filter((_, place) => place % 2 === 1);
      if (text === null || values.some((value) => textOf(value) === text)) return;
      const inSample = profileOfPath(key, at.source)?.values.some((value) => value.text === text) ?? false;
      if (inSample || looksLike(text, keys, values)) at.report(last.span, { text: writtenText(last), inSample });
    },
  },
});

function textOf(expression: Expr): string | null {
  return expression.kind === "constant" && typeof expression.value === "string" ? expression.value : null;
}

/** All keys are made alike, the text too, and no value is. */
function looksLike(text: string, keys: readonly Expr[], values: readonly Expr[]): boolean {
  const shapes = keys.map(textOf).map((key) => (key === null ? null : shapeOf(key)));
  const shape = shapeOf(text);
  if (keys.length < 2 || shapes.some((one) => one !== shape)) return false;
  return values.every((value) => {
    const other = textOf(value);
    return other !== null && shapeOf(other) !== shape;
  });
}

/** `us` and `kr` are `aa`, `N/A` is `A/A`. */
function shapeOf(text: string): string {
  return text
    .replace(/\p{Ll}/gu, "a")
    .replace(/\p{Lu}/gu, "A")
    .replace(/\d/g, "9");
}
