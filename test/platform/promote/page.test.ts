import { cpSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startEmulator } from "../../../src/emulator/index.js";
import { blocksOf } from "../../docs/support.js";
import { makeFolder, runCli } from "../../support/cli.js";

it("the page on promoting leads from one sandbox to two", async () => {
  const { folder, remove } = makeFolder({});
  cpSync("examples", join(folder, "examples"), { recursive: true });
  const components = [join(folder, "examples/loyalty-members/components")];
  const emulator = await startEmulator({ tenant: "xdmapdemo", components });
  try {
    let told = "";
    let shown = 0;
    for (const { language, text } of blocksOf("docs/promoting.md")) {
      if (language === "console") {
        const commands = text.split("\n").filter((line) => line.startsWith("xdmap ") && !line.includes("emulator"));
        for (const command of commands) {
          const ended = await runCli(command.split(" ").slice(1), { cwd: folder, env: emulator.env() });
          expect(ended.status, ended.stderr).toBe(0);
          told = ended.stdout + ended.stderr;
        }
      } else if (language === "text") {
        expect(told).toContain(text);
        shown += 1;
      }
    }
    expect(shown).toBe(2);
  } finally {
    await emulator.close();
    remove();
  }
});
