import { randomUUID } from "node:crypto";
import { linkSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { dirname, join } from "node:path";
import * as v from "valibot";
import { diagnostic } from "../../diagnostics/index.js";
import { platformStore } from "../../diagnostics/platform-store.js";
import { samples } from "../../diagnostics/samples.js";
import { codeOf, describeFileError, type FileResult, shownPath } from "../../host/files.js";
import { type Processes, type ProcessIdentity, thisComputer } from "./processes.js";
import { writeDraft, writeDurably, writeNew, writeOver } from "./write-durably.js";

/*
 * Locks are numbered files, SANDBOX.N.json; the one with the highest number counts. It is held while its process lives
 * and has not written `released` into it. Who wants the lock makes the next number, whole and exclusively, and holds it if
 * it is the highest still. Numbers never begin anew while there is a file, so who was slow to look can only make a number
 * that is taken or too low: two that find the same dead process cannot both take its lock over, nor can one take away what
 * the other just made.
 */

export interface Lock {
  /** Lets the next push in. */
  readonly release: () => void;
}

const lockFile = v.object({
  pid: v.pipe(v.number(), v.integer(), v.minValue(1)),
  host: v.string(),
  birth: v.nullable(v.string()),
  started: v.string(),
  token: v.string(),
  released: v.boolean(),
});
type LockFile = v.InferOutput<typeof lockFile>;

/** Each round means that another process has just taken a number: so many at once are not by accident. */
const ROUNDS = 100;

/** Takes the lock of a sandbox, or tells who holds it. `started` is shown to who is refused. */
export function takeLock(
  folder: string,
  sandbox: string,
  started: Date,
  processes: Processes = thisComputer,
): FileResult<Lock> {
  const own: LockFile = {
    ...processes.self(),
    started: started.toISOString(),
    token: randomUUID(),
    released: false,
  };
  const pathOf = (number: number) => join(folder, `${sandbox}.${number}.json`);
  try {
    for (let round = 0; round < ROUNDS; round += 1) {
      const highest = Math.max(0, ...numbersIn(folder, sandbox));
      const refusal = highest === 0 ? null : whyHeld(pathOf(highest), sandbox, own, processes);
      if (refusal !== null) return { kind: "problem", diagnostic: refusal };
      const number = highest + 1;
      if (!makeWhole(pathOf(number), own)) continue;
      const numbers = numbersIn(folder, sandbox);
      if (Math.max(...numbers) !== number) {
        rmSync(pathOf(number), { force: true });
        continue;
      }
      for (const each of numbers) if (each < number) rmSync(pathOf(each), { force: true });
      const release = () => {
        const text = print({ ...own, released: true });
        // A full disk takes no new file, but other letters in the place of these.
        if (writeDurably(pathOf(number), text).kind === "problem") writeOver(pathOf(number), `${text} `);
      };
      return { kind: "ok", value: { release } };
    }
    throw new Error("other processes take it again and again");
  } catch (error) {
    const why = describeFileError(error);
    return { kind: "problem", diagnostic: diagnostic(samples.XM5204, null, { path: shownPath(pathOf(1)), why }) };
  }
}

function numbersIn(folder: string, sandbox: string): readonly number[] {
  const pattern = /^(.+)\.([1-9]\d{0,14})\.json$/;
  return readdirSync(folder).flatMap((name) => {
    const [, of, number] = pattern.exec(name) ?? [];
    return of === sandbox ? [Number(number)] : [];
  });
}

/** Why a lock is not free; null where it is. */
function whyHeld(path: string, sandbox: string, own: ProcessIdentity, processes: Processes) {
  const shown = shownPath(path);
  let text: string;
  try {
    text = readFileSync(path, "utf8");
  } catch (error) {
    // Whoever made a higher number removed it; the next look finds that.
    if (codeOf(error) === "ENOENT") return null;
    throw error;
  }
  const read = decode(text);
  if (read === null) return diagnostic(platformStore.XM7208, null, { path: shown });
  const { pid, host, started, released } = read;
  if (released) return null;
  if (host !== own.host) return diagnostic(platformStore.XM7206, null, { sandbox, pid, host, started, path: shown });
  if (!processes.isAlive(read)) return null;
  return diagnostic(platformStore.XM7205, null, { sandbox, pid, started, path: shown });
}

function decode(text: string): LockFile | null {
  try {
    const read = v.safeParse(lockFile, JSON.parse(text));
    return read.success ? read.output : null;
  } catch {
    return null;
  }
}

/** Makes a file with its content at once, so that nobody ever reads half of it; false where there is one already. */
function makeWhole(path: string, content: LockFile): boolean {
  // Of a process that is killed here the draft stays, until another of its number writes over it.
  const draft = join(dirname(path), `${content.pid}.tmp`);
  writeDraft(draft, print(content));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    if (!NO_LINKS.has(codeOf(error) ?? "")) throw error;
    return makeExclusively(path, content);
  } finally {
    rmSync(draft, { force: true });
  }
}

/** What file systems say that know no links: there a lock can be seen half written, and is refused then. */
const NO_LINKS: ReadonlySet<string> = new Set(["EPERM", "ENOTSUP", "EOPNOTSUPP", "ENOSYS", "EINVAL"]);

function makeExclusively(path: string, content: LockFile): boolean {
  try {
    writeNew(path, print(content));
    return true;
  } catch (error) {
    if (codeOf(error) === "EEXIST") return false;
    throw error;
  }
}

function print(content: LockFile): string {
  return `${JSON.stringify(content, null, 2)}\n`;
}
