import { describe, expect, it } from "vitest";
import { compile, file } from "../compiler/support.js";

/** Each of these once exhausted the stack, or took minutes. */
const inputs: Readonly<Record<string, string>> = {
  "a million characters that belong nowhere": "§".repeat(1_000_000),
  "calls in calls": `${"lower(".repeat(190)}Email${")".repeat(190)} -> _id`,
  "all operators at every level": `${"1 or 1 and 1|1&1==1<1+1*-lower(".repeat(199)}1${")".repeat(199)} -> _id`,
  "a million blanks": `Email${" ".repeat(1_000_000)}-> _id`,
  "a misspelled word before a million blanks": `delt${" ".repeat(1_000_000)}-> _id`,
  "nothing but arrows": "->".repeat(500_000),
  "brackets that never match": `concat(${"(".repeat(100_000)}${"]".repeat(100_000)}`,
  "a path of many names": `\${${"a.".repeat(300_000)}b} -> _id`,
  "a template of many values": `\`${"${Email}".repeat(100_000)}\` -> _id`,
  "a round of many definitions": `${Array.from({ length: 5000 }, (_, at) => `let a${at} = a${(at + 1) % 5000}`).join("\n")}\na0 -> _id`,
  "a chain of definitions, the last one first": `${Array.from({ length: 5000 }, (_, at) => `let a${at} = a${at + 1}`).join("\n")}\nlet a5000 = now()\na0 -> _id`,
};

describe("long and deep input", () => {
  it.each(Object.entries(inputs))("ends in findings: %s", (_, source) => {
    const start = performance.now();
    const { diagnostics } = compile(file(source));
    expect(diagnostics.length).toBeLessThan(100);
    expect(performance.now() - start).toBeLessThan(10_000);
  });
});
