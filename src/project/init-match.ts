import type { SourcePlace, TargetPlace } from "./init-places.js";

/** How a name of the source and a path of the schema are the same; the surest first. */
export type MatchKind = "path" | "path-converted" | "end" | "last" | "last-converted";

/** What is known of where a place of the source goes. */
export type Match =
  | { readonly kind: "one"; readonly how: MatchKind; readonly target: TargetPlace }
  /** Several paths match equally well. */
  | { readonly kind: "several"; readonly how: MatchKind; readonly targets: readonly TargetPlace[] }
  /** The name matches, but the one lies in lists in which the other does not. */
  | { readonly kind: "lists"; readonly targets: readonly TargetPlace[] }
  /** The path that matches is what others match as well. */
  | { readonly kind: "taken"; readonly target: TargetPlace; readonly by: readonly SourcePlace[] }
  /** What has the name is an object: the value goes into one of its fields, if into any. */
  | { readonly kind: "inside"; readonly targets: readonly TargetPlace[] }
  | { readonly kind: "none" };

const KINDS: readonly MatchKind[] = ["path", "path-converted", "end", "last", "last-converted"];

/** Where each place goes, by its name alone. Nothing is guessed: no synonyms, no near names. */
export function matchPlaces(
  sources: readonly SourcePlace[],
  targets: readonly TargetPlace[],
): readonly (readonly [SourcePlace, Match])[] {
  const index = indexTargets(targets);
  const matches = sources.map((source) => [source, matchOne(source, index)] as const);
  return withoutCollisions(matches);
}

/** The targets by what is looked up for each kind of match. */
type TargetIndex = ReadonlyMap<string, readonly TargetPlace[]>;

function indexTargets(targets: readonly TargetPlace[]): TargetIndex {
  const index = new Map<string, TargetPlace[]>();
  for (const target of targets) {
    for (const key of new Set(keysOfTarget(target))) {
      const others = index.get(key);
      if (others === undefined) index.set(key, [target]);
      else others.push(target);
    }
  }
  return index;
}

function keysOfTarget({ names }: TargetPlace): readonly string[] {
  const last = names.at(-1) ?? "";
  const keys = [keyOf("path", names.join(".")), keyOf("last", last), keyOf("last-converted", convert(last))];
  keys.push(keyOf("path-converted", convert(names.join("."))));
  for (const name of names.slice(0, -1)) keys.push(`inside ${convert(name)}`);
  for (let from = names.length - 2; from > 0; from--) keys.push(keyOf("end", convert(names.slice(from).join("."))));
  return keys;
}

function keyOf(kind: MatchKind, text: string): string {
  return `${kind} ${text}`;
}

function matchOne(source: SourcePlace, index: TargetIndex): Match {
  const whole = source.names.join(".");
  const last = source.names.at(-1) ?? "";
  let inLists: readonly TargetPlace[] = [];
  for (const how of KINDS) {
    const name = how === "path" ? whole : how === "last" ? last : convert(how === "last-converted" ? last : whole);
    // A name of signs alone has nothing to compare.
    const all = name === "" ? [] : (index.get(keyOf(how, name)) ?? []);
    const targets = all.filter(({ lists }) => lists === source.lists);
    const [target] = targets;
    if (target !== undefined)
      return targets.length === 1 ? { kind: "one", how, target } : { kind: "several", how, targets };
    if (inLists.length === 0) inLists = all;
  }
  if (inLists.length > 0) return { kind: "lists", targets: inLists };
  const inside = (index.get(`inside ${convert(whole)}`) ?? []).filter(({ lists }) => lists === source.lists);
  return inside.length > 0 ? { kind: "inside", targets: inside } : { kind: "none" };
}

/** A path is written once: by the one source that matches it best, or by none where several do equally well. */
function withoutCollisions(
  matches: readonly (readonly [SourcePlace, Match])[],
): readonly (readonly [SourcePlace, Match])[] {
  const claims = new Map<TargetPlace, { how: MatchKind; by: SourcePlace[] }>();
  for (const [source, match] of matches) {
    if (match.kind !== "one") continue;
    const claim = claims.get(match.target);
    if (claim === undefined || KINDS.indexOf(match.how) < KINDS.indexOf(claim.how)) {
      claims.set(match.target, { how: match.how, by: [source] });
    } else if (claim.how === match.how) claim.by.push(source);
  }
  return matches.map(([source, match]) => {
    const claim = match.kind === "one" ? claims.get(match.target) : undefined;
    if (match.kind !== "one" || claim === undefined || (claim.by.length === 1 && claim.by[0] === source)) {
      return [source, match];
    }
    return [source, { kind: "taken", target: match.target, by: claim.by.filter((one) => one !== source) }];
  });
}

/** `First_Name`, `firstName`, `first name` and `FIRST-NAME` are the same name: letters and digits alone, in lower case. */
function convert(name: string): string {
  return name.replace(/[^\p{L}\p{N}\p{M}]+/gu, "").toLowerCase();
}
