// Checks the direction of imports, and fails when the checker saw nothing at all: a tool that cannot read the sources
// reports 0 modules and calls them clean.
import { cruise } from "dependency-cruiser";
import config from "../.dependency-cruiser.cjs";

const LEAST_MODULES = 40;

const { output } = await cruise(["src"], {
  ruleSet: { forbidden: config.forbidden },
  validate: true,
  ...config.options,
});
const { violations, totalCruised } = output.summary;
for (const { rule, from, to, cycle } of violations) {
  const via = cycle ? `: ${cycle.map((step) => step.name).join(" -> ")}` : "";
  process.stderr.write(`${rule.name}: ${from} -> ${to}${via}\n`);
}
const seen = output.modules.filter(({ source }) => source.startsWith("src/")).length;
if (seen < LEAST_MODULES) {
  process.stderr.write(`only ${seen} modules of src were seen; the import check is blind\n`);
  process.exitCode = 1;
}
if (violations.length > 0) process.exitCode = 1;
process.stdout.write(`${seen} modules (${totalCruised} with packages), ${violations.length} wrong imports\n`);
