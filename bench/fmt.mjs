// How long `xdmap fmt --check` of 10,000 mappings takes, and of twice as many, as a multiple of bare Node: the median of 11
// rounds in which the three take turns, so that what else the machine does falls on all. Usage: npm run build && npm run bench:fmt
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";

const ROUNDS = 11;
const MAPPINGS = 10_000;
const AIM = 20;
const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));

/** Mappings of the kinds that files hold, badly laid out: short, called, long enough to be broken, with comments. */
function mappings(count) {
  const lines = [];
  for (let at = 0; at < count; at++) {
    if (at % 20 === 0) lines.push("", `// Group ${at / 20}.`);
    if (at % 7 === 0) lines.push(`iif(to_decimal(Total_${at})>=500,"gold" , 'basic')  -> _acme.f${at}.tier // note`);
    else if (at % 11 === 0)
      lines.push(
        `concat(upper(left(First_${at},1)), lower(substr(First_${at},1,4096)), " ", upper(left(Last_${at},1)))->_acme.f${at}.name`,
      );
    else lines.push(`lower( trim(Column_${at}) )->_acme.f${at}.value`);
  }
  return `${lines.join("\n")}\n`;
}

function measure(args, expected) {
  const start = process.hrtime.bigint();
  const { status, stderr } = spawnSync(process.execPath, args);
  if (status !== expected) throw new Error(`${args.join(" ")}: ${stderr}`);
  return Number(process.hrtime.bigint() - start) / 1e6;
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

try {
  const empty = join(folder, "empty.cjs");
  writeFileSync(empty, "");
  const files = [MAPPINGS, 2 * MAPPINGS].map((count) => {
    const path = join(folder, `m${count}.xdmap`);
    writeFileSync(path, mappings(count));
    return path;
  });
  const cli = resolve(process.argv[2] ?? "dist/cli/xdmap.cjs");
  const rounds = Array.from({ length: ROUNDS }, () => {
    const bare = measure([empty], 0);
    // Each differs from its formatting: the check ends with 1.
    const [one, two] = files.map((path) => measure([cli, "fmt", "--check", path], 1));
    return { bare, one, two };
  });
  const ratio = median(rounds.map(({ bare, one }) => one / bare));
  const growth = median(rounds.map(({ one, two }) => two / one));
  process.stdout.write(
    `fmt of ${MAPPINGS} mappings ${median(rounds.map(({ one }) => one)).toFixed(0)} ms, bare Node ${median(rounds.map(({ bare }) => bare)).toFixed(0)} ms: ${ratio.toFixed(1)} times (median of ${ROUNDS} rounds); twice as many take ${growth.toFixed(2)} times as long\n`,
  );
  if (ratio > AIM) process.exitCode = 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
