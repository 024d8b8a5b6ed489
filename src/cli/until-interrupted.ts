import { EXIT, type Exit } from "./exit.js";

/** Runs a command until it ends or somebody presses Ctrl-C: then its calls end, and the exit status is 130. */
export async function untilInterrupted(run: (signal: AbortSignal) => Promise<Exit>): Promise<void> {
  const ending = new AbortController();
  const stop = () => {
    // The second Ctrl-C ends the process at once.
    if (ending.signal.aborted) process.exit(EXIT.interrupted);
    ending.abort();
  };
  process.on("SIGINT", stop);
  try {
    const exit = await run(ending.signal);
    process.exitCode = ending.signal.aborted ? EXIT.interrupted : exit;
  } finally {
    process.off("SIGINT", stop);
  }
}
