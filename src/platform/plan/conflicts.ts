import { type Diagnostic, diagnostic, type Place } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { FlowSettings } from "../../project/deployment/flow-settings.js";
import type { Difference } from "./differences.js";
import { destinationOf, isMappingPath } from "./fields.js";

/** An object of the name that is wanted, with other content, of which nothing says that it is ours. */
export function conflict(
  what: string,
  name: string,
  id: string,
  differences: readonly Difference[],
  settings: FlowSettings,
): Diagnostic {
  const paths = differences.map(({ path }) => (isMappingPath(path) ? `-> ${destinationOf(path)}` : path));
  return diagnostic(codes.XM7160, settings.name.span, { what, name, id, paths });
}

/** Several objects with just the content that is wanted. */
export function severalMatches(
  what: string,
  name: string,
  all: readonly { readonly id: string }[],
  settings: FlowSettings,
): Diagnostic {
  const ids = all.map(({ id }) => id).toSorted();
  return diagnostic(codes.XM7104, settings.name.span, { what: `${what}s`, name, ids });
}

/** What the state knows of and the sandbox has no more. */
export function deleted(what: string, id: string, place: Place): Diagnostic {
  return diagnostic(codes.XM7161, place, { what, id });
}
