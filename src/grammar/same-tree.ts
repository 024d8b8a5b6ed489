/** True where two trees (or parts of trees) are equal without their spans. Comments compare by text and order. */
export function sameTree(a: unknown, b: unknown): boolean {
  if (a === b) return true;
  if (Array.isArray(a) || Array.isArray(b)) {
    if (!Array.isArray(a) || !Array.isArray(b) || a.length !== b.length) return false;
    return a.every((item: unknown, index) => sameTree(item, b[index]));
  }
  if (typeof a !== "object" || typeof b !== "object" || a === null || b === null) return false;
  const left = partsOf(a);
  const right = new Map(partsOf(b));
  return (
    left.length === right.size && left.every(([name, value]) => right.has(name) && sameTree(value, right.get(name)))
  );
}

function partsOf(node: object): [string, unknown][] {
  return Object.entries(node).filter(([name, value]) => name !== "span" && value !== undefined);
}
