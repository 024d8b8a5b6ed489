/** A tenant with its underscore, however it is given: `acme` or `_acme`. Undefined where it cannot be one. */
export function tenantNamed(text: string): string | undefined {
  const name = text.startsWith("_") ? text.slice(1) : text;
  return /^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(name) ? `_${name}` : undefined;
}
