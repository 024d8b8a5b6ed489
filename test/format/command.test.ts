import { chmodSync, readFileSync, statSync, symlinkSync } from "node:fs";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import { makeFolder, runCli } from "../support/cli.js";

let clean = () => {};
afterEach(() => clean());

function files(content: Readonly<Record<string, string>>) {
  const { folder, remove } = makeFolder(content);
  clean = remove;
  return { folder, text: (name: string) => readFileSync(join(folder, name), "utf8") };
}

describe("xdmap fmt", () => {
  it("writes what changes, and nothing else, with its rights", async () => {
    const { folder, text } = files({ "a.xdmap": "a->b\n", "b.xdmap": "a -> b\n", "lib/c.xdmap": "a  ->  b\r\n" });
    chmodSync(join(folder, "a.xdmap"), 0o640);
    const before = statSync(join(folder, "b.xdmap"));
    const { status, stdout, stderr } = await runCli(["fmt"], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 0, stdout: "" });
    expect(stderr).toBe("formatted a.xdmap\nformatted lib/c.xdmap\n2 files formatted, 1 left as they were\n");
    expect([text("a.xdmap"), text("b.xdmap"), text("lib/c.xdmap")]).toEqual(["a -> b\n", "a -> b\n", "a -> b\r\n"]);
    expect(statSync(join(folder, "a.xdmap")).mode & 0o777).toBe(0o640);
    const after = statSync(join(folder, "b.xdmap"));
    expect([after.ino, after.mtimeMs]).toEqual([before.ino, before.mtimeMs]);
  });

  it("writes through a symbolic link", async () => {
    const { folder, text } = files({ "a.xdmap": "a->b\n" });
    symlinkSync("a.xdmap", join(folder, "link.xdmap"));
    expect((await runCli(["fmt", "link.xdmap"], { cwd: folder })).status).toBe(0);
    expect(text("a.xdmap")).toBe("a -> b\n");
  });

  it("leaves a file that is read-only as it is, and says so", async () => {
    const { folder, text } = files({ "a.xdmap": "a->b\n" });
    chmodSync(join(folder, "a.xdmap"), 0o444);
    const { status, stderr } = await runCli(["fmt"], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toContain("XM5204");
    expect(stderr).toContain("it is read-only");
    expect(text("a.xdmap")).toBe("a->b\n");
  });

  it("leaves a file with errors as it is, tells them, and formats the others", async () => {
    const { folder, text } = files({ "bad.xdmap": "a->\nb->c\n", "good.xdmap": "a->b\n" });
    const { status, stderr } = await runCli(["fmt", "bad.xdmap", "good.xdmap"], { cwd: folder });
    expect(status).toBe(1);
    expect(stderr).toContain("bad.xdmap:1");
    expect([text("bad.xdmap"), text("good.xdmap")]).toEqual(["a->\nb->c\n", "a -> b\n"]);
  });

  it("checks without writing, and says where", async () => {
    const { folder, text } = files({ "a.xdmap": "a -> b\n\nc->d\n", "b.xdmap": "a -> b\n" });
    const { status, stdout } = await runCli(["fmt", "--check", "."], { cwd: folder });
    expect({ status, stdout }).toEqual({ status: 1, stdout: "a.xdmap:3\n- c->d\n+ c -> d\n" });
    expect(text("a.xdmap")).toBe("a -> b\n\nc->d\n");
    expect(await runCli(["fmt", "--check", "b.xdmap"], { cwd: folder })).toMatchObject({ status: 0, stdout: "" });
  });

  it("passes standard input to standard output, byte order mark and line ends kept", async () => {
    expect(await runCli(["fmt", "-"], { input: "\uFEFFa->b\r\n" })).toEqual({
      status: 0,
      stdout: "\uFEFFa -> b\r\n",
      stderr: "",
    });
    expect(await runCli(["fmt", "-", "--check"], { input: "a->b\n" })).toMatchObject({ status: 1 });
    expect(await runCli(["fmt", "-"], { input: "a->\n" })).toMatchObject({ status: 1, stdout: "" });
  });

  it("refuses what is no mapping, and standard input among files", async () => {
    const { folder, text } = files({ "a.csv": "a,b\n1,2\n" });
    expect(await runCli(["fmt", "a.csv"], { cwd: folder })).toMatchObject({ status: 1 });
    expect(text("a.csv")).toBe("a,b\n1,2\n");
    expect(await runCli(["fmt", "-", "a.csv"], { cwd: folder })).toMatchObject({ status: 3 });
  });
});
