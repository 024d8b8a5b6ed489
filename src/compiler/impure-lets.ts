import { definitionNames } from "../diagnostics/definition-names.js";
import type { Report } from "../diagnostics/index.js";
import { type Expression, type Let, walkExpression } from "../grammar/index.js";
import type { Span } from "../text/index.js";
import { bodyOf, type Definition, type Definitions, reachable } from "./definitions.js";
import type { LetExpansion, RepeatedArgument } from "./inline.js";
import { isImpure } from "./known-functions.js";

/** Reports each `let` that holds a changing value and is written out more than once in the whole file. */
export function checkImpureLets(expansions: readonly LetExpansion[], definitions: Definitions, report: Report): void {
  const places = new Map<Let, Span[]>();
  for (const { definition, span } of expansions) {
    const spans = places.get(definition) ?? [];
    spans.push(span);
    places.set(definition, spans);
  }
  for (const [definition, spans] of places) {
    const [first] = spans;
    const changing = spans.length < 2 ? null : changingCall(definition, definitions);
    if (changing === null || first === undefined) continue;
    const name = definition.name.text;
    const again = spans.find((span) => span.start !== first.start);
    // Where every use is one word inside another `let`, that one is reported; inside a `def`, the word itself.
    if (again === undefined && isInsideLet(first, definitions)) continue;
    report(
      definitionNames.XM2015,
      again ?? first,
      { name, function: `${changing}()` },
      { related: [{ message: `${name} is first used here.`, place: first }] },
    );
  }
}

/** Reports each argument that holds a changing value and that its parameter puts in more than one place. */
export function checkRepeatedArguments(
  repeated: readonly RepeatedArgument[],
  definitions: Definitions,
  report: Report,
): void {
  for (const { parameter, expression, span } of repeated) {
    const changing = changingCallIn(expression, definitions);
    if (changing !== null) report(definitionNames.XM2015, span, { name: parameter, function: `${changing}()` });
  }
}

/** The name of the function that makes a definition change from call to call, or null. */
function changingCall(definition: Definition, definitions: Definitions): string | null {
  for (const one of reachable([definition], definitions)) {
    const body = bodyOf(one)?.body;
    const name = body === undefined ? null : changingCallIn(body, definitions);
    if (name !== null) return name;
  }
  return null;
}

/** The same for an expression as it stands, without what it uses. */
function changingCallIn(expression: Expression, definitions: Definitions): string | null {
  let found: string | null = null;
  walkExpression(expression, (one) => {
    if (one.kind === "call" && !definitions.has(one.callee.text) && isImpure(one.callee.text))
      found ??= one.callee.text;
    return true;
  });
  return found;
}

function isInsideLet(span: Span, definitions: Definitions): boolean {
  return [...definitions.values()].some((definition) => {
    return definition.kind === "let" && definition.span.start <= span.start && span.end <= definition.span.end;
  });
}
