import { diagnostics, quote } from "./define.js";

const header = 'target "schema.json"\nsample "orders.csv"\n';

/** XM5001 to XM5019: why a call of a Data Prep function has no value. */
export const functions = diagnostics({
  XM5001: {
    severity: "warning",
    title: "Unreadable date",
    what: (p: { reason: string }) => `${p.reason}.`,
    todo: (p: { format: string | null }) =>
      p.format === null
        ? 'Give the format of the input as the second argument: date(column, "dd/MM/yyyy").'
        : "The second argument of date() describes the input: correct it, or clean the column before.",
    details:
      "date() without a format tries the documented patterns in their order, then the same without a zone; with a format " +
      "the whole text has to fit it. Data Prep nullifies the target and goes on with the row. A default, the third argument " +
      "of date(), stands in for null only, not for text that cannot be read.",
    examples: [
      {
        source: `${header}date(First_Name, "yyyy-MM-dd") -> _repo.createDate`,
        marks: 'date(First_Name, "yyyy-MM-dd")',
        command: "preview",
      },
      { source: 'date("31/12/2020")', marks: 'date("31/12/2020")', command: "eval" },
    ],
  },
  XM5002: {
    severity: "warning",
    title: "Date pattern cannot be read",
    what: (p: { functionName: string; pattern: string; reason: string }) =>
      `${p.functionName}() cannot use the date pattern ${quote(p.pattern)}: ${p.reason}.`,
    todo: () => "Put literal letters in single quotes, as in \"yyyy-MM-dd'T'HH:mm:ss\".",
    details:
      "Date patterns are Java's, letter by letter: yyyy is the year, MM the month, dd the day, HH the hour, mm the minute, ss " +
      "the second. A letter without a meaning has to be quoted.",
    examples: [
      { source: 'date("2020-12-31", "yyyy-MM-ddTHH")', marks: 'date("2020-12-31", "yyyy-MM-ddTHH")', command: "eval" },
    ],
  },
  XM5003: {
    severity: "warning",
    title: "Argument cannot be converted",
    what: (p: { functionName: string; argument: string; wanted: string; found: string; text: string | null }) =>
      `${p.functionName}() takes ${p.wanted} as ${quote(p.argument)}, and this is ${p.found}` +
      `${p.text === null ? "" : `, ${quote(p.text)}`}.`,
    todo: (p: { wanted: string }) =>
      p.wanted === "text"
        ? "Take one item or field of it, or put the items together with join()."
        : `Convert it to ${p.wanted} first, or map another column.`,
    details:
      "Numbers, booleans and dates given to a function that wants text are turned into their text form, and text that spells a " +
      "number is taken for a number. What has no such form is a failure: the target becomes null.",
    examples: [
      { source: "lower([1, 2])", marks: "lower([1, 2])", command: "eval" },
      {
        source: `${header}left(Email, First_Name) -> person.name.firstName`,
        marks: "left(Email, First_Name)",
        command: "preview",
      },
    ],
  },
  XM5004: {
    severity: "warning",
    title: "Regular expression of a function cannot be used",
    what: (p: { functionName: string; pattern: string; reason: string }) =>
      `${p.functionName}() cannot use the regular expression ${quote(p.pattern)}: ${p.reason}.`,
    todo: () =>
      "Correct the pattern; a character with a meaning of its own needs a backslash, which text literals write twice.",
    details:
      "The patterns are Java's. The few constructs that xdmap cannot match exactly as Java does, such as (?c), are refused " +
      "rather than matched otherwise.",
    examples: [
      {
        source: `${header}iif(matches_regex(Email, concat("(", First_Name)), Email, First_Name) -> person.name.firstName`,
        marks: 'matches_regex(Email, concat("(", First_Name))',
        command: "preview",
      },
    ],
  },
  XM5005: {
    severity: "warning",
    title: "Text is not a number for a conversion",
    what: (p: { functionName: string; text: string; wanted: string }) =>
      `${p.functionName}() needs ${p.wanted}, and ${quote(p.text)} is none.`,
    todo: () => "Clean the text first, for example with replacestr() for a currency sign or a thousands separator.",
    details:
      "Spaces around the number are left out; an empty text is null. to_integer() takes whole numbers of 32 bits only: neither " +
      "12.7 nor 3000000000. NaN and Infinity are no JSON numbers and are refused.",
    examples: [
      {
        source: `${header}to_integer(First_Name) -> loyalty.points`,
        marks: "to_integer(First_Name)",
        command: "preview",
      },
    ],
  },
  XM5006: {
    severity: "warning",
    title: "Unknown character set",
    what: (p: { functionName: string; charset: string }) =>
      `${p.functionName}() does not know the character set ${quote(p.charset)}.`,
    todo: () => "Use UTF-8, UTF-16, UTF-16BE, UTF-16LE, ISO-8859-1 or US-ASCII.",
    details: "The digest is taken over the bytes of the text, and the character set says how the text becomes bytes.",
    examples: [{ source: 'md5("a", "EBCDIC")', marks: 'md5("a", "EBCDIC")', command: "eval" }],
  },
  XM5007: {
    severity: "warning",
    title: "Text is not JSON",
    what: (p: { reason: string; offset: number }) => `The text is no JSON at character ${p.offset + 1}: ${p.reason}`,
    todo: () => "Look at the value in the sample; a text that is cut off, or uses single quotes, is the usual cause.",
    details: "json_to_object() reads one JSON value: an object, an array, or a scalar.",
    examples: [
      {
        source: `${header}json_to_object(Email) -> homeAddress`,
        marks: "json_to_object(Email)",
        command: "preview",
      },
      { source: "json_to_object(\"{'a': 1}\")", marks: "json_to_object(\"{'a': 1}\")", command: "eval" },
    ],
  },
  XM5008: {
    severity: "warning",
    title: "Unknown part of a date",
    what: (p: { functionName: string; part: string; near: string | null }) =>
      `${p.functionName}() knows no part of a date called ${quote(p.part)}.`,
    todo: (p: { near: string | null }) =>
      p.near === null
        ? "Use year, quarter, month, dayofyear, day, week, weekday, hour, minute, second or millisecond."
        : `Did you mean ${quote(p.near)}?`,
    details: "Each part has short names as well, such as yyyy, mm and hh24; letter case does not matter.",
    examples: [{ source: 'date_part("mont", now())', marks: 'date_part("mont", now())', command: "eval" }],
  },
  XM5009: {
    severity: "warning",
    title: "Keys and values do not pair up",
    what: (p: { functionName: string; why: string }) =>
      `${p.functionName}() takes keys and values in turn, and ${p.why}.`,
    todo: () => "Give each key a value after it; a key is never null.",
    details: "The arguments are read in twos: a key, its value, the next key, its value.",
    examples: [
      { source: 'to_object("first", "Ada", "last")', marks: 'to_object("first", "Ada", "last")', command: "eval" },
    ],
  },
  XM5010: {
    severity: "warning",
    title: "Text would be too long",
    what: (p: { functionName: string; length: number; limit: number }) =>
      `${p.functionName}() would make a text of ${p.length} characters, over the limit of ${p.limit}.`,
    todo: () => "Make the length smaller.",
    details: "The limit is xdmap's own: a text of that size is a mistake, and it would exhaust the memory.",
    examples: [{ source: 'lpad("a", 2000000000, "-")', marks: 'lpad("a", 2000000000, "-")', command: "eval" }],
  },
  XM5011: {
    severity: "warning",
    title: "Regular expression does not come to an end",
    what: (p: { functionName: string; pattern: string; reason: string }) =>
      `${p.functionName}() gave up the regular expression ${quote(p.pattern)}: ${p.reason}.`,
    todo: () => "Rewrite nested repetitions such as (a+)+, or make them possessive: a++; look at how long the text is.",
    details: "A pattern with nested repetitions can need time that doubles with each character of the text.",
    examples: [
      {
        source: 'matches_regex("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(?i)(a)((?:\\\\1+)+)b?c")',
        marks: 'matches_regex("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(?i)(a)((?:\\\\1+)+)b?c")',
        command: "eval",
      },
    ],
  },
  XM5012: {
    severity: "warning",
    title: "Date-time cannot be made",
    what: (p: { functionName: string; reason: string }) =>
      `${p.functionName}() cannot make the date-time: ${p.reason}.`,
    todo: () => "Check the numbers, and write time zones as Europe/Paris, UTC or +02:00.",
    details:
      "A month is 1 to 12, a day one that the month has, an hour 0 to 23. Setting the year or the month moves a day that the " +
      "new month does not have to its last one; setting the day does not.",
    examples: [
      {
        source: 'make_date_time(2021, 2, 31, 0, 0, 0, 0, "UTC")',
        marks: 'make_date_time(2021, 2, 31, 0, 0, 0, 0, "UTC")',
        command: "eval",
      },
    ],
  },
  XM5013: {
    severity: "warning",
    title: "Values have no common order",
    what: (p: { functionName: string; left: string; right: string }) =>
      `${p.functionName}() cannot compare ${p.left} with ${p.right}.`,
    todo: () => "Convert all values to one kind, for example with to_decimal().",
    details:
      "min() and max() compare numbers with numbers, texts with texts (by their characters) and dates with dates.",
    examples: [{ source: 'max(1, "a")', marks: 'max(1, "a")', command: "eval" }],
  },
  XM5014: {
    severity: "warning",
    title: "Wrong number of arguments in strict mode",
    what: (p: { functionName: string; given: number }) =>
      `${p.functionName}() was called with ${p.given} argument${p.given === 1 ? "" : "s"}, which it does not take.`,
    todo: (p: { functionName: string }) => `\`xdmap functions ${p.functionName}\` says what it takes.`,
    details: "Only the strict engine fails here. The lenient engine, the default, gives null.",
    examples: [{ source: 'lower("A", "B")', marks: 'lower("A", "B")', command: "eval", args: ["--strict"] }],
  },
  XM5015: {
    severity: "warning",
    title: "Lambda of one parameter wanted",
    what: (p: { functionName: string; argument: string; found: string }) =>
      `${p.functionName}() takes a lambda of one parameter as ${quote(p.argument)}, and this is ${p.found}.`,
    todo: () => "Write what is to be done with each item: `x -> x > 0`.",
    details: "A lambda names one item of the array, and says after the arrow what becomes of it.",
    examples: [
      {
        source: "filterArray([1, 2], (x, y) -> x > y)",
        marks: "filterArray([1, 2], (x, y) -> x > y)",
        command: "eval",
      },
      { source: "transformArray([1, 2], 3)", marks: "transformArray([1, 2], 3)", command: "eval" },
    ],
  },
  XM5016: {
    severity: "warning",
    title: "Function would do too much",
    what: (p: { functionName: string; what: string; limit: number }) =>
      `${p.functionName}() would ${p.what}, over the limit of ${p.limit}.`,
    todo: () => "Work on fewer items.",
    details:
      "The limits are xdmap's own, and far over what a record holds: lambdas inside lambdas multiply, and so do arrays that are " +
      "put into arrays.",
    examples: [
      {
        source: "transformArray(1..2000, x -> transformArray(1..2000, y -> x))",
        marks: "transformArray(1..2000, y -> x)",
        command: "eval",
      },
    ],
  },
  XM5017: {
    severity: "warning",
    title: "Only the platform can compute this",
    what: (p: { functionName: string; what: string }) =>
      `${p.functionName}() has no result here: ${p.what} is not public.`,
    todo: () => "Leave the target out of previews and tests: Data Prep itself computes it.",
    details: "xdmap invents no value. Of what the documentation shows as an example the result is known.",
    examples: [
      {
        source: 'fpid_to_ecid("11111111-2222-4333-8444-555555555555")',
        marks: 'fpid_to_ecid("11111111-2222-4333-8444-555555555555")',
        command: "eval",
      },
    ],
  },
});
