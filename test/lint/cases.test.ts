import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { fixText } from "../../src/lint/fix-text.js";
import { rules } from "../../src/lint/index.js";
import { checkText } from "./support.js";

const folderOf = (name: string) => `test/lint/cases/${name}`;

describe("the rules", () => {
  it("have codes and names that are theirs alone", () => {
    const all = rules.flatMap(({ code, name }) => [code, name]);
    expect(all).toEqual([...new Set(all)]);
  });

  it("have a folder of cases each, and no folder is left over", () => {
    expect(readdirSync("test/lint/cases").toSorted()).toEqual(rules.map(({ name }) => name).toSorted());
  });

  it("have a file each, of their name", () => {
    expect(readdirSync("src/lint/rules").toSorted()).toEqual(rules.map(({ name }) => `${name}.ts`).toSorted());
  });
});

describe("docs/linting.md", () => {
  it("lists the rules with their levels and options", () => {
    const page = readFileSync("docs/linting.md", "utf8");
    const rows = [
      ...page.matchAll(/^\| \[(XM\d{4})\]\S+ +\| `([\w-]+)` +\| (\w+) +\|[^|]*\| *(?:`(\w+)` \((\w+)\))? *\|/gm),
    ];
    const wanted = rules.map(({ code, name, severity, offByDefault, options }) => {
      const [[option, value] = []] = Object.entries(options);
      return [code, name, offByDefault ? "off" : severity, option, value === undefined ? undefined : String(value)];
    });
    expect(rows.map((row) => row.slice(1))).toEqual(wanted);
  });
});

describe.concurrent("the cases of a rule", () => {
  it.for(rules.map(({ name, code }) => [name, code] as const))("%s", async ([name, code], { expect }) => {
    const folder = folderOf(name);
    const read = (file: string) => readFileSync(`${folder}/${file}`, "utf8");
    const found = await checkText(read("found.xdmap"), folder);
    expect(found.diagnostics.map((one) => one.code).filter((one) => one !== code)).toEqual([]);
    expect(found.diagnostics.length).toBeGreaterThan(0);
    await expect(found.text).toMatchFileSnapshot(`../../${folder}/found.expected.txt`);
    const clean = await checkText(read("clean.xdmap"), folder);
    expect(clean.text).toBe("");

    const { text: fixed } = fixText(read("found.xdmap"), found.diagnostics, "any");
    const hasFix = found.diagnostics.some(({ fixes }) => fixes.length > 0);
    expect(existsSync(`${folder}/fixed.xdmap`), `${folder}/fixed.xdmap`).toBe(hasFix);
    if (!hasFix) return;
    expect(fixed).toBe(read("fixed.xdmap"));
    const again = await checkText(fixed, folder);
    // What has no fix stays; what had one is gone, and nothing else came.
    const left = found.diagnostics.filter(({ fixes }) => fixes.length === 0).length;
    expect(again.diagnostics.map((one) => one.code)).toEqual(Array.from({ length: left }, () => code));
  });
});
