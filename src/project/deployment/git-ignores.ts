import { readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";
import ignore, { type Ignore } from "ignore";

/** Whether a file may be committed by accident. */
export type Watched =
  /** No repository is around it. */
  | { readonly kind: "no-repository" }
  | { readonly kind: "ignored" }
  /** `root` is the repository's folder. */
  | { readonly kind: "not-ignored"; readonly root: string };

/**
 * Whether the git repository around a file ignores it, by the .gitignore files from its root down to the file and by its
 * `info/exclude`. A file that was added before is not ignored, whatever they say. Git itself is not asked: no process is
 * started.
 */
export function watchedByGit(file: string): Watched {
  const path = resolve(file);
  const found = findRepository(dirname(path));
  if (found === null) return { kind: "no-repository" };
  const { root, common, index } = found;
  const way = relative(root, path).split(sep);
  if (isAdded(index, way.join("/"))) return { kind: "not-ignored", root };
  // The first that decides is the last read: rules nearer to the file win.
  const rules: { readonly depth: number; readonly ignore: Ignore }[] = [
    { depth: 0, ignore: rulesOf(join(common, "info", "exclude")) },
  ];
  for (let depth = 0; depth < way.length; depth++) {
    rules.unshift({ depth, ignore: rulesOf(join(root, ...way.slice(0, depth), ".gitignore")) });
    const isFolder = depth < way.length - 1;
    // What is in a folder that is ignored cannot be taken back by a rule for the file.
    if (isIgnored(way.slice(0, depth + 1), isFolder, rules)) return { kind: "ignored" };
  }
  return { kind: "not-ignored", root };
}

function isIgnored(
  way: readonly string[],
  isFolder: boolean,
  rules: readonly { readonly depth: number; readonly ignore: Ignore }[],
): boolean {
  for (const { depth, ignore: by } of rules) {
    const { ignored, unignored } = by.test(`${way.slice(depth).join("/")}${isFolder ? "/" : ""}`);
    if (ignored || unignored) return ignored;
  }
  return false;
}

/** No file, or none that can be read, has no rules. */
function rulesOf(path: string): Ignore {
  const text = read(path)?.toString("utf8") ?? "";
  return ignore({ ignorecase: false }).add(text.startsWith("\uFEFF") ? text.slice(1) : text);
}

interface Repository {
  readonly root: string;
  /** Where what all work trees share is: `info/exclude`. */
  readonly common: string;
  readonly index: string;
}

function findRepository(folder: string): Repository | null {
  for (let root = folder; ; root = dirname(root)) {
    const git = join(root, ".git");
    const known = statSync(git, { throwIfNoEntry: false });
    if (known?.isDirectory() === true) return { root, common: git, index: join(git, "index") };
    // Of a work tree or a submodule it is a file that says where the folder is.
    const named = known?.isFile() === true ? /^gitdir: (.+)$/m.exec(read(git)?.toString("utf8") ?? "")?.[1] : undefined;
    if (named !== undefined) {
      const own = resolve(root, named.trim());
      const common = read(join(own, "commondir"))?.toString("utf8").trim();
      return { root, common: common === undefined ? own : resolve(own, common), index: join(own, "index") };
    }
    if (dirname(root) === root) return null;
  }
}

/**
 * Whether the index lists a path. In its versions 2 and 3 an entry ends with two bytes of flags, whose lower 12 bits are
 * the path's length, then the path and a NUL; version 4 shortens paths, and nothing is found there. Source: git's
 * index-format.
 */
function isAdded(index: string, path: string): boolean {
  const bytes = read(index);
  if (bytes === null) return false;
  const wanted = Buffer.from(`${path}\0`, "utf8");
  const length = Math.min(wanted.length - 1, 0xfff);
  for (let at = bytes.indexOf(wanted); at !== -1; at = bytes.indexOf(wanted, at + 1)) {
    const isExtended = at >= 4 && ((bytes[at - 4] ?? 0) & 0x40) !== 0 && flagsLength(bytes, at - 4) === length;
    if (isExtended || (at >= 2 && flagsLength(bytes, at - 2) === length)) return true;
  }
  return false;
}

function flagsLength(bytes: Buffer, at: number): number {
  return bytes.readUInt16BE(at) & 0xfff;
}

function read(path: string): Buffer | null {
  try {
    return readFileSync(path);
  } catch {
    return null;
  }
}
