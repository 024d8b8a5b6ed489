import { describe, expect, it } from "vitest";
import { flowsIn } from "../../../src/project/flows-there.js";
import { newProjectFile, writeFlows } from "../../../src/project/write-flows.js";

const ORDERS = { key: "orders", settings: { mapping: "orders.xdmap", name: "Orders", source: { table: "T" } } };
const RETURNS = { key: "returns", settings: { mapping: "r.xdmap", name: "Returns: all" } };
const OLD = "{ name: Old, mapping: old.xdmap }";
const ADDED = `  orders:
    mapping: orders.xdmap
    name: Orders
    source: { table: T }
  returns:
    mapping: r.xdmap
    name: "Returns: all"
`;
const BRACES =
  'orders: { mapping: orders.xdmap, name: Orders, source: { table: T } }, returns: { mapping: r.xdmap, name: "Returns: all" }';

function written(text: string): string {
  const result = writeFlows(text, [ORDERS, RETURNS]);
  return result.kind === "written" ? result.text : `problem: ${result.why}`;
}

/** Each with what it becomes: what stands there stays byte for byte. */
const FILES: Readonly<Record<string, readonly [before: string, after: string]>> = {
  "without flows": ["# ours\nlint:   {}   # odd", `# ours\nlint:   {}   # odd\nflows:\n${ADDED}`],
  "with flows that say nothing": ["flows: # all\nlint: {}\n", `flows: # all\n${ADDED}lint: {}\n`],
  "with flows that are null": ["flows: ~ # all\nlint: {}\n", `flows:  # all\n${ADDED}lint: {}\n`],
  "with no flow yet": ["flows: {} # none\n\nlint:   {}   # odd\n", `flows:  # none\n${ADDED}\nlint:   {}   # odd\n`],
  "with flows in braces": [
    `flows: {\n  old: ${OLD}, # c\n}\nlint: {  }\n`,
    `flows: {\n  old: ${OLD}, ${BRACES}, # c\n}\nlint: {  }\n`,
  ],
  "that is JSON": [
    '{ "flows": { "old": {"name":"Old"} }, "lint": {} }\n',
    '{ "flows": { "old": {"name":"Old"}, "orders":{"mapping":"orders.xdmap","name":"Orders","source":{"table":"T"}}, "returns":{"mapping":"r.xdmap","name":"Returns: all"} }, "lint": {} }\n',
  ],
  "with the line ends of two systems": [
    `# x\r\nflows:\n  old: ${OLD}\r\nlint: {}\n`,
    `# x\r\nflows:\n  old: ${OLD}\r\n${ADDED.replaceAll("\n", "\r\n")}lint: {}\n`,
  ],
  "with comments of the flow above": [
    "flows:\n  old:\n    name: Old\n    # delta: later\n\n    # options: later\n\n  # the next\n# lint\nlint: {}\n",
    `flows:\n  old:\n    name: Old\n    # delta: later\n\n    # options: later\n${ADDED}\n  # the next\n# lint\nlint: {}\n`,
  ],
  "with anchors": [`flows:\n  old: &o ${OLD}\n  two: *o\n`, `flows:\n  old: &o ${OLD}\n  two: *o\n${ADDED}`],
  "that ends as a document": [`---\nlint:   {}\n...\n`, `---\nlint:   {}\nflows:\n${ADDED}...\n`],
  "with a text that ends in blank lines": [
    "flows:\n  old:\n    description: |+\n      text\n\n\nlint: {}\n",
    `flows:\n  old:\n    description: |+\n      text\n\n\n${ADDED}lint: {}\n`,
  ],
  "with a mark and tabs": [
    `\ufeffflows:\t# t\n  old:\t${OLD}\t# tab\n`,
    `\ufeffflows:\t# t\n  old:\t${OLD}\t# tab\n${ADDED}`,
  ],
  "with names of objects": [
    `flows:\n  __proto__: ${OLD}\n  constructor: ${OLD}\n`,
    `flows:\n  __proto__: ${OLD}\n  constructor: ${OLD}\n${ADDED}`,
  ],
  "with a flow of that key": [
    `flows:\n  # ours\n  orders:\n    name: Old\n  last: ${OLD} # f\n# end\n`,
    `flows:\n  # ours\n  orders:\n    mapping: orders.xdmap\n    name: Orders\n    source: { table: T }\n  last: ${OLD} # f\n  returns:\n    mapping: r.xdmap\n    name: "Returns: all"\n# end\n`,
  ],
};

describe("flows are set into a project file", () => {
  it.each(Object.entries(FILES))("%s", (_, [before, after]) => {
    expect(written(before)).toBe(after);
  });

  it.each([
    ["an alias that would lose its anchor", "flows:\n  orders:\n    name: &n Old\n  last: { name: *n }\n"],
    ["an alias without an anchor", "flows:\n  old: *nope\n"],
    ["a list", "flows: [a]\n"],
    ["aliases of aliases", `a: &a [${"x,".repeat(40)}]\nb: &b [${"*a,".repeat(40)}]\nc: [${"*b,".repeat(40)}]\n`],
  ])("%s is left alone, without a crash", (_, text) => {
    expect(written(text)).toMatch(/^problem: 2 flows cannot be set into/);
  });

  it("hundreds of them in a moment, however many are there", () => {
    const many = Array.from({ length: 400 }, (_, at) => ({ ...ORDERS, key: `flow-${at}` }));
    const first = newProjectFile(many, "dev");
    const started = performance.now();
    const again = writeFlows(first, [...many, RETURNS]);
    // One parse for each flow took minutes.
    expect(performance.now() - started).toBeLessThan(5000);
    expect(again).toEqual({
      kind: "written",
      text: first.replace(/^sandboxes/m, `${ADDED.slice(ADDED.indexOf("  returns"))}$&`),
    });
  });
});

describe("what a project file has of flows", () => {
  it("is known with what its sandbox says, and keys of other sandboxes", () => {
    const text = `flows:\n  a: { name: A, mapping: maps/a.xdmap }\nsandboxes:\n  dev: { flows: { a: { name: A dev }, b: {} } }\n  prod: { flows: { c: {} } }\n`;
    const { flows, keys } = flowsIn(text, "dev");
    expect(flows.get("a")).toEqual({ name: "A dev", mapping: "maps/a.xdmap", isInFile: true, isInSandbox: true });
    expect(flows.get("b")).toEqual({ name: "b", mapping: null, isInFile: false, isInSandbox: true });
    expect(keys).toEqual(["a", "b", "c"]);
    expect(flowsIn(text, null).flows.get("a")?.name).toBe("A");
  });

  it.each(["flows: [", "flows: *x", "- a", "flows: 3"])("of `%s` is nothing", (text) => {
    expect(flowsIn(text, "dev").flows.size).toBe(0);
  });

  it("a sandbox that looks like a number is a name", () => {
    expect(newProjectFile([], "123")).toContain('"123": {}');
  });
});
