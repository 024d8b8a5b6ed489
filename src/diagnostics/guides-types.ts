import type { Guide } from "./guide.js";

/** Guides to XM3…: types. */
export const typeGuides: Readonly<Record<string, Guide>> = {
  XM3001: {
    why: "The target is an object; a single value has no place in it.",
    todo: "Name the field of the object that the value is for.",
    corrections: [["-> personalEmail\n", "-> personalEmail.address\n"]],
  },
  XM3002: {
    why: "A single value cannot hold an object: the field becomes null.",
    todo: "Name the field of the object that is meant.",
    corrections: [["\ncontact ->", "\ncontact.email ->"]],
  },
  XM3003: {
    why: "The target holds one value; a list has no place in it.",
    todo: "Take one item, or join them to a text.",
    corrections: [['explode(First_Name, " ")', 'explode(First_Name, " ")[0]']],
  },
  XM3004: {
    why: "`[*]` goes through the items of both sides, one by one. With one side only there is nothing to go along with.",
    todo: "Write `[*]` on both sides, or name one item by its index.",
    corrections: [["items[*].sku -> _id", "items[0].sku -> _id"]],
  },
  XM3005: {
    why: "Data Prep does not turn true and false into text or numbers by itself: the field becomes null.",
    todo: "Say with `iif` what stands for each of the two.",
    corrections: [
      ['matches_regex(Email, ".*@example[.]com")', 'iif(matches_regex(Email, ".*@example[.]com"), "ours", "theirs")'],
    ],
  },
  XM3006: {
    why: "The platform takes the row and leaves the field empty, and says nothing.",
    todo: "Say how the date is printed, with `format`.",
    corrections: [["date(Created_At)", 'format(date(Created_At, "yyyy-MM-dd HH:mm:ss"), "yyyy-MM-dd")']],
  },
  XM3008: {
    why: "The field would be null in every row.",
    todo: "Write a constant of the field's type.",
    corrections: [['"many"', "12"]],
  },
  XM3009: { todo: "Use one of the values that the message lists.", corrections: [['"gold"', '"premium"']] },
  XM3010: {
    why: "The platform rejects every row.",
    todo: "Write a constant that the pattern takes.",
    corrections: [['"12"', '"GB"']],
  },
  XM3011: {
    why: "The platform rejects every row, or the field becomes null.",
    todo: "Write a number within the bounds.",
    corrections: [["3000000000", "3"]],
  },
  XM3012: {
    why: "The platform rejects every row.",
    todo: "Write a constant that is not longer, and not shorter, than the schema allows.",
    corrections: [['"abc"', '"AB"']],
  },
  XM3013: {
    why: "The call gives null, or refuses the row's value.",
    todo: "Give an argument of the type that the message names. `xdmap functions NAME` has the signature.",
    corrections: [['"x"', "0"]],
  },
  XM3014: {
    why: "Data Prep reads a field that is not there as null, in every row, and says nothing.",
    todo: "Take one item by its index, or go through all with `[*]` on both sides.",
    corrections: [["items.sku", "items[0].sku"]],
  },
  XM3015: {
    why: "The platform refuses the mapping set: the path leads nowhere.",
    todo: "Remove the index.",
    corrections: [["name[0]", "name"]],
  },
  XM3016: {
    why: "A path that does not say which item it means leads nowhere.",
    todo: "Name the item by its index, or use `[*]` on both sides.",
    corrections: [["productListItems.SKU", "productListItems[0].SKU"]],
  },
  XM3017: {
    why: "What Data Prep would send is the text of the expression, not its value.",
    todo: "Remove `@static`: it sends a constant as it stands.",
    corrections: [[" @static", ""]],
  },
  XM3018: {
    todo: "Correct the expression: the marked sign is where Java's reading ends.",
    corrections: [["{2,1}", "{1,2}"]],
  },
  XM3019: {
    todo: "Put letters that stand for themselves in single quotes.",
    corrections: [["ddTHH:mm", "dd HH:mm:ss"]],
  },
  XM3007: {
    why: "What the platform makes of it is nowhere written down: it may be null, or another value than a preview shows.",
    todo: "Convert the value in the expression, so that the result is yours and not the platform's to choose, or map it to a field of its type.",
    corrections: [[".quantity", ".priceTotal"]],
  },
  XM3020: {
    why: "The target is null in every row.",
    todo: "Correct the constant that the message names.",
    corrections: [["utf8x", "UTF-8"]],
  },
  XM3021: {
    why: "The record gets an empty object.",
    todo: "Map the fields one by one.",
    source:
      'target "schema.json"\nsource { address: { town: string, zip: string } }\naddress.town -> home.city\naddress.zip -> home.postalCode\n',
  },
  XM3022: {
    todo: "Read these values another way, correct the source, or say what stands in for them.",
    corrections: [
      ["to_integer(Amount) -> productListItems[0].quantity", "to_decimal(Amount) -> productListItems[0].priceTotal"],
    ],
  },
  XM3023: {
    why: "A row without a required field is rejected, and an identity that is null belongs to nobody.",
    todo: "Name a sample on whose values the expression can be tried, declare the column with the type that it has, or say what stands in for what cannot be read.",
    corrections: [
      ["Ordered: string", "Ordered: timestamp"],
      ['date(Ordered, "yyyy-MM-dd")', "Ordered"],
    ],
  },
  XM3024: {
    why: "A rejected row is missing in the dataset, and only the dataflow's error file tells.",
    todo: "Say what stands in for a null, or correct the source.",
    corrections: [["Phone ->", 'coalesce(Phone, "none") ->']],
  },
  XM3025: {
    why: "A rejected row is missing in the dataset, and only the dataflow's error file tells.",
    todo: "Map a value to the field.",
    corrections: [["null ->", "Email ->"]],
  },
  XM3026: {
    todo: "Map what is left out to fields of its own; where it is not wanted, a comment `// xdmap-ignore XM3026: reason` says so.",
    corrections: [["address -> home\n", "address -> home\naddress.zip -> home.postalCode\n"]],
  },
  XM3027: {
    why: "A rejected row is missing in the dataset, and only the dataflow's error file tells.",
    todo: "Write a constant of the format that the message names.",
    corrections: [['"nobody"', '"nobody@example.com"']],
  },
  XM3028: {
    why: "A failed expression is null, in every row and without a word.",
    todo: "Compute with numbers: `date_part` takes one out of a date, `size_of` counts what an array holds, `[0]` or a field's name takes a single value.",
    corrections: [["- date(Created_At)", '- date_part("year", date(Created_At))']],
  },
  XM3029: {
    todo: "Say in the text what the mapping says.",
    corrections: [["upper(Email)", "lower(Email)"]],
  },
};
