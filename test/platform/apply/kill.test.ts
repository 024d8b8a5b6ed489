import { spawn } from "node:child_process";
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Emulator, startEmulator } from "../../../src/emulator/index.js";
import { cliPath, makeFolder } from "../../support/cli.js";
import { contentsOf, countsOf, ONE_EACH, projectFiles, stateOf } from "./support.js";

/*
 * The built command line as a process of its own, ended by SIGKILL: before and after each call of the file system that
 * writes (a script that Node loads first patches them), and when the emulator has received, has committed and has answered
 * each request. Run again it has to come to what a push comes to that nobody ends.
 */

/** Set, every point is tried: `npm run test:kill`. Otherwise one of so many, and others with each phase. */
const isWhole = process.env["XDMAP_EVERY_POINT"] !== undefined;
const STRIDE = isWhole ? 1 : 9;

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

function start(folder: string, emulator: Emulator, env: Readonly<Record<string, string>>) {
  const child = spawn(
    process.execPath,
    ["--require", preload, cliPath, "push", "--yes", "--settle", "0.05", "--project", folder],
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
async function measure() {
  return world(async (folder, emulator) => {
    const log = join(folder, "steps.log");
    const { ended } = start(folder, emulator, { KILL_LOG: log });
    const run = await ended;
    expect(run.text).not.toContain("error[");
    expect(run.status).toBe(0);
    return {
      contents: contentsOf(emulator),
      state: stateOf(folder),
      requests: emulator.requests.length,
      steps: readFileSync(log, "utf8").length,
    };
  });
}

type Clean = Awaited<ReturnType<typeof measure>>;

/** Runs a push until it is killed, then once more. */
async function killAndRepeat(
  clean: Clean,
  where: string,
  arm: (emulator: Emulator) => Readonly<Record<string, string>> | ((child: ReturnType<typeof start>["child"]) => void),
) {
  await world(async (folder, emulator) => {
    const armed = arm(emulator);
    const first = start(folder, emulator, typeof armed === "function" ? {} : armed);
    if (typeof armed === "function") armed(first.child);
    const killed = await first.ended;
    expect(killed.signal, `${where}: ${killed.text}`).toBe("SIGKILL");
    emulator.onRequest = null;
    const again = await start(folder, emulator, {}).ended;
    expect(again.status, `${where}: ${again.text}`).toBe(0);
    expect(countsOf(emulator), where).toEqual(ONE_EACH);
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

describe("a push that is killed, and run again, makes nothing twice and loses nothing", () => {
  let measured: Promise<Clean> | undefined;
  const cleanRun = () => {
    measured ??= measure();
    return measured;
  };

  it("at every request: received, committed, answered", { timeout: 1_200_000 }, async () => {
    const clean = await cleanRun();
    const phases = ["received", "committed", "answered"] as const;
    const points = Array.from({ length: clean.requests }, (_, at) => at + 1).flatMap((n) =>
      phases.flatMap((phase, which) => ((n + which * 3) % STRIDE === 0 ? [{ n, phase }] : [])),
    );
    expect(points.length).toBeGreaterThan(5);
    await inTurns(
      points.map(
        ({ n, phase }) =>
          () =>
            killAndRepeat(clean, `request ${n} ${phase}`, (emulator) => (child) => {
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

  it("before and after every write of a file", { timeout: 1_200_000 }, async () => {
    const clean = await cleanRun();
    const points = Array.from({ length: clean.steps }, (_, at) => at + 1).filter((n) => n % (isWhole ? 1 : 13) === 0);
    expect(points.length).toBeGreaterThan(5);
    await inTurns(points.map((n) => () => killAndRepeat(clean, `step ${n}`, () => ({ KILL_AT: String(n) }))));
  });
});
