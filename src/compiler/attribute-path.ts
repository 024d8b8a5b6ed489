import { createSourceFile, spanOf } from "../text/index.js";
import type { PathStep } from "./column-path.js";

const NOWHERE = spanOf(createSourceFile("", ""), 0, 0);

/**
 * The steps of a raw path as mapping sets have it: names between dots, `\.` a dot of a name, `[0]` and `[*]` after one.
 * Null where a name is empty. A bracket that holds anything else is a part of its name.
 */
export function readAttribute(raw: string): readonly PathStep[] | null {
  const steps: PathStep[] = [];
  for (const part of splitAtDots(raw)) {
    const { name, items } = splitItems(part);
    if (name === "") return null;
    steps.push({ kind: "name", name, span: NOWHERE }, ...items);
  }
  return steps;
}

function splitItems(part: string): { readonly name: string; readonly items: readonly PathStep[] } {
  const items: PathStep[] = [];
  let name = part;
  while (name.endsWith("]")) {
    const open = name.lastIndexOf("[");
    const item = name.slice(open + 1, -1);
    if (open < 0 || !/^(?:\*|0|[1-9]\d{0,8})$/.test(item)) break;
    items.push(item === "*" ? { kind: "each", span: NOWHERE } : { kind: "index", index: Number(item), span: NOWHERE });
    name = name.slice(0, open);
  }
  // A bracket without a name before it is a name.
  return name === "" ? { name: part, items: [] } : { name, items: items.reverse() };
}

function splitAtDots(raw: string): string[] {
  const parts: string[] = [];
  let part = "";
  for (let at = 0; at < raw.length; at++) {
    const unit = raw.charAt(at);
    if (unit === "\\" && raw.charAt(at + 1) === ".") {
      part += ".";
      at++;
    } else if (unit === ".") {
      parts.push(part);
      part = "";
    } else part += unit;
  }
  return [...parts, part];
}
