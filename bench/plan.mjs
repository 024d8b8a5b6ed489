// How long a plan of many flows takes, and whether its memory grows with them: `node scripts/run-ts.mjs bench/plan.mjs`.
// Flows are planned against an emulator in another process, which answers each request after 50 ms: once with nothing there
// (everything is looked for by name), and once with everything there (everything is read by its id).
import { fork } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

const COUNTS = (process.env["PLAN_BENCH_FLOWS"] ?? "50,200").split(",").map(Number);
const LATENCY = Number(process.env["PLAN_BENCH_LATENCY"] ?? 50);
const MAPPINGS = 20;
const self = fileURLToPath(import.meta.url);
const role = process.env["PLAN_BENCH_ROLE"];

if (role === undefined) await runAll();
else if (role === "emulator") await serve();
else await planOnce();

async function runAll() {
  for (const count of COUNTS) {
    const folder = mkdtempSync(join(tmpdir(), "xdmap-bench-"));
    try {
      writeProject(folder, count);
      const emulator = start("emulator", folder);
      const { env } = await answerOf(emulator);
      // A push of many takes minutes, and its plan keeps no more of a flow than that of few.
      for (const what of count > 200 ? ["create"] : ["create", "leave"]) {
        const planner = start(what, folder, env);
        const { seconds, megabytes, kept, requests, summary } = await answerOf(planner);
        process.stdout.write(
          `${count} flows, ${what === "create" ? "nothing there" : "all there"}: ${seconds.toFixed(1)} s, ${megabytes} MB at most, ${kept} KB kept, ${requests} requests, ${JSON.stringify(summary)}\n`,
        );
      }
      emulator.kill();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}

function start(what, folder, env = {}) {
  return fork("scripts/run-ts.mjs", [self], {
    env: { ...process.env, ...env, PLAN_BENCH_ROLE: what, PLAN_BENCH_FOLDER: folder },
    stdio: ["ignore", "inherit", "inherit", "ipc"],
  });
}

function answerOf(child) {
  return new Promise((resolve, reject) => {
    child.once("message", resolve);
    child.once("exit", (code) => reject(new Error(`a process of the bench ended with ${code}`)));
  });
}

function writeProject(folder, count) {
  const names = Array.from({ length: MAPPINGS }, (_, at) => `field${at}`);
  const properties = Object.fromEntries(names.map((name) => [name, { type: "string" }]));
  const schema = {
    $id: "https://ns.adobe.com/acme/schemas/bench",
    title: "Bench",
    type: "object",
    "meta:tenantNamespace": "_acme",
    properties: { _id: { type: "string" }, _acme: { type: "object", properties } },
  };
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "schema.json"), JSON.stringify(schema));
  const flows = ["flows:"];
  for (let at = 0; at < count; at += 1) {
    const lines = names.map((name) => `lower(${name}) -> _acme.${name}`);
    const source = `source { ${names.map((name) => `${name}: string`).join(", ")} }`;
    writeFileSync(join(folder, `m${at}.xdmap`), ['target "schema.json"', source, ...lines, ""].join("\n"));
    flows.push(
      `  flow-${at}:`,
      `    mapping: m${at}.xdmap`,
      "    connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c",
      `    source: { table: Shop.Table${at} }`,
      "    dataset: Bench",
      "    schedule: { frequency: once }",
    );
  }
  writeFileSync(join(folder, "xdmap.yaml"), [...flows, "sandboxes:", "  dev: { tenant: acme }", ""].join("\n"));
}

async function serve() {
  const { startEmulator } = await import("../src/emulator/index.ts");
  const folder = process.env["PLAN_BENCH_FOLDER"] ?? "";
  const emulator = await startEmulator({ latency: LATENCY, schemas: [join(folder, "schema.json")] });
  process.send?.({ env: emulator.env() });
}

async function planOnce() {
  const { connect } = await import("../src/platform/connect.ts");
  const { countChanges, makePlan } = await import("../src/platform/plan/index.ts");
  const { push } = await import("../src/platform/apply/index.ts");
  const { readState } = await import("../src/platform/store/index.ts");
  const { openDeployment, readCredentials } = await import("../src/project/index.ts");
  const folder = process.env["PLAN_BENCH_FOLDER"] ?? "";
  const opened = await openDeployment({ folder, sandbox: "dev", env: process.env });
  const read = await readCredentials(folder, process.env);
  if (opened.kind !== "deployment" || read.kind !== "ok")
    throw new Error(JSON.stringify([opened, read]).slice(0, 2000));
  const { deployment } = opened;
  let requests = 0;
  const trace = () => {
    requests += 1;
  };
  const platform = connect({ credentials: read.credentials, sandbox: "dev", trace });
  const owner = { sandbox: "dev", organization: "0123456789abcdef" };
  if (role === "leave") {
    const input = { deployment, platform, owner, only: [], saved: null, allowReplace: false, allowDelete: false };
    const { result } = await push({
      ...input,
      settle: 0,
      now: Date.now,
      sleep: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
      signal: new AbortController().signal,
      confirm: async () => true,
      onDone: () => undefined,
    });
    if (result !== "done") throw new Error(`the push ended as ${result}`);
  }
  const state = readState(folder, owner);
  if (state.kind === "problem") throw new Error(state.diagnostic.message);
  requests = 0;
  const heap = openHeap();
  const before = performance.now();
  const plan = await makePlan({ deployment, platform, organization: owner.organization, state: state.value, only: [] });
  const seconds = (performance.now() - before) / 1000;
  if (plan.diagnostics.length > 0) throw new Error(plan.diagnostics[0]?.message);
  const megabytes = Math.round(process.resourceUsage().maxRSS / 1024);
  const summary = countChanges(plan);
  const kept = heap();
  process.send?.({ seconds, megabytes, kept, requests, summary }, () => process.exit(0));
}

/** Measures what is alive, in KB more than now. */
function openHeap() {
  setFlagsFromString("--expose-gc");
  const collect = runInNewContext("gc");
  const alive = () => {
    collect();
    return process.memoryUsage().heapUsed / 1024;
  };
  const before = alive();
  return () => Math.round(alive() - before);
}
