import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { behaviourSwitches } from "../../src/emulator/index.js";

it.each(Object.entries(behaviourSwitches))("the page tells of the switch %s and its values", (name, values) => {
  const page = readFileSync("docs/emulator.md", "utf8");
  const row = page.split("\n").find((line) => line.startsWith(`| \`${name}\``));
  expect(row?.split("|")[2]?.match(/`[^`]+`/g)).toEqual(values.map((value) => `\`${value}\``));
});
