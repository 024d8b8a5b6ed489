import { type Expr, isSameExpression } from "../../compiler/index.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { isWrittenIn, writtenText } from "../parts.js";
import { rule } from "../rule.js";

/** `decode` takes the first option that is equal to the key; the second of two equal ones is never reached. */
export const decodeKeyRepeated = rule({
  code: lintExpressions.XM4019,
  name: "decode-key-repeated",
  visit: {
    call: (call, at) => {
      if (call.fn.name !== "decode") return;
      const seen: Expr[] = [];
      const options = call.args.slice(1);
      for (let place = 0; place + 1 < options.length; place += 2) {
        const key = options[place];
        // The rows of a `table` are looked at where they are written.
        if (key === undefined || !isWrittenIn(key, call)) continue;
        const earlier = seen.find((other) => isSameExpression(other, key));
        if (earlier === undefined) seen.push(key);
        else {
          const related = [{ message: "It is taken here.", place: earlier.span }];
          at.report(key.span, { key: writtenText(key) }, { related });
        }
      }
    },
  },
});
