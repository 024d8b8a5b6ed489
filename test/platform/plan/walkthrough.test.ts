import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { blocksOf } from "../../docs/support.js";
import { makeFolder, runCli } from "../../support/cli.js";

/** The commands of the page in their order, each with what the page shows that it prints. */
const walk = (() => {
  const commands: { readonly args: readonly string[]; shown: string }[] = [];
  for (const { language, text } of blocksOf("docs/deploying.md")) {
    const last = commands.at(-1);
    if (language === "console") {
      for (const line of text.split("\n")) {
        const words = line.split(" ");
        if (words[0] === "xdmap" && words[1] !== "emulator") commands.push({ args: words.slice(1), shown: "" });
      }
    } else if (language === "text" && text.includes("Sandbox dev:") && last?.shown === "") last.shown = text;
  }
  return commands;
})();

it("the page on deploying leads from nothing to a plan without changes", async () => {
  const { folder, remove } = makeFolder({});
  const components = join(folder, "examples/loyalty-members/components");
  cpSync("examples", join(folder, "examples"), { recursive: true });
  const emulator = await startEmulator({ tenant: "xdmapdemo", components: [components] });
  try {
    const statuses: (number | null)[] = [];
    for (const { args, shown } of walk.slice(0, 3)) {
      const { status, stdout, stderr } = await runCli(args, { cwd: folder, env: emulator.env() });
      expect(stderr).not.toMatch(/error|warning/);
      expect(stdout).toContain(shown);
      statuses.push(status);
    }
    expect(statuses).toEqual([2, 0, 0]);
  } finally {
    await emulator.close();
    remove();
  }
});
