import { watchFiles } from "../host/watch-files.js";
import type { Output } from "./output.js";

/** What a mapping file is made of. */
interface Named {
  readonly files: ReadonlySet<string>;
  readonly folders: ReadonlySet<string>;
}

/** Runs all files, and then again what a change touches, until the process is interrupted. */
export async function watchMappings(
  files: readonly string[],
  namedBy: (file: string) => Promise<Named>,
  output: Output,
  run: (touched: readonly string[]) => Promise<unknown>,
): Promise<void> {
  let waiting = new Set<string>();
  let isOver = false;
  let wake: () => void = () => undefined;
  const watching = watchFiles((changed) => {
    for (const path of changed) waiting.add(path);
    wake();
  });
  const stop = () => {
    isOver = true;
    wake();
  };
  // Once: who interrupts a run a second time does not want to wait for its end.
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);

  const follow = async (): Promise<ReadonlyMap<string, Named>> => {
    const all = new Map<string, Named>();
    for (const file of files) all.set(file, await namedBy(file));
    const each = [...all.values()];
    watching.follow(new Set(each.flatMap((one) => [...one.files])), new Set(each.flatMap((one) => [...one.folders])));
    return all;
  };

  let touched = files;
  while (!isOver) {
    // Before anything is read, so that what changes from here on is seen.
    const named = await follow();
    await run(touched);
    output.note(WAITING);
    touched = [];
    while (touched.length === 0 && !isOver) {
      if (waiting.size === 0) await new Promise<void>((done) => (wake = done));
      const changed = waiting;
      waiting = new Set();
      touched = files.filter((file) => {
        const own = named.get(file);
        return [...changed].some((path) => own?.files.has(path) === true || own?.folders.has(path) === true);
      });
    }
    if (!isOver) output.note("\n");
  }
  watching.close();
  process.off("SIGINT", stop);
  process.off("SIGTERM", stop);
}

const WAITING = "Waiting for changes; Ctrl-C ends.\n";
