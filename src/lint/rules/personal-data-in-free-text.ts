import { lintTargets } from "../../diagnostics/lint-targets.js";
import { profileOfPath, writtenText } from "../parts.js";
import { rule } from "../rule.js";
import { textFlowsOf } from "../text-flows.js";

/** Fields that are made for an address or a number, by their names. */
const MADE_FOR_IT = /e-?mail|phone|mobile|fax|sms|contact/i;

/** An address in a field that nobody expects one in escapes every rule of consent and of deletion. */
export const personalDataInFreeText = rule({
  code: lintTargets.XM4035,
  name: "personal-data-in-free-text",
  offByDefault: true,
  options: { percent: 50 },
  visit: {
    mapping: ({ expression, field, path, identity }, at) => {
      if (field?.type !== "string" || field.enum !== null || identity !== null) return;
      if (MADE_FOR_IT.test(path) || field.format === "email") return;
      for (const { column } of textFlowsOf(expression)) {
        const texts = profileOfPath(column, at.source)?.texts ?? null;
        if (texts === null || texts.filled === 0) continue;
        const least = (texts.filled * at.amount("percent")) / 100;
        const kind =
          texts.email.count >= least ? "e-mail addresses" : texts.phone.count >= least ? "phone numbers" : null;
        if (kind !== null) at.report(column.span, { column: writtenText(column), kind, path });
      }
    },
  },
});
