import { describe, expect, it } from "vitest";
import { ask, emulatorForTest, emulatorInProcess } from "../support/emulator.js";

const sandboxes = "/sandbox-management/sandboxes";

describe("the gateway", () => {
  it.each([
    ["no token", { authorization: null }, 403, "403010"],
    ["another token", { authorization: "Bearer nobody" }, 401, "401013"],
    ["no bearer", { authorization: "Basic eDp5" }, 401, "401013"],
    ["no key", { "x-api-key": null }, 403, "403000"],
    ["another key", { "x-api-key": "nobody" }, 403, "403003"],
    ["no organization", { "x-gw-ims-org-id": null }, 400, "400003"],
    ["another organization", { "x-gw-ims-org-id": "B@AdobeOrg" }, 403, "403025"],
  ])("refuses %s", async (_case, headers, status, code) => {
    const told = await ask(await emulatorInProcess(), sandboxes, { headers });
    expect([told.status, told.body.error_code]).toEqual([status, code]);
  });

  it("refuses a token after its time", async () => {
    let now = 1_000_000;
    const emulator = await emulatorInProcess({ now: () => now, tokenSeconds: 60 });
    expect((await ask(emulator, sandboxes)).status).toBe(200);
    now += 60_000;
    expect((await ask(emulator, sandboxes)).body.error_code).toBe("401013");
  });

  it("answers over a socket as without one", async () => {
    const emulator = await emulatorForTest();
    const { clientId, organization, token } = emulator.credentials;
    const response = await fetch(`${emulator.url}/data/foundation${sandboxes}/dev`, {
      headers: { authorization: `Bearer ${token}`, "x-api-key": clientId, "x-gw-ims-org-id": organization },
    });
    expect(await response.json()).toEqual((await ask(emulator, `${sandboxes}/dev`)).body);
  });
});
