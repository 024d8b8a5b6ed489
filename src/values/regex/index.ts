import { LONGEST_PATTERN } from "../limits.js";
import { JavaRegex } from "./java-regex.js";
import { parseJavaRegex } from "./parse.js";
import { PatternError, type RegexProblem } from "./syntax.js";
import { translate } from "./translate.js";

export type { JavaRegex } from "./java-regex.js";
export { overloadReason } from "./match-state.js";

export type CompiledRegex = { readonly regex: JavaRegex } | { readonly problem: RegexProblem };

const MOST_KEPT = 256;

const compiled = new Map<string, CompiledRegex>();

/**
 * Compiles a Java regular expression (java.util.regex, JDK 17). A pattern that Java refuses, or that holds a construct
 * which cannot be matched faithfully here, is a problem with its place; never a silent difference. The last patterns used
 * are kept.
 */
export function compileJavaRegex(pattern: string): CompiledRegex {
  if (pattern.length > LONGEST_PATTERN) {
    return { problem: new PatternError(`The pattern has more than ${LONGEST_PATTERN} characters`, 0).problem };
  }
  const known = compiled.get(pattern);
  if (known !== undefined) return known;
  const result = compileAnew(pattern);
  if (compiled.size >= MOST_KEPT) {
    const oldest = compiled.keys().next();
    if (oldest.done !== true) compiled.delete(oldest.value);
  }
  compiled.set(pattern, result);
  return result;
}

function compileAnew(pattern: string): CompiledRegex {
  try {
    const parsed = parseJavaRegex(pattern);
    return { regex: new JavaRegex(pattern, parsed, translate(parsed)) };
  } catch (error) {
    if (error instanceof PatternError) return { problem: error.problem };
    // The engine's own stack: thousands of groups inside one another, which only data can hold.
    if (error instanceof RangeError) return { problem: new PatternError("Groups are nested too deep", 0).problem };
    throw error;
  }
}
