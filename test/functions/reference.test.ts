import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { renderReference } from "../../src/functions/reference.js";

it("docs/functions.md is what the function table says: run `npm run docs` when it is not", () => {
  expect(readFileSync("docs/functions.md", "utf8")).toBe(renderReference());
});
