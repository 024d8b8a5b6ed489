import { values } from "../diagnostics/values.js";
import { compileJavaRegex, type JavaRegex, overloadReason } from "./regex/index.js";
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
    const reason = overloadReason(error);
    if (reason === null) throw error;
    return failure(values.XM5059, { pattern: source, reason });
  }
}
