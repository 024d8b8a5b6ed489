import * as v from "valibot";
import type { FileResult } from "../../host/files.js";
import { type DocumentKind, firstIssue, type Owner, printDocument, readDocument } from "./document.js";

/** What an intent is about to make. */
export const INTENT_RESOURCES = ["schema", "dataset", "source", "target", "mapping-set", "flow"] as const;
export type IntentResource = (typeof INTENT_RESOURCES)[number];

/** What is written before every POST that makes an object, and taken out when the state has its id. */
export interface Intent {
  /** The key of the plan's step. */
  readonly key: string;
  readonly resource: IntentResource;
  /** By which the object is looked up. */
  readonly name: string;
  /** Of the content that is posted. */
  readonly hash: string;
  /** Ids of objects with this name and content that were there before, and are none of its making. */
  readonly besides: readonly string[];
  /** When it was posted: epoch milliseconds. */
  readonly time: number;
  /** `sent`: it is posted now, or the process ended before the answer. `unknown`: it was looked for in vain. */
  readonly phase: "sent" | "unknown";
}

/** An object that another took the place of, and that is to be deleted. */
export interface Retired {
  /** The key of its flow. */
  readonly flow: string;
  readonly resource: "flow" | "source" | "target";
  readonly id: string;
  /** Of a flow: whether it was at work before it was disabled, and so is to be again where it is kept after all. */
  readonly wasEnabled: boolean;
}

export interface Journal {
  readonly intents: readonly Intent[];
  /** In the order in which they are deleted. */
  readonly retired: readonly Retired[];
  /** The name of the snapshot that a rollback brings back and has not finished. */
  readonly rollback: string | null;
}

const EMPTY_JOURNAL: Journal = { intents: [], retired: [], rollback: null };

const KIND: DocumentKind = {
  what: "journal",
  advice:
    "It says what a push has sent without hearing the outcome. Look in AEP whether something was made twice, then move the file away and push again. It was left as it is.",
};

const text = v.pipe(v.string(), v.nonEmpty());
const journal = v.object({
  intents: v.array(
    v.object({
      key: text,
      resource: v.picklist(INTENT_RESOURCES),
      name: v.string(),
      hash: v.string(),
      besides: v.array(text),
      time: v.number(),
      phase: v.picklist(["sent", "unknown"]),
    }),
  ),
  retired: v.array(
    v.object({
      flow: text,
      resource: v.picklist(["flow", "source", "target"]),
      id: text,
      wasEnabled: v.optional(v.boolean(), false),
    }),
  ),
  rollback: v.nullable(v.string()),
});

/** The journal of a sandbox; empty where there is none. */
export function readJournalFile(path: string, owner: Owner): FileResult<Journal> {
  const read = readDocument<Journal>(path, owner, KIND, (document) => {
    const known = v.safeParse(journal, document);
    return known.success ? { kind: "ok", value: known.output } : { kind: "wrong", why: firstIssue(known.issues) };
  });
  return read.kind === "ok" ? { kind: "ok", value: read.value ?? EMPTY_JOURNAL } : read;
}

export function printJournal(owner: Owner, { intents, retired, rollback }: Journal): string {
  return printDocument(owner, { intents, retired, rollback });
}
