// Derives src/emulator/contract/*.json from Adobe's OpenAPI files, which are not part of the project: they are found in the
// folder `openapi` of XDMAP_SHARED (default ../shared).
// Usage: npm run contract
import { writeFileSync } from "node:fs";
import { contractFiles, contractText } from "./contract-files.js";

for (const file of contractFiles) writeFileSync(file.target, contractText(file));
