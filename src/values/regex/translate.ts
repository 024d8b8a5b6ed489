import { anchorSource } from "./anchors.js";
import { lookBehindReach, studyOf } from "./look-behind.js";
import type { LookNode, ParsedRegex, ReferenceNode, RegexNode, RepeatNode } from "./syntax.js";
import { holds, widthOf } from "./width.js";

/** A pattern as a JavaScript source for the flag `u`. */
export interface Translation {
  readonly source: string;
  /** JavaScript's number of each Java group, by Java's number minus one. */
  readonly groups: readonly number[];
  /**
   * Whether the groups hold what Java's would. JavaScript clears groups at each turn of a repetition where Java keeps
   * them, so `((a)|b)*` agrees about the whole match, not about group 2; and what a group took in a look-ahead or an atomic
   * group stays in Java even where the match then goes another way.
   */
  readonly groupsAgree: boolean;
}

/** A JavaScript RegExp that finds the same matches, or null where there is none: then the matcher has to do it. */
export function translate(parsed: ParsedRegex): Translation | null {
  const translator = new Translator();
  const source = translator.emit(parsed.root);
  if (!translator.faithful) return null;
  return { source, groups: translator.groups, groupsAgree: translator.groupsAgree };
}

class Translator {
  readonly groups: number[] = [];
  faithful = true;
  groupsAgree = true;
  #emitted = 0;
  /** Groups that surely hold text where the emission stands. */
  #certain: ReadonlySet<number> = new Set();
  #insideLookBehind = false;
  /** How many parts that are matched by themselves the emission is in. */
  #alone = 0;
  /** How many repetitions the emission is in, and the groups that stand in one. */
  #repeating = 0;
  readonly #repeated = new Set<number>();

  emit(node: RegexNode): string {
    switch (node.kind) {
      case "empty":
        return "(?:)";
      case "set":
        return /^\[(?:[0-9A-Za-z]|\\u\{[0-9a-f]+\})\]$/.test(node.source) ? node.source.slice(1, -1) : node.source;
      case "anchor":
        return anchorSource(node.anchor);
      case "lineBreak":
        return "(?:\\r\\n|[\\n\\v\\f\\r\\u{85}\\u{2028}\\u{2029}])";
      case "lastMatch":
      case "grapheme":
      case "graphemeBoundary":
        return this.#refuse();
      case "sequence":
        return node.items.map((item) => (item.kind === "choice" ? `(?:${this.emit(item)})` : this.emit(item))).join("");
      case "choice":
        return this.#emitChoice(node.options);
      case "group":
        return node.index === null ? `(?:${this.emit(node.body)})` : this.#emitGroup(node.index, node.body);
      case "atomic":
        return this.#emitAtomic(() => this.emit(node.body));
      case "look":
        return this.#emitLook(node);
      case "repeat":
        return node.mode === "possessive" ? this.#emitAtomic(() => this.#emitRepeat(node)) : this.#emitRepeat(node);
      case "backreference":
        return this.#emitReference(node);
    }
  }

  #refuse(): string {
    this.faithful = false;
    return "(?!)";
  }

  #emitChoice(options: readonly RegexNode[]): string {
    const before = this.#certain;
    const after: ReadonlySet<number>[] = [];
    const sources = options.map((option) => {
      this.#certain = before;
      const source = option.kind === "choice" ? `(?:${this.emit(option)})` : this.emit(option);
      after.push(this.#certain);
      return source;
    });
    this.#certain = new Set([...(after[0] ?? before)].filter((index) => after.every((set) => set.has(index))));
    return sources.join("|");
  }

  /** What is atomic in a look-ahead stays so when a reference takes its text: JavaScript has no atomic group. */
  #emitAtomic(body: () => string): string {
    if (this.#insideLookBehind) return this.#refuse();
    const index = ++this.#emitted;
    this.#alone++;
    const source = body();
    this.#alone--;
    return `(?:(?=(${source}))\\${index})`;
  }

  #emitGroup(number: number, body: RegexNode): string {
    const index = ++this.#emitted;
    this.groups[number - 1] = index;
    if (this.#alone > 0) this.groupsAgree = false;
    if (this.#repeating > 0) this.#repeated.add(number);
    const source = `(${this.emit(body)})`;
    this.#certain = new Set([...this.#certain, number]);
    return source;
  }

  #emitLook({ direction, negative, body }: LookNode): string {
    const before = this.#certain;
    const wasInside = this.#insideLookBehind;
    if (direction === "behind") {
      const { min, max } = widthOf(body);
      // Java tries the shortest text first, JavaScript matches from right to left: groups would differ.
      if (min !== max && groupsIn(body).length > 0) return this.#refuse();
      // Java looks back no further than it reckons, which can be less than the part could match.
      const reach = lookBehindReach(body);
      if (reach === null || reach.min !== min || reach.max < Math.min(max, 0x7fffffff)) return this.#refuse();
      this.#insideLookBehind = true;
    }
    this.#alone++;
    const source = this.emit(body);
    this.#alone--;
    this.#insideLookBehind = wasInside;
    if (negative) this.#certain = before;
    return `(?${direction === "ahead" ? "" : "<"}${negative ? "!" : "="}${source})`;
  }

  #emitRepeat({ body, min, max, mode }: RepeatNode): string {
    const before = this.#certain;
    const nullable = widthOf(body).min === 0;
    // A turn that matches nothing ends Java's repetition and makes JavaScript try the body's other ways.
    if (nullable && body.kind !== "anchor" && !prefersText(body)) return this.#refuse();
    // Some turns are matched by themselves, each of them, and never give anything back.
    if (isMatchedAlone(body, mode === "possessive") && !(max === 1 && mode === "possessive")) return this.#refuse();
    const inside = groupsIn(body);
    const isGroup = body.kind === "group" && body.index !== null;
    if (max > 1) this.#repeating++;
    const source = this.emit(body);
    if (max > 1) this.#repeating--;
    const allSet = inside.every((index) => this.#certain.has(index));
    // Java does not take back what the inner groups of a turn took, and at times sets the group itself once more.
    if (inside.length > 0 && max > 1 && (this.#repeating > 0 || inside.length > 1 || !isGroup))
      this.groupsAgree = false;
    if (inside.length > 0 && ((max > 1 && (!allSet || nullable)) || (min === 0 && nullable))) this.groupsAgree = false;
    if (min === 0) this.#certain = before;
    const simple = body.kind === "set" || body.kind === "group";
    return `${simple ? source : `(?:${source})`}${quantifier(min, max)}${mode === "reluctant" ? "?" : ""}`;
  }

  #emitReference(node: ReferenceNode): string {
    const index = this.groups[node.index - 1];
    // In JavaScript a reference to a group without text matches the empty text, in Java nothing.
    if (index === undefined || node.fold !== "none" || !this.#certain.has(node.index)) return this.#refuse();
    if (this.#repeated.has(node.index)) return this.#refuse();
    return `(?:\\${index})`;
  }
}

/** Whether each turn of a repetition is matched by itself and could, matched otherwise, take less. */
function isMatchedAlone(body: RegexNode, possessive: boolean): boolean {
  if (body.kind !== "group") return body.kind === "lineBreak" || body.kind === "backreference";
  const { deterministic } = studyOf(body);
  return deterministic ? holds(body, "lineBreak") : possessive;
}

function quantifier(min: number, max: number): string {
  if (max === Number.POSITIVE_INFINITY) return min === 0 ? "*" : min === 1 ? "+" : `{${min},}`;
  if (min === 0 && max === 1) return "?";
  return min === max ? `{${min}}` : `{${min},${max}}`;
}

function groupsIn(node: RegexNode): number[] {
  switch (node.kind) {
    case "group":
      return node.index === null ? groupsIn(node.body) : [node.index, ...groupsIn(node.body)];
    case "sequence":
      return node.items.flatMap(groupsIn);
    case "choice":
      return node.options.flatMap(groupsIn);
    case "atomic":
    case "look":
    case "repeat":
      return groupsIn(node.body);
    default:
      return [];
  }
}

/** Whether a part that can be empty tries every other way first, so that both engines leave a repetition alike. */
function prefersText(node: RegexNode): boolean {
  switch (node.kind) {
    case "repeat":
      return node.mode === "greedy" && prefersText(node.body);
    case "group":
      return prefersText(node.body);
    case "sequence":
      return node.items.every(prefersText);
    case "choice":
      return node.options.every(
        (option, at) => prefersText(option) && (at === node.options.length - 1 || widthOf(option).min > 0),
      );
    case "set":
    case "empty":
      return true;
    default:
      return false;
  }
}
