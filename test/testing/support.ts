import { makeFolder, runCli } from "../support/cli.js";
import { exampleFiles } from "../support/example-files.js";

/** The head of most mappings here: the schema and the sample of the examples of diagnostics. */
export const head = 'target "schema.json"\nsample "orders.csv"\n';

/** Runs a command on `m.xdmap` beside the example files. */
export async function inFolder(
  source: string,
  args: readonly string[],
  files: Readonly<Record<string, string>> = {},
): Promise<Awaited<ReturnType<typeof runCli>>> {
  const { folder, remove } = makeFolder({ ...exampleFiles, ...files, "m.xdmap": source });
  try {
    return await runCli(args, { cwd: folder });
  } finally {
    remove();
  }
}

/** Which tests of a mapping passed, and what differs in the others: `path: expected / got (reasons)`. */
export async function runTests(
  source: string,
  files: Readonly<Record<string, string>> = {},
  args: readonly string[] = [],
): Promise<{ readonly passed: readonly string[]; readonly differs: readonly string[]; readonly stderr: string }> {
  const { stdout, stderr } = await inFolder(source, ["test", "m.xdmap", "--format", "json", ...args], files);
  const { tests, notRun } = JSON.parse(stdout);
  const passed: string[] = [];
  // A file that could not be run differs from whatever is expected.
  const differs: string[] = notRun.map(({ message }: { message: string }) => message);
  for (const test of tests) {
    if (test.status === "passed") passed.push(test.name);
    for (const { path, expected, got, reasons } of test.failures) {
      const codes = reasons.map(({ code }: { code: string }) => code).join(" ");
      differs.push(`${path}: ${expected} / ${got}${codes === "" ? "" : ` (${codes})`}`);
    }
  }
  return { passed, differs, stderr };
}
