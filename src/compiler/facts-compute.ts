import type { Expr } from "./expr.js";
import type { Facts, FactsOfPart, Reason } from "./fact-types.js";
import { callFacts } from "./facts-of-calls.js";
import { operatorFacts } from "./facts-of-operators.js";
import { type Place, profileAt } from "./place.js";
import { inArms, reason, worst } from "./reasons.js";
import type { SourceShape } from "./source-shape.js";

/** The facts of an expression by those of its parts. */
export function computeFacts(expression: Expr, source: SourceShape, of: FactsOfPart): Facts {
  const { type, span } = expression;
  const facts = (nullable: false | Reason, fails: false | Reason = false): Facts => ({ type, nullable, fails });
  switch (expression.kind) {
    case "constant":
      return facts(expression.value === null && reason(span, "always", "it is the constant `null`"));
    case "path":
      return facts(absenceOf(expression, expression.segments.join("."), source));
    case "member":
      return facts(absenceOf(expression, "the field", source), of(expression.object).fails);
    case "each":
      return facts(absenceOf(expression, "an item of the list", source), of(expression.object).fails);
    case "index":
      return facts(
        reason(span, "possible", "there may be nothing at this index or key"),
        worst(of(expression.object).fails, of(expression.index).fails),
      );
    case "call":
      return callFacts(expression, of);
    case "method": {
      const parts = [expression.object, ...expression.args].map(of);
      return facts(
        reason(span, "possible", `${expression.name}() of a null is null`),
        worst(...parts.map(({ fails }) => fails)),
      );
    }
    case "unknown-call":
      return facts(reason(span, "always", `there is no function ${expression.name}()`));
    case "unary":
    case "binary":
      return operatorFacts(expression, of);
    case "conditional": {
      const [condition, then, otherwise] = [of(expression.condition), of(expression.then), of(expression.otherwise)];
      return facts(
        inArms([then.nullable, otherwise.nullable]),
        worst(condition.fails, inArms([then.fails, otherwise.fails])),
      );
    }
    case "array":
    case "set":
      return facts(false, worst(...expression.items.map((item) => of(item).fails)));
    case "map":
      return facts(false, worst(...expression.entries.flatMap(({ key, value }) => [of(key).fails, of(value).fails])));
    case "template": {
      const [only] = expression.parts;
      if (expression.parts.length === 1 && only !== undefined && typeof only !== "string") return of(only);
      return facts(false, worst(...expression.parts.map((part) => typeof part !== "string" && of(part).fails)));
    }
    case "parameter":
      return facts(reason(span, "possible", "an item of the list can be null"));
    case "lambda":
      return facts(false);
    case "no-value":
      return facts(false, reason(span, "always", `${expression.what} has no value`, { code: "XM5061" }));
  }
}

/** Any place may be empty; with a sample it is known whether it is in one of its rows. */
function absenceOf(expression: Place, name: string, source: SourceShape): Reason {
  const { span, type } = expression;
  const place = profileAt(expression, source);
  const profile = source.profile;
  if (type.kind === "null") return reason(span, "always", `${name} is null in every row that is known`);
  if (place === null || profile === undefined) return reason(span, "possible", `${name} can be empty or missing`);
  const count = place.nulls + place.missing;
  if (count === 0)
    return reason(span, "unseen", `${name} can be empty or missing, which no row of ${profile.label} is`);
  const example = place.firstAbsent === null ? null : { ...place.firstAbsent, text: "" };
  return {
    ...reason(span, "seen", `${name} is empty or missing`),
    seen: { count, of: place.places, example, sample: profile.label },
  };
}
