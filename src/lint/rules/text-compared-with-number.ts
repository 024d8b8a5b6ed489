import { unanimousReading } from "../../compiler/index.js";
import { typeInWords } from "../../compiler/type-words.js";
import { lintExpressions } from "../../diagnostics/lint-expressions.js";
import { isCritical, isWholeNumber, operatorSpan, profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";
import { textFlowsOf } from "../text-flows.js";

const COMPARISONS: ReadonlySet<string> = new Set(["==", "!=", "<", ">", "<=", ">="]);

/** JEXL turns the text into a number of the other's kind, and fails where it spells none. Source: JexlArithmetic 3.2.1. */
export const textComparedWithNumber = rule({
  code: lintExpressions.XM4012,
  name: "text-compared-with-number",
  visit: {
    binary: (binary, at) => {
      if (!COMPARISONS.has(binary.operator)) return;
      const { left, right } = binary;
      const [text, number] = left.type.kind === "string" ? [left, right] : [right, left];
      if (text.type.kind !== "string" || number.type.kind !== "number" || text.kind === "constant") return;
      const isWhole = isWholeNumber(number);
      const [flow] = textFlowsOf(text);
      const profile = flow === undefined ? null : profileOfPath(flow.column, at.source);
      // What the sample shows of the text says how to read it; without a sample the number does.
      const reading = profile === null ? null : unanimousReading(profile)?.kind;
      const spellsWhole = reading === null ? isWhole : reading === "integer";
      const neverFails = reading === "integer" || (reading === "decimal" && !isWhole);
      const convert = spellsWhole ? "to_integer" : "to_decimal";
      const written = writtenText(text);
      const fixes = [
        {
          title: `Convert it: ${convert}(${written})`,
          safe: false,
          edits: [{ span: text.span, text: `${convert}(${written})` }],
        },
      ];
      const parameters = { text: written, number: typeInWords(number.type), isWhole, convert };
      const severity = !neverFails && isCritical(at.mapping) ? { severity: "error" as const } : {};
      at.report(operatorSpan(binary), parameters, { fixes, ...severity });
    },
  },
});
