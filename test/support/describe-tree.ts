/** Prints a tree of plain data, one node a line, without spans: what the goldens show of syntax trees and lowered code. */
export function describeTree(nodes: readonly unknown[]): string {
  return `${nodes.flatMap((node) => lines(node, "")).join("\n")}\n`;
}

const HIDDEN = new Set(["span", "file", "type", "comments"]);

function lines(node: unknown, indent: string, label = ""): string[] {
  if (Array.isArray(node)) {
    if (node.length === 0) return [`${indent}${label}[]`];
    if (node.every(isPlain)) return [`${indent}${label}[${node.map(plain).join(", ")}]`];
    return [`${indent}${label}`.trimEnd(), ...node.flatMap((item) => lines(item, `${indent}  `, "- "))];
  }
  if (!isNode(node)) return [`${indent}${label}${plain(node)}`];
  // A function record stands for itself by name.
  if ("invoke" in node && typeof node["name"] === "string") return [`${indent}${label}${node["name"]}()`];
  const kind = typeof node["kind"] === "string" ? node["kind"] : "";
  const fields = Object.entries(node).filter(([name]) => name !== "kind" && !HIDDEN.has(name));
  const own = fields.filter(([, value]) => isPlain(value)).map(([name, value]) => `${name}=${plain(value)}`);
  const inner = fields.filter(([, value]) => !isPlain(value));
  return [
    `${indent}${label}${[kind, ...own].filter((part) => part !== "").join(" ")}`.trimEnd(),
    ...inner.flatMap(([name, value]) => lines(value, `${indent}  `, `${name}: `)),
  ];
}

function isNode(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null;
}

function isPlain(value: unknown): boolean {
  return !isNode(value);
}

function plain(value: unknown): string {
  return typeof value === "bigint" ? String(value) : (JSON.stringify(value) ?? "undefined");
}
