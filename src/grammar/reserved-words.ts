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

/** True for a word that JEXL 3.2.1 cannot read even as the name of a member: `a.return`. */
export function isRefusedAfterDot(name: string): boolean {
  return REFUSED_AFTER_DOT.has(name);
}

/** What a name may be made of: a quick test that covers ASCII, and the whole of Unicode, which is slow to compile. */
interface NameForm {
  readonly ascii: RegExp;
  readonly unicode: () => RegExp;
}

const IDENTIFIER: NameForm = {
  ascii: /^[A-Za-z_$][A-Za-z0-9_$]*$/,
  unicode: () => /^[\p{L}_$][\p{L}\p{N}\p{M}_$]*$/u,
};
const DOT_NAME: NameForm = {
  ascii: /^[A-Za-z0-9_$]+$/,
  unicode: () => /^[\p{L}\p{N}_$][\p{L}\p{N}\p{M}_$]*$/u,
};
const TARGET_NAME: NameForm = {
  ascii: /^[A-Za-z0-9_]+(?:-+[A-Za-z0-9_]+)*$/,
  unicode: () => /^[\p{L}\p{N}_][\p{L}\p{N}\p{M}_]*(?:-+[\p{L}\p{N}\p{M}_]+)*$/u,
};
const BEYOND_ASCII = /[^\0-\x7f]/;

function hasForm({ ascii, unicode }: NameForm, name: string): boolean {
  return ascii.test(name) || (BEYOND_ASCII.test(name) && unicode().test(name));
}

/** True for a name that stands in an expression as it is: letters of any script, digits, `_`, `$`; reserved words aside. */
export function isIdentifier(name: string): boolean {
  return hasForm(IDENTIFIER, name) && !isReservedWord(name);
}

/** True for a name that stands after a dot as it is. Digits may come first there, and most reserved words may stand. */
export function isDotName(name: string): boolean {
  return hasForm(DOT_NAME, name) && !isRefusedAfterDot(name) && !readsAsNumber(name);
}

/** After a dot JEXL 3.2.1 reads a number with a suffix or an exponent as such: `.0b`, `.1e5`. */
const READS_AS_NUMBER = /^[0-9]+(?:[eE][0-9]+)?[fFdDbB]|^[0-9]+[eE][0-9]/;

/** True for a name that a target path takes without `${}`: letters, digits, `_` and inner dashes. */
export function isTargetName(name: string): boolean {
  return hasForm(TARGET_NAME, name);
}

/** True for a name that JEXL reads as a number where it follows a dot directly. */
export function readsAsNumber(name: string): boolean {
  return READS_AS_NUMBER.test(name);
}
