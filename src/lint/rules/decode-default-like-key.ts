import type { Expr } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { spanText } from "../../text/index.js";
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
      if (options.length % 2 === 0 || !isWrittenIn(last, call)) return;
      const text = textOf(last);
      if (options.length === 1) {
        at.report(last.span, { text: writtenText(last), why: "no keys" });
        return;
      }
      const keys = options.slice(0, -1).filter((_, place) => place % 2 === 0);
      const values = options.slice(0, -1).filter((_, place) => place % 2 === 1);
      if (text === null || DEFAULTS.test(text) || values.some((value) => textOf(value) === text)) return;
      const inSample = profileOfPath(key, at.source)?.values.some((value) => value.text === text) ?? false;
      if (inSample) at.report(last.span, { text: writtenText(last), why: "in sample" });
      else if (looksLike(last, keys, values)) at.report(last.span, { text: writtenText(last), why: "like keys" });
    },
  },
});

/** What stands for all the rest, also where it is made like the keys. */
const DEFAULTS = /^(?:|others?|none|unknown|default|else|rest|misc|n\/?a|null|undefined|-|\?)$/i;

function textOf(expression: Expr): string | null {
  if (expression.kind !== "constant") return null;
  if (typeof expression.value === "string") return expression.value;
  return expression.type.kind === "number" ? spanText(expression.span) : null;
}

/** All keys are made alike, the last one too, and no value is. */
function looksLike(last: Expr, keys: readonly Expr[], values: readonly Expr[]): boolean {
  const shape = shapeOf(last);
  if (shape === null || keys.some((key) => shapeOf(key) !== shape)) return false;
  return values.every((value) => ![null, shape].includes(shapeOf(value)));
}

/** `us` and `kr` are `aa`, `N/A` is `A/A`; all numbers are alike. */
function shapeOf(expression: Expr): string | null {
  const text = textOf(expression);
  if (text === null || expression.type.kind === "number") return text === null ? null : "a number";
  return text
    .replace(/\p{Ll}/gu, "a")
    .replace(/\p{Lu}/gu, "A")
    .replace(/\d/g, "9");
}
