// Times commands by turns, so that what else the machine does falls on all of them.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** The highest memory of a process and of its threads, in megabytes; asked of the system while it runs (Linux). */
function watchMemory(pid) {
  let highest = 0;
  const look = () => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      if (peak !== null) highest = Math.max(highest, Number(peak[1]) / 1024);
    } catch {}
  };
  const timer = setInterval(look, 20);
  return () => {
    clearInterval(timer);
    return highest;
  };
}

/** Runs one command to its end. Gives seconds, megabytes, and bytes read where the system tells. */
export async function run([command, ...args], { cwd, status = 0 } = {}) {
  const start = process.hrtime.bigint();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const stop = watchMemory(child.pid);
  let errors = "";
  child.stderr.on("data", (data) => {
    errors = `${errors}${data}`.slice(-4000);
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const megabytes = stop();
  if (code !== status) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${errors}`);
  return { seconds, megabytes, errors };
}

export const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

/** Several commands, `rounds` times by turns. Gives for each name its runs, in order. */
export async function byTurns(commands, rounds, options = {}) {
  const runs = new Map(Object.keys(commands).map((name) => [name, []]));
  for (let round = 0; round < rounds; round++) {
    for (const [name, command] of Object.entries(commands)) runs.get(name).push(await run(command, options));
  }
  return runs;
}

/** The median of the ratios of two commands, pair by pair. */
export function ratio(runs, name, peer) {
  const peers = runs.get(peer);
  return median(runs.get(name).map(({ seconds }, at) => seconds / peers[at].seconds));
}
