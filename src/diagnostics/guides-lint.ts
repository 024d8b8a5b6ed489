import type { Guide } from "./guide.js";

/** Guides to XM4…: what is rarely meant. */
export const lintGuides: Readonly<Record<string, Guide>> = {
  XM4001: {
    why: "What nobody uses may be what somebody forgot to use.",
    todo: "Remove the definition, or use it.",
    corrections: [["\nEmail ->", "\nclean ->"]],
  },
  XM4004: {
    why: "Who reads it next year cannot tell whether it still holds.",
    todo: "Write the reason after a colon: it is for whoever reads the line next year.",
    corrections: [["XM4001\n", "XM4001: kept for the next flow\n"]],
  },
  XM4005: {
    why: "A suppression that outlives its finding would hide the next one.",
    todo: "Remove the line.",
    corrections: [["// xdmap-ignore XM4001: kept for later\n", ""]],
  },
  XM4006: {
    why: "A suppression that cannot be read silences nothing, though it looks as if it did.",
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
  XM4002: {
    todo: "Split the work over several fields, shorten tables, or prepare the value before it is ingested.",
    source: 'target "schema.json"\nsample "orders.csv"\ncoalesce(First_Name, "value 0") -> person.name.firstName\n',
  },
  XM4003: {
    todo: "Shorten the table while there is time, or look the values up before they are ingested.",
    source:
      'target "schema.json"\nsample "orders.csv"\ntable names = { "code 0": "name 0", "code 1": "name 1" }\nnames(Country_Code) -> homeAddress.country\n',
  },
  XM4011: {
    why: "Where day and month could change places, Data Prep takes the month first, and the wrong date looks as good as the right one.",
    todo: "Say how the dates are written: `date(column, pattern)`.",
    corrections: [["Ordered ->", 'date(Ordered, "MM/dd/yyyy") ->']],
  },
  XM4012: {
    todo: "Convert the column with `to_decimal()` or `to_integer()`, or compare it with a text in quotes.",
    corrections: [["Amount > 10", "to_decimal(Amount) > 10"]],
  },
  XM4013: {
    why: "Whether `+` adds or joins goes by what each row holds.",
    todo: "Convert both sides to add them, or join them with `concat()`.",
    corrections: [["Amount + 1", "to_decimal(Amount) + 1"]],
  },
  XM4014: {
    why: "Whole numbers divide to a whole number: 7 / 2 is 3.",
    todo: "Divide by a number with a point, or convert with `to_decimal()`.",
    corrections: [["/ 2 ->", "/ 2.0 ->"]],
  },
  XM4015: { todo: "Compare the text with the word that means yes.", corrections: [["(Optin,", '(Optin == "yes",']] },
  XM4016: { todo: "Write `&&` and `||`.", corrections: [[" & ", " && "]] },
  XM4017: {
    todo: "Compare with a column, or write the branch that is taken alone.",
    corrections: [['"Vid" ==', "Vid =="]],
  },
  XM4018: {
    todo: "Give all branches the same type; where there is no value, write `null`.",
    corrections: [['"none"', "null"]],
  },
  XM4019: {
    todo: "Remove one of the two, or correct its key.",
    corrections: [[', "us", "United States"', ', "gb", "United Kingdom"']],
  },
  XM4020: {
    why: "Without a mark in the schema, the platform builds no profile by this field.",
    todo: "Mark the field as an identity in the schema, or build with `--dialect legacy`, which carries it.",
    args: ["--dialect", "legacy"],
  },
  XM4021: {
    why: "The platform finds the schema of a mapping set by its id alone.",
    todo: "Give the id with `--schema-id`, or export the schema with its `$id`.",
    args: ["--schema-id", "https://ns.adobe.com/acme/schemas/orders"],
  },
  XM4022: {
    why: "The platform looks for a field of that very name, and refuses the mapping set.",
    todo: "Name the tenant: `--tenant acme`, or `tenant: acme` in xdmap.yaml. Or write its field name in the path.",
    files: {
      "schema.json":
        '{"$id":"https://example.com/schemas/none","title":"A tenant","type":"object","properties":{"_acme":{"type":"object","properties":{"crmId":{"type":"string"}}}}}',
    },
    args: ["--tenant", "acme"],
  },
  XM4023: {
    why: "`decode` reads its arguments in twos; a last one alone is what every other key gives.",
    todo: "Write the value that belongs to the key after it, or the default that is meant.",
    corrections: [['"gb")', '"gb", "United Kingdom")']],
  },
  XM4024: {
    todo: "A pattern has to match the whole text: put `.*` around what is only a part of it, and `(?i)` before it where letter case does not matter.",
    corrections: [['"\\d+"', '"A.*"']],
  },
  XM4025: {
    todo: "Move the mapping below the copy, so that it reads as it is carried out.",
    corrections: [
      ["upper(city) -> homeAddress.city\n", ""],
      ["address -> homeAddress\n", "address -> homeAddress\nupper(city) -> homeAddress.city\n"],
    ],
  },
  XM4026: {
    why: "A deprecated field may go away, and segments look elsewhere.",
    todo: "Map to the field that took its place; the schema's documentation names it.",
    files: {
      "schema.json":
        '{"$id":"https://ns.adobe.com/example/schemas/example","title":"Example","meta:class":"https://ns.adobe.com/xdm/context/profile","type":"object","properties":{"taxId":{"type":"string","meta:status":"deprecated"},"taxNumber":{"type":"string"}}}',
    },
    corrections: [["-> taxId", "-> taxNumber"]],
  },
  XM4027: { todo: "Use a suggested value where one fits.", corrections: [['"Web"', '"web"']] },
  XM4028: {
    todo: "Map the field that says whose record it is, and mark it with `@identity`.",
    files: {
      "schema.json":
        '{"$id":"https://ns.adobe.com/example/schemas/example","title":"Example","meta:class":"https://ns.adobe.com/xdm/context/profile","type":"object","properties":{"email":{"type":"string"},"first":{"type":"string"},"last":{"type":"string"},"country":{"type":"string"},"spent":{"type":"string"}}}',
    },
    corrections: [["First_Name ->", 'lower(trim(Email)) -> email @identity("Email", primary: true)\nFirst_Name ->']],
  },
  XM4029: {
    todo: "Write the identity in one form, whatever was typed: `lower(trim(…))`.",
    corrections: [["Email ->", "lower(trim(Email)) ->"]],
  },
  XM4030: {
    why: "The primary identity says whose record it is; with two of them nothing does.",
    todo: "Take `primary: true` from one of the two.",
    corrections: [['"CRM", primary: true', '"CRM"']],
  },
  XM4031: {
    todo: "Map single namespaces below it, and leave the rest as it comes.",
    corrections: [["mine -> identityMap", "mine.Email -> identityMap.Email"]],
  },
  XM4032: {
    todo: "Where items are to be added, use `upsert_array_append()`; where the whole is meant, `upsert_array_replace()` says so.",
    corrections: [['explode(Email, ",")', 'upsert_array_append(explode(Email, ","))']],
  },
  XM4033: {
    todo: "Map each of the fields that the message lists.",
    corrections: [["Email -> email\n", "Email -> email\nVid -> _id\n"]],
  },
  XM4034: {
    todo: "Map what is missing, or take it out of the `source` block. Of a sample, leave what is not wanted: `// xdmap-ignore XM4034: the reason` above `sample` says that it is meant.",
    corrections: [[", Fax: string", ""]],
  },
  XM4035: {
    todo: "Map it to the field that is made for it, or hash it.",
    corrections: [["homeAddress.city", "personalEmail.address"]],
  },
  XM4036: {
    todo: "Hash what everybody hashes: the address in lower case and without blanks.",
    corrections: [["sha256(Email)", "sha256(lower(trim(Email)))"]],
  },
  XM4038: {
    todo: "Nothing, unless a test depends on a rare agent.",
    noAfter: "The expression is right as it stands; the note says that a preview may differ from the platform.",
  },
  XM4040: {
    todo: "Look whether another column is meant, or take a sample in which it is filled.",
    files: { "orders.csv": "Email,Fax\na@example.com,+44 20 7946 0001\nb@example.com,\nc@example.com,\n" },
  },
  XM4041: {
    todo: "Cut the text where that is right, or map it to another field.",
    corrections: [["Country_Code ->", "left(Country_Code, 2) ->"]],
  },
  XM4042: {
    todo: "Bring the value into the range, or leave it out.",
    corrections: [["to_decimal(Amount) ->", "to_decimal(Amount) / 100.0 ->"]],
  },
  XM4043: {
    todo: "Map the column that holds such values, or bring the values into that form. Values of a list are translated with a `table`.",
    corrections: [["Email ->", "Address ->"]],
  },
};
