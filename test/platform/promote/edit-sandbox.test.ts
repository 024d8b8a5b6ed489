import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { editSandboxes, type OverlayEntry } from "../../../src/platform/promote/edit-sandbox.js";

function text(path: string, value: string, comment: string | null = null): OverlayEntry {
  return { path: path.split("/"), value: { kind: "text", text: value, comment } };
}

function edited(from: string, ...entries: readonly OverlayEntry[]): string {
  const result = editSandboxes(from, entries);
  if (result.kind === "problem") throw new Error(result.why);
  return result.text;
}

describe("the overlay of a sandbox is laid into the project file", () => {
  it("without a change of what stands around it, comments and blanks included", () => {
    const before = `# top\nflows:\n  orders: { mapping: a.xdmap,   name: "x" }   # odd\n\n# the sandboxes\n`;
    const after = "\n# after\nlint:\n   XM4001: off   # odd\n";
    const sandboxes = "sandboxes:\n  dev: { tenant: a } # dev!\n  # prod is next\n  prod: { tenant: x } # p\n";
    expect(edited(before + sandboxes + after, text("prod/flows/orders/connection", "1234", "Our shop"))).toBe(
      `${before}sandboxes:\n  dev: { tenant: a } # dev!\n  # prod is next\n  prod:\n    # p\n    tenant: x\n    flows:\n      orders:\n        connection: "1234" # Our shop\n${after}`,
    );
  });

  it.each([
    ["no sandboxes", "flows: {}", "flows: {}\nsandboxes:\n  prod:\n    tenant: acme\n"],
    [
      "sandboxes in braces",
      "sandboxes: { dev: {} }\na: 1\n",
      "sandboxes:\n  dev: {}\n  prod:\n    tenant: acme\na: 1\n",
    ],
    ["`null`", "sandboxes:\n  prod: ~ # none\n", "sandboxes:\n  prod: # none\n    tenant: acme\n"],
    [
      "line ends of Windows",
      "sandboxes:\r\n  dev: {}\r\n",
      "sandboxes:\r\n  dev: {}\r\n  prod:\r\n    tenant: acme\r\n",
    ],
    ["a mark before it", "\ufeffa: 1\n", "\ufeffa: 1\nsandboxes:\n  prod:\n    tenant: acme\n"],
    ["an end that is marked", "a: 1\n...\n", "a: 1\nsandboxes:\n  prod:\n    tenant: acme\n...\n"],
    [
      "another's values by an alias",
      "sandboxes:\n  dev: &d { lint: {} }\n  prod: *d\n",
      "sandboxes:\n  dev: &d { lint: {} }\n  prod:\n    lint: {}\n    tenant: acme\n",
    ],
  ])("where there are %s", (_, before, after) => {
    const result = edited(before, text("prod/tenant", "acme"));
    expect(parse(result)).toEqual(parse(after));
    expect(result.replaceAll(/ *# none\n/g, "\n").replaceAll(/\s+/g, " ")).toBe(
      after.replaceAll(/ *# none\n/g, "\n").replaceAll(/\s+/g, " "),
    );
  });

  it("whatever names and values are: they come back as they are", () => {
    const name = fc
      .string({ minLength: 1, unit: "grapheme" })
      .filter((one) => one.trim() === one && !/[\p{C}]/u.test(one));
    fc.assert(
      fc.property(name, name, (flow, value) => {
        const result = edited("# c\nsandboxes:\n  dev: {}\n", {
          path: ["prod", "flows", `f${flow}`, "connection"],
          value: { kind: "text", text: value, comment: null },
        });
        expect(parse(result)).toEqual({
          sandboxes: { dev: {}, prod: { flows: { [`f${flow}`]: { connection: value } } } },
        });
        expect(result.startsWith("# c\nsandboxes:\n  dev: {}\n")).toBe(true);
      }),
    );
  });

  it("or not at all", () => {
    expect(editSandboxes("sandboxes: [a]\n", [text("prod/tenant", "a")])).toMatchObject({ kind: "problem" });
  });
});
