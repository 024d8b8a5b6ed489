import { createContext, Script } from "node:vm";
import { TIMED_OUT, type TimeLimit } from "../runtime/index.js";

/**
 * Ends work that takes too long by the means of Node's `vm`: a thread of its own watches the clock and stops the script
 * that is run, wherever it is, also inside a regular expression. So no other thread has to look after this one.
 */
export function createTimeLimit(milliseconds: number): TimeLimit {
  const world: { work: () => void } = { work: () => undefined };
  const context = createContext(world);
  const script = new Script("work()");
  const options = { timeout: milliseconds, displayErrors: false };
  return {
    milliseconds,
    clock: () => performance.now(),
    run: <T>(work: () => T): T | typeof TIMED_OUT => {
      let result: T | typeof TIMED_OUT = TIMED_OUT;
      world.work = () => {
        result = work();
      };
      try {
        script.runInContext(context, options);
      } catch (error) {
        if (!isTimeout(error)) throw error;
        return TIMED_OUT;
      } finally {
        world.work = () => undefined;
      }
      return result;
    },
  };
}

/** The error is made in the world of the script, so that it is no instance of this one's `Error`. */
function isTimeout(error: unknown): boolean {
  return (
    typeof error === "object" && error !== null && "code" in error && error.code === "ERR_SCRIPT_EXECUTION_TIMEOUT"
  );
}
