import { functions as codes } from "../diagnostics/functions.js";
import { parseJson, type Value } from "../values/index.js";
import { assumed, fn, verified } from "./define.js";
import { any, type Reader, text } from "./kinds.js";

/** An object or array stays what it is: a sample of the documentation passes one. */
const jsonText: Reader<Value> = {
  type: text.type,
  label: "JSON as text",
  read: (value) => value,
};

export const jsonToObject = fn({
  name: "json_to_object",
  category: "JSON",
  summary: "Reads a JSON text as an object, an array or a scalar.",
  assumptions: [
    {
      about: "an array or a scalar as the root",
      chosen: "it is the result",
      refused: "an error: the result is an object",
    },
    { about: "a text that is no JSON", chosen: "a failure", refused: "null, without a word" },
    { about: "a key that comes twice", chosen: "the last value counts", refused: "the first, or an error" },
    {
      about: "numbers beyond 64 bits",
      chosen: "whole ones keep every digit (BigInteger), others are Doubles",
      refused: "all are Doubles, or BigDecimals",
    },
    {
      about: "an object instead of a text",
      chosen: "it stays what it is: the page's own sample passes one",
      refused: "an error",
    },
  ],
  params: { string: jsonText },
  returns: any,
  onNull: "null",
  nullWhen: "where the text is the word null",
  fails: [codes.XM5007],
  fidelity: verified("Data Prep functions, json_to_object"),
  examples: [
    {
      expr: "json_to_object(info)",
      context: { info: '{"name": {"first": "John"}, "tags": [1, 2]}' },
      gives: { name: { first: "John" }, tags: [1, 2] },
    },
    { expr: 'json_to_object("[1]")', gives: [1], fidelity: assumed("an array is allowed") },
    { expr: 'json_to_object("{")', fails: "XM5007", fidelity: assumed("a failure, not null without a word") },
  ],
  run: ({ string }, call) => {
    if (typeof string !== "string") return string;
    const parsed = parseJson(string);
    if ("value" in parsed) return parsed.value;
    return call.fail(codes.XM5007, { reason: parsed.problem.message, offset: parsed.problem.offset });
  },
});
