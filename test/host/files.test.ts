import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join, relative } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { checkFile, checkWritable, readChunks, readText, writeWhole } from "../../src/host/files.js";
import { findProject, resolveInProject } from "../../src/host/project-folder.js";
import { readAll } from "../io/support.js";

let folder = "";
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "xdmap-files-"));
});
afterEach(async () => {
  await chmod(folder, 0o755);
  await rm(folder, { recursive: true, force: true });
});

function code(result: {
  readonly kind: string;
  readonly diagnostic?: { readonly code: string; readonly message: string };
}): string {
  return result.diagnostic === undefined ? result.kind : `${result.diagnostic.code} ${result.diagnostic.message}`;
}

describe("files", () => {
  it("are checked: missing, a folder, below a file", async () => {
    const file = join(folder, "a.csv");
    await writeFile(file, "id\n1\n");
    expect(code(checkFile(file))).toBe("ok");
    expect(code(checkFile("-"))).toBe("ok");
    expect(code(checkFile("no-such-file.csv"))).toBe("XM5200 There is no file `no-such-file.csv`.");
    expect(code(checkFile("src"))).toBe("XM5201 `src` is a folder, and a file is needed.");
    expect(code(checkFile("package.json/a.csv"))).toBe(
      "XM5202 `package.json/a.csv` cannot be read: a part of its path is no folder.",
    );
  });

  it.skipIf(process.getuid?.() === 0)("are checked: without the right to read", async () => {
    const file = join(folder, "a.csv");
    await writeFile(file, "id\n1\n", { mode: 0o000 });
    expect(code(checkFile(file))).toContain("you have no right to it");
  });

  it("are read in chunks, and their errors are told by the reader", async () => {
    const file = join(folder, "a.csv");
    await writeFile(file, `id\n${"1\n".repeat(300_000)}`);
    expect((await readAll("a.csv", readChunks(file))).rows).toHaveLength(300_000);
    expect((await readAll("a.csv", readChunks(join(folder, "b.csv")))).findings).toEqual([
      "XM5202 a.csv `a.csv` cannot be read: there is no such file.",
    ]);
    expect((await readAll("a.csv", readChunks(folder))).findings).toEqual([
      "XM5202 a.csv `a.csv` cannot be read: it is a folder.",
    ]);
  });

  it.skipIf(process.platform === "win32")("are pipes as well, which give little at a time, and only once", async () => {
    const pipe = join(folder, "pipe.csv");
    execFileSync("mkfifo", [pipe]);
    const rows = Array.from({ length: 40 }, (_, row) => `${row},row ${row}`);
    const writer = `process.argv.slice(2).reduce(
      (done, line) => done.then(() => new Promise((next) => fs.write(out, line + "\\n", () => setTimeout(next, 2)))),
      Promise.resolve())`;
    const child = spawn(process.execPath, [
      "-e",
      `const fs = require("node:fs"); const out = fs.openSync(process.argv[1], "w"); ${writer}`,
      pipe,
      "id,name",
      ...rows,
    ]);
    const bytes = readChunks(pipe);
    expect(bytes.randomAccess).toBeUndefined();
    const read = await readAll("pipe.csv", bytes);
    expect(read.findings).toEqual([]);
    expect(read.rows.map((row) => row.join(","))).toEqual(rows);
    if (child.exitCode === null) await once(child, "exit");
  });

  it("are read little at first: of a Parquet file nothing more is read in order", async () => {
    const file = join(folder, "a.csv");
    await writeFile(file, "x".repeat(1_000_000));
    const sizes: number[] = [];
    for await (const chunk of readChunks(file)) sizes.push(chunk.length);
    expect(sizes[0]).toBeLessThanOrEqual(4096);
    expect(sizes.reduce((sum, size) => sum + size)).toBe(1_000_000);
    expect(sizes.length).toBeLessThan(10);
  });

  it("are read whole as UTF-8", async () => {
    const file = join(folder, "a.xdmap");
    await writeFile(file, "é");
    expect(await readText(file)).toEqual({ kind: "ok", value: "é" });
    await writeFile(file, Buffer.from([0xe9]));
    expect(code(await readText(file))).toContain("it is not UTF-8");
    expect(code(await readText(join(folder, "b.xdmap")))).toContain("XM5200");
    // UTF-16 without its mark, and other binary files: one finding and not one for every byte.
    await writeFile(file, Buffer.from("target", "utf16le"));
    expect(code(await readText(file))).toContain("XM5202");
    await writeFile(file, "a\0b");
    expect(code(await readText(file))).toBe("ok");
  });

  it("are not taken for whole when they become shorter while they are read", async () => {
    const file = join(folder, "shrinking.csv");
    await writeFile(file, "a".repeat(1_000_000));
    const read = async () => {
      for await (const _ of readChunks(file)) await writeFile(file, "a");
    };
    await expect(read()).rejects.toThrow("it became shorter while it was read");
    await rm(file);
  });

  it("are written whole or not at all", async () => {
    const file = join(folder, "out.ndjson");
    expect(await writeWhole(file, "one\n")).toEqual({ kind: "ok", value: null });
    async function* broken(): AsyncGenerator<string> {
      yield "two\n";
      throw new Error("the mapping stopped");
    }
    expect(code(await writeWhole(file, broken()))).toContain("XM5204");
    expect(await readFile(file, "utf8")).toBe("one\n");
    expect(await readdir(folder)).toEqual(["out.ndjson"]);
    expect(code(await writeWhole(join(folder, "none", "out.json"), ""))).toContain("its folder does not exist");
    expect(code(await writeWhole(folder, ""))).toContain("it is a folder");
  });

  it("keep their rights when they are replaced", async () => {
    const file = join(folder, "out.json");
    await writeFile(file, "private", { mode: 0o600 });
    await writeWhole(file, "new");
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.skipIf(process.platform === "win32")("are written to, not replaced, where they are a pipe", async () => {
    const pipe = join(folder, "pipe");
    execFileSync("mkfifo", [pipe]);
    const [written, read] = await Promise.all([writeWhole(pipe, "one\n"), readFile(pipe, "utf8")]);
    expect([written.kind, read]).toEqual(["ok", "one\n"]);
    expect((await stat(pipe)).isFIFO()).toBe(true);
  });

  it("are known to be unwritable before anything is done", () => {
    const checked = (path: string) => checkWritable(path)?.message ?? null;
    expect(checked(join(folder, "out.json"))).toBeNull();
    expect(checked(join(folder, "none", "out.json"))).toContain("its folder does not exist");
    expect(checked(folder)).toContain("it is a folder");
  });
});

describe("the project of a mapping file", () => {
  it("is the folder of the nearest xdmap.yaml, or its own", async () => {
    const deep = join(folder, "a", "b");
    await mkdir(deep, { recursive: true });
    expect(findProject(join(deep, "m.xdmap"))).toBe(deep);
    await writeFile(join(folder, "a", "xdmap.yaml"), "");
    expect(findProject(join(deep, "m.xdmap"))).toBe(join(folder, "a"));
  });

  it("is left by no path and by no link", async () => {
    const project = join(folder, "project");
    await mkdir(join(project, "maps"), { recursive: true });
    await writeFile(join(project, "xdmap.yaml"), "");
    await writeFile(join(project, "orders.csv"), "id\n");
    await writeFile(join(folder, "secret.csv"), "id\n");
    await symlink(join(folder, "secret.csv"), join(project, "link.csv"));
    await symlink(join(project, "orders.csv"), join(project, "inner.csv"));
    const mapping = join(project, "maps", "m.xdmap");
    const resolved = resolveInProject("../orders.csv", mapping);
    expect(resolved).toEqual({ kind: "ok", value: relative("", join(project, "orders.csv")) });
    expect(code(resolveInProject("../inner.csv", mapping))).toBe("ok");
    expect(code(resolveInProject("../no-such.csv", mapping))).toBe("ok");
    expect(code(resolveInProject("..orders.csv", mapping))).toBe("ok");
    for (const path of ["../../secret.csv", "../link.csv", join(folder, "secret.csv"), "../.."]) {
      expect(code(resolveInProject(path, mapping))).toContain("XM5203");
    }
  });
});
