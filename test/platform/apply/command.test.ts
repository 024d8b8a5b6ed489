import { describe, expect, it } from "vitest";
import { type PushOptions, runPush } from "../../../src/cli/push.js";
import { plainPalette, renderText } from "../../../src/diagnostics/index.js";
import { mapping, openWorld, type World } from "./support.js";

/** Runs `xdmap push` in this process. What a terminal would show stands in `told`, lines that are written over marked. */
async function command(
  { folder, emulator, now, pass }: World,
  {
    plan,
    isTerminal = false,
    answer,
    ...choices
  }: Partial<PushOptions> & {
    readonly plan?: string;
    readonly isTerminal?: boolean;
    readonly answer?: () => Promise<boolean>;
  } = {},
) {
  let [told, data] = ["", ""];
  const note = (text: string) => {
    told += text;
  };
  const output = {
    data: async (text: string | Uint8Array) => {
      data += String(text);
    },
    note,
    findings: (diagnostics: Parameters<typeof renderText>[0]) => note(renderText(diagnostics)),
    isTerminal,
    width: 100,
    palette: plainPalette,
    notePalette: plainPalette,
    isNoteTerminal: isTerminal,
    progress: (text: string | undefined) => note(text === undefined ? "[taken away]" : `[${text}]`),
  };
  const status = await runPush(
    plan,
    { project: folder, flow: [], settle: 30, ...choices },
    {
      env: emulator.env(),
      output,
      fetch: (url, init) => emulator.fetch(url, init),
      clock: now,
      now,
      sleep: async (milliseconds) => pass(milliseconds),
      signal: new AbortController().signal,
      ask: answer ?? null,
    },
  );
  return { status, told, data };
}

describe("xdmap push", () => {
  it.each([
    ["without a terminal to ask on", {}, /no terminal.*--yes/],
    ["with a plan and a rollback", { plan: "plan.json", rollback: "a.json" }, /exclude each other/],
    ["of some flows and a rollback", { rollback: "a.json", flow: ["orders"], yes: true }, /exclude each other/],
    ["of a flow that is not there", { flow: ["order"], yes: true }, /no flow `order`.*`orders`/],
  ])("%s is wrong usage, and nothing is sent", async (_, choices, said) => {
    const world = await openWorld();
    const { status, told } = await command(world, choices);
    expect([status, told]).toEqual([3, expect.stringMatching(said)]);
    expect(world.calls()).toEqual([]);
  });

  it("asks once, below the whole plan and nothing else, and takes no for an answer", async () => {
    const world = await openWorld();
    const answer = async () => false;
    const { status, told } = await command(world, { isTerminal: true, answer });
    expect(status).toBe(1);
    expect(told).toMatch(/\[planned 1 of 1 flows\]\[taken away\]\+ {3}schema/);
    expect(told).toContain("Nothing was done.");
    expect(world.writes()).toEqual([]);
  });

  it.each([
    ["who took their time to say yes", {}, 1, "error[XM7225]: What was shown is not what would be done now"],
    ["with --yes, who is not asked", { yes: true }, 0, "Next: `xdmap status"],
  ])("looks again for somebody %s", async (_, choices, status, said) => {
    const world = await openWorld();
    const answer = async () => {
      world.write({ "orders.xdmap": mapping("upper(First_Name)") });
      return true;
    };
    const ended = await command(world, { isTerminal: true, answer, ...choices });
    expect([ended.status, ended.told]).toEqual([status, expect.stringContaining(said)]);
    expect(world.emulator.store.sandbox("dev").collection("flows").all()).toHaveLength(status === 0 ? 1 : 0);
  });

  it("tells what was done as JSON, and brings it back by the name that it printed", async () => {
    const world = await openWorld();
    expect(JSON.parse((await command(world, { yes: true, json: true })).data)).toMatchObject({ result: "done" });
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    const { snapshot } = JSON.parse((await command(world, { yes: true, json: true })).data);
    const back = await command(world, { yes: true, rollback: String(snapshot).split("/").at(-1) ?? "" });
    expect(back).toMatchObject({
      status: 0,
      told: expect.stringContaining("gets the mappings of its version 0 again"),
    });
    expect(back.told).not.toContain("somebody");
  });

  it("says at a rollback that somebody has written since", async () => {
    const world = await openWorld();
    await world.push();
    world.write({ "orders.xdmap": mapping("lower(First_Name)") });
    const { snapshot } = await world.push();
    const state = world.read(".xdmap/state/dev.json");
    world.write({ "orders.xdmap": mapping("upper(First_Name)") });
    await world.push();
    world.write({ ".xdmap/state/dev.json": state });
    const name = String(snapshot).split("/").at(-1) ?? "";
    const { told } = await command(world, { yes: true, rollback: name });
    expect(told).toContain("somebody has written the mapping set since (version 1 was pushed, 2 is there)");
  });

  it("of a saved plan that is not there says so", async () => {
    const world = await openWorld();
    const { status, told } = await command(world, { plan: "gone.json" });
    expect([status, told]).toEqual([1, expect.stringContaining("gone.json")]);
    expect(told).not.toContain("its folder");
  });
});
