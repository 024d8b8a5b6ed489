export { type Proposal, type PushInput, type PushOutcome, push } from "./push.js";
export { pushBack, type RollbackInput, type RollbackOutcome } from "./push-back.js";
export { renderDone } from "./render-done.js";
export type { Deed, Done } from "./session.js";
