import { quote, type Report } from "../diagnostics/index.js";
import { project as codes } from "../diagnostics/project.js";
import type { YamlScalar, YamlValue } from "./yaml-tree.js";

/** What a key takes, in words as they follow "takes", and a line that a user may write. */
export interface Wanted {
  readonly wants: string;
  readonly example: string;
}

/** Reports a value of another kind than the key takes. */
export function refuseKind(
  value: YamlValue,
  key: string,
  { wants, example }: Wanted,
  report: Report,
  hint = hintFor(value, wants),
): undefined {
  report(codes.XM6104, value.span, { key, wants, found: describeValue(value), example, hint });
  return undefined;
}

function describeValue(value: YamlValue): string {
  switch (value.kind) {
    case "list":
      return "a list";
    case "map":
      return "a section of keys";
    case "scalar":
      if (isNothing(value)) return "nothing";
      if (value.value === "") return "an empty text";
      if (value.value === null) return `${quote(value.source)}, the empty value`;
      return `${typeof value.value === "string" ? "the text" : typeof value.value === "number" ? "the number" : "the truth value"} ${quote(textOf(value))}`;
  }
}

const oldTruths: ReadonlySet<string> = new Set(["y", "n", "yes", "no", "on", "off"]);

function hintFor(value: YamlValue, wants: string): string {
  if (value.kind !== "scalar") return "";
  if (typeof value.value === "string") {
    const isOld = oldTruths.has(value.value.toLowerCase()) && wants.includes("true");
    return isOld ? `${quote(value.value)} is a text in YAML 1.2. ` : "";
  }
  if (value.value === null && wants.includes("none")) return "Where there is none, write `none`. ";
  return isNothing(value) || wants.includes("true") || wants.includes("number") ? "" : "In quotes it is a text. ";
}

/** Nothing is written: not even `null`. */
export function isNothing({ value, source }: YamlScalar): boolean {
  return value === null && source === "";
}

/** The text of a scalar, also where YAML takes it for a number or a truth value. */
export function textOf({ value, source }: YamlScalar): string {
  return typeof value === "string" ? value : source;
}
