// Writes docs/functions.md from the function table. `npm run docs`.
import { writeFileSync } from "node:fs";
import { renderReference } from "../src/functions/reference.js";

writeFileSync("docs/functions.md", renderReference());
