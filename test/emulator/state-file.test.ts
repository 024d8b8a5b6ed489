import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { hostname } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { makeFolder } from "../support/cli.js";
import { ask, emulatorInProcess } from "../support/emulator.js";

const { folder, remove } = makeFolder({});
afterAll(remove);

describe("the state file", () => {
  it("brings everything back, the organization too", async () => {
    const stateFile = join(folder, "aep.json");
    const before = await emulatorInProcess({ stateFile });
    const made = await ask(before, "/catalog/dataSets", { body: { name: "한글 __proto__" } });
    const id = made.body[0].slice("@/dataSets/".length);
    const after = await emulatorInProcess({ stateFile });
    expect(after.credentials.organization).toBe(before.credentials.organization);
    expect(after.credentials.token).not.toBe(before.credentials.token);
    const path = `/catalog/dataSets/${id}`;
    expect((await ask(after, path)).body).toEqual((await ask(before, path)).body);
  });

  it("is written at each commit, and by nothing that is refused", async () => {
    const stateFile = join(folder, "commits.json");
    const emulator = await emulatorInProcess({ stateFile });
    const start = readFileSync(stateFile, "utf8");
    await ask(emulator, "/catalog/dataSets", { body: { name: 3 } });
    expect(readFileSync(stateFile, "utf8")).toBe(start);
    await ask(emulator, "/catalog/dataSets", { body: { name: "three" } });
    expect(readFileSync(stateFile, "utf8")).toContain('"three"');
  });

  it("belongs to one process; what a dead one left is taken over", async () => {
    const stateFile = join(folder, "held.json");
    const lock = `${stateFile}.lock`;
    const own = { host: hostname(), birth: null };
    // The parent of a test runs as long as the test.
    writeFileSync(lock, JSON.stringify({ ...own, pid: process.ppid }));
    await expect(emulatorInProcess({ stateFile })).rejects.toThrow(
      `used by another emulator (process ${process.ppid})`,
    );
    expect(existsSync(stateFile)).toBe(false);
    for (const left of [JSON.stringify({ ...own, pid: 2 ** 30 }), '{"pid"']) {
      writeFileSync(lock, left);
      const emulator = await emulatorInProcess({ stateFile });
      expect(JSON.parse(readFileSync(lock, "utf8"))).toMatchObject({ pid: process.pid });
      await emulator.close();
      expect(existsSync(lock)).toBe(false);
    }
  });

  it.each([
    ["cut in half", (text: string) => text.slice(0, text.length / 2), "not whole"],
    ["from the future", (text: string) => text.replace('"version":1', '"version":2'), "later xdmap"],
    ["something else", () => '{"name": "package"}', "lacks members"],
    ["empty", () => "", "not whole"],
  ])("is refused when %s, and stays as it is", async (_case, spoil, why) => {
    const stateFile = join(folder, "spoilt.json");
    await emulatorInProcess({ stateFile: join(folder, "good.json") });
    const spoilt = spoil(readFileSync(join(folder, "good.json"), "utf8"));
    writeFileSync(stateFile, spoilt);
    await expect(emulatorInProcess({ stateFile })).rejects.toThrow(why);
    expect(readFileSync(stateFile, "utf8")).toBe(spoilt);
  });
});
