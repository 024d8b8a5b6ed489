/**
 * A value as it stands in an XDM record. Dates are texts in XDM's own form; a long beyond what a JavaScript number holds
 * exactly is a bigint; objects are Maps, so that `__proto__` is a name as any other. There is no null: what is null is
 * left out.
 */
export type XdmValue = string | number | bigint | boolean | readonly XdmValue[] | XdmObject;
/** The fields of an object by their names, in the order they are printed in. */
export type XdmObject = ReadonlyMap<string, XdmValue>;

/** True for an object: an array is none. */
export function isXdmObject(value: XdmValue): value is XdmObject {
  return value instanceof Map;
}

/** One line of JSON; `indent` spreads it over several. */
export function printXdm(value: XdmValue, indent = "", margin = ""): string {
  if (typeof value === "bigint") return String(value);
  if (typeof value !== "object") return JSON.stringify(value);
  const inner = margin + indent;
  const separator = indent === "" ? "," : `,\n${inner}`;
  const [before, after] = indent === "" ? ["", ""] : [`\n${inner}`, `\n${margin}`];
  if (isXdmObject(value)) {
    if (value.size === 0) return "{}";
    const colon = indent === "" ? ":" : ": ";
    const fields = Array.from(value, ([name, field]) => JSON.stringify(name) + colon + printXdm(field, indent, inner));
    return `{${before}${fields.join(separator)}${after}}`;
  }
  if (value.length === 0) return "[]";
  return `[${before}${value.map((item) => printXdm(item, indent, inner)).join(separator)}${after}]`;
}
