import { spawn } from "node:child_process";
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { hostname, tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { takeLock } from "../../../src/platform/store/lock.js";
import { type Processes, thisComputer } from "../../../src/platform/store/processes.js";
import { makeFolder } from "../../support/cli.js";

const START = new Date(0);
const DEAD = { pid: 2 ** 22 + 1, host: hostname(), birth: null };

function locks(held: object | string | null): string {
  const text = typeof held === "string" ? held : JSON.stringify(held);
  const { folder, remove } = makeFolder(held === null ? { none: "" } : { "dev.4.json": text });
  onTestFinished(remove);
  return folder;
}

const held = (changes: object) => ({ ...DEAD, started: START.toISOString(), token: "t", released: false, ...changes });

function take(folder: string, processes?: Processes): string {
  const taken = takeLock(folder, "dev", START, processes);
  return taken.kind === "ok" ? "taken" : taken.diagnostic.code;
}

describe("a lock", () => {
  it.each([
    ["of a process that is no more is taken over", held({}), "taken"],
    ["that was released is taken", held({ ...thisComputer.self(), released: true }), "taken"],
    ["of a process that runs is not", held(thisComputer.self()), "XM7205"],
    ["of another computer is not, whatever its number", held({ host: "elsewhere" }), "XM7206"],
    ["that cannot be read is not", "{", "XM7208"],
    ["whose number another process has now is taken over", held({ ...thisComputer.self(), birth: "boot:1" }), "taken"],
    [
      "of whose process no birth is known counts while its number runs",
      held({ ...thisComputer.self(), birth: null }),
      "XM7205",
    ],
  ])("%s", (_, content, comes) => {
    // Without /proc there is no birth to compare.
    if (comes === "taken" && thisComputer.self().birth === null && "birth" in Object(content)) return;
    expect(take(locks(content))).toBe(comes);
  });

  it("of one sandbox is none of another whose name begins alike", () => {
    const folder = locks(held(thisComputer.self()));
    expect(takeLock(folder, "de", START).kind).toBe("ok");
    expect(takeLock(folder, "dev-2", START).kind).toBe("ok");
  });

  it("leaves one file behind, however often it is taken", () => {
    const folder = locks(null);
    for (let round = 0; round < 5; round += 1) {
      const taken = takeLock(folder, "dev", START);
      if (taken.kind === "ok") taken.value.release();
    }
    expect(readdirSync(folder).toSorted()).toEqual(["dev.5.json", "none"]);
  });
});

describe("processes that find the same dead process at the same instant", () => {
  const program = join(tmpdir(), `xdmap-lock-${process.pid}.cjs`);
  const ROUNDS = process.env["XDMAP_EVERY_POINT"] === undefined ? 40 : 1000;
  const RACERS = 3;

  beforeAll(async () => {
    await build({
      stdin: {
        contents: `
          import { appendFileSync, existsSync } from "node:fs";
          import { takeLock } from "./src/platform/store/lock.js";
          const [root, rounds, name] = process.argv.slice(2);
          for (let round = 0; round < Number(rounds); round += 1) {
            // Each round begins when the other racers are there, too, and ends when all have tried.
            appendFileSync(root + "/" + round + "/ready", "x");
            while (!existsSync(root + "/" + round + "/go"));
            const taken = takeLock(root + "/" + round + "/locks", "dev", new Date());
            appendFileSync(root + "/" + round + "/done", (taken.kind === "ok" ? "+" : "-"));
          }
          // Who ended now would leave a lock that is free.
          while (!existsSync(root + "/end"));`,
        resolveDir: process.cwd(),
        loader: "ts",
      },
      bundle: true,
      platform: "node",
      format: "cjs",
      outfile: program,
    });
  });

  it("take it over once, each time", { timeout: 300_000 }, async () => {
    const { folder, remove } = makeFolder({ none: "" });
    onTestFinished(remove);
    for (let round = 0; round < ROUNDS; round += 1) {
      mkdirSync(join(folder, String(round), "locks"), { recursive: true });
      writeFileSync(join(folder, String(round), "locks/dev.1.json"), JSON.stringify(held({})));
      writeFileSync(join(folder, String(round), "ready"), "");
      writeFileSync(join(folder, String(round), "done"), "");
    }
    const racers = Array.from({ length: RACERS }, (_, at) =>
      spawn(process.execPath, [program, folder, String(ROUNDS), String(at)], { stdio: "ignore" }),
    );
    onTestFinished(() => racers.forEach((racer) => void racer.kill("SIGKILL")));
    const lengthOf = (round: number, name: string) => readFileSync(join(folder, String(round), name), "utf8").length;
    for (let round = 0; round < ROUNDS; round += 1) {
      while (lengthOf(round, "ready") < RACERS) await new Promise((resolve) => setTimeout(resolve, 1));
      writeFileSync(join(folder, String(round), "go"), "");
      while (lengthOf(round, "done") < RACERS) await new Promise((resolve) => setTimeout(resolve, 1));
      const outcomes = readFileSync(join(folder, String(round), "done"), "utf8");
      expect([...outcomes].filter((each) => each === "+").length, `round ${round}: ${outcomes}`).toBe(1);
    }
  });
});
