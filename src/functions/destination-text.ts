import { itemsOf, textOf, type Value } from "../values/index.js";
import { numberText } from "../values/number-text.js";

/**
 * An item as destinations print it into a text: scalars in Java's text, dates as milliseconds since 1970, objects as
 * JSON with single quotes (`{'id':123,'name':'Acme'}`), null as nothing.
 */
export function itemText(item: Value): string {
  if (item === null) return "";
  if (typeof item !== "object") return textOf(item);
  if (item.kind === "datetime") return millisecondsText(item);
  return item.kind === "map" ? quotedText(item) : textOf(item);
}

function quotedText(value: Value): string {
  if (value === null || typeof value === "boolean") return String(value);
  if (typeof value === "string") return quoted(value);
  switch (value.kind) {
    case "map": {
      const fields = [...value.entries.values()].map(
        (field) => `${quoted(textOf(field.key))}:${quotedText(field.value)}`,
      );
      return `{${fields.join(",")}}`;
    }
    case "list":
    case "array":
    case "set":
    case "range": {
      const items = itemsOf(value);
      return items === undefined ? quoted(textOf(value)) : `[${items.map(quotedText).join(",")}]`;
    }
    case "datetime":
      return millisecondsText(value);
    case "character":
    case "pattern":
      return quoted(textOf(value));
    default:
      return numberText(value);
  }
}

/** A single quote or a backslash inside gets a backslash (assumed: no sample has one). */
function quoted(text: string): string {
  return `'${text.replace(/['\\]/g, "\\$&")}'`;
}

function millisecondsText({ epochSecond, nano }: Extract<Value, { kind: "datetime" }>): string {
  return String(BigInt(epochSecond) * 1000n + BigInt(Math.floor(nano / 1_000_000)));
}
