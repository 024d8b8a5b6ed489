import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { CHECK_FORMATS } from "../../src/cli/check-formats.js";
import { blocksOf } from "../docs/support.js";

const page = "docs/pull-requests.md";
const inputs = Object.keys(parse(readFileSync("action.yml", "utf8")).inputs);
const hooks: readonly string[] = parse(readFileSync(".pre-commit-hooks.yaml", "utf8")).map(
  ({ id }: { id: string }) => id,
);
const examples = blocksOf(page)
  .filter(({ language }) => language === "yaml")
  .map(({ text }) => parse(text));

interface Uses {
  readonly uses?: string;
  readonly with?: Readonly<Record<string, string>>;
}

describe("the page of pull requests", () => {
  const steps: readonly Uses[] = examples.flatMap((each) => each.jobs?.check.steps ?? []);
  const ours = steps.filter(({ uses }) => uses === "OWNER/xdmap@VERSION");

  it("gives the action inputs that it has", () => {
    expect(ours).toHaveLength(2);
    for (const { with: given = {} } of ours) expect(inputs).toEqual(expect.arrayContaining(Object.keys(given)));
  });

  it("uploads the file that the action wrote", () => {
    const upload = steps.find(({ uses }) => uses?.includes("upload-sarif"));
    expect(upload?.with?.["sarif_file"]).toBe(ours[1]?.with?.["output"]);
  });

  it("reports to GitLab the file that the script wrote", () => {
    const [job] = examples.flatMap((each) => (each.mappings === undefined ? [] : [each.mappings]));
    expect(job.script[0]).toContain(`--format gitlab --output ${job.artifacts.reports.codequality}`);
  });

  it("names hooks that are there", () => {
    const named = examples
      .flatMap((each) => each.repos ?? [])
      .flatMap((repo) => repo.hooks.map(({ id }: { id: string }) => id));
    expect(named.toSorted()).toEqual(hooks.toSorted());
  });

  it("explains every input, and every form", () => {
    const rows = [...readFileSync(page, "utf8").matchAll(/^\| `(\w+)` /gm)].map(([, name]) => name);
    expect(rows).toEqual(inputs);
    for (const format of CHECK_FORMATS) expect(readFileSync(page, "utf8")).toMatch(new RegExp(`\\b${format}\\b`));
  });
});
