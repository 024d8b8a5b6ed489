/** A field of an object; undefined where it is none, or has no such field of its own (`__proto__` is a name like any). */
export function member(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null && !Array.isArray(value) && Object.hasOwn(value, key)
    ? Object.getOwnPropertyDescriptor(value, key)?.value
    : undefined;
}

/** A field at the end of a path. */
export function memberAt(value: unknown, ...path: readonly string[]): unknown {
  return path.reduce((at: unknown, key) => member(at, key), value);
}

export function textAt(value: unknown, ...path: readonly string[]): string | null {
  const found = memberAt(value, ...path);
  return typeof found === "string" ? found : null;
}

/** A number, also where the service gives it as text. */
export function numberAt(value: unknown, ...path: readonly string[]): number | null {
  const found = memberAt(value, ...path);
  const number = typeof found === "string" && found.trim() !== "" ? Number(found) : found;
  return typeof number === "number" && Number.isFinite(number) ? number : null;
}

export function listAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = memberAt(value, ...path);
  return Array.isArray(found) ? found : [];
}
