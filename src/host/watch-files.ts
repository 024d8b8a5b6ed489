import { existsSync, type FSWatcher, watch } from "node:fs";
import { basename, dirname, extname, resolve } from "node:path";

export interface FileWatch {
  /** Says what to watch from now on, in place of what was watched. What has been seen is still told. */
  readonly follow: (files: ReadonlySet<string>, folders: ReadonlySet<string>) => void;
  readonly close: () => void;
}

/** Changes that come together, as of an editor that writes a file in several steps, are told together. */
const QUIET_MS = 80;

/**
 * Tells which of some files changed, came or went. Their folders are watched, so that a file that is replaced, as many
 * editors do, is still seen. Folders of components are watched with all that is in them: a change there is told as the
 * folder. All paths are whole ones.
 */
export function watchFiles(onChange: (changed: ReadonlySet<string>) => void): FileWatch {
  let followed: readonly Followed[] = [];
  let changed = new Set<string>();
  let timer: NodeJS.Timeout | undefined;
  const watchers = new Map<string, FSWatcher>();
  const tell = (path: string) => {
    changed.add(path);
    clearTimeout(timer);
    timer = setTimeout(() => {
      const told = changed;
      changed = new Set();
      onChange(told);
    }, QUIET_MS);
  };
  const open = (key: string, folder: string, recursive: boolean, onEvent: (name: string | null) => void) => {
    if (watchers.has(key)) return;
    try {
      const watcher = watch(folder, { recursive }, (_event, name) => onEvent(name));
      // A folder that goes away has nothing more to tell, until it is there again.
      watcher.on("error", () => {
        watcher.close();
        watchers.delete(key);
      });
      watchers.set(key, watcher);
    } catch {
      // What is not there cannot be watched; whoever names it has been told.
    }
  };
  const closeOthers = (wanted: ReadonlySet<string>) => {
    for (const [key, watcher] of watchers) {
      if (wanted.has(key)) continue;
      watcher.close();
      watchers.delete(key);
    }
  };
  return {
    follow: (files, folders) => {
      followed = [...files].map((path) => ({ path, ...watchableOf(path) }));
      const around = new Set(followed.map(({ folder }) => folder));
      closeOthers(new Set([...[...around].map(keyOfFiles), ...[...folders].map(keyOfAll)]));
      for (const folder of around) {
        open(keyOfFiles(folder), folder, false, (name) => {
          for (const one of followed) {
            if (one.folder === folder && (name === null || one.name === name)) tell(one.path);
          }
        });
      }
      for (const folder of folders) {
        open(keyOfAll(folder), folder, true, (name) => {
          if (name === null || isComponent(name)) tell(resolve(folder));
        });
      }
    },
    close: () => {
      clearTimeout(timer);
      closeOthers(new Set());
    },
  };
}

interface Followed {
  readonly path: string;
  /** Where it is seen to change, and by which name there. */
  readonly folder: string;
  readonly name: string;
}

/** A file's folder, or the nearest above it that is there: it is seen to come when its folder does. */
function watchableOf(path: string): { readonly folder: string; readonly name: string } {
  let name = path;
  let folder = dirname(path);
  while (!existsSync(folder) && dirname(folder) !== folder) {
    name = folder;
    folder = dirname(folder);
  }
  return { folder, name: basename(name) };
}

const keyOfFiles = (folder: string) => `files of ${folder}`;
const keyOfAll = (folder: string) => `all in ${folder}`;

/** A component, or a folder of them; what an editor puts beside it while it writes is neither. */
function isComponent(name: string): boolean {
  return extname(name) === ".json" || extname(name) === "";
}
