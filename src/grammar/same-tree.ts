/** True where two trees (or parts of trees) are equal without their spans. Comments compare by text and order. */
export function sameTree(left: unknown, right: unknown): boolean {
  // A chain of operators may be deeper than the stack.
  const open: (readonly [unknown, unknown])[] = [[left, right]];
  for (let pair = open.pop(); pair !== undefined; pair = open.pop()) {
    const parts = compare(...pair);
    if (parts === null) return false;
    for (const part of parts) open.push(part);
  }
  return true;
}

/** The pairs that have to be equal for two values to be; null where they are not. */
function compare(left: unknown, right: unknown): readonly (readonly [unknown, unknown])[] | null {
  if (left === right) return [];
  if (Array.isArray(left) || Array.isArray(right)) {
    if (!Array.isArray(left) || !Array.isArray(right) || left.length !== right.length) return null;
    return left.map((item: unknown, index): readonly [unknown, unknown] => [item, right[index]]);
  }
  if (typeof left !== "object" || typeof right !== "object" || left === null || right === null) return null;
  const leftParts = partsOf(left);
  const rightParts = new Map(partsOf(right));
  if (leftParts.length !== rightParts.size || !leftParts.every(([name]) => rightParts.has(name))) return null;
  return leftParts.map(([name, value]): readonly [unknown, unknown] => [value, rightParts.get(name)]);
}

function partsOf(node: object): [string, unknown][] {
  return Object.entries(node).filter(([name, value]) => name !== "span" && value !== undefined);
}
