import { describe, expect, it } from "vitest";
import type { Emulator } from "../../src/emulator/index.js";
import { ask, emulatorInProcess } from "../support/emulator.js";

const scope = "openid,session,AdobeID,read_organizations,additional_info.projectedProductContext";

const good = ({ credentials }: Emulator) => ({
  grant_type: "client_credentials",
  client_id: credentials.clientId,
  client_secret: credentials.clientSecret,
  scope,
});

async function signIn(emulator: Emulator, path: string, query: object, form?: object) {
  const asked = new URLSearchParams({ ...query });
  const response = await emulator.fetch(`${emulator.url}/ims/token/${path}?${asked}`, {
    method: "POST",
    ...(form === undefined ? {} : { body: new URLSearchParams({ ...form }) }),
  });
  const body: { readonly access_token?: string; readonly error?: string } = JSON.parse(await response.text());
  return { status: response.status, body };
}

describe("signing in", () => {
  it.each([
    ["v2", "query"],
    ["v2", "form"],
    ["v3", "query"],
    ["v3", "form"],
  ])("works with %s by %s, for a day, in seconds", async (version, way) => {
    const emulator = await emulatorInProcess();
    const given = good(emulator);
    const told = way === "form" ? await signIn(emulator, version, {}, given) : await signIn(emulator, version, given);
    expect(told).toEqual({
      status: 200,
      body: { access_token: expect.any(String), token_type: "bearer", expires_in: 86_399 },
    });
    const headers = { authorization: `Bearer ${told.body.access_token}` };
    expect((await ask(emulator, "/catalog/dataSets", { headers })).status).toBe(200);
  });

  it.each([
    [{ client_secret: "wrong" }, 401, "invalid_client"],
    [{ client_id: "wrong" }, 401, "invalid_client"],
    [{ client_secret: "" }, 400, "invalid_request"],
    [{ grant_type: "authorization_code" }, 400, "unsupported_grant_type"],
    [{ scope: "openid,everything" }, 400, "invalid_scope"],
    [{ scope: "session" }, 400, "invalid_scope"],
  ])("is refused with %j", async (wrong, status, error) => {
    const emulator = await emulatorInProcess();
    const told = await signIn(emulator, "v3", {}, { ...good(emulator), ...wrong });
    expect([told.status, told.body.error]).toEqual([status, error]);
  });

  it("refuses a wrong secret with the status of the switch", async () => {
    const emulator = await emulatorInProcess({ behaviour: { imsRefusal: "400" } });
    expect((await signIn(emulator, "v3", {}, { ...good(emulator), client_secret: "wrong" })).status).toBe(400);
  });

  it("leaves no secret in the log", async () => {
    const emulator = await emulatorInProcess();
    await signIn(emulator, "v2", good(emulator));
    await signIn(emulator, "v3", {}, good(emulator));
    const log = JSON.stringify(emulator.requests);
    const { clientSecret, clientId, token } = emulator.credentials;
    for (const secret of [clientSecret, clientId, token]) expect(log).not.toContain(secret);
  });
});

const sandboxes = "/sandbox-management/sandboxes";
const code = (told: { readonly status: number; readonly body: { readonly errorCode: string } }) => told.body.errorCode;

describe("sandboxes", () => {
  it("are prod and dev at first, with types", async () => {
    const emulator = await emulatorInProcess();
    const { body } = await ask(emulator, sandboxes, { headers: { "x-sandbox-name": null } });
    expect(body.sandboxes).toMatchObject([
      { name: "prod", type: "production", state: "active", isDefault: true },
      { name: "dev", type: "development", state: "active", isDefault: false },
    ]);
    expect(body.sandboxes[0].generation).toBeUndefined();
    const active = await ask(emulator, "/sandbox-management/");
    expect(active.body.sandboxes).toEqual(body.sandboxes);
    expect((await ask(emulator, "/sandbox-management/sandboxTypes")).status).toBe(200);
  });

  it("that do not exist are refused, and never is another taken", async () => {
    const emulator = await emulatorInProcess();
    const of = (headers: Record<string, string | null>) => ask(emulator, "/catalog/dataSets", { headers });
    expect(code(await of({ "x-sandbox-name": "nowhere" }))).toBe("2100-404");
    expect(code(await of({ "x-sandbox-name": "Dev" }))).toBe("2100-404");
    expect(code(await of({ "x-sandbox-name": "*" }))).toBe("2111-403");
    expect(code(await of({ "x-sandbox-name": null }))).toBe("2105-400");
    expect(code(await of({ "x-sandbox-id": "1" }))).toBe("2110-400");
    expect(code(await ask(emulator, `${sandboxes}/nowhere`))).toBe("2101-404");
    emulator.setBehaviour({ missingSandbox: "prod", sandboxIdHeader: "accepted" });
    expect((await of({ "x-sandbox-name": null })).status).toBe(200);
    expect(emulator.requests.at(-1)?.sandbox).toBe("prod");
    expect(code(await of({ "x-sandbox-id": "1" }))).toBe("2103-404");
    const { id } = (await ask(emulator, `${sandboxes}/dev`)).body;
    expect((await of({ "x-sandbox-name": null, "x-sandbox-id": id })).status).toBe(200);
    expect(emulator.requests.at(-1)?.sandbox).toBe("dev");
  });

  it.each([
    ["errorCode", (body: Record<string, string>) => body["errorCode"]],
    ["code", (body: Record<string, string>) => body["code"]],
    ["error_code", (body: Record<string, string>) => body["error_code"]],
    ["nested", (body: { errors: { code: string }[] }) => body.errors[0]?.code],
  ] as const)("errors come in the envelope %s", async (errorEnvelope, find) => {
    const emulator = await emulatorInProcess({ behaviour: { errorEnvelope } });
    const { body } = await ask(emulator, "/catalog/dataSets", { headers: { "x-sandbox-name": "nowhere" } });
    expect(find(body)).toBe("2100-404");
  });

  it("are made, renamed, emptied and deleted", async () => {
    const emulator = await emulatorInProcess();
    const made = await ask(emulator, sandboxes, { body: { name: "qa", title: "QA", type: "development" } });
    expect([made.status, made.body.state]).toEqual([201, "creating"]);
    expect(code(await ask(emulator, sandboxes, { body: { name: "qa", type: "development" } }))).toBe("1000-409");
    const qa = { "x-sandbox-name": "qa" };
    const count = async () => Object.keys((await ask(emulator, "/catalog/dataSets", { headers: qa })).body).length;
    await ask(emulator, "/catalog/dataSets", { headers: qa, body: { name: "x" } });
    expect(await count()).toBe(1);
    await ask(emulator, `${sandboxes}/qa`, { method: "PATCH", body: { title: "Quality" } });
    expect(await count()).toBe(1);
    await ask(emulator, `${sandboxes}/qa`, { method: "PUT", body: { action: "reset" } });
    expect(await count()).toBe(0);
    expect((await ask(emulator, `${sandboxes}/qa`, { method: "DELETE" })).status).toBe(200);
    expect((await ask(emulator, "/catalog/dataSets", { headers: qa })).status).toBe(404);
    expect((await ask(emulator, `${sandboxes}/prod`, { method: "DELETE" })).status).toBe(400);
    expect((await ask(emulator, sandboxes, { body: { name: "../x", type: "development" } })).status).toBe(400);
  });
});
