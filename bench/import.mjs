// How long `xdmap import` of a set of 400 mappings takes, as a multiple of bare Node (the median of pairs run by turns, so
// that what else the machine does falls on both), and that 5,000 come through. Usage: npm run build && node bench/import.mjs [CLI]
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const AIM = { mappings: 400, pairs: 21, times: 3 };
const LARGE = 5_000;

const cli = resolve(process.argv[2] ?? "dist/cli/xdmap.cjs");
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
const empty = join(folder, "empty.cjs");
writeFileSync(empty, "");

function measure(...args) {
  const start = process.hrtime.bigint();
  const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: folder, encoding: "utf8" });
  if (status !== 0) throw new Error(`${args.join(" ")}: ${stderr.slice(0, 2000)}`);
  return { milliseconds: Number(process.hrtime.bigint() - start) / 1e6, stdout };
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** A third plain paths, a third expressions as the formatter prints them, a third as people type them. */
function writeSet(count) {
  const mappings = Array.from({ length: count }, (_, at) => {
    const destination = `_acme.group${Math.floor(at / 10)}.field${at}`;
    if (at % 3 === 0) return { sourceType: "ATTRIBUTE", source: `column_${at}`, destination };
    const pairs = '"us", "United States", "kr", "Korea", "fr", "France"';
    const source =
      at % 3 === 1 ? `iif(column_${at}=="",null,lower(trim(column_${at})))` : `decode(column_${at}, ${pairs}, "N/A")`;
    return { sourceType: "EXPRESSION", source, destination };
  });
  const file = join(folder, `set-${count}.json`);
  const schemaRef = {
    id: "https://ns.adobe.com/acme/schemas/1",
    contentType: "application/vnd.adobe.xed-full+json;version=1",
  };
  writeFileSync(file, JSON.stringify({ name: "Bench", outputSchema: { schemaRef }, mappings }));
  return file;
}

try {
  const set = writeSet(AIM.mappings);
  for (const warm of [[empty], [cli, "import", set]]) measure(...warm);
  const bare = [];
  const imports = [];
  for (let pair = 0; pair < AIM.pairs; pair++) {
    bare.push(measure(empty).milliseconds);
    imports.push(measure(cli, "import", set).milliseconds);
  }
  const times = median(imports.map((one, at) => one / bare[at]));
  const isMet = times <= AIM.times;
  console.log(
    `import of ${AIM.mappings} mappings: ${median(imports).toFixed(0)} ms, bare Node ${median(bare).toFixed(0)} ms: ${times.toFixed(2)} times (at most ${AIM.times})${isMet ? "" : "  MISSED"}`,
  );
  const large = measure(cli, "import", writeSet(LARGE));
  console.log(`import of ${LARGE} mappings: ${large.milliseconds.toFixed(0)} ms, ${large.stdout.length} characters`);
  if (!isMet) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
