import type { Guide } from "./guide.js";

/** Guides to XM3… and XM4…: types, and what is rarely meant. */
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
    todo: "Take one item by its index, or go through all with `[*]` on both sides.",
    corrections: [["items.sku", "items[0].sku"]],
  },
  XM3015: { todo: "Remove the index.", corrections: [["name[0]", "name"]] },
  XM3016: {
    todo: "Name the item by its index, or use `[*]` on both sides.",
    corrections: [["productListItems.SKU", "productListItems[0].SKU"]],
  },
  XM3017: { todo: "Remove `@static`: it sends a constant as it stands.", corrections: [[" @static", ""]] },
  XM3018: {
    todo: "Correct the expression: the marked sign is where Java's reading ends.",
    corrections: [["{2,1}", "{1,2}"]],
  },
  XM3019: {
    todo: "Put letters that stand for themselves in single quotes.",
    corrections: [["ddTHH:mm", "dd HH:mm:ss"]],
  },
  XM4001: { todo: "Remove the definition, or use it.", corrections: [["\nEmail ->", "\nclean ->"]] },
  XM4004: {
    todo: "Write the reason after a colon: it is for whoever reads the line next year.",
    corrections: [["XM4001\n", "XM4001: kept for the next flow\n"]],
  },
  XM4005: {
    why: "A suppression that outlives its finding would hide the next one.",
    todo: "Remove the line.",
    corrections: [["// xdmap-ignore XM4001: kept for later\n", ""]],
  },
  XM4006: {
    todo: "Write the code of one finding, a colon and the reason.",
    corrections: [
      ["xdmap-ignore this one\n", "xdmap-ignore XM4001: kept for the next flow\nlet clean = trim(Email)\n"],
    ],
  },
  XM4007: { todo: "Write `yyyy` for the calendar's year.", corrections: [["YYYY", "yyyy"]] },
  XM4008: { todo: "Write `dd` for the day of the month.", corrections: [["DD", "dd"]] },
  XM4009: {
    todo: "Write `HH` for the hours of the day from 0 to 23, or add `a` for AM and PM.",
    corrections: [["hh:", "HH:"]],
  },
  XM4010: { todo: "Write `MM` for the month; `mm` is the minute.", corrections: [["-mm-", "-MM-"]] },
};
