import { readFileSync } from "node:fs";
import { hostname } from "node:os";
import { codeOf } from "../../host/files.js";

/** Which process it is, or was: numbers are given again, so the time of its birth belongs to it where that is known. */
export interface ProcessIdentity {
  readonly pid: number;
  readonly host: string;
  readonly birth: string | null;
}

/** What there is to know of processes; tests bring their own. */
export interface Processes {
  readonly self: () => ProcessIdentity;
  /** Whether a process of this computer still runs. */
  readonly isAlive: (process: ProcessIdentity) => boolean;
}

export const thisComputer: Processes = {
  self: () => ({ pid: process.pid, host: hostname(), birth: lifeOf(process.pid)?.birth ?? null }),
  isAlive: ({ pid, birth }) => {
    if (!isRunning(pid)) return false;
    const now = lifeOf(pid);
    return now === null || (!now.hasEnded && (birth === null || now.birth === birth));
  },
};

function isRunning(pid: number): boolean {
  try {
    // Signal 0 asks only whether there is such a process.
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is one, too.
    return codeOf(error) === "EPERM";
  }
}

/**
 * The boot and the tick in which a process began, and whether it has ended and waits for its parent to ask (which in a
 * container may never happen), as Linux tells them (proc(5), stat: fields 22 and 3); null elsewhere.
 */
function lifeOf(pid: number): { readonly birth: string; readonly hasEnded: boolean } | null {
  try {
    const boot = readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    const stat = readFileSync(`/proc/${pid}/stat`, "utf8");
    // The second field, the command's name, stands in brackets and may hold blanks and brackets.
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
    const [state = ""] = fields;
    const tick = fields[19];
    return tick === undefined ? null : { birth: `${boot}:${tick}`, hasEnded: "ZX".includes(state) };
  } catch {
    return null;
  }
}
