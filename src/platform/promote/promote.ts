import { readFileSync } from "node:fs";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPromote as codes } from "../../diagnostics/platform-promote.js";
import { shownPath, writeWhole } from "../../host/files.js";
import { openDeployment } from "../../project/index.js";
import { type PushInput, type PushOutcome, push } from "../apply/index.js";
import { hasChanges, planDocument } from "../plan/index.js";
import { makePromotion, type Promotion, type PromotionInput } from "./make-promotion.js";

export interface PromoteInput
  extends PromotionInput,
    Pick<PushInput, "settle" | "now" | "sleep" | "signal" | "onWriting" | "onDone" | "allowReplace"> {
  /** Asked before anything is written. Null: nothing is to be written. */
  readonly confirm: ((promotion: Promotion) => Promise<boolean>) | null;
}

export interface PromoteOutcome {
  /** `shown`: there is something to do, and nobody was to do it. The others are a push's. */
  readonly result: PushOutcome["result"] | "shown";
  readonly promotion: Promotion;
  readonly diagnostics: readonly Diagnostic[];
  readonly snapshot: string | null;
  readonly isFileWritten: boolean;
}

/**
 * Brings the flows of one sandbox into another: what it takes is told, then the project file gets what the other sandbox
 * needs of its own, then what was told is pushed. Killed between the two, the next one goes on where it stopped: what the
 * file has by then is nothing more to write.
 */
export async function promote(input: PromoteInput): Promise<PromoteOutcome> {
  const { confirm, signal, to } = input;
  const promotion = await makePromotion(input);
  const { diagnostics, plan, file } = promotion;
  const end = (
    result: PromoteOutcome["result"],
    more: readonly Diagnostic[] = [],
    isFileWritten = false,
  ): PromoteOutcome => ({
    result,
    promotion,
    diagnostics: [...diagnostics, ...more],
    snapshot: null,
    isFileWritten,
  });
  if (signal.aborted) return end("interrupted");
  if (promotion.platformFailed) return end("platform");
  if (plan === null || !promotion.isWhole) return end("errors");
  const isEdited = file.after !== file.before;
  if (!isEdited && !hasChanges(plan)) return end("nothing");
  if (confirm === null) return end("shown");
  if (!(await confirm(promotion))) return end("declined");
  if (signal.aborted) return end("interrupted");
  if (isEdited) {
    const refused = await writeFile(file);
    if (refused !== null) return end("errors", [refused]);
  }
  const opened = await openDeployment({ folder: input.deployment.folder, sandbox: to, env: input.env });
  if (opened.kind !== "deployment") {
    return end("errors", opened.kind === "problem" ? opened.diagnostics : [], isEdited);
  }
  const outcome = await push({
    ...input,
    deployment: opened.deployment,
    platform: input.there,
    owner: { sandbox: to, organization: input.organization },
    only: promotion.flows,
    saved: { path: null, document: planDocument(plan) },
    isAnsweredByPerson: false,
    allowDelete: false,
    confirm: async () => true,
  });
  const known = new Set(diagnostics.map(({ code, message }) => `${code} ${message}`));
  const more = outcome.diagnostics.filter(({ code, message }) => !known.has(`${code} ${message}`));
  const result = outcome.result === "nothing" && isEdited ? "done" : outcome.result;
  return { ...end(result, more, isEdited), snapshot: outcome.snapshot };
}

/** Whole or not at all, and only over what was read. */
async function writeFile({ path, before, after }: Promotion["file"]): Promise<Diagnostic | null> {
  if (readFileSync(path, "utf8") !== before) return diagnostic(codes.XM7608, null, { path: shownPath(path) });
  const written = await writeWhole(path, after);
  return written.kind === "problem" ? written.diagnostic : null;
}
