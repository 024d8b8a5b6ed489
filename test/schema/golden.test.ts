import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { type Diagnostic, isSpan } from "../../src/diagnostics/index.js";
import { readComponents, readSchema } from "../../src/host/schema-files.js";
import { leavesOf } from "../../src/schema/index.js";
import { rangeOf } from "../../src/text/index.js";

/**
 * A folder a case: `composition.json` over `components/`, and what comes out in `leaves.txt`, reviewed by reading its diff.
 * `GOLDEN=update npx vitest run test/schema` rewrites them.
 */
const folder = "test/schema/golden";

describe("golden compositions", () => {
  for (const name of readdirSync(folder)) {
    it(name.replaceAll("-", " "), async () => {
      const { index, diagnostics: inComponents } = await readComponents([join(folder, name, "components")]);
      const { schema, diagnostics } = await readSchema(join(folder, name, "composition.json"), { components: index });
      const lines = [
        ...[...inComponents, ...diagnostics].flatMap(describeFinding),
        ...(schema === null ? [] : leavesOf(schema).map((leaf) => JSON.stringify(leaf))),
      ];
      const found = `${lines.join("\n")}\n`;
      const expected = join(folder, name, "leaves.txt");
      if (process.env["GOLDEN"] === "update") writeFileSync(expected, found);
      expect(found).toBe(readFileSync(expected, "utf8"));
    });
  }
});

function describeFinding({ code, message, help, place }: Diagnostic): string[] {
  const at = isSpan(place) ? `:${rangeOf(place).start.line}:${rangeOf(place).start.column}` : "";
  const path = place === null ? "" : isSpan(place) ? place.file.path : place.path;
  return [`${path}${at}: ${code}: ${message}`, ...(help === undefined ? [] : [`  ${help}`])];
}
