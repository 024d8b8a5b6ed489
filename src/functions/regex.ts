import { functions as codes } from "../diagnostics/functions.js";
import { assumed, fn, verified } from "./define.js";
import { bool, text, texts } from "./kinds.js";
import { useRegex } from "./regex-argument.js";

const NOTE = "Patterns are Java's; a text literal writes each of their backslashes twice.";

export const matchesRegex = fn({
  name: "matches_regex",
  category: "Regular expression",
  summary: "Whether a whole text matches a Java regular expression.",
  notes: [NOTE, "The whole text has to match, as with `=~` (assumed)."],
  params: { string: text, regex: text },
  returns: bool,
  onNull: "null",
  fails: [codes.XM5004, codes.XM5011],
  fidelity: verified("Data Prep functions, matches_regex; java.util.regex"),
  examples: [
    { expr: 'matches_regex("E259,E259B_009,1_1", "([^,]+),[^,]*,([^,]+)")', gives: true },
    { expr: 'matches_regex("abc1", "[a-z]+")', gives: false, fidelity: assumed("the whole text has to match") },
    { expr: 'matches_regex("a", "(")', fails: "XM5004" },
  ],
  run: ({ string, regex }, call) => useRegex("matches_regex", regex, call, (compiled) => compiled.matches(string)),
});

export const extractRegex = fn({
  name: "extract_regex",
  category: "Regular expression",
  summary: "The first match of a Java regular expression, then its groups.",
  notes: [NOTE, "No match gives an empty array, a group that took no part null (assumed)."],
  params: { string: text, regex: text },
  returns: texts,
  onNull: "null",
  fails: [codes.XM5004, codes.XM5011],
  fidelity: verified("Data Prep functions, extract_regex; java.util.regex"),
  examples: [
    {
      expr: 'extract_regex("E259,E259B_009,1_1", "([^,]+),[^,]*,([^,]+)")',
      gives: ["E259,E259B_009,1_1", "E259", "1_1"],
    },
    { expr: 'extract_regex("abc", "x")', gives: [], fidelity: assumed("no match gives an empty array") },
  ],
  run: ({ string, regex }, call) => useRegex("extract_regex", regex, call, (compiled) => compiled.find(string) ?? []),
});
