import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { listOfSandbox } from "../../src/cli/schema-list.js";
import { showStatus } from "../../src/cli/status.js";
import type { Diagnostic } from "../../src/diagnostics/index.js";
import type { Emulator } from "../../src/emulator/index.js";
import { emulatorInProcess } from "../support/emulator.js";
import { flow, project } from "./support.js";

/** What a command told and how it ended, with the sandboxes that its requests named. */
async function tried(
  command: (host: Parameters<typeof showStatus>[2]) => Promise<number>,
  emulator: Emulator,
  env: Readonly<Record<string, string>> = {},
) {
  const findings: Diagnostic[] = [];
  const notes: string[] = [];
  const named = new Set<string | null>();
  const output = {
    isTerminal: false,
    isNoteTerminal: false,
    width: 80,
    note: (text: string) => void notes.push(text),
    findings: (more: readonly Diagnostic[]) => void findings.push(...more),
    data: async () => undefined,
    progress: () => undefined,
  };
  const exit = await command({
    env: { ...emulator.env(), ...env },
    // biome-ignore lint/suspicious/noExplicitAny: colours are not looked at
    output: output as any,
    fetch: (url, init) => {
      named.add(new Headers(init.headers).get("x-sandbox-name"));
      return emulator.fetch(url, init);
    },
  });
  return { exit, codes: findings.map(({ code }) => code), notes: notes.join(""), named: [...named] };
}

describe("a sandbox that is not there", () => {
  let emulator: Emulator;
  beforeEach(async () => {
    emulator = await emulatorInProcess({});
  });
  afterEach(() => emulator.close());

  it("is told by what lists schemas and shows flows, and no other is asked", async () => {
    const folder = project(flow());
    const options = { project: folder, sandbox: "ghost", format: "text", limit: 10 } as const;
    const listed = await tried((host) => listOfSandbox(options, host), emulator);
    expect([listed.exit, listed.codes]).toEqual([4, ["XM7004"]]);
    expect(listed.named.filter((name) => name !== null)).toEqual(["ghost"]);
    const shown = await tried((host) => showStatus("0f3c5a52-1d3c-4a8e-9f0e-2d7a5a3b9c11", options, host), emulator);
    expect([shown.exit, shown.codes]).toEqual([4, ["XM7004"]]);
    expect(shown.named.filter((name) => name !== null)).toEqual(["ghost"]);
  });

  it("is named by `.env` also where there is no xdmap.yaml", async () => {
    const { makeFolder } = await import("../support/cli.js");
    const { folder, remove } = makeFolder({ ".env": "XDMAP_SANDBOX=ghost\n" });
    const listed = await tried((host) => listOfSandbox({ project: folder, format: "text" }, host), emulator, {
      XDMAP_SANDBOX: "",
    });
    remove();
    expect([listed.exit, listed.codes, listed.notes]).toEqual([4, ["XM7004"], ""]);
  });
});
