import type { Report } from "../diagnostics/define.js";
import { statements } from "../diagnostics/syntax.js";
import { nearest, type SourceFile, type Span, spanOf } from "../text/index.js";
import { spanOfToken } from "./failure.js";
import { stringLiteral } from "./literal-parser.js";
import type { RawAnnotation } from "./path-parser.js";
import { kinds } from "./token.js";
import type { Annotation, StringLiteral } from "./tree.js";

const FORMS: ReadonlyMap<string, string> = new Map([
  ["identity", '@identity("Email", primary: true)'],
  ["name", '@name("Email address")'],
  ["static", "@static"],
  ["expression", '@expression("lower(Email)")'],
  ["attribute", '@attribute("address.city")'],
]);

/** Those that say what the source is deployed as. */
const DEPLOYED: ReadonlySet<string> = new Set(["static", "expression", "attribute"]);

/** The meaning of annotations. Wrong ones are reported and left out. */
export function readAnnotations(
  file: SourceFile,
  raw: readonly RawAnnotation[],
  report: Report,
): readonly Annotation[] {
  const annotations: Annotation[] = [];
  for (const each of raw) {
    const name = each.name.value;
    const span = spanOf(file, each.name.startOffset, each.end);
    const form = FORMS.get(name);
    if (form === undefined) {
      const near = nearest(name, FORMS.keys());
      const place = spanOfToken(file, each.name);
      const edits = near === undefined ? [] : [{ span: place, text: `@${near}` }];
      const fixes = near === undefined ? [] : [{ title: `Write @${near}`, safe: false, edits }];
      report(statements.XM1033, place, { name, near: near === undefined ? undefined : `@${near}` }, { fixes });
    } else if (annotations.some(({ kind }) => kind === name)) {
      report(statements.XM1038, span, { word: `@${name}` });
    } else if (DEPLOYED.has(name) && annotations.some(({ kind }) => DEPLOYED.has(kind))) {
      report(statements.XM1034, span, { name, why: "says a second time what the source is deployed as", form });
    } else {
      const read = readOne(file, each, span);
      if (typeof read === "string") report(statements.XM1034, span, { name, why: read, form });
      else annotations.push(read);
    }
  }
  return annotations;
}

/** The annotation, or why it is none. */
function readOne(file: SourceFile, raw: RawAnnotation, span: Span): Annotation | string {
  const values = raw.arguments;
  const first = values?.[0];
  switch (raw.name.value) {
    case "static":
      return values === null ? { kind: "static", span } : "takes no arguments";
    case "name":
    case "attribute": {
      const text = onlyText(file, raw);
      if (text === null) return "takes one text in quotes";
      return raw.name.value === "name" ? { kind: "name", name: text, span } : { kind: "attribute", text, span };
    }
    case "expression": {
      const text = values === null ? null : onlyText(file, raw);
      return values !== null && text === null
        ? "takes one text in quotes, or nothing"
        : { kind: "expression", text, span };
    }
    default: {
      if (first === undefined || first.name !== null || first.value.tokenType !== kinds.string) {
        return "takes the namespace's code, in quotes, first";
      }
      const [, second, third] = values ?? [];
      if (third !== undefined) return "takes the namespace and `primary`, and nothing else";
      if (second !== undefined && second.name?.image !== "primary")
        return "has only `primary: true` after the namespace";
      if (second !== undefined && second.value.image !== "true" && second.value.image !== "false") {
        return "has a `primary` that is neither true nor false";
      }
      return {
        kind: "identity",
        namespace: stringLiteral(first.value, spanOfToken(file, first.value)),
        primary: second?.value.image === "true",
        span,
      };
    }
  }
}

/** The argument of an annotation that has one text in quotes and nothing else. */
function onlyText(file: SourceFile, { arguments: values }: RawAnnotation): StringLiteral | null {
  const first = values?.[0];
  const isOne = values?.length === 1 && first?.name === null && first.value.tokenType === kinds.string;
  return isOne ? stringLiteral(first.value, spanOfToken(file, first.value)) : null;
}
