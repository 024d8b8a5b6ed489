import { describe, expect, it } from "vitest";
import { generalAssumptions } from "../../src/functions/general-assumptions.js";
import { allFunctions, functionNamed } from "../../src/functions/index.js";
import { describeShared, readShared } from "../support/shared.js";

describe("what a function chose where the documentation is silent", () => {
  it.each(allFunctions.map((record) => [record.name, record] as const))(
    "%s: says it once, with the refused reading",
    (_name, record) => {
      const abouts = record.assumptions.map(({ about }) => about);
      expect(abouts).toEqual([...new Set(abouts)]);
      for (const { about, chosen, refused } of record.assumptions) {
        for (const text of [about, chosen, refused]) expect(text).toMatch(/^\S[\s\S]*[^.\s]$/);
        expect(refused).not.toBe(chosen);
      }
      // A choice that hides among the notes has no refused reading.
      expect([record.summary, ...record.notes].filter((text) => /assum/i.test(text))).toEqual([]);
    },
  );

  it("is said of all functions where it holds for all", () => {
    for (const { about, chosen, refused } of generalAssumptions) expect([about, chosen, refused]).not.toContain("");
  });
});

const WEEKS = ["the letters of weeks, `Y`, `w`, `W`, `e`, `c` and `F`"];
const LETTERS = ["the letters of a pattern"];

/**
 * The behaviours that the documentation leaves open, by their titles in the list, each with the choices that answer it: the
 * function and what the choice is about; under `all functions` those that hold for all.
 */
const ANSWERS: Readonly<Record<string, Readonly<Record<string, readonly string[]>>>> = {
  "Error inside a function": { "all functions": ["an error inside a function"] },
  "null in a required argument of a string, hash, URL or conversion function": {
    "all functions": ["a null in a required argument"],
  },
  "Wrong argument type (number to a string function)": {
    "all functions": ["an argument of another kind than the function takes"],
  },
  "Unknown function or wrong argument count": {
    "all functions": ["an unknown function, or a wrong number of arguments"],
  },
  "Date-time results as text": { "all functions": ["a date-time as the result"] },
  "Date-time inside concat": { concat: ["a date-time"] },
  "String position unit": { "all functions": ["positions and lengths in a text"] },
  "Lambda `x -> expr`": { "all functions": ["a lambda, `x -> x > 0`"] },
  "Reserved words": { "all functions": ["a field with the name of a function or of a reserved word"] },

  "concat with null": { concat: ["a null"] },
  "explode: empty parts": { explode: ["empty parts"] },
  'explode("" ) / split("")': { explode: ["the empty text"], split: ["the empty text"] },
  'split: null-separator or "" separator': { split: ["a null or empty separator"] },
  "split with a backslash": { split: ["a backslash as separator"] },
  "instr: not found": { instr: ["not found"] },
  "instr: START_POSITION base": { instr: ["the start"] },
  "instr: OCCURRENCE < 1, occurrence missing, empty SUBSTRING": { instr: ["the occurrence"] },
  'replacestr: all or first; regex or literal; TO_FIND ""': {
    replacestr: ["how many are replaced", "the text to find", "an empty text to find"],
  },
  "substr past the end, negative start or length": { substr: ["a part that lies outside of the text"] },
  "left/right: COUNT too large or negative": {
    left: ["a count over the text's length or below 0"],
    right: ["a count over the text's length or below 0"],
  },
  "lpad/rpad: COUNT < length": {
    lpad: ["a count below the text's length"],
    rpad: ["a count below the text's length"],
  },
  "lpad/rpad: INPUT null": { lpad: ["a null text"], rpad: ["a null text"] },
  "trim family: which whitespace": {
    trim: ["what white space is"],
    ltrim: ["what white space is"],
    rtrim: ["what white space is"],
  },
  "join: null elements, no array, empty array": {
    join: ["a null item", "arguments that are no array", "an empty array"],
  },
  "equals/equalsIgnoreCase on a null receiver / null argument": {
    equals: ["a call on a null", "a null argument"],
    equalsIgnoreCase: ["a call on a null", "a null argument"],
  },
  "lower/upper locale": { lower: ["the language"], upper: ["the language"] },

  "matches_regex: full or partial": { matches_regex: ["how much has to match"] },
  "extract_regex: find or full": { extract_regex: ["where the match may lie"] },
  "extract_regex: no match / unmatched group / bad pattern": {
    extract_regex: ["no match", "a group that took no part", "a pattern that is none"],
  },

  "Default charset": {
    sha256: ["the character set where none is given"],
    crc32: ["the character set where none is given"],
  },
  "Unknown charset": { sha256: ["an unknown character set"], md5: ["an unknown character set"] },
  "crc32 padding": { crc32: ["a checksum that begins or ends with zeros"] },
  "UTF-16": { sha1: ["UTF-16"], sha256: ["UTF-16"], sha512: ["UTF-16"], md5: ["UTF-16"], crc32: ["UTF-16"] },

  'What is "invalid"': { get_url_protocol: ["what an invalid URL is"], get_url_host: ["what an invalid URL is"] },
  "Default ports": { get_url_port: ["the usual ports"] },
  "get_url_path: FULL_PATH false": { get_url_path: ["the end of the path, which the second argument asks for"] },
  "get_url_path: no path; %20 in path": { get_url_path: ["a URL without a path", "escapes in the path"] },
  'get_url_query_str: no query, key without "=", repeated key, percent escapes': {
    get_url_query_str: [
      "a URL without a query",
      "a name without `=`",
      "a name that comes twice",
      "escapes in names and values",
    ],
  },
  "get_url_query_str: unknown ANCHOR word": { get_url_query_str: ["another word as the second argument"] },
  'get_url_query_str "append" without a fragment': { get_url_query_str: ['"append" of a URL without a fragment'] },
  "get_url_encoded: `{ } |` and non-ASCII": {
    get_url_encoded: ["characters outside of the documented table, such as `{` or `é`"],
  },
  'get_url_decoded: "+"; malformed %': { get_url_decoded: ["a `+`", "a `%` that begins no escape"] },

  "date without FORMAT": { date: ["texts that none of the 18 patterns fits"] },
  "date: nothing matches": { date: ["a date that cannot be read"] },
  'date: DEFAULT_DATE when DATE is "" or unparsable': { date: ["the default"] },
  "date: non-UTC input offset": { date: ["an input with an offset"] },
  "Pattern dialect": { date: LETTERS, format: LETTERS, dformat: LETTERS },
  "Week letters Y w W F": { date: WEEKS, format: WEEKS, dformat: WEEKS },
  'date_part "w"': { date_part: ["`w`"] },
  "date_part weekday numbering": { date_part: ["the numbers of weekdays"] },
  "date_part week numbering": { date_part: ["the numbers of weeks"] },
  "date_part hh12 at noon/midnight": { date_part: ["`hh12` at midnight and at noon"] },
  "date_part yy": { date_part: ["`yy`"] },
  "component letter case": { date_part: ["upper and lower case"], set_date_part: ["upper and lower case"] },
  "set_date_part impossible day (31 February, 29 Feb -> common year)": {
    set_date_part: ["a day that the month does not have"],
  },
  'make_date_time("America/Los_Angeles") printed': { make_date_time: ["how it is printed"] },
  "make_date_time out of range, unknown zone, DST gap": {
    make_date_time: ["a number out of its range, an unknown zone", "a time that daylight saving leaves out"],
  },
  "PST in zone_date_to_utc": { zone_date_to_utc: ["short names such as PST"] },
  "zone_date_to_zone printed": { zone_date_to_zone: ["how it is printed"] },
  "now()/timestamp()/uuid() determinism": {
    now: ["several calls in one record"],
    timestamp: ["several calls in one record"],
    uuid: ["several calls in one record"],
  },

  'is_empty: null, "", " ", 0, [null], {k:null}': {
    is_empty: ["nulls inside of an array or object", "null and the empty text", "a number, a boolean, a space"],
  },
  "size_of: string, null, object, nulls inside, number": { size_of: ["a text", "null, and a number", "null items"] },
  "arrays_to_object: unequal lengths, no arrays, odd arguments": {
    arrays_to_object: ["arrays of different lengths", "no arguments, and null arrays", "a key without a value"],
  },
  "to_object/to_map/object_to_map: odd argument count, null key, repeated key": {
    to_object: ["a key without a value", "a null key", "a key that comes twice"],
    to_map: ["a key without a value", "a null key", "a key that comes twice"],
    object_to_map: ["a key without a value", "a null key", "a key that comes twice"],
  },
  "to_map: map as value": { to_map: ["a map as a value"] },
  "str_to_object/get_values: delimiter is regex or literal": {
    str_to_object: ["the delimiters"],
    get_values: ["the delimiters"],
  },
  "str_to_object: pair without delimiter, repeated key, empty value": {
    str_to_object: ["a pair without a delimiter", "a key that comes twice", "a pair with nothing after its delimiter"],
  },
  "get_values: key absent": { get_values: ["a key that is not there"] },
  "contains_key: key present with null value; array index or wildcard in the path; unquoted argument": {
    contains_key: [
      "a key whose value is null",
      "an item of an array in the path",
      "an argument that is no text literal",
    ],
  },
  "contains_key with a dot inside a key": { contains_key: ["a dot inside of a key"] },
  "map_get_values: key list": { map_get_values: ["an array of keys", "one key that is not there"] },
  "object_to_map(objects, type) unquoted": {
    object_to_map: ["the field of the third form without quotes, as the documented sample has it"],
  },
  "array_to_map: repeated or missing key attribute": {
    array_to_map: ["a key that comes twice", "an item without the field, or with a null there"],
  },
  "add_to_map: null argument, single map": { add_to_map: ["a null among the maps", "one single map"] },
  "coalesce/first/last/min/max with ONE array argument": {
    coalesce: ["an array among several arguments"],
    first: ["arrays"],
    last: ["arrays"],
    min: ["one array as the only argument"],
    max: ["one array as the only argument"],
  },
  "coalesce() of only nulls, last([])": { coalesce: ["nothing but nulls"], last: ["nothing to choose from"] },
  "add_to_array(null, x), join_arrays(null, ..)": { add_to_array: ["a null array"], join_arrays: ["a null array"] },
  "add_to_array with an array value": { add_to_array: ["an array among the values"] },
  "to_array() without values": { to_array: ["no values"] },
  "upsert_array_*": {
    upsert_array_append: ["records that are inserted"],
    upsert_array_replace: ["records that are inserted"],
  },
  "array_to_string: null, object element, number": { array_to_string: ["a null item"] },
  "get_keys order": { get_keys: ["the order of a map literal's keys"] },

  "decode: no match and no default": { decode: ["no match and no default"] },
  'decode: key types differ ("1" and 1), null key': { decode: ["keys of different kinds", "a null key"] },
  "iif: non-boolean or null condition; laziness": {
    iif: ["a condition that is not true or false", "the arm that is not taken"],
  },
  "min/max: mixed types, nulls, Integer with Double": {
    min: ["texts among numbers, or other kinds that do not mix", "nulls", "numbers of different kinds"],
    max: ["texts among numbers, or other kinds that do not mix", "nulls", "numbers of different kinds"],
  },
  'to_bigint("1000000.34")': { to_bigint: ["a fraction"] },
  'to_integer("12.7"), overflow, " 12 ", "", "abc"': {
    to_integer: [
      "a fraction, or a number of more than 32 bits",
      "spaces around it, and an empty text",
      "a text that is no number",
    ],
  },
  "to_float text": { to_float: ["the digits of the result"] },
  'to_decimal("NaN"/"Infinity"/"1d")': { to_decimal: ["NaN, Infinity and type letters as in 1d"] },
  "json_to_object: array or scalar root, invalid text, repeated keys, big numbers": {
    json_to_object: [
      "an array or a scalar as the root",
      "a text that is no JSON",
      "a key that comes twice",
      "numbers beyond 64 bits",
    ],
  },
  fpid_to_ecid: { fpid_to_ecid: ["an identifier other than the documented one"] },
  "uuid version": { uuid: ["the version"] },
  "aa_get_event_value/id type": {
    aa_get_event_value: ["the kind of the result"],
    aa_get_event_id: ["the kind of the result"],
  },
  "aa_*: event absent": { aa_get_event_value: ["an event that is not there"] },
  "ua_* on null, empty or unknown agent": { ua_os_name: ["an empty text or an agent that says nothing"] },
};

const GENERAL = "all functions";

describeShared("the behaviours that the documentation leaves open", "functions/undecided.md", () => {
  const titles = readShared("functions/undecided.md")
    .split("\n")
    .filter((line) => line.startsWith("- "))
    .map((line) => line.slice(2).split(" | ")[0] ?? "");

  it("are all answered, and no other is", () => {
    expect(Object.keys(ANSWERS)).toEqual(titles);
  });

  it.each(titles)("%s", (title) => {
    const answers = Object.entries(ANSWERS[title] ?? {});
    expect(answers).not.toEqual([]);
    for (const [name, abouts] of answers) {
      const said = name === GENERAL ? generalAssumptions : (functionNamed(name)?.assumptions ?? []);
      expect([name, said.map(({ about }) => about)]).toEqual([name, expect.arrayContaining([...abouts])]);
    }
  });
});
