import type { RegexMatch } from "./matcher.js";

/** Why a replacement text is refused, in Java's words. */
export interface ReplacementProblem {
  readonly message: string;
}

/** Where the text without signs ends that begins at a place. It is taken whole: texts may be long and matches many. */
function plainEnd(replacement: string, start: number): number {
  let end = start;
  while (end < replacement.length && replacement[end] !== "$" && replacement[end] !== "\\") end++;
  return end;
}

/** Java's Matcher.appendReplacement: `$1`, `${name}` and `\` before a character taken as it is. */
export function expandReplacement(
  replacement: string,
  matched: string,
  match: RegexMatch,
  names: ReadonlyMap<string, number>,
): string | ReplacementProblem {
  let text = "";
  const groupCount = match.groups.length;
  const groupText = (index: number): string => (index === 0 ? matched : (match.groups[index - 1] ?? ""));
  for (let at = 0; at < replacement.length; at++) {
    const character = replacement[at];
    if (character === "\\") {
      at++;
      if (at >= replacement.length) return { message: "character to be escaped is missing" };
      text += replacement[at];
    } else if (character !== "$") {
      const end = plainEnd(replacement, at);
      text += replacement.slice(at, end);
      at = end - 1;
    } else if (replacement[at + 1] === "{") {
      const name = /^[A-Za-z0-9]*/.exec(replacement.slice(at + 2))?.[0] ?? "";
      const end = at + 2 + name.length;
      if (name === "") return { message: "named capturing group is missing trailing '}'" };
      if (replacement[end] !== "}") return { message: "named capturing group is missing trailing '}'" };
      if (/^[0-9]/.test(name)) return { message: `capturing group name {${name}} starts with digit character` };
      const index = names.get(name);
      if (index === undefined) return { message: `No group with name {${name}}` };
      text += groupText(index);
      at = end;
    } else {
      const first = replacement[at + 1];
      if (first === undefined) return { message: "Illegal group reference: group index is missing" };
      if (!/^[0-9]$/.test(first)) return { message: "Illegal group reference" };
      let index = Number(first);
      at++;
      if (index > groupCount) return { message: `No group ${index}` };
      for (let digit = replacement[at + 1]; digit !== undefined && /^[0-9]$/.test(digit); digit = replacement[at + 1]) {
        const longer = index * 10 + Number(digit);
        if (longer > groupCount) break;
        index = longer;
        at++;
      }
      text += groupText(index);
    }
  }
  return text;
}
