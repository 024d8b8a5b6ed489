import type { TargetPath, TargetSegment } from "../../grammar/index.js";
import { createSourceFile, spanOf } from "../../text/index.js";
import { readAttribute } from "../attribute-path.js";
import { targetText } from "../targets.js";

const NOWHERE = spanOf(createSourceFile("", ""), 0, 0);
const TENANT = "_{TENANT_ID}";

/** A destination as a target path, or null where a mapping file cannot write it. `tenant` is written `_{TENANT_ID}`. */
export function readDestination(raw: string, tenant: string | null = null): TargetPath | null {
  const segments = readAttribute(raw)?.map((step): TargetSegment => {
    if (step.kind === "each") return { kind: "wildcard", span: NOWHERE };
    if (step.kind === "index") return { kind: "index", index: step.index, span: NOWHERE };
    const isTenant = step.name === TENANT || step.name === tenant;
    return isTenant ? { kind: "tenant", span: NOWHERE } : { kind: "name", name: step.name, span: NOWHERE };
  });
  if (segments === undefined || /[\r\n\u0085\u2028\u2029]/.test(raw)) return null;
  const written = targetText(segments);
  return written === raw || tenant !== null ? { segments, span: NOWHERE } : null;
}
