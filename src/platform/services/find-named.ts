import { ok, type Reply } from "../problem.js";
import { collect } from "./ask.js";
import type { CallOptions, Pages } from "./resource.js";

/** A collection whose list can be made shorter by a name. */
export interface NamedList<T> {
  readonly nameOf: (item: T) => string | null;
  readonly filtered: (name: string, options?: CallOptions) => Pages<T>;
  readonly all: (options?: CallOptions) => Pages<T>;
}

type Trial = "finds" | "fails" | "nothing to try it with";

/** In no service's filters do these characters mean anything but themselves; `'`, `"`, `\`, `,`, `*`, `~` and others may. */
const PLAIN = /^[\p{L}\p{M}\p{N} _.:;()/@&%#+-]+$/u;

/**
 * Finds those of exactly one name. The service's filter only makes the list shorter: what it lets through is compared again.
 *
 * Whether a filter wants its value in quotes is not documented, and one that is misread gives an empty list, as one that
 * finds nothing does. So before an empty list is believed the first time, the filter has to find one that the whole list
 * has. How it takes quotes and other signs inside of a name is not documented either: for names with such, and for a filter
 * that is refused or finds nothing that is there, the whole list is read.
 */
export function openFindNamed<T>({ nameOf, filtered, all }: NamedList<T>) {
  let trial: Promise<Reply<Trial>> | null = null;

  return async (name: string, options?: CallOptions): Promise<Reply<readonly T[]>> => {
    const isNamed = (item: T): boolean => nameOf(item) === name;
    const found = await collect(filtered(name, options), isNamed);
    if (found.kind === "ok" && found.value.length > 0) return found;
    if (found.kind === "problem" && !isRefusal(found)) return found;
    if (found.kind === "ok" && PLAIN.test(name)) {
      trial ??= tryFilter(options);
      const tried = await trial;
      if (tried.kind === "problem" || tried.value === "nothing to try it with") trial = null;
      if (tried.kind === "problem") return tried;
      // Where the whole list has no such name, it has not this one.
      if (tried.value !== "fails") return found;
    }
    return collect(all(options), isNamed);
  };

  async function tryFilter(options?: CallOptions): Promise<Reply<Trial>> {
    for await (const item of all(options)) {
      if (item.kind === "problem") return item;
      const known = nameOf(item.value);
      if (known === null || !PLAIN.test(known)) continue;
      const found = await collect(filtered(known, options), (one) => nameOf(one) === known);
      if (found.kind === "problem") return isRefusal(found) ? ok("fails") : found;
      return ok(found.value.length > 0 ? "finds" : "fails");
    }
    return ok("nothing to try it with");
  }
}

function isRefusal({ problem }: Extract<Reply<never>, { readonly kind: "problem" }>): boolean {
  return problem.kind === "refused" && problem.status === 400;
}
