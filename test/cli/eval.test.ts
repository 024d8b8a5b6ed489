import { expect, it } from "vitest";
import { runCli } from "../support/cli.js";

it("refuses a context for a batch, whose cases have their own", async () => {
  const { status, stdout, stderr } = await runCli(["eval", "--batch", "-", "--context", '{"a": 1}'], {
    input: '{"id": 1, "expr": "a"}\n',
  });
  expect([status, stdout]).toEqual([3, ""]);
  expect(stderr).toContain("each case of a batch has a context of its own");
});

it("warns of a call that a mapping could not have, and only notes what is no mistake", async () => {
  expect((await runCli(["eval", "nosuch(1)"])).stderr).toContain("warning[XM2004]");
  const { status, stderr } = await runCli(["eval", 'fpid_to_ecid("x")']);
  expect(status).toBe(1);
  expect(stderr).toContain("note[XM2005]");
  expect(stderr).toContain("`xdmap explain XM5017` says more.");
});
