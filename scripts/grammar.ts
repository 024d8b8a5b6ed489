// Writes src/grammar/first-tokens.ts from the rules of the parsers. `npm run grammar`, after a change of a rule.
import { writeFileSync } from "node:fs";
import { firstTokens } from "./first-tokens.js";

const HEAD = `/* Written by \`npm run grammar\` from the rules of the parsers. */

/**
 * The kinds of tokens by which each decision of a rule goes: of an OR those that each alternative begins with, of the others
 * those that what may come begins with. Rules stand in the order in which they are defined.
 */
export const FIRST_TOKENS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = `;

writeFileSync("src/grammar/first-tokens.ts", `${HEAD}${JSON.stringify(firstTokens(), null, 2)};\n`);
