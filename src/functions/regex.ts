import { functions as codes } from "../diagnostics/functions.js";
import { assumed, fn, verified } from "./define.js";
import type { Assumption } from "./function-record.js";
import { bool, text, texts } from "./kinds.js";
import { knownRegex, runRegex, useRegex } from "./regex-argument.js";

const NOTE = "Patterns are Java's; a text literal writes each of their backslashes twice.";

const BAD_PATTERN: Assumption = {
  about: "a pattern that is none",
  chosen: "a failure, which makes the target null",
  refused: "no match, without a word",
};

export const matchesRegex = fn({
  name: "matches_regex",
  category: "Regular expression",
  summary: "Whether a whole text matches a Java regular expression.",
  notes: [NOTE],
  assumptions: [
    {
      about: "how much has to match",
      chosen: "the whole text, as with `=~`",
      refused: "any part of it, as extract_regex() searches",
    },
    BAD_PATTERN,
  ],
  params: { string: text, regex: text },
  returns: bool,
  onNull: "null",
  fails: [codes.XM5004, codes.XM5011],
  fidelity: verified("Data Prep functions, matches_regex; Java 17, java.util.regex"),
  examples: [
    { expr: 'matches_regex("E259,E259B_009,1_1", "([^,]+),[^,]*,([^,]+)")', gives: true },
    { expr: 'matches_regex("abc1", "[a-z]+")', gives: false, fidelity: assumed("the whole text has to match") },
    { expr: 'matches_regex("a", "(")', fails: "XM5004", fidelity: assumed("a failure, not null without a word") },
  ],
  prepare: ({ regex }) => {
    const known = knownRegex(regex);
    if (known === undefined) return undefined;
    return ({ string }, call) => runRegex("matches_regex", known, call, (compiled) => compiled.matches(string));
  },
  run: ({ string, regex }, call) => useRegex("matches_regex", regex, call, (compiled) => compiled.matches(string)),
});

export const extractRegex = fn({
  name: "extract_regex",
  category: "Regular expression",
  summary: "The first match of a Java regular expression, then its groups.",
  notes: [NOTE],
  assumptions: [
    {
      about: "where the match may lie",
      chosen: "anywhere: the first is taken",
      refused: "only the whole text may match",
    },
    { about: "no match", chosen: "an empty array", refused: "null" },
    { about: "a group that took no part", chosen: "null", refused: "the empty text, or no item" },
    BAD_PATTERN,
  ],
  params: { string: text, regex: text },
  returns: texts,
  onNull: "null",
  fails: [codes.XM5004, codes.XM5011],
  fidelity: verified("Data Prep functions, extract_regex; Java 17, java.util.regex"),
  examples: [
    {
      expr: 'extract_regex("E259,E259B_009,1_1", "([^,]+),[^,]*,([^,]+)")',
      gives: ["E259,E259B_009,1_1", "E259", "1_1"],
    },
    { expr: 'extract_regex("abc", "x")', gives: [], fidelity: assumed("no match gives an empty array") },
  ],
  prepare: ({ regex }) => {
    const known = knownRegex(regex);
    if (known === undefined) return undefined;
    return ({ string }, call) => runRegex("extract_regex", known, call, (compiled) => compiled.find(string) ?? []);
  },
  run: ({ string, regex }, call) => useRegex("extract_regex", regex, call, (compiled) => compiled.find(string) ?? []),
});
