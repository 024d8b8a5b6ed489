import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;
const items = `target "schema.json"\nsource { Email: string, items: { sku: string, tags: string[] }[] }\n`;

/** XM3…: what types tell before any row is read (conversions: the platform's table for batch ingestion). */
export const types = diagnostics({
  XM3001: {
    severity: "error",
    title: "Single value written to an object",
    what: (p: { path: string; target: string; source: string }) =>
      `${quote(p.path)} is ${p.target}, and the source is ${p.source}: a single value has no fields to fill it with.`,
    todo: (p: { field?: string | undefined }) =>
      p.field === undefined
        ? "Map to a field of the object."
        : `Map to a field of the object, such as ${quote(p.field)}.`,
    examples: [{ source: `${files}Email -> personalEmail\n`, marks: "personalEmail" }],
  },
  XM3002: {
    severity: "error",
    title: "Object written to a single value",
    what: (p: { path: string; target: string; source: string }) =>
      `${quote(p.path)} is ${p.target}, and the source is ${p.source}: an object is not turned into a single value.`,
    todo: () => "Take one field of the object, or map it to an object of the schema.",
    examples: [
      {
        source: `target "schema.json"\nsource { contact: { email: string } }\ncontact -> personalEmail.address\n`,
        marks: "contact",
      },
    ],
  },
  XM3003: {
    severity: "error",
    title: "Array written to what is not an array",
    what: (p: { path: string; target: string; source: string }) =>
      `${quote(p.path)} is ${p.target}, and the source is ${p.source}: the platform refuses an array there.`,
    todo: () =>
      "Take one item with `[0]`, join the items into a text with `join`, or map to an array with `[*]` on both sides.",
    examples: [
      { source: `${files}explode(First_Name, " ") -> person.name.firstName\n`, marks: `explode(First_Name, " ")` },
    ],
  },
  XM3004: {
    severity: "error",
    title: "`[*]` on one side only",
    what: (p: { source: number; target: number }) => {
      if (p.source === 0)
        return "The target is written item by item (`[*]`), but the source has no items to go through.";
      if (p.target === 0)
        return "The source is read item by item (`[*]`), but the target is a single place: every item would overwrite the one before.";
      return `The source has \`[*]\` ${times(p.source)} and the target ${times(p.target)}, so items do not meet one to one.`;
    },
    todo: (p: { source: number; target: number }) => {
      if (p.source === 0)
        return "To write a whole array, leave the `[*]` of the target out; or read `[*]` on the left too.";
      return p.target === 0
        ? "Write `[*]` in the target too, or take one item with `[0]`. A function cannot take all items at once."
        : "Write `[*]` on both sides, as often.";
    },
    examples: [
      { source: `${items}items[*].sku -> _id\n`, marks: "items[*]" },
      { source: `${files}Vid -> productListItems[*].SKU\n`, marks: "[*]" },
    ],
  },
  XM3005: {
    severity: "error",
    title: "True or false written to another type",
    what: (p: { path: string; target: string }) =>
      `The source is a boolean and ${quote(p.path)} is ${p.target}: the platform's conversion table says that a boolean becomes nothing else.`,
    todo: () => 'Say what true and false stand for: `iif(…, "yes", "no")`.',
    examples: [
      {
        source: `${files}matches_regex(Email, ".*@example[.]com") -> person.name.lastName\n`,
        marks: `matches_regex(Email, ".*@example[.]com")`,
      },
    ],
  },
  XM3006: {
    severity: "warning",
    title: "Conversion that leaves the field blank",
    what: (p: { path: string; source: string; target: string }) =>
      `The source is ${p.source} and ${quote(p.path)} is ${p.target}: the platform's conversion table leaves such a field blank.`,
    todo: (p: { hint?: string | undefined }) => p.hint ?? "Convert the value in the expression.",
    examples: [{ source: `${files}date(Created_At) -> person.name.lastName\n`, marks: "date(Created_At)" }],
  },
  XM3007: {
    severity: "warning",
    title: "Conversion that nobody documents",
    what: (p: { path: string; source: string; target: string; why: string }) =>
      `The source is ${p.source} and ${quote(p.path)} is ${p.target}: ${p.why}.`,
    todo: (p: { hint?: string | undefined }) =>
      p.hint ?? "Convert the value in the expression, so that the result is yours.",
    examples: [
      { source: `${files}to_decimal(Amount) -> productListItems[0].quantity\n`, marks: "to_decimal(Amount)" },
      { source: `${files}Vid -> productListItems\n`, marks: "Vid" },
    ],
  },
  XM3008: {
    severity: "error",
    title: "Constant that cannot be converted",
    what: (p: { value: string; path: string; target: string }) =>
      `${p.value} cannot be read as ${p.target}, which ${quote(p.path)} is: the field would be null in every row.`,
    todo: (p: { hint?: string | undefined }) => p.hint ?? "Write a constant of the target's type.",
    examples: [{ source: `${files}"many" -> productListItems[0].quantity\n`, marks: `"many"` }],
  },
  XM3009: {
    severity: "error",
    title: "Constant outside the schema's list of values",
    what: (p: { value: string; path: string; allowed: readonly string[] }) =>
      `${quote(p.path)} takes one of ${listed(p.allowed)}; ${p.value} is none of them.`,
    todo: (p: { near?: string | undefined }) =>
      p.near === undefined ? "Choose one of the list." : `Did you mean ${quote(p.near)}?`,
    details:
      "At the root of the record the platform rejects the row. Deeper, or in an array, it does not enforce the list, so there the finding is a warning.",
    examples: [
      {
        source: `target "schema.json"\nsource { Email: string }\n"gold" -> tier\n`,
        marks: `"gold"`,
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/tiers","title":"Tiers","type":"object","properties":{"tier":{"type":"string","enum":["basic","premium"]}}}`,
        },
      },
    ],
  },
  XM3010: {
    severity: "error",
    title: "Constant against the schema's pattern",
    what: (p: { value: string; path: string; pattern: string }) =>
      `${p.value} does not match the pattern ${quote(p.pattern)} of ${quote(p.path)}: the platform rejects a row that has it.`,
    todo: () => "Write a constant that matches it.",
    examples: [
      {
        source: `target "schema.json"\nsource { Email: string }\n"12" -> code\n`,
        marks: `"12"`,
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/codes","title":"Codes","type":"object","properties":{"code":{"type":"string","pattern":"^[A-Z]{2}$"}}}`,
        },
      },
    ],
  },
  XM3011: {
    severity: "error",
    title: "Constant outside the schema's range",
    what: (p: { value: string; path: string; range: string }) =>
      `${quote(p.path)} takes ${p.range}; ${p.value} is outside: the platform rejects a row that has it.`,
    todo: () => "Write a constant inside the range.",
    examples: [{ source: `${files}3000000000 -> productListItems[0].quantity\n`, marks: "3000000000" }],
  },
  XM3012: {
    severity: "error",
    title: "Constant of a length that the schema refuses",
    what: (p: { value: string; path: string; length: number; limits: string }) =>
      `${quote(p.path)} takes ${p.limits}; ${p.value} has ${p.length}: the platform rejects a row that has it.`,
    todo: () => "Write a constant of an accepted length.",
    examples: [
      {
        source: `target "schema.json"\nsource { Email: string }\n"abc" -> code\n`,
        marks: `"abc"`,
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/codes","title":"Codes","type":"object","properties":{"code":{"type":"string","maxLength":2}}}`,
        },
      },
    ],
  },
  XM3013: {
    severity: "warning",
    title: "Argument of the wrong type",
    what: (p: { function: string; parameter: string; takes: string; given: string }) =>
      `The argument ${quote(p.parameter)} of ${quote(p.function)} takes ${p.takes}, and this is ${p.given}: the call fails, and a failed call is null.`,
    todo: (p: { hint?: string | undefined }) => p.hint ?? "Give it a value of that type.",
    examples: [
      { source: `${files}substr(First_Name, "x", 1) -> person.name.firstName\n`, marks: `"x"` },
      { source: `${files}format(2024, "yyyy") -> person.name.lastName\n`, marks: "2024" },
    ],
  },
  XM3014: {
    severity: "warning",
    title: "Field of a value that has none",
    what: (p: { text: string; type: string; asks: "field" | "item" }) => {
      if (p.asks === "item")
        return `${quote(p.text)} is ${p.type}, not an array, so it has no items: this is null in every row.`;
      return p.type === "an array"
        ? `${quote(p.text)} is an array, and an array has no fields of its own: this is null in every row.`
        : `${quote(p.text)} is ${p.type}, which has nothing inside: this is null in every row.`;
    },
    todo: (p: { text: string; type: string; asks: "field" | "item" }) => {
      if (p.asks === "item") return "Leave the index out.";
      if (p.type === "an array")
        return `Write ${quote(`${p.text}[*]`)} for every item, or ${quote(`${p.text}[0]`)} for the first.`;
      const alone = `Map ${quote(p.text)} itself, or correct the path.`;
      return p.type === "a text" ? `${alone} A text that holds JSON is opened with \`json_to_object\`.` : alone;
    },
    examples: [
      { source: `${items}items.sku -> _id\n`, marks: "sku" },
      { source: `${files}Email.address -> personalEmail.address\n`, marks: "address" },
    ],
  },
  XM3015: {
    severity: "error",
    title: "Index on what is not an array",
    what: (p: { path: string; type: string }) => `${quote(p.path)} is ${p.type}, not an array, so it has no items.`,
    todo: () => "Leave the index out.",
    examples: [{ source: `${files}First_Name -> person.name[0].firstName\n`, marks: "[0]" }],
  },
  XM3016: {
    severity: "error",
    title: "Array without an index",
    what: (p: { path: string }) => `${quote(p.path)} is an array: its fields belong to its items.`,
    todo: (p: { path: string }) =>
      `Write ${quote(`${p.path}[0]`)} for one item, or ${quote(`${p.path}[*]`)} when the source goes item by item too.`,
    examples: [{ source: `${files}Vid -> productListItems.SKU\n`, marks: "SKU" }],
  },
  XM3017: {
    severity: "error",
    title: "`@static` on what is not a constant",
    what: () => "`@static` sends the source as a constant, and this source is none.",
    todo: () => "Remove `@static`, or write a text, a number, `true` or `false`.",
    examples: [{ source: `${files}lower(Email) -> personalEmail.address @static\n`, marks: "@static" }],
  },
  XM3018: {
    severity: "error",
    title: "Regular expression that cannot be used",
    what: (p: { pattern: string; why: string; construct: string | null }) =>
      p.construct === null
        ? `The regular expression ${quote(p.pattern)} cannot be read: ${p.why}. It gives null in every row.`
        : `The regular expression ${quote(p.pattern)} has ${quote(p.construct)} (${p.why}), which xdmap cannot match as Data Prep does.`,
    todo: (p: { construct: string | null }) =>
      p.construct === null
        ? "Correct it; a character with a meaning of its own needs a backslash, which a text literal writes twice."
        : "Write it another way.",
    details:
      "Regular expressions are Java's. They are read when a file is checked wherever they are literals: in matches_regex(), " +
      "extract_regex() and explode(), right of `=~` and `!~`, between `~/` and `/`, and in the methods matches, replaceAll, " +
      "replaceFirst and split of texts. The few constructs that have no faithful equal here are refused by name: canonical " +
      "equivalence `(?c)`, rare blocks in `\\p{In…}`, rare names in `\\N{…}`.",
    examples: [
      {
        source: `${files}iif(matches_regex(Email, "a{2,1}"), Email, First_Name) -> person.name.firstName\n`,
        marks: "{",
      },
      { source: `${files}First_Name =~ "(?c)e" ? Email : null -> personalEmail.address\n`, marks: "(?c)" },
    ],
  },
  XM3019: {
    severity: "error",
    title: "Date pattern that cannot be read",
    what: (p: { pattern: string; why: string }) =>
      `The date pattern ${quote(p.pattern)} cannot be read: ${p.why}. The call is null in every row.`,
    todo: () => "Put literal letters in single quotes, as in \"yyyy-MM-dd'T'HH:mm:ss\".",
    details:
      "Date patterns are Java's, letter by letter, with Data Prep's readings of u, F and S. They are read when a file is " +
      "checked wherever they are literals: as the second argument of date(), format() and dformat().",
    examples: [
      { source: `${files}date(Created_At, "yyyy-MM-ddTHH:mm") -> _repo.createDate\n`, marks: "T" },
      { source: `${files}format(date(Created_At), "yyyyy-MMMMMM") -> person.name.lastName\n`, marks: "MMMMMM" },
    ],
  },
  XM3021: {
    severity: "error",
    title: "Object copy with nothing in common",
    what: (p: { path: string; given: readonly string[]; wanted: readonly string[] }) =>
      `An object is copied child by child of the same name, and the source (${listed(p.given)}) shares none with ${quote(p.path)} (${listed(p.wanted)}): nothing would be copied.`,
    todo: (p: { near: { name: string; near: string } | null }) =>
      p.near === null
        ? "Map the fields one by one."
        : `Map the fields one by one: ${quote(p.near.name)} may belong to ${quote(p.near.near)}.`,
    examples: [
      {
        source: `target "schema.json"\nsource { address: { town: string, zip: string } }\naddress -> home\n`,
        marks: "address",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/addresses","title":"Addresses","type":"object","properties":{"home":{"type":"object","properties":{"city":{"type":"string"},"postalCode":{"type":"string"}}}}}`,
        },
      },
    ],
  },
  XM3026: {
    severity: "info",
    title: "Field that an object copy leaves out",
    what: (p: { path: string; left: readonly string[]; copied: readonly string[] }) =>
      `An object is copied child by child of the same name: ${listed(p.copied)} ${p.copied.length === 1 ? "is" : "are"} copied, and ${listed(p.left)} ${p.left.length === 1 ? "is" : "are"} not, because ${quote(p.path)} has no such ${p.left.length === 1 ? "field" : "fields"}.`,
    todo: () => "Map what is left out to fields of its own, or silence this where it is not wanted.",
    details: "Fields that another mapping of the file reads are no finding.",
    examples: [
      {
        source: `target "schema.json"\nsource { address: { city: string, zip: string } }\naddress -> home\n`,
        marks: "address",
        files: {
          "schema.json": `{"$id":"https://ns.adobe.com/example/schemas/addresses","title":"Addresses","type":"object","properties":{"home":{"type":"object","properties":{"city":{"type":"string"},"postalCode":{"type":"string"}}}}}`,
        },
      },
    ],
  },
  XM3027: {
    severity: "error",
    title: "Constant against the schema's format",
    what: (p: { value: string; path: string; format: string }) =>
      `${p.value} is not of the format ${quote(p.format)}, which ${quote(p.path)} takes: the platform rejects a row that has it.`,
    todo: () => "Write a constant of that format.",
    examples: [{ source: `${files}"nobody" -> personalEmail.address\n`, marks: `"nobody"` }],
  },
  XM3028: {
    severity: "warning",
    title: "Operator on what it cannot compute with",
    what: (p: { operator: string; given: string }) =>
      `The operator ${quote(p.operator)} needs numbers, and this is ${p.given}: it fails, and the target is null in every row.`,
    todo: (p: { kind: string }) =>
      p.kind === "datetime"
        ? 'Take a part of the date as a number: `date_part("year", …)`. To print a date, use `format`.'
        : "Take one item or field of it, or count them with `size_of`.",
    details: "Into a required field or an identity this is an error.",
    examples: [
      {
        source: `${files}date_part("year", now()) - date(Created_At) -> productListItems[0].quantity\n`,
        marks: "date(Created_At)",
      },
      { source: `${items}items + 1 -> productListItems[0].quantity\n`, marks: "items" },
    ],
  },
  XM3029: {
    severity: "error",
    title: "What is deployed says something else",
    what: (p: { annotation: string; why: string }) =>
      `${quote(p.annotation)} gives the text that is deployed, ${p.why}.`,
    todo: () => "Make both say the same, or remove the annotation: then the source is deployed as it is written.",
    details:
      "`@expression` deploys a source as an EXPRESSION just as it is written, and `xdmap fmt` leaves it as it is. " +
      '`@expression("…")` and `@attribute("…")` give the text itself, for an expression whose line breaks or comments cannot stand here, or a path in a spelling of its own: `xdmap import` writes them so that nothing changes. ' +
      "The text must say what the source says; blanks, comments and the quotes of names do not count.",
    examples: [
      {
        source: `${files}lower(Email) -> personalEmail.address @expression("upper(Email)")\n`,
        marks: '@expression("upper(Email)")',
      },
    ],
  },
});

function times(count: number): string {
  return count === 1 ? "once" : count === 2 ? "twice" : `${count} times`;
}
