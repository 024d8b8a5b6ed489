/** A JSON object as its members, whatever their names. Of a name that stands twice, JSON keeps the last. */
export type Members = ReadonlyMap<string, unknown>;

/** The members of a JSON object; null for anything else. */
export function membersOf(value: unknown): Members | null {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? new Map(Object.entries(value)) : null;
}

/** A text that is there; null for what is none. */
export function textOf(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A number that some dialects write as text. */
export function numberText(value: unknown): string | null {
  return typeof value === "number" && Number.isFinite(value) ? String(value) : textOf(value);
}

/** A value as JSON, in one line. What nests deeper than the machine's own writer can follow is only named. */
export function jsonText(value: unknown): string {
  try {
    return JSON.stringify(value) ?? "undefined";
  } catch {
    return `${kindOf(value)} that is nested too deeply to be shown`;
  }
}

/** What JSON calls a value, for messages. */
export function kindOf(value: unknown): string {
  if (value === undefined) return "missing";
  if (value === null) return "null";
  if (Array.isArray(value)) return "a list";
  switch (typeof value) {
    case "string":
      return "a text";
    case "number":
      return "a number";
    case "boolean":
      return "true or false";
    default:
      return "an object";
  }
}
