import { spawn } from "node:child_process";
import { mkdirSync, rmSync, unlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { cliPath, makeFolder } from "../support/cli.js";
import { exampleFiles, exampleSchema } from "../support/example-files.js";
import { head } from "./support.js";

const source = `${head}use "lib/names.xdmap"
clean(First_Name) -> person.name.firstName

test "a name" {
  given  { First_Name: "ADA" }
  expect { person.name.firstName: "ada" }
}
`;
const files = {
  ...exampleFiles,
  "schema.json": JSON.stringify({ $id: "https://ns.adobe.com/acme/schemas/s", allOf: [{ $ref: exampleSchema.$id }] }),
  "xdmap.yaml": "schemas: [components]\n",
  "components/example.json": JSON.stringify(exampleSchema),
  "m.xdmap": source,
  "other.xdmap": `${head}Email -> _id\n`,
  "lib/names.xdmap": 'use "../tidy.xdmap"\ndef clean(s) = tidy(s)\n',
  "tidy.xdmap": "def tidy(s) = lower(s)\n",
};
const WAITING = "Waiting for changes; Ctrl-C ends.\n";

it("xdmap test --watch runs again what a change touches, and ends with Ctrl-C", async () => {
  const { folder, remove } = makeFolder(files);
  const child = spawn(process.execPath, [cliPath, "test", "m.xdmap", "other.xdmap", "--watch"], {
    cwd: folder,
    env: { ...process.env, NO_COLOR: "1" },
  });
  let text = "";
  const hear = (chunk: Buffer) => {
    text += chunk.toString();
  };
  child.stdout.on("data", hear);
  child.stderr.on("data", hear);
  const ended = new Promise<number | null>((done) => child.on("close", done));
  const pause = (ms: number) => new Promise((done) => setTimeout(done, ms));
  /** What one change makes it say, and nothing after it. */
  const after = async (change: () => void): Promise<string> => {
    const before = text.length;
    change();
    for (let tries = 0; tries < 200 && !text.slice(before).includes(WAITING); tries++) await pause(50);
    await pause(150);
    const said = text.slice(before);
    expect(said.split(WAITING)).toHaveLength(2);
    return said;
  };
  const write = (path: string, whole: string) => writeFileSync(join(folder, path), whole);
  try {
    expect(await after(() => undefined)).toContain("1 passed");
    expect(await after(() => write("m.xdmap", source.replace('"ada"', '"Ada"')))).toContain("0 passed, 1 failed");
    expect(await after(() => write("m.xdmap", source))).toContain("1 passed");
    // What is used by what is used.
    expect(await after(() => write("tidy.xdmap", "def tidy(s) = upper(s)\n"))).toContain("0 passed, 1 failed");
    expect(await after(() => write("tidy.xdmap", files["tidy.xdmap"]))).toContain("1 passed");
    // Components of the schema, in a folder that only the project file names.
    expect(await after(() => write("components/example.json", "{"))).toContain("1 file not run");
    expect(await after(() => write("components/example.json", JSON.stringify(exampleSchema)))).toContain("1 passed");
    expect(await after(() => write("xdmap.yaml", "schemas: ["))).toContain("not run");
    expect(await after(() => write("xdmap.yaml", files["xdmap.yaml"]))).toContain("1 passed");
    expect(await after(() => unlinkSync(join(folder, "m.xdmap")))).toContain("1 file not run");
    expect(await after(() => write("m.xdmap", source))).toContain("1 passed");
    expect(await after(() => rmSync(join(folder, "lib"), { recursive: true }))).toContain("1 file not run");
    const back = () => {
      mkdirSync(join(folder, "lib"));
      write("lib/names.xdmap", files["lib/names.xdmap"]);
    };
    expect(await after(back)).toContain("1 passed");
    child.kill("SIGINT");
    expect(await ended).toBe(130);
  } finally {
    child.kill("SIGKILL");
    remove();
  }
}, 60_000);
