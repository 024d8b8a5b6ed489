// Writes the schema files of the examples: their compositions over the standard components of adobe/xdm and the tenant
// field groups of examples/components. Titles and descriptions are left out, so that nothing of adobe/xdm's text is copied.
// Usage: node scripts/run-ts.mjs scripts/example-schemas.ts [FOLDER OF STANDARD COMPONENTS]
import { writeFile } from "node:fs/promises";
import { renderText } from "../src/diagnostics/index.js";
import { readComponents, readSchema } from "../src/host/schema-files.js";
import { leavesOf, writeXedFull } from "../src/schema/index.js";

const EXAMPLES = ["shopify-orders", "hubspot-contacts", "on-demand-window", "parquet-profile"];
const standard = process.argv[2] ?? `${process.env["XDMAP_SHARED"] ?? "../shared"}/xdm/components`;

const { index, diagnostics: found } = await readComponents([standard, "examples/components"]);
const findings = [...found];
for (const example of EXAMPLES) {
  const { schema, diagnostics } = await readSchema(`examples/${example}/composition.json`, { components: index });
  findings.push(...diagnostics);
  if (schema === null) continue;
  const path = `examples/${example}/schema.json`;
  await writeFile(path, writeXedFull(schema));
  process.stdout.write(`${path}: ${leavesOf(schema).length} fields\n`);
}
if (findings.length > 0) {
  process.stderr.write(`${renderText(findings)}\n`);
  process.exitCode = 1;
}
