import { expressions } from "./syntax-expressions.js";
import { lexical } from "./syntax-lexical.js";
import { statements } from "./syntax-statements.js";

export { expressions, lexical, statements };

/** Every code of XM1…: what the reader of `.xdmap` files reports. */
export const syntax = { ...lexical, ...statements, ...expressions };
