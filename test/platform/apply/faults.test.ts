import fs from "node:fs";
import { syncBuiltinESMExports } from "node:module";
import { describe, expect, it, onTestFinished } from "vitest";
import type { Fault } from "../../../src/emulator/index.js";
import { contentsOf, countsOf, mapping, ONE_EACH, openWorld, stateOf, type World } from "./support.js";

/** Each hits one request, and is over then. */
const faults: readonly Fault[] = [
  { kind: "latency", milliseconds: 5000 },
  { kind: "401" },
  { kind: "429" },
  { kind: "429-retry-after", milliseconds: 2000 },
  { kind: "429-retry-date", milliseconds: 2000 },
  { kind: "5xx-before", status: 500 },
  { kind: "5xx-before", status: 503 },
  { kind: "5xx-after", status: 500 },
  { kind: "5xx-after", status: 504 },
  { kind: "reset-before" },
  { kind: "reset-after" },
  { kind: "truncated" },
  { kind: "empty" },
  { kind: "html" },
  { kind: "list-lag", milliseconds: 10_000 },
  { kind: "list-lag", milliseconds: 20 * 60_000 },
];

/** A push of its own world, its calls without a fault: how many there are, and what comes of them. */
async function measure(prepare: (world: World) => Promise<void>) {
  const world = await openWorld();
  await prepare(world);
  world.calls();
  const before = world.emulator.requests.length;
  await world.push();
  const methods = world.emulator.requests.slice(before).map(({ method }) => method);
  return { methods, contents: contentsOf(world.emulator), state: stateOf(world.folder) };
}

/** Set, every call is tried: `npm run test:kill`. */
const isWhole = process.env["XDMAP_EVERY_POINT"] !== undefined;
/** Otherwise each fault tries one in so many, and faults of one kind meet others. */
const STRIDE_OF_WRITES = 3;
/** Of reads fewer: the client's own tests hold them to every fault. */
const STRIDE_OF_READS = 24;

/** The calls that meet a fault, counted from 1: by turns, so that each call meets some. */
function pointsOf(methods: readonly string[], turn: number): readonly number[] {
  return methods.flatMap((method, at) => {
    const isTried = isWhole || (at + turn) % (method === "GET" ? STRIDE_OF_READS : STRIDE_OF_WRITES) === 0;
    return isTried ? [at + 1] : [];
  });
}

const cases = [
  { name: "a first push", prepare: async () => undefined },
  {
    name: "an update",
    prepare: async (world: World) => {
      await world.push();
      world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    },
  },
];

describe.each(cases)("each fault at every call of $name", ({ prepare }) => {
  let measured: ReturnType<typeof measure> | undefined;

  it.each(faults)("$kind $status $milliseconds", async (fault) => {
    measured ??= measure(prepare);
    const clean = await measured;
    for (const nth of pointsOf(clean.methods, faults.indexOf(fault))) {
      const world = await openWorld();
      await prepare(world);
      world.emulator.faults.add({ ...fault, match: { nth } });
      const first = await world.push();
      const where = `${fault.kind} at call ${nth}: ${first.result}\n${first.text}`;
      expect(
        Object.values(countsOf(world.emulator)).every((count) => count <= 1),
        where,
      ).toBe(true);
      if (first.result !== "done") {
        expect(["platform", "errors"], where).toContain(first.result);
        expect(first.text, where).toMatch(/error\[XM7\d{3}\]/);
      }
      world.emulator.faults.clear();
      // Lists have caught up.
      if (fault.kind === "list-lag") world.pass(fault.milliseconds ?? 0);
      const second = await world.push();
      expect(["done", "nothing"], `${where}\nthen ${second.result}\n${second.text}`).toContain(second.result);
      expect(contentsOf(world.emulator), where).toEqual(clean.contents);
      expect(countsOf(world.emulator), where).toEqual(ONE_EACH);
      expect(stateOf(world.folder), where).toEqual(clean.state);
    }
  });
});

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
