import { type FSWatcher, watch } from "node:fs";
import { basename, dirname, resolve } from "node:path";

export interface FileWatch {
  readonly close: () => void;
}

/** Changes that come together, as of an editor that writes a file in several steps, are told together. */
const QUIET_MS = 80;

/**
 * Tells which of some files changed, came or went. Their folders are watched, so that a file that is replaced, as many
 * editors do, is still seen. `folders` are watched with all that is in them: a change there is told as the folder.
 */
export function watchFiles(
  files: readonly string[],
  folders: readonly string[],
  onChange: (changed: ReadonlySet<string>) => void,
): FileWatch {
  const names = new Map<string, Set<string>>();
  for (const file of files) {
    const folder = dirname(resolve(file));
    names.set(folder, (names.get(folder) ?? new Set()).add(basename(file)));
  }
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const tell = (path: string) => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const told = changed;
      changed = new Set();
      onChange(told);
    }, QUIET_MS);
  };
  const watchers: FSWatcher[] = [];
  const open = (folder: string, recursive: boolean, onEvent: (name: string | null) => void) => {
    try {
      const watcher = watch(folder, { recursive }, (_event, name) => onEvent(name));
      // A folder that goes away has nothing more to tell.
      watcher.on("error", () => watcher.close());
      watchers.push(watcher);
    } catch {
      // What is not there cannot be watched; whoever names it has been told.
    }
  };
  for (const [folder, own] of names) {
    open(folder, false, (name) => {
      if (name === null) for (const each of own) tell(resolve(folder, each));
      else if (own.has(name)) tell(resolve(folder, name));
    });
  }
  for (const folder of folders) open(folder, true, () => tell(resolve(folder)));
  return {
    close: () => {
      clearTimeout(timer);
      for (const watcher of watchers) watcher.close();
    },
  };
}
