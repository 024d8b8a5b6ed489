// Writes schemas/xdmap.schema.json from the keys of the project file. `npm run docs`.
import { mkdirSync, writeFileSync } from "node:fs";
import { projectSchema } from "../src/project/project-schema.js";

mkdirSync("schemas", { recursive: true });
writeFileSync("schemas/xdmap.schema.json", `${JSON.stringify(projectSchema(), null, 2)}\n`);
