import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { expect, it, onTestFinished } from "vitest";
import { contentsOf, countsOf, ONE_EACH, openWorld, stateOf } from "./support.js";

/** Set, every write is tried: `npm run test:kill`. */
const isWhole = process.env["XDMAP_EVERY_POINT"] !== undefined;

/** From the `first` write of a new file on, and before the one at `end`, the disk is full. Gives how many there were. */
function fillDisk(first: number, end: number) {
  const { openSync, writeSync } = fs;
  const fresh = new Set<number>();
  let writes = 0;
  const free = () => {
    Object.assign(fs, { openSync, writeSync });
    syncBuiltinESMExports();
    return writes;
  };
  Object.assign(fs, {
    openSync: (path: string, flags: string, mode?: number) => {
      const descriptor = openSync(path, flags, mode);
      if (flags === "wx") fresh.add(descriptor);
      else fresh.delete(descriptor);
      return descriptor;
    },
    writeSync: (descriptor: number, ...what: readonly never[]) => {
      if (fresh.has(descriptor)) writes += 1;
      if (fresh.has(descriptor) && writes >= first && writes < end) {
        throw Object.assign(new Error("ENOSPC: no space left on device, write"), { code: "ENOSPC" });
      }
      return Reflect.apply(writeSync, fs, [descriptor, ...what]);
    },
  });
  syncBuiltinESMExports();
  onTestFinished(() => void free());
  return free;
}

it("a disk that is full at any write of a push loses nothing, and says what was done (XM7237)", async () => {
  const clean = await openWorld();
  const count = fillDisk(Number.POSITIVE_INFINITY, 0);
  await clean.push();
  const writes = count();
  expect(writes).toBeGreaterThan(15);
  // The lock; an intent; its entry in the state; the end of the intent; the entry of the flow.
  const points = isWhole ? Array.from({ length: writes }, (_, at) => at + 1) : [2, 9, 10, 11, writes - 2];
  const told = new Set<string>();
  for (const first of points) {
    for (const end of isWhole ? [first + 1, Number.POSITIVE_INFINITY] : [Number.POSITIVE_INFINITY]) {
      const world = await openWorld();
      const free = fillDisk(first, end);
      const stopped = await world.push();
      free();
      if (first === writes) expect(stopped.result).toBe("done");
      else expect(stopped).toMatchObject({ result: "errors", text: expect.stringContaining("the disk is full") });
      const { schemas = 0 } = countsOf(world.emulator);
      expect(stopped.done.length, stopped.text).toBeGreaterThanOrEqual(schemas);
      for (const [code] of stopped.text.matchAll(/XM\d{4}/g)) told.add(code);
      const again = await world.push();
      expect(["done", "nothing"], `${first}: ${again.text}`).toContain(again.result);
      expect(countsOf(world.emulator)).toEqual(ONE_EACH);
      expect(contentsOf(world.emulator)).toEqual(contentsOf(clean.emulator));
      expect(stateOf(world.folder)).toEqual(stateOf(clean.folder));
    }
  }
  expect([...told].toSorted()).toEqual(["XM5204", "XM7237"]);
});
