import { isEnforced, type TextLimit, worstLimit } from "../../compiler/text-limits.js";
import { type Accepted, lintSamples } from "../../diagnostics/lint-samples.js";
import type { Field } from "../../schema/index.js";
import { type TextOnSample, type TextTarget, textsOnSample, textTargetsOf } from "../on-sample.js";
import { writtenText } from "../parts.js";
import { rule, type Visit } from "../rule.js";

/** A value that the schema refuses has its row rejected, and nobody is told before. */
export const valueNotAccepted = rule({
  code: lintSamples.XM4043,
  name: "value-not-accepted",
  visit: {
    mapping: (mapping, at) => {
      for (const target of textTargetsOf(mapping)) check(target, mapping.identity !== null, at);
    },
  },
});

type Found = Parameters<typeof lintSamples.XM4043.message>[0];

/** How many values are tried in all: of a few hundred mappings all that are known, of thousands some of each. */
const TRIED_IN_ALL = 500_000;

function check(target: TextTarget, isIdentity: boolean, at: Visit<Found>): void {
  const { expression, field, path, isRoot } = target;
  const { enum: list, pattern, format, minLength } = field;
  if (list === null && pattern === null && format === null && minLength === null) return;
  const most = Math.ceil(TRIED_IN_ALL / at.program.mappings.length);
  const tried = new Set<string>();
  let count = 0;
  let first: (TextOnSample & { readonly limit: Limit }) | null = null;
  for (const { text, from } of textsOnSample(expression, at.source, most)) {
    if (tried.has(text)) continue;
    tried.add(text);
    const limit = limitOf(text, target);
    // That an identity is not trimmed is told by a rule of its own.
    if (limit === null || (isIdentity && limitOf(text.trim(), target) === null)) continue;
    count++;
    // What is only not in its list may be taken, where another value has its row rejected.
    if (first === null || (isEnforced(limit, isRoot) && !isEnforced(first.limit, isRoot)))
      first = { text, from, limit };
  }
  if (first === null) return;
  const { text: value, from, limit } = first;
  const { line, file } = from;
  const accepted = acceptedBy(limit, field);
  const rejects = isEnforced(limit, isRoot);
  const found = { column: writtenText(expression), path, accepted, value, line, file, count, of: tried.size, rejects };
  at.report(expression.span, found, rejects ? {} : { severity: "info" });
}

type Limit = Exclude<TextLimit, "maxLength">;

/** Of what is only too long another rule tells. */
function limitOf(text: string, { field, isRoot }: TextTarget): Limit | null {
  const limit = worstLimit(text, field, isRoot);
  return limit === "maxLength" ? null : limit;
}

function acceptedBy(limit: Limit, field: Field): Accepted {
  switch (limit) {
    case "enum":
      return { kind: "list", values: field.enum ?? [] };
    case "pattern":
      return { kind: "pattern", pattern: field.pattern ?? "" };
    case "format":
      return { kind: "format", format: field.format ?? "" };
    case "minLength":
      return { kind: "length", least: field.minLength ?? 0 };
  }
}
