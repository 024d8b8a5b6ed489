let script: string | null = null;

/** Tells which script starts the command line: workers are started from it, with its code cache. */
export function setWorkerScript(path: string): void {
  script = path;
}

/** Null where the engine is used as a library: there all is done in one thread. */
export function workerScript(): string | null {
  return script;
}

/** The argument that a worker's script is started with. Asking Node which thread it is would load what a check has no use for. */
export const AS_WORKER = "--as-worker";
