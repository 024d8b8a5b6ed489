import { spawn } from "node:child_process";
import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { cliPath, makeFolder } from "../../support/cli.js";
import { contentsOf, countsOf, mapping, ONE_EACH, projectFile, projectFiles, stateOf } from "./support.js";

/*
 * The built command line as a process of its own, ended by SIGKILL: before and after each call of the file system that
 * writes (a script that Node loads first patches them), and when the emulator has received, has committed and has answered
 * each request. Run again it has to come to what a push comes to that nobody ends.
 */

/** Set, every point of a first push is tried, and one in three of the others: `npm run test:kill`. */
const isWhole = process.env["XDMAP_EVERY_POINT"] !== undefined;
const ownCli = process.env["XDMAP_CLI_TO_KILL"];
const cli = ownCli === undefined ? cliPath : resolve(ownCli, "xdmap.cjs");
/** Otherwise one in so many, and others with each phase. */
const STRIDE = 17;
const STRIDE_OF_STEPS = 29;

interface Scenario {
  readonly name: string;
  /** Brings a sandbox and its project to where the push begins that is killed. */
  readonly prepare: (folder: string, emulator: Emulator) => Promise<void>;
  /** What is run, beside what every push is run with. */
  readonly argsIn: (folder: string) => readonly string[];
  /** One in how many points `npm run test:kill` tries; and whether `npm test` tries any. */
  readonly strides: { readonly whole: number; readonly short: boolean };
}

const pushed = async (folder: string, emulator: Emulator) => {
  const run = await start(folder, emulator, {}, []).ended;
  expect(run.status, run.text).toBe(0);
};
const toLower = (folder: string) => writeFileSync(join(folder, "orders.xdmap"), mapping("lower(First_Name)"));

const scenarios: readonly Scenario[] = [
  { name: "a first push", prepare: async () => undefined, argsIn: () => [], strides: { whole: 1, short: true } },
  {
    name: "an update",
    prepare: async (folder, emulator) => {
      await pushed(folder, emulator);
      toLower(folder);
    },
    argsIn: () => [],
    strides: { whole: 3, short: false },
  },
  {
    name: "a replacement",
    prepare: async (folder, emulator) => {
      await pushed(folder, emulator);
      writeFileSync(join(folder, "xdmap.yaml"), projectFile({ table: "Shopify.Refunds" }));
    },
    argsIn: () => ["--allow-replace"],
    strides: { whole: 3, short: false },
  },
  {
    name: "a rollback",
    prepare: async (folder, emulator) => {
      await pushed(folder, emulator);
      toLower(folder);
      await pushed(folder, emulator);
    },
    argsIn: (folder) => ["--rollback", readdirSync(join(folder, ".xdmap/snapshots")).toSorted()[0] ?? ""],
    strides: { whole: 3, short: false },
  },
];

const preload = join(tmpdir(), `xdmap-kill-${process.pid}.cjs`);

beforeAll(() => {
  writeFileSync(
    preload,
    `const fs = require("node:fs");
const { KILL_AT, KILL_LOG } = process.env;
let n = 0;
const step = () => {
  n += 1;
  if (KILL_LOG) fs.appendFileSync(KILL_LOG, "x");
  if (n === Number(KILL_AT)) process.kill(process.pid, "SIGKILL");
};
for (const name of ["writeSync", "renameSync", "linkSync", "rmSync", "mkdirSync"]) {
  const real = fs[name];
  fs[name] = (...args) => {
    // Standard output and error are no files.
    if (name === "writeSync" && args[0] < 3) return real(...args);
    step();
    const result = real(...args);
    step();
    return result;
  };
}
`,
  );
});
afterAll(() => rmSync(preload, { force: true }));

interface Run {
  readonly status: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly text: string;
}

function start(folder: string, emulator: Emulator, env: Readonly<Record<string, string>>, args: readonly string[]) {
  const child = spawn(
    process.execPath,
    ["--require", preload, cli, "push", "--yes", "--settle", "0.05", "--project", folder, ...args],
    { env: { ...process.env, NO_COLOR: "1", ...emulator.env(), ...env }, stdio: ["ignore", "pipe", "pipe"] },
  );
  const text: string[] = [];
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => text.push(chunk.toString()));
  const ended = new Promise<Run>((resolve) => {
    child.on("close", (status, signal) => resolve({ status, signal, text: text.join("") }));
  });
  return { child, ended };
}

async function world<T>(run: (folder: string, emulator: Emulator) => Promise<T>): Promise<T> {
  const { folder, remove } = makeFolder(projectFiles);
  const emulator = await startEmulator({ components: [join(folder, "components")] });
  try {
    return await run(folder, emulator);
  } finally {
    await emulator.close();
    remove();
  }
}

/** A push that nobody ends: what comes of it, its requests and its steps in files. */
async function measure({ prepare, argsIn }: Scenario) {
  return world(async (folder, emulator) => {
    await prepare(folder, emulator);
    const before = emulator.requests.length;
    const log = join(folder, "steps.log");
    const { ended } = start(folder, emulator, { KILL_LOG: log }, argsIn(folder));
    const run = await ended;
    expect(run.text).not.toContain("error[");
    expect(run.status).toBe(0);
    return {
      contents: contentsOf(emulator),
      state: stateOf(folder),
      counts: countsOf(emulator),
      requests: emulator.requests.length - before,
      steps: readFileSync(log, "utf8").length,
    };
  });
}

type Clean = Awaited<ReturnType<typeof measure>>;

/** Runs a push until it is killed, then once more. */
async function killAndRepeat(
  { prepare, argsIn }: Scenario,
  clean: Clean,
  where: string,
  arm: (emulator: Emulator) => Readonly<Record<string, string>> | ((child: ReturnType<typeof start>["child"]) => void),
) {
  await world(async (folder, emulator) => {
    await prepare(folder, emulator);
    const args = argsIn(folder);
    const armed = arm(emulator);
    const first = start(folder, emulator, typeof armed === "function" ? {} : armed, args);
    if (typeof armed === "function") armed(first.child);
    const killed = await first.ended;
    expect(killed.signal, `${where}: ${killed.text}`).toBe("SIGKILL");
    emulator.onRequest = null;
    const again = await start(folder, emulator, {}, args).ended;
    expect(again.status, `${where}: ${again.text}`).toBe(0);
    expect(countsOf(emulator), where).toEqual(clean.counts);
    expect(contentsOf(emulator), where).toEqual(clean.contents);
    expect(stateOf(folder), where).toEqual(clean.state);
    expect(existsSync(join(folder, ".xdmap/state/dev.json.tmp")), where).toBe(false);
  });
}

async function inTurns(points: readonly (() => Promise<void>)[]): Promise<void> {
  const left = [...points];
  await Promise.all(
    [1, 2].map(async () => {
      for (let next = left.shift(); next !== undefined; next = left.shift()) await next();
    }),
  );
}

describe.each(scenarios.filter(({ strides }) => isWhole || strides.short))(
  "$name that is killed, and run again, makes nothing twice and loses nothing",
  (scenario) => {
    let measured: Promise<Clean> | undefined;
    const cleanRun = () => {
      measured ??= measure(scenario);
      return measured;
    };
    const { whole } = scenario.strides;

    it("at every request: received, committed, answered", { timeout: 3_600_000 }, async () => {
      const clean = await cleanRun();
      if (scenario.name !== "a replacement") expect(clean.counts).toEqual(ONE_EACH);
      const stride = isWhole ? whole : STRIDE;
      const phases = ["received", "committed", "answered"] as const;
      const points = Array.from({ length: clean.requests }, (_, at) => at + 1).flatMap((n) =>
        phases.flatMap((phase, which) => ((n + which * 3) % stride === 0 ? [{ n, phase }] : [])),
      );
      expect(points.length).toBeGreaterThan(2);
      await inTurns(
        points.map(
          ({ n, phase }) =>
            () =>
              killAndRepeat(scenario, clean, `request ${n} ${phase}`, (emulator) => (child) => {
                let count = 0;
                emulator.onRequest = async (_, at) => {
                  if (at === "received") count += 1;
                  // What commits nothing is killed when it is answered.
                  const isDue = at === phase || (phase === "committed" && at === "answered");
                  if (count !== n || !isDue) return;
                  child.kill("SIGKILL");
                  await new Promise((resolve) => child.once("close", resolve));
                };
              }),
        ),
      );
    });

    it("before and after every write of a file", { timeout: 3_600_000 }, async () => {
      const clean = await cleanRun();
      const stride = isWhole ? whole : STRIDE_OF_STEPS;
      const points = Array.from({ length: clean.steps }, (_, at) => at + 1).filter((n) => n % stride === 0);
      expect(points.length).toBeGreaterThan(2);
      await inTurns(
        points.map((n) => () => killAndRepeat(scenario, clean, `step ${n}`, () => ({ KILL_AT: String(n) }))),
      );
    });
  },
);
