import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { formatMapping } from "../../src/grammar/index.js";
import { blocksOf, pages } from "../docs/support.js";

const examples = readdirSync("examples", { recursive: true, encoding: "utf8" })
  .filter((path) => path.endsWith(".xdmap"))
  .map((path) => join("examples", path));

describe("what is bundled is formatted", () => {
  it.each(examples)("%s", (path) => {
    const text = readFileSync(path, "utf8");
    expect(formatMapping(path, text)).toEqual({ kind: "formatted", text, isChanged: false });
  });

  const blocks = pages.flatMap(blocksOf).filter(({ language, note }) => language === "xdmap" && note === "");
  it("has mappings on its pages", () => expect(blocks.length).toBeGreaterThan(10));

  it.each(blocks)("in $page: $text", ({ text }) => {
    expect(formatMapping("page.xdmap", text)).toEqual({ kind: "formatted", text, isChanged: false });
  });
});
