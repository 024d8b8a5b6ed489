import { diagnostics, quote } from "./define.js";

const files = `target "schema.json"\nsample "orders.csv"\n`;
const yesNo = { "orders.csv": "Email,Optin\nada@example.com,yes\nbob@example.com,no\n" };
const codes = { "orders.csv": "Email,Code\na@example.com,AB-1\nb@example.com,CD-2\nc@example.com,EF-3\n" };

/** XM4012–4024: expressions that do something else than they say. */
export const lintExpressions = diagnostics({
  XM4012: {
    severity: "warning",
    title: "Text compared with a number",
    what: (p: { text: string; number: string; isWhole: boolean }) =>
      p.isWhole
        ? `${quote(p.text)} is text and is compared with ${p.number}: where it spells no whole number ("12.50", "n/a", nothing), the comparison fails and the target becomes null.`
        : `${quote(p.text)} is text and is compared with ${p.number}: where it spells no number, the comparison fails and the target becomes null.`,
    todo: (p: { text: string; convert: string }) =>
      `Say what is meant: ${quote(`${p.convert}(${p.text})`)}, or compare with a text in quotes.`,
    details:
      'Rule `text-compared-with-number`. Every column of a CSV is text. JEXL turns the text into a number of the other side\'s kind: `"1" == 1` holds, and `"1.0" == 1` is an error. It is an error in a mapping to a required field or an identity, unless the sample shows that all values can be read. The fix is unsafe, because the column may hold text on purpose.',
    examples: [{ source: `${files}iif(Amount > 10, "large", "small") -> person.name.lastName\n`, marks: ">" }],
  },
  XM4013: {
    severity: "warning",
    title: "`+` on text that spells numbers",
    needs: "sample",
    what: (p: { left: string; right: string; joins: boolean }) =>
      p.joins
        ? `${quote(p.left)} and ${quote(p.right)} are texts, and \`+\` joins texts: "2" + "3" is "23".`
        : `Of ${quote(p.left)} and ${quote(p.right)} one is text: \`+\` adds where it spells a number and joins where it does not, row by row.`,
    todo: () => "Convert both with `to_decimal(…)` or `to_integer(…)` to add them, or use `concat(…)` to join them.",
    details:
      "Rule `plus-on-numeric-text`. Two texts are reported only where the sample shows numbers in both columns: names are joined with `+` on purpose.",
    examples: [
      { source: `${files}Amount + 1 -> productListItems[0].priceTotal\n`, marks: "+" },
      { source: `${files}Amount + Vid -> person.name.lastName\n`, marks: "+" },
    ],
  },
  XM4014: {
    severity: "warning",
    title: "Division of whole numbers",
    what: (p: { left: string; right: string; texts: readonly string[] }) =>
      p.texts.length > 0
        ? `${p.texts.map(quote).join(" and ")} ${p.texts.length === 1 ? "is text: where it spells a whole number" : "are texts: where both spell whole numbers"}, the division drops the fraction ("7" / 2 is 3), and where there is a point it does not.`
        : `${quote(p.left)} and ${quote(p.right)} are whole numbers, so the division drops the fraction: 7 / 2 is 3.`,
    todo: () => "Divide by a number with a point (`100.0`), or convert with `to_decimal(…)`.",
    details:
      "Rule `integer-division`. Nothing is said where the quotient goes into a field of whole numbers, and of a text in which the sample has a point everywhere. The fix is unsafe: a fraction may be dropped on purpose.",
    examples: [{ source: `${files}to_integer(Vid) / 2 -> productListItems[0].priceTotal\n`, marks: "/" }],
  },
  XM4015: {
    severity: "warning",
    title: "Text taken for true or false",
    needs: "sample",
    what: (p: { text: string; value: string; line: number }) =>
      `${quote(p.text)} is text, and of texts only "" and "false" do not hold: ${JSON.stringify(p.value)} (line ${p.line} of the sample) counts as true.`,
    todo: (p: { text: string; yes: string | null }) =>
      `Compare it: ${quote(`${p.text} == ${JSON.stringify(p.yes ?? "true")}`)}.`,
    details:
      "Rule `text-as-condition`. It needs a sample in which the column holds yes and no in some spelling. A column of exactly `true` and `false` works as it stands.",
    examples: [{ source: `${files}iif(Optin, "in", "out") -> person.name.lastName\n`, marks: "Optin", files: yesNo }],
  },
  XM4016: {
    severity: "warning",
    title: "Operator of bits between true and false",
    what: (p: { operator: string; texts: boolean }) =>
      p.texts
        ? `\`${p.operator}\` works on the bits of numbers, and fails on a text that spells none.`
        : `\`${p.operator}\` works on the bits of numbers and gives a number, also of true and false; both sides are always evaluated.`,
    todo: (p: { instead: string }) => `Write \`${p.instead}\`.`,
    details: "Rule `bitwise-for-logical`. The fix is unsafe: `&` and `|` bind tighter than `&&` and `||`.",
    examples: [{ source: `${files}iif(Vid == "1" & Phone == "", "a", "b") -> person.name.lastName\n`, marks: "&" }],
  },
  XM4017: {
    severity: "warning",
    title: "Condition that is always the same",
    what: (p: { condition: string; always: "true" | "false" | "the same" }) =>
      p.always === "the same"
        ? `${quote(p.condition)} is the same in every row, so one of the branches is never taken.`
        : `${quote(p.condition)} is always ${p.always}, so one of the branches is never taken.`,
    todo: () => "Compare with a column, or write the branch that is taken alone.",
    details:
      "Rule `constant-condition`. A constant that comes from a `let` or from an argument of a `def` is a switch, and left alone.",
    examples: [{ source: `${files}iif("Vid" == "1", Email, Phone) -> personalEmail.address\n`, marks: `"Vid" == "1"` }],
  },
  XM4018: {
    severity: "warning",
    title: "Branches of different types",
    what: (p: { first: string; second: string }) =>
      `One branch gives ${p.first}, this one ${p.second}, and the target has one type.`,
    todo: () => "Give all branches the same type; where there is no value, write `null`.",
    details: "Rule `branches-of-different-types`, for `iif`, `decode` and `? :`.",
    examples: [{ source: `${files}iif(Vid == "1", size(Email), "none") -> person.name.lastName\n`, marks: `"none"` }],
  },
  XM4019: {
    severity: "warning",
    title: "Key of `decode` written twice",
    what: (p: { key: string }) =>
      `The key ${p.key} is there already; \`decode\` takes the first, so this one is never reached.`,
    todo: () => "Remove one of the two, or correct its key.",
    details: "Rule `decode-key-repeated`. Of a `table` it is XM2029.",
    examples: [
      {
        source: `${files}decode(Country_Code, "us", "USA", "us", "United States") -> homeAddress.country\n`,
        marks: `"us"`,
      },
    ],
  },
  XM4023: {
    severity: "warning",
    title: "Default of `decode` that looks like a key",
    needs: "sample",
    what: (p: { text: string; why: "in sample" | "like keys" | "no keys" }) =>
      p.why === "no keys"
        ? `There is no pair of a key and a value, so ${p.text} is the default, and the result in every row.`
        : `The last argument, ${p.text}, stands alone, so it is the default of every other key; ${p.why === "in sample" ? "but it is one of the column's values" : "but it looks like a key"}, and its value is missing.`,
    todo: (p: { text: string; why: string }) =>
      p.why === "no keys"
        ? `Write pairs before it, \`decode(…, "key", "value", ${p.text})\`; or write ${p.text} alone.`
        : `Write the value for ${p.text} after it, or the default that is meant.`,
    details:
      "Rule `decode-default-like-key`. A lone last argument is reported where the sample's column holds it, where it is made like all keys (`us`, `kr`, `fr`) and like none of the values, and where there is nothing else. Words that usually stand for the rest, such as `other`, `none` and `unknown`, are left alone.",
    examples: [
      {
        source: `${files}decode(Country_Code, "us", "USA", "kr", "Korea", "gb") -> homeAddress.country\n`,
        marks: `"gb"`,
      },
    ],
  },
  XM4024: {
    severity: "warning",
    title: "Regular expression that decides nothing in the sample",
    needs: "sample",
    what: (p: { pattern: string; always: boolean; values: number; rows: string; sample: string }) =>
      p.always
        ? `${quote(p.pattern)} matches all ${p.values} different values in ${p.rows} of ${p.sample}.`
        : `${quote(p.pattern)} matches none of the ${p.values} different values in ${p.rows} of ${p.sample}.`,
    todo: (p: { always: boolean; value: string }) =>
      p.always
        ? "Make the pattern narrower, or leave the test out."
        : `A pattern has to match the whole text, such as ${quote(p.value)}: put \`.*\` around what is only a part of it, and \`(?i)\` before it where letter case does not matter.`,
    details:
      "Rule `regex-constant-on-sample`. It looks at patterns that are applied to a column as it stands. The option `least` says how many different values the sample must have (3).",
    examples: [
      {
        source: `${files}iif(Code =~ "\\d+", "number", "other") -> person.name.lastName\n`,
        marks: `"\\d+"`,
        files: codes,
      },
    ],
  },
});
