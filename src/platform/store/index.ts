export type { Owner } from "./document.js";
export { fingerprintOf } from "./fingerprint.js";
export type { Intent, Journal, Retired } from "./journal.js";
export { readSnapshot, type Snapshot, type SnapshotObject } from "./snapshot.js";
export {
  type FlowState,
  NO_FLOW_STATE,
  readState,
  type State,
  type StateEntry,
  type StatePart,
} from "./state.js";
export { openStore, type Store, type StoreOptions } from "./store.js";
