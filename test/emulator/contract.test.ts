import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { contractFiles, contractText } from "../../scripts/contract-files.js";
import { checkAnswer, checkRequest } from "../../src/emulator/contract/check.js";
import { overlay } from "../../src/emulator/contract/overlay.js";
import type { Method, ServiceName, ServiceRequest } from "../../src/emulator/service.js";
import { services } from "../../src/emulator/services.js";
import { ask, emulatorInProcess } from "../support/emulator.js";
import { describeShared } from "../support/shared.js";
import { requestsOf } from "./contract-requests.js";

describeShared("the contract", "openapi", () => {
  it.each(contractFiles)("$target is what $source says", (file) => {
    expect(readFileSync(file.target, "utf8")).toBe(contractText(file));
  });
});

const request = (method: Method, target: string, body?: ServiceRequest["body"], more = {}): ServiceRequest => {
  const [path = "", query = ""] = target.split("?");
  const headers = new Map(Object.entries({ "content-type": "application/json", ...more }));
  return { method, path, parameters: new Map(), query: new URLSearchParams(query), headers, body };
};

describe("the overlay", () => {
  it("says of every entry what is wrong and what shows it", () => {
    for (const { bug, shownBy } of overlay) expect(`${bug} ${shownBy}`).not.toMatch(/^ | $/);
  });

  it.each<[ServiceName, ServiceRequest]>([
    ["flowservice", request("PATCH", "/flows/1", [{ op: "replace", path: "/name", value: "x" }], { "if-match": "1" })],
    ["flowservice", request("POST", "/flows/1/action?op=enable")],
    ["flowservice", request("GET", "/flows?limit=5&count=False")],
    ["schemaregistry", request("PATCH", "/tenant/schemas/1", [{ op: "add", path: "/a", value: ["union"] }])],
    ["catalog", request("GET", "/dataSets?limit=5")],
    ["conversion", request("GET", "/mappingSets?limit=5")],
    ["conversion", request("POST", "/mappingSets", { id: null, mappings: [{ sourceType: "text/x.aep-xl" }] })],
  ])("lets pass what is documented: %s %j", async (service, sent) => {
    expect(await checkRequest(service, sent)).toEqual([]);
  });

  it.each<[ServiceName, ServiceRequest, string]>([
    ["flowservice", request("PATCH", "/flows/1", [{ op: "replace", path: "/a" }]), "if-match is missing"],
    ["flowservice", request("POST", "/flows", { name: "x" }), "flowSpec"],
    [
      "flowservice",
      request("POST", "/flows", { flowSpec: { id: "1" }, scheduleParams: { frequency: "fortnight" } }),
      "once, minute, hour, day, week",
    ],
    ["flowservice", request("GET", "/flows?limit=five"), "limit must be integer"],
    ["flowservice", request("POST", "/flows", {}, { "content-type": "text/plain" }), "Content-Type text/plain"],
    ["flowservice", request("POST", "/flows"), "a body is required"],
    ["schemaregistry", request("POST", "/tenant/schemas", { type: "object", title: "x" }), "allOf"],
    ["schemaregistry", request("GET", "/tenant/schemas"), "Accept is missing"],
    ["catalog", request("POST", "/dataSets", { name: 3 }), "/name must be string"],
    ["conversion", request("POST", "/mappingSets", { mappings: [{ sourceType: "GUESS" }] }), "ATTRIBUTE"],
  ])("keeps what is wrong: %s %j", async (service, sent, says) => {
    expect((await checkRequest(service, sent)).join("; ")).toContain(says);
  });
});

describe("--strict", () => {
  const wrong = { body: { name: "x", tags: { a: "b" } } };

  it("refuses what breaks the contract, and says what it is", async () => {
    const told = await ask(await emulatorInProcess({ strict: true }), "/catalog/dataSets", wrong);
    expect([told.status, told.body.detail]).toEqual([400, "the body/tags/a must be array"]);
  });

  it("is not needed to find it in the log", async () => {
    const emulator = await emulatorInProcess();
    await ask(emulator, "/catalog/dataSets", wrong);
    expect(emulator.requests.at(-1)?.violations).toEqual(["the body/tags/a must be array"]);
  });
});

describe("answers", () => {
  it("are of the documented shape", async () => {
    const emulator = await emulatorInProcess({ components: ["test/emulator/components"] });
    const broken: string[] = [];
    const tell = async (service: ServiceName, method: Method, path: string, body?: object, accept = "") => {
      const headers = accept === "" ? {} : { accept: `application/vnd.adobe.${accept}` };
      const told = await ask(emulator, `/${service}${path}`, {
        method,
        headers,
        ...(body === undefined ? {} : { body }),
      });
      const asked = { method, path: decodeURIComponent(path.split("?")[0] ?? "").replace(/https:\/\/[^?]*/, "ID") };
      const found = await checkAnswer(service, asked, { status: told.status, body: told.body });
      broken.push(...found.map((violation) => `${method} ${path}: ${violation}`));
      expect(told.status).toBeLessThan(300);
      return told.body;
    };
    const allOf = [{ $ref: "https://ns.adobe.com/xdm/context/profile" }];
    const made = await tell("schemaregistry", "POST", "/tenant/schemas", { type: "object", title: "A", allOf });
    const one = `/tenant/schemas/${encodeURIComponent(made.$id)}`;
    await tell("schemaregistry", "GET", "/tenant/schemas", undefined, "xed-id+json");
    await tell("schemaregistry", "GET", "/tenant/schemas", undefined, "xed+json");
    await tell("schemaregistry", "GET", one, undefined, "xed+json; version=1");
    await tell("schemaregistry", "GET", one, undefined, "xed-full+json; version=1");
    await tell("schemaregistry", "GET", "/global/classes", undefined, "xed-id+json");
    await tell("schemaregistry", "GET", "/tenant/unions", undefined, "xed-id+json");
    await tell("schemaregistry", "GET", "/stats");
    const [reference] = await tell("catalog", "POST", "/dataSets", { name: "A", schemaRef: { id: made.$id } });
    const dataSet = reference.replace("@", "");
    await tell("catalog", "GET", "/dataSets");
    await tell("catalog", "GET", dataSet);
    await tell("catalog", "PATCH", dataSet, { tags: { unifiedIdentity: ["enabled:true"] } });
    const [batch] = await tell("catalog", "POST", "/batches", { status: "success" });
    await tell("catalog", "GET", batch.replace("@", ""));
    await tell("catalog", "GET", "/batches");
    await tell("catalog", "DELETE", dataSet);
    expect(broken).toEqual([]);
  });
});

describe("what the contract allows", () => {
  it.each<ServiceName>(["catalog", "schemaregistry", "flowservice", "conversion"])(
    "breaks neither it nor the emulator: %s",
    async (service) => {
      const emulator = await emulatorInProcess({ components: ["test/emulator/components"] });
      let allowed = 0;
      let drawn = 0;
      await fc.assert(
        fc.asyncProperty(await requestsOf(service), async ({ method, path, headers, body }) => {
          const told = await ask(emulator, path, { method, headers, ...(body === undefined ? {} : { body }) });
          const text = `${method} ${path} ${JSON.stringify(body)}`;
          expect(told.status < 500 ? "" : `${text}: ${told.text}`).toBe("");
          drawn += 1;
          if (emulator.requests.at(-1)?.violations.length === 0) allowed += 1;
        }),
        { numRuns: 150 },
      );
      // Parts of a schema that contradict one another are drawn now and then.
      expect(allowed / drawn).toBeGreaterThan(0.9);
    },
  );
});

describe("whatever is sent", () => {
  const routes = services.flatMap(({ name, routes: own }) => own.map(({ method, path }) => ({ name, method, path })));
  const word = fc.oneof(
    fc.constantFrom("1", "__proto__", "..", "%2F", "constructor", "name==x", "limit", '"', "&", "한글"),
    fc.string(),
  );
  const target = fc
    .tuple(fc.constantFrom(...routes), fc.array(word, { minLength: 3, maxLength: 3 }), fc.dictionary(word, word))
    .map(([route, words, query]) => {
      let next = 0;
      const filled = route.path.replace(/\{[^}]+\}/g, () => encodeURIComponent(words[next++] || "x"));
      const asked = new URLSearchParams(query);
      return { method: route.method, path: `/${route.name}${filled}?${asked}` };
    });
  const names = fc.constantFrom(
    ...["name", "tags", "schemaRef", "id", "op", "path", "value", "allOf", "$ref", "title", "type", "mappings"],
    ...[
      "params",
      "flowSpec",
      "transformations",
      "scheduleParams",
      "status",
      "source",
      "destination",
      "data",
      "__proto__",
    ],
  );
  const body = fc.oneof(
    fc.jsonValue({ maxDepth: 3 }),
    fc.dictionary(names, fc.jsonValue({ maxDepth: 3 }), { noNullPrototype: false }),
    fc.array(fc.record({ op: fc.constantFrom("add", "remove", "replace"), path: word, value: fc.jsonValue() })),
  );
  const accept = fc.constantFrom(
    ...["application/json", "application/vnd.adobe.xed-id+json", "application/vnd.adobe.xed-full+json; version=1", ""],
  );

  it("is answered, and never with a failure of the emulator's own", async () => {
    const emulator = await emulatorInProcess({ components: ["test/emulator/components"] });
    await fc.assert(
      fc.asyncProperty(target, body, accept, fc.boolean(), async ({ method, path }, sent, accepted, isBroken) => {
        const text = JSON.stringify(sent);
        const content = method === "GET" ? {} : { body: isBroken ? text.slice(0, -1) : text };
        const headers = { accept: accepted, "if-match": "1" };
        const told = await ask(emulator, path, { method, headers, ...content });
        expect(told.status < 500 ? "" : `${method} ${path} ${text}: ${told.text}`).toBe("");
      }),
      { numRuns: 400 },
    );
  });
});
