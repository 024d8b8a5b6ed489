import type { Guide } from "./guide.js";

/** Guides to XM50…: what goes wrong while an expression is evaluated, and makes its target null. */
export const valueGuides: Readonly<Record<string, Guide>> = {
  XM5001: {
    todo: "Describe the input with the second argument of `date()`, or clean the text before. Look at the rows that the report names.",
    corrections: [['date(First_Name, "yyyy-MM-dd")', 'date(Created_At, "yyyy-MM-dd HH:mm:ss")']],
  },
  XM5002: {
    todo: "Put letters that stand for themselves in single quotes, and write the text as the pattern says.",
    source: `date("2020-12-31T10", "yyyy-MM-dd'T'HH")`,
  },
  XM5003: {
    todo: "Take one item or field, put items together with `join()`, or convert the value first.",
    source: 'lower(join(",", ["A", "B"]))',
  },
  XM5004: {
    todo: "Correct the pattern. A sign that means something to a pattern needs a backslash, which a text writes twice.",
    corrections: [['concat("(", First_Name)', 'concat(".*", First_Name)']],
  },
  XM5005: {
    todo: "Take a column of numbers, or clean the text first, as with `replacestr()` for a currency sign.",
    corrections: [["First_Name", "Vid"]],
  },
  XM5006: {
    todo: "Name a character set that Java knows under this name; `UTF-8` is the usual one.",
    corrections: [["EBCDIC", "UTF-8"]],
  },
  XM5007: {
    todo: "Look at the value in the sample: it may be cut off, or written with single quotes.",
    files: { "orders.csv": 'Email\n"{""city"": ""Oslo""}"\n' },
  },
  XM5008: { todo: "Write the part by its name: `month`, `day`, `hour`.", corrections: [["mont", "month"]] },
  XM5009: {
    todo: "Give each key a value after it; a key is never null.",
    corrections: [['"last")', '"last", "Lovelace")']],
  },
  XM5010: { todo: "Make the length smaller.", corrections: [["2000000000", "20"]] },
  XM5011: {
    todo: "Rewrite a repetition of repetitions, such as `(a+)+`, as one, or make it possessive: `a++`.",
    source: 'matches_regex("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa!", "(?i)a+b?c")',
  },
  XM5012: { todo: "Check the numbers: the message names the one that cannot be.", corrections: [["2, 31", "2, 28"]] },
  XM5013: { todo: "Convert all values to one kind.", corrections: [['"a"', 'to_integer("2")']] },
  XM5014: {
    todo: "Give the arguments that the function takes: `xdmap functions NAME` prints them.",
    corrections: [['"A", "B"', '"A"']],
  },
  XM5015: {
    todo: "Write what is to be done with each item: `x -> x > 0`.",
    corrections: [["(x, y) -> x > y", "x -> x > 1"]],
  },
  XM5016: { todo: "Work on fewer items.", source: "transformArray(1..20, x -> transformArray(1..20, y -> x))" },
  XM5017: {
    todo: "Leave the target out of previews and tests: Data Prep itself computes it.",
    noAfter: "The expression is right as it stands. There is nothing to correct: only the platform knows its value.",
  },
  XM5050: {
    todo: "Take a column of numbers, convert the text with `to_integer()` or `to_decimal()`, or say with `iif()` what to use instead.",
    corrections: [["First_Name * 2", "Vid * 2"]],
  },
  XM5051: {
    todo: "Convert the text with `to_integer()` or `to_decimal()`; of a list or a map take one item.",
    corrections: [["-First_Name", "-to_integer(Vid)"]],
  },
  XM5052: {
    todo: "Compare one item or field of each, or their sizes.",
    corrections: [["[1] < [2, 3]", "size_of([1]) < size_of([2, 3])"]],
  },
  XM5053: {
    todo: "Give it a value with `coalesce()` or `??`, or use lenient arithmetic.",
    corrections: [["null + 1", "(null ?? 0) + 1"]],
  },
  XM5054: { todo: "Test the divisor first: `b == 0 ? null : a / b`.", corrections: [["1 / 0", "1 / 2"]] },
  XM5055: {
    todo: "Guard the name with `??`, or use the lenient mode, which reads it as null.",
    corrections: [["missing", 'missing ?? "none"']],
  },
  XM5056: {
    todo: "Correct the name, and write none before a colon. `xdmap functions` lists what there is.",
    corrections: [["ns:f(1)", 'upper("a")']],
  },
  XM5057: {
    todo: "Test the value first, or use the Data Prep function of the same purpose, which gives null instead.",
    corrections: [["Email.substring(500)", "substr(Email, 0, 500)"]],
  },
  XM5058: {
    todo: "Check the method's name and the kinds of its arguments, or use a Data Prep function.",
    corrections: [["missing()", "toUpperCase()"]],
  },
  XM5059: {
    todo: "Correct the pattern. A sign that means something to a pattern needs a backslash.",
    corrections: [['concat("(", Phone)', 'concat(".*", First_Name)']],
  },
  XM5060: { todo: "Make the count or the exponent smaller.", corrections: [["100000000", "2"]] },
  XM5061: {
    todo: "Write the expression without it. Lambdas belong to destinations.",
    corrections: [["any(tags, x -> { x > 1 })", "size_of([1, 2]) > 1"]],
  },
};
