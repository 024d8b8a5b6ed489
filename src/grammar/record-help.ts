import { quote } from "../diagnostics/define.js";
import { endsOperand, kinds, type Token } from "./token.js";

/** Whether no brace is open: what follows is no field of a record. */
export function isOutside(before: readonly Token[]): boolean {
  const count = (type: Token["tokenType"]) => before.filter(({ tokenType }) => tokenType === type).length;
  return count(kinds.openBrace) === count(kinds.closeBrace);
}

/** What to do where a row of a test, or what it becomes, cannot be read. */
export function rowHelp(tokens: readonly Token[], at: number): string | undefined {
  const [token, previous] = [tokens[at], tokens[at - 1]];
  if (previous?.image === "because") return AFTER_BECAUSE;
  if (previous?.tokenType === kinds.closeBrace) return "Several stand in brackets: `[{ … }, { … }]`.";
  if (token?.tokenType === kinds.colon || token?.tokenType === kinds.dot) return "Fields stand in braces.";
  return previous?.image === "of" ? "The file stands in quotes." : undefined;
}

const AFTER_BECAUSE = "After `because` stands the code of a reason, such as `null because XM5001`.";

/** What to do where a record cannot be read. */
export function recordHelp(tokens: readonly Token[], at: number): string | undefined {
  const token = tokens[at];
  const previous = tokens[at - 1];
  if (token === undefined || previous === undefined) return undefined;
  if (previous.image === "because") return AFTER_BECAUSE;
  const isKey = token.tokenType === kinds.name || token.tokenType === kinds.string;
  if (isKey && endsOperand(previous)) return "Separate the fields with commas.";
  if (previous.tokenType === kinds.name && tokens[at - 2]?.tokenType === kinds.colon) return "Texts stand in quotes.";
  if (previous.tokenType === kinds.name)
    return `After the field ${quote(previous.image)} a colon and its value follow.`;
  return undefined;
}
