import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Script } from "node:vm";

/** `main` holds what a check needs, `later` what other commands need besides (scripts/split-bundle.mjs). */
export type ScriptName = "main" | "later";

interface Exports {
  readonly run?: (args: readonly string[], launcher: string) => Promise<void>;
  readonly work?: (args: readonly string[], launcher: string) => Promise<void>;
  /** What the other script takes from this one, by paths. */
  readonly modules?: Readonly<Record<string, () => object>>;
}

interface Loaded {
  readonly script: Script;
  readonly exports: Exports;
}

/** Gives the scripts of a folder; each loads, with V8's code cache where that may be used, when it is first asked for. */
export function openScripts(
  folder: string,
  isCached: boolean,
  nodeRequire: NodeJS.Require,
): (name: ScriptName) => Loaded {
  const loaded = new Map<ScriptName, Loaded>();
  const open = (name: ScriptName): Loaded => {
    const known = loaded.get(name);
    if (known !== undefined) return known;
    const filename = join(folder, `${name}.cjs`);
    const cachedData = isCached ? readCache(join(folder, `${name}.cache`)) : undefined;
    // The scripts are plain ASCII, which is read fastest as Latin-1.
    const script = new Script(readFileSync(filename, "latin1"), {
      filename,
      ...(cachedData === undefined ? {} : { cachedData }),
    });
    const define: (module: { exports: Exports }, require: (id: string) => unknown) => void = script.runInThisContext();
    const module: { exports: Exports } = { exports: {} };
    define(module, (id) => requireFrom(id) ?? nodeRequire(id));
    const opened = { script, exports: module.exports };
    loaded.set(name, opened);
    return opened;
  };
  const requireFrom = (id: string): object | undefined => {
    const [, name, path = ""] = /^(main|later):(.+)$/.exec(id) ?? [];
    if (name !== "main" && name !== "later") return undefined;
    const module = open(name).exports.modules?.[path]?.();
    // As it is now and for good: the getters that esbuild gives instead cost a call at each use.
    return module !== undefined && "__esModule" in module ? { ...module, __esModule: true } : module;
  };
  return open;
}

function readCache(path: string): Buffer | undefined {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}
