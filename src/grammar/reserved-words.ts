/** The words of JEXL 3.2 that are never variables. Case counts: `TRUE` is an ordinary name. */
const JEXL_RESERVED: ReadonlySet<string> = new Set([
  ...["if", "else", "for", "while", "do", "new", "var", "empty", "size", "null", "true", "false", "return", "function"],
  ...["break", "continue", "and", "or", "not", "eq", "ne", "lt", "le", "gt", "ge", "div", "mod", "NaN"],
]);

/** What Data Prep's own list has besides: `_errors`. A column of that name needs `${_errors}` on the platform. */
const DATA_PREP_RESERVED = "_errors";

/** Words that JEXL 3.2.1 cannot read after a dot either. */
const REFUSED_AFTER_DOT: ReadonlySet<string> = new Set(["return", "break", "continue", "div", "mod", "NaN"]);

/** True for a word that JEXL 3.2 or Data Prep reserves: as a column it is written `${word}`. */
export function isReservedWord(name: string): boolean {
  return JEXL_RESERVED.has(name) || name === DATA_PREP_RESERVED;
}

/** True for JEXL's own reserved words, which its grammar cannot read as a variable. */
export function isJexlReservedWord(name: string): boolean {
  return JEXL_RESERVED.has(name);
}

export function isRefusedAfterDot(name: string): boolean {
  return REFUSED_AFTER_DOT.has(name);
}

const IDENTIFIER = /^[\p{L}_$][\p{L}\p{N}\p{M}_$]*$/u;
const DOT_NAME = /^[\p{L}\p{N}_$][\p{L}\p{N}\p{M}_$]*$/u;
const TARGET_NAME = /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:-+[\p{L}\p{N}\p{M}_]+)*$/u;

/** True for a name that stands in an expression as it is: letters of any script, digits, `_`, `$`; reserved words aside. */
export function isIdentifier(name: string): boolean {
  return IDENTIFIER.test(name) && !isReservedWord(name);
}

/** True for a name that stands after a dot as it is. Digits may come first there, and most reserved words may stand. */
export function isDotName(name: string): boolean {
  return DOT_NAME.test(name) && !isRefusedAfterDot(name) && !readsAsNumber(name);
}

/** After a dot JEXL 3.2.1 reads a number with a suffix or an exponent as such: `.0b`, `.1e5`. */
const READS_AS_NUMBER = /^[0-9]+(?:[eE][0-9]+)?[fFdDbB]|^[0-9]+[eE][0-9]/;

/** True for a name that a target path takes without `${}`: letters, digits, `_` and inner dashes. */
export function isTargetName(name: string): boolean {
  return TARGET_NAME.test(name);
}

/** True for a name that JEXL reads as a number where it follows a dot directly. */
export function readsAsNumber(name: string): boolean {
  return READS_AS_NUMBER.test(name);
}
