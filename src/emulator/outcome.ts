import type { Answer } from "./service.js";

/** What goes over the wire, or that nothing does. */
export type Outcome =
  | { readonly kind: "answer"; readonly answer: Answer; readonly text: string; readonly isCut: boolean }
  | { readonly kind: "reset" };
