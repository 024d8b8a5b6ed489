import { isTargetName } from "../grammar/reserved-words.js";

/** The tenant's namespace in the documentation's exports, where the tenant itself is blanked out. */
const TENANT = "_{TENANT_ID}";

/** A field's name as a target path writes it: names that are not plain stand in `${…}`. */
export function pathSegment(name: string): string {
  if (isTargetName(name) || name === TENANT) return name;
  return `\${${name.replace(/[\\.}]/g, (mark) => `\\${mark}`)}}`;
}
