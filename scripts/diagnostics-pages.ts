// Writes docs/diagnostics: one page a code, from the registry. `npm run docs`.
import { mkdirSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { allCodes } from "../src/diagnostics/registry.js";
import { renderIndex, renderPage } from "../src/diagnostics/render-page.js";
import { exampleFiles, platformFiles } from "../test/support/example-files.js";

const folder = "docs/diagnostics";
mkdirSync(folder, { recursive: true });
for (const name of readdirSync(folder)) rmSync(`${folder}/${name}`);
for (const code of allCodes) writeFileSync(`${folder}/${code.code}.md`, renderPage(code));
writeFileSync(`${folder}/README.md`, renderIndex(allCodes, exampleFiles, platformFiles));
process.stdout.write(`${allCodes.length} pages\n`);
