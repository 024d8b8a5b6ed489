import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { DEPTH_LIMIT } from "../../src/grammar/parser-base.js";
import * as limits from "../../src/values/limits.js";

const page = readFileSync("docs/limits.md", "utf8");

it.each([...Object.entries(limits), ["DEPTH_LIMIT", DEPTH_LIMIT] as const])(
  "the page of limits has the %s of the code, %i",
  (_, limit) => {
    expect(page).toMatch(new RegExp(`(?<![\\d,])${limit.toLocaleString("en")}(?![\\d,]\\d)`));
  },
);
