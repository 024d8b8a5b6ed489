// The licences of the packages that are inside a bundle: whoever gets their code gets these texts with it.
import { readdirSync, readFileSync } from "node:fs";

/** One text of all packages that took part, by esbuild's records of what went into the bundles. */
export function licencesOf(metafiles) {
  const paths = metafiles.flatMap(({ inputs }) => Object.keys(inputs));
  const folders = paths.flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0] ?? []);
  return [...new Set(folders)]
    .sort()
    .map(licenceOf)
    .join(`\n${"-".repeat(80)}\n\n`);
}

function licenceOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(`${folder}/package.json`, "utf8"));
  const texts = readdirSync(folder)
    .filter((file) => /^(?:licen[cs]e|notice)/i.test(file))
    .sort()
    .map((file) => readFileSync(`${folder}/${file}`, "utf8").trim());
  if (texts.length === 0 && license === "MIT") texts.push(mitOf(name, readFileSync(`${folder}/README.md`, "utf8")));
  if (texts.length === 0) throw new Error(`${name} comes without the text of its licence`);
  return `${name} ${version} (${license})\n\n${texts.join("\n\n")}\n`;
}

/** A package that names its licence and its author in the README alone. */
function mitOf(name, readme) {
  const copyright = /^Copyright .+$/m.exec(readme)?.[0];
  if (copyright === undefined) throw new Error(`${name} does not say whose copyright it is`);
  return `The MIT License\n\n${copyright}\n\n${MIT}`;
}

const MIT = `Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights
to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to
whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE,
ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;
