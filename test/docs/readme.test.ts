import { afterAll, expect, it } from "vitest";
import { startEmulator } from "../../src/emulator/index.js";
import { blocksOf, openShell } from "./support.js";

const shell = openShell();
afterAll(shell.remove);

it("README leads from a mapping to a flow, back into a file, and into another sandbox", async () => {
  const components = ["examples/loyalty-members/components"];
  const emulator = await startEmulator({ tenant: "xdmapdemo", components });
  const env = Object.entries(emulator.env()).map(([name, value]) => `export ${name}='${value}'`);
  try {
    const ended = new Map<string, { readonly status: number; readonly told: string }>();
    const blocks = blocksOf("README.md").filter(({ language }) => language === "console");
    for (const line of blocks.flatMap(({ text }) => text.split("\n"))) {
      const [, name = ""] = /^xdmap (\w+)/.exec(line) ?? [];
      if (name === "" || name === "emulator") continue;
      const { status, stdout, stderr } = await shell.run([...env, line].join("\n"));
      ended.set(name, { status, told: stdout + stderr });
    }
    const statuses = [...ended].map(([name, { status }]) => [name, status]);
    expect(statuses, [...ended.values()].map(({ told }) => told).join("\n")).toEqual([
      ["plan", 2],
      ["push", 0],
      ["status", 0],
      ["import", 0],
      ["promote", 0],
    ]);
    const shown = blocksOf("README.md").find(({ text }) => text.includes("to create"))?.text ?? "nothing";
    expect(ended.get("plan")?.told).toContain(shown);
    expect(ended.get("promote")?.told).toContain("Sandbox prod: 6 to create");
  } finally {
    await emulator.close();
  }
});
