import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it, onTestFinished } from "vitest";
import { listOfSandbox } from "../../../src/cli/schema-list.js";
import { type PullCommandOptions, pullIntoFile } from "../../../src/cli/schema-pull.js";
import { plainPalette, renderText } from "../../../src/diagnostics/index.js";
import type { Emulator } from "../../../src/emulator/index.js";
import { makeFolder } from "../../support/cli.js";
import { describeShared } from "../../support/shared.js";
import { components, platformInProcess, postComposition } from "./support.js";

describeShared("the commands of schemas", "xdm/compositions.json", () => {
  let emulator: Emulator;
  let id = "";

  beforeAll(async () => {
    ({ emulator } = await platformInProcess({ components: components() }));
    ({ id } = await postComposition(emulator, "A", "Loyalty Members"));
  });

  async function shown(
    files: Readonly<Record<string, string>>,
    act: (folder: string, host: ReturnType<typeof hostInto>) => Promise<number>,
  ) {
    const { folder, remove } = makeFolder(files);
    onTestFinished(remove);
    const told = { data: "", notes: "" };
    return { exit: await act(folder, hostInto(told)), folder, ...told };
  }

  function hostInto(told: { data: string; notes: string }) {
    return {
      env: emulator.env(),
      fetch: (url: string, init: RequestInit) => emulator.fetch(url, init),
      output: {
        data: async (text: string | Uint8Array) => {
          told.data += String(text);
        },
        note: (text: string) => {
          told.notes += text;
        },
        findings: (found: Parameters<typeof renderText>[0]) => {
          if (found.length > 0) told.notes += renderText(found, plainPalette, 100);
        },
        isTerminal: false,
        width: 100,
        palette: plainPalette,
        notePalette: plainPalette,
        isNoteTerminal: false,
        progress: () => undefined,
      },
    };
  }

  const pull = (files: Readonly<Record<string, string>>, named: string, options: Partial<PullCommandOptions> = {}) =>
    shown(files, (folder, host) =>
      pullIntoFile(named, { project: folder, sandbox: "dev", form: "xed-full", ...options }, host),
    );

  describe("work without a project, and in one without flows", () => {
    it.each([{}, { "xdmap.yaml": "tenant: acme\n" }])("%j", async (files: Readonly<Record<string, string>>) => {
      const { exit, data } = await shown(files, (folder, host) =>
        listOfSandbox({ project: folder, sandbox: "dev", format: "text", title: "loyalty" }, host),
      );
      expect([exit, data.includes(id)]).toEqual([0, true]);
      const { exit: pulled, notes, folder } = await pull(files, "Loyalty Members");
      expect(pulled).toBe(0);
      expect(notes).toMatch(/Loyalty Members, version 1\.0, 198 fields: written to .*loyalty-members\.json/);
      expect(JSON.parse(readFileSync(join(folder, "loyalty-members.json"), "utf8"))).toMatchObject({ $id: id });
    });
  });

  it("say that a file is unchanged", async () => {
    const { exit, notes } = await shown({}, async (folder, host) => {
      await pullIntoFile(id, { project: folder, sandbox: "dev", form: "xed-full" }, host);
      return pullIntoFile(id, { project: folder, sandbox: "dev", form: "xed-full" }, host);
    });
    expect(exit).toBe(0);
    expect(notes).toContain("unchanged: ");
  });

  it("put components into the project's folder, and else beside the schema, and say so", async () => {
    const named = await pull({ "xdmap.yaml": "schemas: [xdm]\n", "xdm/index.json": "{}" }, "Loyalty Members", {
      form: "xed",
    });
    expect(named.exit).toBe(0);
    expect(readdirSync(join(named.folder, "xdm")).length).toBeGreaterThan(5);
    expect(named.notes).not.toContain("add the folder");
    const beside = await pull({}, "Loyalty Members", { form: "xed" });
    expect(existsSync(join(beside.folder, "components", "xdm-context-profile.json"))).toBe(true);
    expect(beside.notes).toContain("add the folder to `schemas`");
    const files = readdirSync(join(beside.folder, "components"));
    const again = { project: beside.folder, form: "xed", sandbox: "dev" } as const;
    const { notes } = await shown({}, (_, host) => pullIntoFile("Loyalty Members", again, host));
    // Components of one id in two files would be an error to every mapping.
    expect([readdirSync(join(beside.folder, "components")), notes.includes("written to")]).toEqual([files, false]);
  });

  it.each([
    ["a title that is only near", "Loyalty Member", "dev", 1, "Did you mean `Loyalty Members`"],
    ["a sandbox that is none", "Loyalty Members", "gone", 4, ""],
    ["no sandbox", "Loyalty Members", undefined, 3, "Say which sandbox"],
    ["a name that leads elsewhere", "Loyalty Members", "../dev", 3, "no name of a sandbox"],
  ])("end with %s, and write nothing", async (_, named, sandbox, exit, says) => {
    const told = await shown({}, (folder, host) =>
      pullIntoFile(
        named,
        { project: folder, form: "xed-full", ...(sandbox === undefined ? {} : { sandbox }) },
        { ...host, env: { ...host.env, XDMAP_SANDBOX: undefined } },
      ),
    );
    expect([told.exit, told.notes.includes(says)]).toEqual([exit, true]);
    expect(readdirSync(told.folder)).toEqual([]);
  });
});
