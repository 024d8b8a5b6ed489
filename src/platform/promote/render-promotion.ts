import { quote } from "../../diagnostics/index.js";
import { printable } from "../../text/terminal-text.js";
import type { JsonObject } from "../json.js";
import { planDocument, type RenderOptions, renderPlan } from "../plan/index.js";
import type { Promotion } from "./make-promotion.js";

/** What a promotion would do, for people: what xdmap.yaml gets, and the plan. Findings are not in it. */
export function renderPromotion(promotion: Promotion, options: RenderOptions): string {
  const { palette } = options;
  const { from, to, flows, stopped, overlay, plan, isProduction } = promotion;
  const which = flows.length === 1 ? "1 flow" : `${flows.length} flows`;
  const left = stopped.length === 0 ? "" : `, without ${stopped.map(quote).join(", ")}`;
  const kind = isProduction ? ", a production sandbox" : "";
  const head = palette.bold(`${which} of ${printable(from)} into ${printable(to)}${kind}${left}`);
  const added = overlay === "" ? [] : [palette.bold("xdmap.yaml gets:"), ...overlay.split("\n").map(indent), ""];
  const planned = plan === null ? "" : renderPlan(plan, options);
  return `${[head, "", ...added].join("\n")}\n${planned}`;
}

function indent(line: string): string {
  return `  ${printable(line)}`;
}

/** The same as JSON. */
export function promotionDocument({ from, to, flows, stopped, overlay, plan, isProduction }: Promotion): JsonObject {
  return {
    from,
    to,
    production: isProduction,
    flows: [...flows],
    stopped: [...stopped],
    overlay: overlay === "" ? null : overlay,
    plan: plan === null ? null : planDocument(plan),
  };
}
