// The twelve expressions of bench/generated.mjs: what mappings mostly are, in Data Prep's language and in JSONata's.

/** `jsonata` is the same mapping as somebody at home in JSONata would write it. */
export const CASES = [
  { name: "column", expression: "Email", jsonata: "Email" },
  { name: "lower, trim", expression: "lower(trim(Email))", jsonata: "$lowercase($trim(Email))" },
  {
    name: "concat",
    expression: 'concat("Dear ", First_Name, " ", Last_Name, ",")',
    jsonata: '"Dear " & First_Name & " " & Last_Name & ","',
  },
  {
    name: "nested iif",
    expression:
      'iif(Country == "us", "United States", iif(Country == "kr", "Korea", iif(Country == "de", "Germany", "other")))',
    jsonata: 'Country = "us" ? "United States" : Country = "kr" ? "Korea" : Country = "de" ? "Germany" : "other"',
  },
  {
    name: "date",
    expression: 'date(Created, "yyyy-MM-dd HH:mm:ss")',
    jsonata: '$toMillis(Created, "[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]")',
  },
  {
    name: "decode",
    expression: 'decode(Country, "us", "USA", "kr", "KOR", "de", "DEU", "fr", "FRA", "jp", "JPN", "br", "BRA", "N/A")',
    jsonata:
      '($found := $lookup({"us": "USA", "kr": "KOR", "de": "DEU", "fr": "FRA", "jp": "JPN", "br": "BRA"}, Country); $exists($found) ? $found : "N/A")',
  },
  {
    name: "arithmetic",
    expression: "to_float(Price) * to_float(Quantity) * 1.2 + 4.95",
    jsonata: "$number(Price) * $number(Quantity) * 1.2 + 4.95",
  },
  {
    name: "regex extract",
    expression: 'extract_regex(Order, "([A-Z]+)-([0-9]+)")[2]',
    jsonata: "$match(Order, /([A-Z]+)-([0-9]+)/).groups[1]",
  },
  {
    name: "split, substr",
    expression: 'substr(split(Full_Name, " ")[0], 0, 3)',
    jsonata: '$substring($split(Full_Name, " ")[0], 0, 3)',
  },
  {
    name: "coalesce",
    expression: 'coalesce(Mobile, Phone, Fax, "none")',
    jsonata: 'Mobile ? Mobile : Phone ? Phone : Fax ? Fax : "none"',
  },
  { name: "sha256", expression: "sha256(Email)", jsonata: "$sha256(Email)" },
  {
    name: "logic",
    expression: '(Country == "us" || Country == "kr") && to_decimal(Price) > 10 && !(Email =$ ".test")',
    jsonata: '(Country = "us" or Country = "kr") and $number(Price) > 10 and $not($contains(Email, /\\.test$/))',
  },
];

const COUNTRIES = ["us", "kr", "de", "fr", "jp", "br", "it", "us"];

/** Rows as a CSV gives them: every cell a text, or null where it is empty. No two are alike. */
export function makeRows(count) {
  return Array.from({ length: count }, (_, at) => ({
    Email: ` Ada.Lovelace${at}@Example.COM`,
    First_Name: `Ada${at % 97}`,
    Last_Name: `Lovelace${at % 89}`,
    Full_Name: `Augusta${at % 31} Ada King`,
    Country: COUNTRIES[at % COUNTRIES.length],
    Created: `20${10 + (at % 15)}-0${1 + (at % 9)}-1${at % 10} 1${at % 10}:24:${10 + (at % 50)}`,
    Price: `${at % 500}.${10 + (at % 90)}`,
    Quantity: String(1 + (at % 7)),
    Order: `web order EU-${100000 + at} paid`,
    Mobile: at % 3 === 0 ? `+82 10 ${at}` : null,
    Phone: at % 3 === 1 ? `+82 2 ${at}` : null,
    Fax: null,
  }));
}
