import { Worker } from "node:worker_threads";
import type { WorkerJob, WorkerResult, WorkerSetup, Written } from "./preview-worker.js";
import { AS_WORKER } from "./worker-script.js";

/** A worker thread that came to its end before its work did. */
export class WorkerDied extends Error {}

/** What a worker sent. */
export interface Answer {
  readonly result: WorkerResult;
  /** What it sends next of the same job; null where that was all. */
  readonly more: Promise<Answer> | null;
  /** Gives the memory of the records back to who wrote them. */
  readonly giveBack: () => void;
}

interface Pending {
  readonly done: (answer: Answer) => void;
  readonly fail: (error: Error) => void;
}

interface Seat {
  readonly worker: Worker;
  /** Jobs that it was sent, in their order. */
  readonly pending: Pending[];
}

/** Threads that map blocks. Who asks sees to it that no more is under way than there is memory for. */
export class WorkerPool {
  readonly #seats: readonly Seat[];
  #death: Error | null = null;

  /** `launcher` is the script that starts the command line; in a worker it starts `runPreviewWorker`. */
  constructor(launcher: string, setup: WorkerSetup, threads: number) {
    this.#seats = Array.from({ length: threads }, () => this.#start(launcher, setup));
  }

  #start(launcher: string, setup: WorkerSetup): Seat {
    const worker = new Worker(launcher, { workerData: setup, argv: [AS_WORKER] });
    const seat: Seat = { worker, pending: [] };
    worker.on("message", (result: WorkerResult) => receive(seat, result));
    worker.on("error", (error: Error) => this.#die(explain(error)));
    worker.on("exit", (code) => this.#die(new WorkerDied(`it ended by itself with status ${code}`)));
    return seat;
  }

  /** What one cannot do any more, no other does in its place: the run is over. */
  #die(error: Error): void {
    this.#death ??= error;
    for (const { pending } of this.#seats) for (const { fail } of pending.splice(0)) fail(this.#death);
  }

  /** Given to the worker that has least to do. Rejects when a worker dies: with `WorkerDied`, or with a bug's error. */
  map(job: WorkerJob): Promise<Answer> {
    return new Promise((done, fail) => {
      if (this.#death !== null) return fail(this.#death);
      const [first, ...others] = this.#seats;
      if (first === undefined) return fail(new WorkerDied("there is none"));
      const seat = others.reduce((least, one) => (one.pending.length < least.pending.length ? one : least), first);
      seat.pending.push({ done, fail });
      seat.worker.postMessage(job, job.kind === "block" ? [job.memory, job.output] : []);
    });
  }

  async close(): Promise<void> {
    await Promise.all(
      this.#seats.map(({ worker }) => {
        worker.removeAllListeners("exit");
        return worker.terminate();
      }),
    );
  }
}

function receive({ worker, pending }: Seat, result: WorkerResult): void {
  const job = pending.shift();
  if (job === undefined) return;
  const giveBack = () => {
    const written: Written = { kind: "written", memory: result.output };
    worker.postMessage(written, [result.output]);
  };
  if (result.isLast) {
    job.done({ result, more: null, giveBack });
    return;
  }
  const more = new Promise<Answer>((done, fail) => {
    pending.unshift({ done, fail });
  });
  // Who was interrupted does not ask for it any more.
  more.catch(() => undefined);
  job.done({ result, more, giveBack });
}

function explain(error: Error): Error {
  const isMemory = "code" in error && error.code === "ERR_WORKER_OUT_OF_MEMORY";
  return isMemory ? new WorkerDied("it needed more memory than Node gives a thread") : error;
}
