import type { Diagnostic } from "../../diagnostics/index.js";
import type { FileResult } from "../../host/files.js";
import type { Owner } from "./document.js";
import { type Intent, type Journal, printJournal, type Retired, readJournalFile } from "./journal.js";
import { takeLock } from "./lock.js";
import { makeFolders, type StorePaths, storePaths } from "./paths.js";
import type { Processes } from "./processes.js";
import { type Snapshot, writeSnapshot } from "./snapshot.js";
import {
  type FlowState,
  NO_FLOW_STATE,
  printState,
  readStateFile,
  type State,
  type StateEntry,
  type StatePart,
} from "./state.js";
import { writeDurably } from "./write-durably.js";

export interface StoreOptions {
  /** The project's. */
  readonly folder: string;
  readonly owner: Owner;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly processes?: Processes;
}

/**
 * What a push knows and keeps of a sandbox, held by it alone. Every change is on disk when its call returns; a call gives
 * what kept it from being written, or null.
 */
export interface Store {
  readonly state: State;
  readonly journal: Journal;
  readonly paths: StorePaths;
  /** Sets what is known of one part of flows; null for what is gone. */
  readonly setEntry: (flows: readonly string[], part: StatePart, entry: StateEntry | null) => Diagnostic | null;
  /** Sets all that is known of a flow; null forgets it. */
  readonly setFlow: (flow: string, known: FlowState | null) => Diagnostic | null;
  /** The same for many flows at once, in one write. */
  readonly setFlows: (known: ReadonlyMap<string, FlowState>) => Diagnostic | null;
  /** Puts an intent in place of the one with its key. */
  readonly openIntent: (intent: Intent) => Diagnostic | null;
  readonly closeIntent: (key: string) => Diagnostic | null;
  readonly addRetired: (retired: readonly Retired[]) => Diagnostic | null;
  readonly removeRetired: (id: string) => Diagnostic | null;
  readonly setRollback: (snapshot: string | null) => Diagnostic | null;
  readonly writeSnapshot: (snapshot: Snapshot) => FileResult<string>;
  /** Lets the next push in. */
  readonly release: () => void;
}

/** Takes the lock of a sandbox and reads what is known of it. Where that fails nothing is held and no file was changed. */
export function openStore({ folder, owner, now, processes }: StoreOptions): FileResult<Store> {
  const found = storePaths(folder, owner.sandbox);
  if (found.kind === "problem") return found;
  const paths = found.value;
  const unmade = makeFolders(folder, paths);
  if (unmade !== null) return { kind: "problem", diagnostic: unmade };
  const lock = takeLock(paths.locks, owner.sandbox, new Date(now()), processes);
  if (lock.kind === "problem") return lock;
  const read = readBoth(paths, owner);
  if (read.kind === "problem") {
    lock.value.release();
    return read;
  }
  return { kind: "ok", value: createStore(paths, read.value.state, read.value.journal, lock.value.release) };
}

function readBoth(paths: StorePaths, owner: Owner): FileResult<{ readonly state: State; readonly journal: Journal }> {
  const state = readStateFile(paths.state, owner);
  if (state.kind === "problem") return state;
  const journal = readJournalFile(paths.journal, owner);
  if (journal.kind === "problem") return journal;
  return { kind: "ok", value: { state: state.value, journal: journal.value } };
}

function createStore(paths: StorePaths, first: State, firstJournal: Journal, release: () => void): Store {
  let state = first;
  let journal = firstJournal;
  const writeState = (flows: ReadonlyMap<string, FlowState>) => {
    state = { ...state, flows };
    return problemOf(writeDurably(paths.state, printState(state)));
  };
  const writeJournal = (change: Partial<Journal>) => {
    journal = { ...journal, ...change };
    return problemOf(writeDurably(paths.journal, printJournal(state, journal)));
  };
  return {
    get state() {
      return state;
    },
    get journal() {
      return journal;
    },
    paths,
    setEntry: (keys, part, entry) => {
      const flows = new Map(state.flows);
      for (const key of keys) flows.set(key, { ...(flows.get(key) ?? NO_FLOW_STATE), [part]: entry });
      return writeState(flows);
    },
    setFlow: (key, known) => {
      const flows = new Map(state.flows);
      if (known === null) flows.delete(key);
      else flows.set(key, known);
      return writeState(flows);
    },
    setFlows: (known) => writeState(new Map([...state.flows, ...known])),
    openIntent: (intent) =>
      writeJournal({ intents: [...journal.intents.filter(({ key }) => key !== intent.key), intent] }),
    closeIntent: (key) => writeJournal({ intents: journal.intents.filter((each) => each.key !== key) }),
    addRetired: (retired) => {
      const known = new Set(journal.retired.map(({ id }) => id));
      return writeJournal({ retired: [...journal.retired, ...retired.filter(({ id }) => !known.has(id))] });
    },
    removeRetired: (id) => writeJournal({ retired: journal.retired.filter((each) => each.id !== id) }),
    setRollback: (rollback) => writeJournal({ rollback }),
    writeSnapshot: (snapshot) => writeSnapshot(paths.snapshots, state, snapshot),
    release,
  };
}

function problemOf(result: FileResult<unknown>): Diagnostic | null {
  return result.kind === "ok" ? null : result.diagnostic;
}
