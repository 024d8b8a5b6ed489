import { expect, it } from "vitest";
import { formatMapping } from "../../src/grammar/index.js";

const format = (text: string) => {
  const formatted = formatMapping("a.xdmap", text);
  return formatted.kind === "formatted" ? formatted.text : "refused";
};

it("leaves expressions on one line as they are where the file says so, and aligns them", () => {
  const text = "// xdmap-keep expressions: deployed\n\nconcat(a,b) -> x.y\niif( a==null,1,2 )->z\n";
  const kept = "// xdmap-keep expressions: deployed\n\nconcat(a,b)         -> x.y\niif( a==null,1,2 )  -> z\n";
  expect(format(text).replace(/ +->/g, " ->")).toBe(kept.replace(/ +->/g, " ->"));
  expect(format(format(text))).toBe(format(text));
});

it.each(["// xdmap-keep", "// xdmap-keep expression", "// say xdmap-keep expressions"])(
  "formats them where another comment stands: %s",
  (comment) => {
    expect(format(`${comment}\n\nconcat(a,b) -> x.y\n`)).toContain("concat(a, b)");
  },
);
