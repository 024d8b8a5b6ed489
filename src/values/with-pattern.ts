import { values } from "../diagnostics/values.js";
import { compileJavaRegex, type JavaRegex, RegexOverload } from "./regex/index.js";
import { type Failure, failure } from "./value.js";

/** Uses a Java regular expression; one that cannot be read, or that tries too many ways, is a failure. */
export function withPattern<T>(source: string, use: (regex: JavaRegex) => T): T | Failure {
  const compiled = compileJavaRegex(source);
  if ("problem" in compiled) {
    return failure(values.XM5059, { pattern: source, reason: compiled.problem.message });
  }
  try {
    return use(compiled.regex);
  } catch (error) {
    // A pattern that the engine below finds too large (SyntaxError) shows only when it is used.
    if (!(error instanceof RegexOverload || error instanceof SyntaxError)) throw error;
    const reason = error instanceof SyntaxError ? "it is too large" : error.message;
    return failure(values.XM5059, { pattern: source, reason });
  }
}
