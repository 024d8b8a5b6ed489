import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { cliPath, makeFolder } from "../../support/cli.js";
import { ask } from "../../support/emulator.js";
import { exampleFiles } from "../../support/example-files.js";
import { mapping, SCHEMA_ID } from "../plan/support.js";
import { projectFile } from "./support.js";

it("a promotion that is killed after the project file was written, and at writes of its push, goes on and makes nothing twice", {
  timeout: 120_000,
}, async () => {
  const yaml = `${projectFile()}# mine\n`;
  const { folder, remove } = makeFolder({ ...exampleFiles, "example.xdmap": mapping, "xdmap.yaml": yaml });
  const emulator = await startEmulator({ schemas: [join(folder, "schema.json")] });
  const start = (...args: readonly string[]) => {
    const child = spawn(process.execPath, [cliPath, ...args, "--yes", "--project", folder, "--settle", "0.05"], {
      env: { ...process.env, NO_COLOR: "1", ...emulator.env() },
      stdio: ["ignore", "pipe", "pipe"],
    });
    let text = "";
    for (const stream of [child.stdout, child.stderr]) {
      stream.on("data", (chunk: Buffer) => {
        text += chunk.toString();
      });
    }
    const ended = new Promise<{
      readonly signal: string | null;
      readonly status: number | null;
      readonly text: string;
    }>((done) => child.on("close", (status, signal) => done({ status, signal, text })));
    return { child, ended };
  };
  const promote = () => start("promote", "dev", "prod");
  /** Ends a promotion by SIGKILL at its so-manyeth write to `prod`. */
  const killAt = async (write: number, phase: "received" | "committed") => {
    const { child, ended } = promote();
    let count = 0;
    emulator.onRequest = async (_, at, { method, path }) => {
      const isWrite = method !== "GET" && !/\/validate$|\/ims\//.test(path);
      if (isWrite && at === "received") count += 1;
      if (!isWrite || count !== write || at !== phase) return;
      child.kill("SIGKILL");
      await ended;
    };
    const { signal, text } = await ended;
    emulator.onRequest = null;
    expect(signal, text).toBe("SIGKILL");
  };
  const read = () => readFileSync(join(folder, "xdmap.yaml"), "utf8");
  const names = (kind: string) =>
    emulator.store
      .sandbox("prod")
      .collection(kind)
      .all()
      .map(({ value }) => value["name"]);
  const kinds = ["dataSets", "sourceConnections", "targetConnections", "mappingSets", "flows"];
  try {
    const schemaRef = { id: SCHEMA_ID, contentType: "application/vnd.adobe.xed-full+json;version=1" };
    await ask(emulator, "/catalog/dataSets", { body: { name: "Orders", schemaRef } });
    const first = await start("push", "--sandbox", "dev").ended;
    expect(first.status, first.text).toBe(0);
    expect(read()).toBe(yaml);

    // The file is written by then, and nothing else.
    await killAt(1, "received");
    expect(kinds.flatMap(names)).toEqual([]);
    const written = yaml.replace("# mine", "  prod:\n    tenant: acme\n# mine");
    expect(read()).toBe(written);
    // The source connection is made, and nobody heard of it.
    await killAt(2, "committed");
    const last = await promote().ended;
    expect(last.status, last.text).toBe(0);
    expect(read()).toBe(written);
    expect(kinds.map((kind) => names(kind).length)).toEqual([1, 1, 1, 1, 1]);
    expect(names("flows")).toEqual(["Orders"]);
  } finally {
    await emulator.close();
    remove();
  }
});
