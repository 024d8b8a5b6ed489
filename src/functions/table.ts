import * as aggregation from "./aggregation.js";
import * as analytics from "./analytics.js";
import * as arrays from "./arrays.js";
import * as containsKey from "./contains-key.js";
import * as conversion from "./conversion.js";
import * as date from "./date.js";
import * as dateChange from "./date-change.js";
import * as destinations from "./destinations.js";
import type { FunctionRecord } from "./function-record.js";
import * as hashing from "./hashing.js";
import * as json from "./json.js";
import * as logic from "./logic.js";
import * as maps from "./maps.js";
import * as objectText from "./object-text.js";
import * as objects from "./objects.js";
import * as regex from "./regex.js";
import * as special from "./special.js";
import * as string from "./string.js";
import * as stringEnds from "./string-ends.js";
import * as url from "./url.js";
import * as userAgent from "./user-agent/functions.js";

/** Every function that xdmap runs, by category and name. A file's exported records are all of its functions. */
export const allFunctions: readonly FunctionRecord[] = [
  string,
  stringEnds,
  regex,
  hashing,
  url,
  date,
  dateChange,
  objects,
  objectText,
  containsKey,
  maps,
  arrays,
  destinations,
  aggregation,
  logic,
  conversion,
  json,
  special,
  userAgent,
  analytics,
].flatMap((file) => Object.values<unknown>(file).filter(isRecord).sort(byNameOrder));

function byNameOrder(left: FunctionRecord, right: FunctionRecord): number {
  return left.name < right.name ? -1 : 1;
}

function isRecord(exported: unknown): exported is FunctionRecord {
  return typeof exported === "object" && exported !== null && "invoke" in exported;
}

const byName: ReadonlyMap<string, FunctionRecord> = new Map(
  allFunctions.flatMap((record) => [record.name, ...record.aliases].map((name) => [name, record] as const)),
);

/** The function of a name or alias, or undefined. Names are case-sensitive; methods are among them. */
export function functionNamed(name: string): FunctionRecord | undefined {
  return byName.get(name);
}
