// Writes docs/functions.md from the function table, and into docs/fidelity.md the table of conversions. `npm run docs`.
import { readFileSync, writeFileSync } from "node:fs";
import { renderCoercions } from "../src/compiler/coercions.js";
import { renderReference } from "../src/functions/reference.js";

writeFileSync("docs/functions.md", renderReference());

const MARKED = /(<!-- conversions: .*? -->\n\n)[\s\S]*?(\n*<!-- end of conversions -->)/;
const page = readFileSync("docs/fidelity.md", "utf8");
if (!MARKED.test(page)) throw new Error("docs/fidelity.md has lost the marks around its table of conversions");
writeFileSync(
  "docs/fidelity.md",
  page.replace(
    MARKED,
    (_whole, before: string, after: string) => `${before}${renderCoercions()}\n\n${after.trimStart()}`,
  ),
);
