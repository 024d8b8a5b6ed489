import { mkdirSync, readFileSync, realpathSync } from "node:fs";
import { join, sep } from "node:path";
import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformStore } from "../../diagnostics/platform-store.js";
import { codeOf, type FileResult, shownPath } from "../../host/files.js";
import { writeDurably } from "./write-durably.js";

/** Where xdmap keeps what it knows of one sandbox. All paths are absolute or from the working folder, as `folder` was. */
export interface StorePaths {
  readonly root: string;
  readonly state: string;
  readonly journal: string;
  readonly snapshots: string;
  readonly locks: string;
}

/** The folder in a project that holds them. */
const ROOT = ".xdmap";
const FOLDERS = ["state", "journal", "snapshots", "locks"] as const;

/** Lower case alone: on many systems `Dev.json` and `dev.json` are one file. 1..256 characters, as AEP's names are. */
const SANDBOX_NAME = /^[a-z0-9][a-z0-9-]{0,255}$/;
/** Names that are devices on Windows, with any ending. */
const DEVICE = /^(con|prn|aux|nul|com\d|lpt\d)$/;

/** Nothing is read or made. A name that is no sandbox's never becomes a path. */
export function storePaths(folder: string, sandbox: string): FileResult<StorePaths> {
  if (!SANDBOX_NAME.test(sandbox) || DEVICE.test(sandbox)) {
    return { kind: "problem", diagnostic: diagnostic(platformStore.XM7200, null, { sandbox }) };
  }
  const root = join(folder, ROOT);
  return {
    kind: "ok",
    value: {
      root,
      state: join(root, "state", `${sandbox}.json`),
      journal: join(root, "journal", `${sandbox}.json`),
      snapshots: join(root, "snapshots"),
      locks: join(root, "locks"),
    },
  };
}

/** What of `.xdmap` is everybody's own. */
const IGNORED =
  "# Of what xdmap keeps only the state is for others; written by xdmap.\n*\n!.gitignore\n!state/\n!state/*.json\n";

/** Makes the folders where they are not there. Gives the finding where one of them leads out of the project. */
export function makeFolders(folder: string, { root }: StorePaths): Diagnostic | null {
  const ignore = join(root, ".gitignore");
  try {
    for (const path of [root, ...FOLDERS.map((name) => join(root, name))]) {
      mkdirSync(path, { recursive: true });
      if (!isInside(path, folder)) return leadsOut(path);
    }
    if (readIfThere(ignore) !== null) return null;
  } catch (error) {
    if (codeOf(error) === "EEXIST" || codeOf(error) === "ENOTDIR") return leadsOut(root);
  }
  // It tells why where a folder could not be made.
  const written = writeDurably(ignore, IGNORED);
  return written.kind === "ok" ? null : written.diagnostic;
}

/** Whether what is read there would be read from outside: for who makes no folders. */
export function checkFolders(folder: string, { root }: StorePaths): Diagnostic | null {
  for (const path of [root, ...FOLDERS.map((name) => join(root, name))]) {
    if (!isInside(path, folder)) return leadsOut(path);
  }
  return null;
}

function leadsOut(path: string): Diagnostic {
  return diagnostic(platformStore.XM7207, null, { path: shownPath(path) });
}

/** What is not there leads nowhere. */
function isInside(path: string, folder: string): boolean {
  try {
    const real = realpathSync.native(path);
    return real.startsWith(realpathSync.native(folder) + sep);
  } catch (error) {
    return codeOf(error) === "ENOENT";
  }
}

function readIfThere(path: string): string | null {
  try {
    return readFileSync(path, "utf8");
  } catch (error) {
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
}
