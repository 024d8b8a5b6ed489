import type { Guide } from "./guide.js";

const head = 'target "schema.json"\nsample "orders.csv"\n';

/** Guides to XM51…: values that do not fit their fields, and the window of an incremental run. */
export const recordGuides: Readonly<Record<string, Guide>> = {
  XM5100: {
    todo: "Convert the value in the expression, or map it to a field of its kind.",
    corrections: [["flag ->", 'iif(flag == true, "yes", flag) ->']],
  },
  XM5101: {
    todo: "Say in the expression which words mean yes and no.",
    corrections: [["Phone ->", 'iif(Phone == "perhaps", null, Phone) ->']],
  },
  XM5102: {
    todo: "Take blanks, signs and separators out of the text, leave out what is no whole number, or map it to a field of decimals.",
    corrections: [["Phone ->", 'iif(matches_regex(Phone, "[0-9]+"), Phone, null) ->']],
  },
  XM5103: {
    todo: "Take currency signs and thousands separators out before the text is assigned.",
    corrections: [["Amount ->", 'replacestr(Amount, ",", "") ->']],
  },
  XM5104: {
    todo: "Map it to a field of a wider type, or leave such numbers out.",
    corrections: [["Amount ->", "iif(to_decimal(Amount) > 2147483647, null, Amount) ->"]],
  },
  XM5105: {
    todo: 'Say how the dates are written: `date(column, "dd/MM/yyyy")`. What is no date has to be left out.',
    corrections: [["Created_At ->", 'iif(matches_regex(Created_At, "[0-9-]+"), Created_At, null) ->']],
  },
  XM5106: {
    todo: "Look for a division by zero, or for arithmetic on a text that is no number.",
    corrections: [["1.5 + Amount", 'iif(Amount == "NaN", null, 1.5 + to_decimal(Amount))']],
  },
  XM5107: {
    why: "The target is null in such a row.",
    todo: "Take the `[*]` off both sides, correct the source path, or correct the source.",
    files: { "orders.json": '[{"items": [{"sku": "a"}]}, {"items": [{"sku": "b"}]}]' },
  },
  XM5110: {
    todo: "Map what is wanted to a field of its own. Where nothing more is wanted, this needs nothing.",
    corrections: [["address -> homeAddress", "address.city -> homeAddress.city"]],
  },
  XM5120: {
    why: "The platform rejects a row whose record lacks a required field.",
    todo: "Say what stands in where the source has nothing.",
    corrections: [["Phone ->", 'coalesce(Phone, "none") ->']],
  },
  XM5121: {
    why: "The platform rejects the row.",
    todo: "Bring the value into the form, or leave it out.",
    corrections: [["Phone ->", 'iif(matches_regex(Phone, "\\\\+[0-9]+"), Phone, null) ->']],
  },
  XM5122: {
    why: "The platform rejects the row.",
    todo: "Bring the value into the format, or leave it out.",
    corrections: [["Phone ->", 'iif(matches_regex(Phone, ".+@.+"), Phone, null) ->']],
  },
  XM5123: {
    why: "The platform rejects the row.",
    todo: "Bring the value into the range, or leave it out.",
    corrections: [["Phone ->", "iif(to_integer(Phone) < 1, null, Phone) ->"]],
  },
  XM5124: {
    why: "The platform rejects the row.",
    todo: "Bring the value into the range, or leave it out.",
    corrections: [["Phone ->", "iif(to_integer(Phone) > 5, null, Phone) ->"]],
  },
  XM5125: {
    why: "The platform rejects the row.",
    todo: "Pad the value, or leave it out with `nullify()`.",
    corrections: [["Phone ->", 'lpad(Phone, 3, "0") ->']],
  },
  XM5126: {
    why: "The platform rejects the row.",
    todo: "Shorten the value with `left()`.",
    corrections: [["Phone ->", "left(Phone, 3) ->"]],
  },
  XM5127: {
    why: "The platform rejects the row.",
    todo: "Translate the values with a `table`.",
    source: `${head}table tier = { "iron": "silver", else: "gold" }\ntier(Phone) -> field\n`,
  },
  XM5128: {
    todo: "Translate the values with a `table`.",
    source: `${head}table tier = { "iron": "silver", else: "gold" }\ntier(Phone) -> outer.tier\n`,
  },
  XM5140: {
    why: "A window that is misread would pick other rows, and nobody would notice.",
    todo: "Give seconds since 1970, or ISO 8601.",
    args: ["--window-start", "2020-11-10T00:00:00Z"],
  },
  XM5141: {
    why: "No row can lie in such a window, and an empty preview would look as if there were nothing to ingest.",
    todo: "Exchange the two. A window holds its start and not its end.",
    args: ["--window-start", "2020-11-01", "--window-end", "2020-12-01"],
  },
  XM5142: {
    why: "Without the column nothing tells which rows are in the window.",
    todo: "Name the column that says when a row changed in a `delta` line, or leave the window out.",
    corrections: [["\nEmail", "\ndelta Created_At\nEmail"]],
  },
};
