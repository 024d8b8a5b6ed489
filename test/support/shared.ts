import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";

/** The folder with the oracles: XDMAP_SHARED, or `../shared` beside the checkout. */
const folder = process.env["XDMAP_SHARED"] ?? "../shared";

export function sharedPath(path: string): string {
  return join(folder, path);
}

export function readShared(path: string): string {
  return readFileSync(sharedPath(path), "utf8");
}

/** The rows of a JSON-lines file. */
export function readSharedLines<T>(path: string): T[] {
  return readShared(path)
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as T);
}

/**
 * A suite that needs the oracles. Without them it is skipped by name, with the reason; where XDMAP_SHARED is set their
 * absence is a failure.
 */
export function describeShared(name: string, path: string, suite: () => void): void {
  if (existsSync(sharedPath(path))) {
    describe(name, suite);
  } else if (process.env["XDMAP_SHARED"] === undefined) {
    // The suite itself is not even collected: it may read the oracles outside of its tests.
    it.skip(`${name} (needs ${path}; set XDMAP_SHARED to the folder that has it)`, () => undefined);
  } else {
    describe(name, () => {
      it("finds the oracles", () => {
        throw new Error(`XDMAP_SHARED is set, but ${sharedPath(path)} does not exist`);
      });
    });
  }
}
