/** JSON with the keys of objects in one order. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  if (typeof value !== "object" || value === null) return JSON.stringify(value);
  const fields = Object.entries(value).map(([key, field]) => `${JSON.stringify(key)}:${canonicalJson(field)}`);
  return `{${fields.sort().join(",")}}`;
}

/** As canonicalJson; the items of an array in one order too. */
export function canonicalSet(value: unknown): string {
  return Array.isArray(value) ? `[${value.map(canonicalJson).sort().join(",")}]` : canonicalJson(value);
}
