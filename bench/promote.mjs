// How long it takes to see what promoting many flows would do: `node scripts/run-ts.mjs bench/promote.mjs`.
// 50 flows with a connection and a dataset each, whose ids are others in each of the two sandboxes, are pushed to one; then
// they are promoted to the other without writing anything, against an emulator in another process that answers each
// request after 50 ms. To reach: 30 s. A figure that is not reached ends with status 1.
import { fork } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const FLOWS = 50;
const LATENCY = 50;
const MAPPINGS = 20;
const SECONDS = 30;
const names = Array.from({ length: MAPPINGS }, (_, at) => `field${at}`);
const self = fileURLToPath(import.meta.url);
const role = process.env["PROMOTE_BENCH_ROLE"];

if (role === undefined) await runAll();
else if (role === "emulator") await serve();
else await promoteAll();

async function runAll() {
  const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
  const children = [];
  const start = (what, env = {}) => {
    const child = fork("scripts/run-ts.mjs", [self], {
      env: { ...process.env, ...env, PROMOTE_BENCH_ROLE: what, PROMOTE_BENCH_FOLDER: folder },
      stdio: ["ignore", "inherit", "inherit", "ipc"],
    });
    children.push(child);
    return new Promise((resolve, reject) => {
      child.once("message", resolve);
      child.once("exit", (code) => reject(new Error(`a process of the bench ended with ${code}`)));
    });
  };
  try {
    writeSchema(folder);
    const { env } = await start("emulator");
    const { seconds, megabytes, requests, summary } = await start("promote", env);
    process.stdout.write(
      `${FLOWS} flows, shown in ${seconds.toFixed(1)} s (at most ${SECONDS}), ${megabytes} MB, ${requests} requests, ${JSON.stringify(summary)}\n`,
    );
    if (seconds > SECONDS) process.exitCode = 1;
  } finally {
    for (const child of children) child.kill();
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeSchema(folder) {
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  const schema = {
    $id: "https://ns.adobe.com/acme/schemas/bench",
    title: "Bench",
    type: "object",
    "meta:tenantNamespace": "_acme",
    properties: { _id: { type: "string" }, _acme: { type: "object", properties } },
  };
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schema));
}

async function serve() {
  const { startEmulator } = await import("../src/emulator/index.ts");
  const folder = process.env["PROMOTE_BENCH_FOLDER"] ?? "";
  const emulator = await startEmulator({ latency: LATENCY, schemas: [join(folder, "schema.json")] });
  const { clientId, organization, token } = emulator.credentials;
  const post = async (sandbox, path, body) => {
    const headers = {
      authorization: `Bearer ${token}`,
      "x-api-key": clientId,
      "x-gw-ims-org-id": organization,
      "x-sandbox-name": sandbox,
      "content-type": "application/json",
    };
    const url = `${emulator.url}/data/foundation${path}`;
    const answer = await fetch(url, { method: "POST", headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return await answer.json();
  };
  const shopify = emulator.store
    .sandbox("dev")
    .collection("connections")
    .all()
    .map(({ value }) => value)
    .find(({ name }) => name === "Shopify connection");
  const connectionSpec = shopify?.connectionSpec ?? { id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708", version: "1.0" };
  const schemaRef = {
    id: "https://ns.adobe.com/acme/schemas/bench",
    contentType: "application/vnd.adobe.xed-full+json;version=1",
  };
  const flows = ["flows:"];
  for (let at = 0; at < FLOWS; at += 1) {
    const ids = [];
    for (const sandbox of ["dev", "prod"]) {
      const [connection, dataset] = await Promise.all([
        post(sandbox, "/flowservice/connections", { name: `Shop ${at}`, connectionSpec, auth: { specName: "x" } }),
        post(sandbox, "/catalog/dataSets", { name: `Bench ${at}`, schemaRef }),
      ]);
      ids.push({ connection: connection.id, dataset: dataset[0].replace("@/dataSets/", "") });
    }
    const [{ connection, dataset }] = ids;
    const lines = names.map((name) => `lower(${name}) -> _{TENANT_ID}.${name}`);
    const source = `source { ${names.map((name) => `${name}: string`).join(", ")} }`;
    writeFileSync(join(folder, `m${at}.xdmap`), ['target "schema.json"', source, ...lines, ""].join("\n"));
    flows.push(
      `  flow-${at}:`,
      `    mapping: m${at}.xdmap`,
      `    connection: ${connection}`,
      `    source: { table: Shop.Table${at} }`,
      `    dataset: "${dataset}"`,
      "    schedule: { frequency: once }",
    );
  }
  writeFileSync(join(folder, "xdmap.yaml"), [...flows, "sandboxes:", "  dev: { tenant: acme }", ""].join("\n"));
  process.send?.({ env: emulator.env() });
}

async function promoteAll() {
  const { connect } = await import("../src/platform/connect.ts");
  const { push } = await import("../src/platform/apply/index.ts");
  const { countChanges } = await import("../src/platform/plan/index.ts");
  const { promote } = await import("../src/platform/promote/index.ts");
  const { openDeployment, readCredentials } = await import("../src/project/index.ts");
  const folder = process.env["PROMOTE_BENCH_FOLDER"] ?? "";
  const opened = await openDeployment({ folder, sandbox: "dev", env: process.env });
  const read = await readCredentials(folder, process.env);
  if (opened.kind !== "deployment" || read.kind !== "ok") throw new Error(JSON.stringify([opened.kind, read.kind]));
  const { deployment } = opened;
  const { credentials } = read;
  let requests = 0;
  const trace = () => {
    requests += 1;
  };
  const [here, there] = ["dev", "prod"].map((sandbox) => connect({ credentials, sandbox, trace }));
  const organization = "0123456789abcdef";
  const how = {
    settle: 0,
    now: Date.now,
    sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
    signal: new AbortController().signal,
    onDone: () => undefined,
    allowReplace: false,
  };
  const { result } = await push({
    ...how,
    deployment,
    platform: here,
    owner: { sandbox: "dev", organization },
    only: [],
    saved: null,
    allowDelete: false,
    confirm: async () => true,
  });
  if (result !== "done") throw new Error(`the push ended as ${result}`);
  requests = 0;
  const before = performance.now();
  const shown = await promote({
    ...how,
    from: "dev",
    to: "prod",
    deployment,
    env: process.env,
    here,
    there,
    organization,
    only: [],
    allowDrift: false,
    confirm: null,
  });
  const seconds = (performance.now() - before) / 1000;
  const { plan } = shown.promotion;
  if (shown.result !== "shown" || plan === null) throw new Error(JSON.stringify(shown.diagnostics).slice(0, 2000));
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  process.send?.({ seconds, megabytes, requests, summary: countChanges(plan) }, () => process.exit(0));
}
