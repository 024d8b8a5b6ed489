import { describe, expect, it } from "vitest";
import { correct } from "../../src/diagnostics/guide.js";
import { guides } from "../../src/diagnostics/guides.js";
import { allCodes } from "../../src/diagnostics/registry.js";
import { loadMapping, openProjects } from "../../src/project/index.js";
import { makeFolder } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

const byCode = new Map(allCodes.map((code) => [code.code, code]));

describe("the guides of the pages", () => {
  it("are of codes that there are, and end their sentences", () => {
    for (const [code, { todo, why = "." }] of guides) {
      expect(byCode.has(code) ? "" : code).toBe("");
      expect(todo).toMatch(/^[A-Z`].*\.$/);
      expect(why).toMatch(/\.$/);
    }
  });

  const corrected = [...guides].flatMap(([code, { corrections }]) => {
    const example = byCode.get(code)?.examples[0];
    return corrections === undefined || example === undefined ? [] : [{ code, corrections, example }];
  });

  it.each(corrected)(
    "correct the first example of $code, and every correction is needed",
    async ({ code, corrections, example }) => {
      let source = example.source;
      for (const correction of corrections) {
        expect(source).toContain(correction[0]);
        source = correct(source, [correction]);
      }
      // The examples of what cannot be read have no headers: of those only what the reader finds counts.
      const isWhole = /^target /m.test(source);
      const found = await findingsOf(source, example.files ?? {});
      expect(found.filter((each) => each.startsWith(code))).toEqual([]);
      expect(found.filter((each) => (isWhole ? each.includes(" error ") : each.startsWith("XM1")))).toEqual([]);
    },
  );
});

async function findingsOf(source: string, files: Readonly<Record<string, string>>): Promise<readonly string[]> {
  const { folder, remove } = makeFolder({ ...exampleFiles, ...files, "example.xdmap": source });
  try {
    const how = { inputs: [], read: "columns", projects: openProjects() } as const;
    const loaded = await loadMapping(`${folder}/example.xdmap`, { sample: {} }, how);
    if (loaded.kind === "misuse") throw new Error(loaded.message);
    const { diagnostics } = loaded.kind === "problem" ? loaded : loaded.workspace;
    return diagnostics.map(({ code, severity, message }) => `${code} ${severity} ${message}`);
  } finally {
    remove();
  }
}
