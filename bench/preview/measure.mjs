// Times commands by turns, so that what else the machine does falls on all of them.
import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";

/** The highest memory of a process in megabytes and how many it has read, asked of the system while it runs (Linux). */
function watch(pid) {
  let megabytes = 0;
  let megabytesRead = 0;
  const look = () => {
    try {
      const peak = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"));
      if (peak !== null) megabytes = Math.max(megabytes, Number(peak[1]) / 1024);
      const read = /rchar: (\d+)/.exec(readFileSync(`/proc/${pid}/io`, "utf8"));
      if (read !== null) megabytesRead = Math.max(megabytesRead, Number(read[1]) / 1e6);
    } catch {}
  };
  const timer = setInterval(look, 10);
  return () => {
    clearInterval(timer);
    return { megabytes, megabytesRead };
  };
}

/** Runs one command to its end. Gives seconds, and megabytes of memory and read where the system tells. */
export async function run([command, ...args], { cwd, status = 0 } = {}) {
  const start = process.hrtime.bigint();
  const child = spawn(command, args, { cwd, stdio: ["ignore", "ignore", "pipe"] });
  const stop = watch(child.pid);
  let errors = "";
  child.stderr.on("data", (data) => {
    errors = `${errors}${data}`.slice(-4000);
  });
  const code = await new Promise((resolve, reject) => {
    child.on("error", reject);
    child.on("close", resolve);
  });
  const seconds = Number(process.hrtime.bigint() - start) / 1e9;
  const seen = stop();
  if (code !== status) throw new Error(`${command} ${args.join(" ")} ended with ${code}:\n${errors}`);
  return { seconds, ...seen, errors };
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
