/** True where two trees (or parts of trees) are equal without their spans. Comments compare by text and order. */
export function sameTree(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return false;
    return left.every((item: unknown, index) => sameTree(item, right[index]));
  }
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return false;
  const leftParts = partsOf(left);
  const rightParts = new Map(partsOf(right));
  return (
    leftParts.length === rightParts.size &&
    leftParts.every(([name, value]) => rightParts.has(name) && sameTree(value, rightParts.get(name)))
  );
}

function partsOf(node: object): [string, unknown][] {
  return Object.entries(node).filter(([name, value]) => name !== "span" && value !== undefined);
}
