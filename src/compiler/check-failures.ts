import { failures } from "../diagnostics/failures.js";
import { functions as codes } from "../diagnostics/functions.js";
import type { Report } from "../diagnostics/index.js";
import { records } from "../diagnostics/records.js";
import { takesCount } from "../functions/index.js";
import type { Field } from "../schema/index.js";
import { conversionsOf } from "./conversion-facts.js";
import type { Expr } from "./expr.js";
import { exprChildren } from "./expr-children.js";
import type { Reason, ReasonArgument } from "./fact-types.js";
import { factsOf } from "./facts.js";
import { failureOfConstants } from "./fold-constants.js";
import type { SourceShape } from "./source-shape.js";
import { typeInWords } from "./type-words.js";

/** A target as far as a null in it matters. */
export interface Destination {
  readonly field: Field | null;
  readonly path: string;
  readonly isIdentity: boolean;
}

/** Whether a null in the target costs more than the target: the row, or who it is about. */
export function isCritical({ field, isIdentity }: Destination): boolean {
  return isIdentity || field?.required === true;
}

/**
 * Reports what must fail, what fails on rows of the sample, and, where the target is required or an identity, what may
 * fail on values of which nothing is known. `compared` says that the types allow the assignment.
 */
export function checkFailures(
  expression: Expr,
  destination: Destination,
  {
    source,
    rowsUnread,
    compared,
    report,
  }: {
    readonly source: SourceShape | null;
    readonly rowsUnread: boolean;
    readonly compared: boolean;
    readonly report: Report;
  },
): void {
  const { field, path } = destination;
  if (checkConstantCalls(expression, report)) return;
  const { fails, nullable } = factsOf(expression, source);
  const isRead = field !== null && compared && !isLeftToDates(expression, destination, source);
  const conversions = isRead ? conversionsOf(expression, field, source) : [];
  // A part that cannot be read is null by itself: how much that costs is for its own field to say.
  const inside = conversions.filter(({ part }) => part !== "");
  for (const { part, field: child, reason: found } of inside) {
    const place = { field: child, path: path + part, isIdentity: false };
    if (!(rowsUnread && found.when === "possible")) reportFailure(found, place, report);
  }
  const found = surest(fails, conversions.find(({ part }) => part === "")?.reason ?? false);
  if (found !== false && !(rowsUnread && found.when === "possible") && reportFailure(found, destination, report))
    return;
  if (field?.required !== true || nullable === false) return;
  if (nullable.seen !== null && nullable.seen.count < nullable.seen.of) {
    report(failures.XM3024, nullable.span, { path, ...nullable.seen, why: nullable.words });
  } else if (nullable.when === "always") {
    report(failures.XM3025, nullable.span, { path, why: nullable.words });
  }
}

/**
 * A column that goes into a date field as it stands, of which nobody has seen a value, has a rule of its own (XM4011),
 * unless a null there costs more.
 */
function isLeftToDates(expression: Expr, destination: Destination, source: SourceShape | null): boolean {
  const type = destination.field?.type;
  if (isCritical(destination) || source?.profile !== undefined) return false;
  return expression.kind === "path" && (type === "date" || type === "date-time");
}

function surest(...reasons: readonly (false | Reason)[]): false | Reason {
  return reasons.find((one) => one !== false && one.when === "seen") || reasons.find((one) => one !== false) || false;
}

/** True where it is reported, here or by the check of arguments. */
function reportFailure(found: Reason, destination: Destination, report: Report): boolean {
  const { path } = destination;
  const critical = isCritical(destination);
  const role = destination.isIdentity ? "an identity" : "required";
  switch (found.when) {
    case "always":
      return true;
    case "seen": {
      if (found.seen === null) return false;
      const isDate = found.code === records.XM5105.code;
      report(
        failures.XM3022,
        found.span,
        {
          path,
          ...found.seen,
          why: found.words,
          argument: inWords(found.argument),
          role: critical ? role : null,
          isDate,
        },
        critical ? { severity: "error" } : {},
      );
      return true;
    }
    case "possible":
      if (!critical) return false;
      report(failures.XM3023, found.span, { path, why: found.words, role });
      return true;
    case "unseen":
      return false;
  }
}

function inWords(argument: ReasonArgument | null) {
  if (argument === null) return null;
  return { ...argument, given: typeInWords(argument.given), wanted: typeInWords(argument.wanted) };
}

/** What other checks say of constants: a pattern that cannot be read, an argument of the wrong type. */
const SAID_ELSEWHERE: ReadonlySet<string> = new Set([codes.XM5002.code, codes.XM5003.code, codes.XM5004.code]);

/** Reports every call that fails by its constants alone; true where there is one. */
function checkConstantCalls(expression: Expr, report: Report): boolean {
  let found = false;
  const parts: Expr[] = [expression];
  for (let at = 0; at < parts.length; at++) {
    const part = parts[at];
    if (part === undefined) continue;
    if (part.kind === "call" && takesCount(part.fn, part.args.length)) {
      const failure = failureOfConstants(part);
      if (failure !== null && !SAID_ELSEWHERE.has(failure.code)) {
        report(failures.XM3020, failure.span, { why: failure.words });
      }
      found ||= failure !== null;
    }
    for (const child of exprChildren(part)) parts.push(child);
  }
  return found;
}
