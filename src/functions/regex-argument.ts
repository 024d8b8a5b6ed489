import { functions as codes } from "../diagnostics/functions.js";
import type { Failure } from "../values/index.js";
import { compileJavaRegex, type JavaRegex, overloadReason } from "../values/regex/index.js";
import type { Call } from "./define.js";

/** Runs a function over its regular-expression argument; a pattern that cannot be used is the call's failure. */
export function useRegex<R>(
  functionName: string,
  pattern: string,
  call: Call<typeof codes.XM5004 | typeof codes.XM5011>,
  use: (regex: JavaRegex) => R,
): R | Failure {
  const compiled = compileJavaRegex(pattern);
  if ("problem" in compiled) {
    const { message, construct } = compiled.problem;
    const reason = construct === null ? message : `${construct} (${message}) is not supported`;
    return call.fail(codes.XM5004, { functionName, pattern, reason });
  }
  return runRegex(functionName, compiled.regex, call, use);
}

/** The expression of a pattern that is the same in every row; undefined where there is none, or none that can be used. */
export function knownRegex(pattern: string | undefined): JavaRegex | undefined {
  const compiled = pattern === undefined ? undefined : compileJavaRegex(pattern);
  return compiled !== undefined && "regex" in compiled ? compiled.regex : undefined;
}

/** Runs a function over a compiled expression; a text on which the search would not end is the call's failure. */
export function runRegex<R>(
  functionName: string,
  regex: JavaRegex,
  call: Call<typeof codes.XM5011>,
  use: (regex: JavaRegex) => R,
): R | Failure {
  try {
    return use(regex);
  } catch (error) {
    const reason = overloadReason(error);
    if (reason === null) throw error;
    return call.fail(codes.XM5011, { functionName, pattern: regex.pattern, reason });
  }
}
