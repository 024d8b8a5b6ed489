import type { Guide } from "./guide.js";
import { nameGuides } from "./guides-names.js";
import { syntaxGuides } from "./guides-syntax.js";
import { typeGuides } from "./guides-types.js";

/** The guides there are, by code. */
export const guides: ReadonlyMap<string, Guide> = new Map(
  Object.entries({ ...syntaxGuides, ...nameGuides, ...typeGuides }),
);
