import { resolve } from "node:path";
import { filesNamedBy } from "../host/named-files.js";
import { type FileWatch, watchFiles } from "../host/watch-files.js";
import type { Output } from "./output.js";

/** Runs again what a change touches, until the process is interrupted. */
export async function watchMappings(
  files: readonly string[],
  folders: readonly string[],
  output: Output,
  run: (touched: readonly string[]) => Promise<void>,
): Promise<void> {
  let watching: FileWatch | null = null;
  let waiting = new Set<string>();
  let isRunning = false;
  let isOver = false;

  const named = async () => {
    const all = new Map<string, ReadonlySet<string>>();
    for (const file of files) all.set(file, await filesNamedBy(file));
    return all;
  };
  let uses = await named();

  const open = () => {
    if (isOver) return;
    watching?.close();
    const paths = new Set([...uses.values()].flatMap((each) => [...each]));
    watching = watchFiles([...paths], folders, (changed) => {
      for (const path of changed) waiting.add(path);
      void drain();
    });
  };

  const drain = async () => {
    if (isRunning) return;
    isRunning = true;
    while (waiting.size > 0 && !isOver) {
      const changed = waiting;
      waiting = new Set();
      const isShared = folders.some((folder) => changed.has(resolve(folder)));
      const touched = files.filter(
        (file) => isShared || [...changed].some((path) => uses.get(file)?.has(path) === true),
      );
      if (touched.length > 0) {
        output.note("\n");
        await run(touched);
        uses = await named();
        open();
        output.note(WAITING);
      }
    }
    isRunning = false;
  };

  await new Promise<void>((done) => {
    const stop = () => {
      isOver = true;
      watching?.close();
      process.off("SIGINT", stop);
      process.off("SIGTERM", stop);
      done();
    };
    process.on("SIGINT", stop);
    process.on("SIGTERM", stop);
    open();
    output.note(WAITING);
  });
}

const WAITING = "Waiting for changes; Ctrl-C ends.\n";
