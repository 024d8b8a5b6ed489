import { readFileSync } from "node:fs";
import * as v from "valibot";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformStore } from "../../diagnostics/platform-store.js";
import { samples } from "../../diagnostics/samples.js";
import { codeOf, describeFileError, type FileResult, shownPath } from "../../host/files.js";

/** Whose a file is. */
export interface Owner {
  readonly sandbox: string;
  /** The fingerprint of its organization. */
  readonly organization: string;
}

/** How a kind of file is named in messages, and what to do where it cannot be read. */
export interface DocumentKind {
  readonly what: string;
  readonly advice: string;
}

/** `why` ends a sentence: "it is no state of xdmap: …". */
export type Decoded<T> = { readonly kind: "ok"; readonly value: T } | { readonly kind: "wrong"; readonly why: string };

/** The form that all files of `.xdmap` have now. */
const FORM = 1;

const head = v.object({ version: v.pipe(v.number(), v.integer(), v.minValue(1)) });
const owned = v.object({ sandbox: v.string(), organization: v.string() });

/** A JSON file of this sandbox and organization, decoded; null where it is not there. A file that is refused is not touched. */
export function readDocument<T>(
  path: string,
  owner: Owner,
  kind: DocumentKind,
  decode: (document: unknown) => Decoded<T>,
): FileResult<T | null> {
  const shown = shownPath(path);
  const refuse = (why: string): { readonly kind: "problem"; readonly diagnostic: Diagnostic } => ({
    kind: "problem",
    diagnostic: diagnostic(platformStore.XM7201, null, { path: shown, what: kind.what, why, advice: kind.advice }),
  });
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return { kind: "ok", value: null };
    const why = describeFileError(error);
    return { kind: "problem", diagnostic: diagnostic(samples.XM5202, null, { path: shown, why }) };
  }
  const document = parse(text);
  if (document === undefined) return refuse(whyNoJson(text));
  const known = v.safeParse(head, document);
  if (!known.success) return refuse(firstIssue(known.issues));
  const { version } = known.output;
  if (version > FORM) {
    return { kind: "problem", diagnostic: diagnostic(platformStore.XM7202, null, { path: shown, version }) };
  }
  const whose = v.safeParse(owned, document);
  if (!whose.success) return refuse(firstIssue(whose.issues));
  const { sandbox, organization } = whose.output;
  if (sandbox !== owner.sandbox) {
    const found = { path: shown, found: sandbox, wanted: owner.sandbox };
    return { kind: "problem", diagnostic: diagnostic(platformStore.XM7203, null, found) };
  }
  if (organization !== owner.organization) {
    return { kind: "problem", diagnostic: diagnostic(platformStore.XM7204, null, { path: shown }) };
  }
  const value = decode(document);
  return value.kind === "ok" ? value : refuse(value.why);
}

/** As the files are written: two blanks a level, so that a merge has lines to go by, and one newline at the end. */
export function printDocument(owner: Owner, content: Readonly<Record<string, unknown>>): string {
  const document = { version: FORM, sandbox: owner.sandbox, organization: owner.organization, ...content };
  return `${JSON.stringify(document, null, 2)}\n`;
}

/** Where and what the first mistake is: `flows.orders.flow.id: …`. */
export function firstIssue(issues: readonly v.BaseIssue<unknown>[]): string {
  const [issue] = issues;
  if (issue === undefined) return "it has another form";
  const path = v.getDotPath(issue);
  return `${path === null ? "" : `\`${path}\` is wrong: `}${issue.message.replace(/^Invalid/, "invalid")}`;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyNoJson(text: string): string {
  if (text.trim() === "") return "it is empty";
  if (/^(<{7}|={7}|>{7})/m.test(text)) return "it holds the marks of a merge that was not finished";
  return text.trimEnd().endsWith("}") ? "it is no JSON" : "it is no JSON, or was cut off";
}
