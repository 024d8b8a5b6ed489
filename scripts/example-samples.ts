// Makes the samples of the examples: the same bytes at every run. `npm run examples`.
import { mkdirSync, writeFileSync } from "node:fs";

type Cell = string | null;

/** A small generator with a fixed seed (mulberry32), so that samples and goldens stay the same. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const FIRST = [
  "Ada",
  "josé",
  "MARIE",
  "Zoë",
  "이서연",
  "Łukasz",
  "anna-lena",
  "Nguyễn",
  "O'Neil",
  "Søren",
  "Aïcha",
  "李",
  "Priya",
  "Bob",
  "Émile",
];
const LAST = [
  "Lovelace",
  "garcía",
  "CURIE",
  "van der Berg",
  "김",
  "Wójcik",
  "Müller",
  "Thị Hoa",
  "Byrne",
  "Ångström",
  "Ben Ali",
  "娜",
  "Raman",
  "Smith",
  "Zola",
];
const CITIES = ["Paris", "São Paulo", "서울", "Zürich", "New York", "München", "Kraków", "Łódź", "東京", "Oslo"];
const STREETS = [
  "1 Rue de l'Église",
  "12, Main Street",
  "Hauptstraße 7\nHinterhof",
  'The "Old" Mill',
  "5 Elm St\r\nApt. 3",
  "강남대로 123",
  "Calle Mayor 8",
];
const COUNTRIES = ["us", "fr", "kr", "de", "br", "pl", "xx", "no"];
const DOMAINS = ["example.com", "EXAMPLE.org", "mail.example.net", "shop.example"];

class Maker {
  readonly random: () => number;
  constructor(seed: number) {
    this.random = createRandom(seed);
  }
  pick<T>(items: readonly [T, ...T[]] | readonly T[]): T {
    const item = items[Math.floor(this.random() * items.length)];
    if (item === undefined) throw new Error("nothing to pick from");
    return item;
  }
  /** Null now and then. */
  maybe<T>(share: number, value: () => T): T | null {
    return this.random() < share ? null : value();
  }
  whole(from: number, to: number): number {
    return from + Math.floor(this.random() * (to - from + 1));
  }
  two(from: number, to: number): string {
    return String(this.whole(from, to)).padStart(2, "0");
  }
  email(first: string): string {
    const name = first.normalize("NFD").replace(/[^A-Za-z]/g, "") || "kunde";
    const text = `${name}${this.whole(1, 999)}@${this.pick(DOMAINS)}`;
    const odd = this.random();
    if (odd < 0.04) return ` ${text}`;
    if (odd < 0.06) return `${text} `;
    if (odd < 0.08) return text.replace("@", " at ");
    return odd < 0.2 ? text.toUpperCase() : text;
  }
  phone(): string {
    return this.pick([
      `+33 6 ${this.two(0, 99)} ${this.two(0, 99)} ${this.two(0, 99)}`,
      `(555) ${this.whole(100, 999)}-${this.whole(1000, 9999)}`,
      `+82-10-${this.whole(1000, 9999)}-${this.whole(1000, 9999)}`,
    ]);
  }
  dateTime(year: number): string {
    return `${year}-${this.two(1, 12)}-${this.two(1, 28)} ${this.two(0, 23)}:${this.two(0, 59)}:${this.two(0, 59)}`;
  }
}

function toCsv(header: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const cell = (value: Cell) =>
    value === null ? "" : /[",\r\n]|^\s|\s$/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
  return `${[header, ...rows].map((row) => row.map(cell).join(",")).join("\n")}\n`;
}

function shopifyOrders(): string {
  const make = new Maker(20201109);
  const header = [
    "Order_Id",
    "Email",
    "Shipping_Address_Phone",
    "Created At",
    "First_Name",
    "Last_Name",
    "Street",
    "City",
    "Zip",
    "Country_Code",
    "Total_Price",
    "Currency",
    "Accepts_Marketing",
    "Birthday",
    "Tags",
  ];
  const rows = Array.from({ length: 240 }, (_, at): Cell[] => {
    const first = make.pick(FIRST);
    const created = make.dateTime(2020);
    const day = `${make.two(1, 28)}/${make.two(1, 12)}/${make.whole(1950, 2004)}`;
    return [
      String(100000 + at),
      make.maybe(0.05, () => make.email(first)),
      make.maybe(0.15, () => make.phone()),
      // Some orders came from an older shop that wrote its dates otherwise.
      make.pick([
        created,
        created,
        created,
        created,
        created,
        created,
        created,
        "31/12/2020",
        "2020-11-09T10:00:00Z",
        "unknown",
      ]),
      make.maybe(0.04, () => first),
      make.maybe(0.04, () => make.pick(LAST)),
      make.maybe(0.1, () => make.pick(STREETS)),
      make.maybe(0.06, () => make.pick(CITIES)),
      make.maybe(0.1, () => make.pick(["75001", "01310-100", "06236", "8001", "10001", "80331"])),
      make.maybe(0.05, () => make.pick([...COUNTRIES, "US", " kr "])),
      make.pick(
        [
          `${make.whole(1, 900)}.${make.two(0, 99)}`,
          `${make.whole(1, 900)}`,
          `${make.whole(1, 900)}.5`,
          "12,50",
          "free",
        ].filter((_, kind) => kind < 3 || make.random() < 0.1),
      ),
      make.pick(["USD", "EUR", "KRW", "BRL"]),
      make.pick(["true", "false", "yes", "no", "TRUE", "maybe"]),
      make.maybe(0.3, () => make.pick([day, day, day, day, "30/02/1990", "1990-05-17"])),
      make.maybe(0.4, () => make.pick(["vip", "vip, repeat", "gift,first-order", "b2b", 'says "hi"'])),
    ];
  });
  return toCsv(header, rows);
}

function hubspotContacts(): string {
  const make = new Maker(20200601);
  const header = [
    "Vid",
    "Properties_Firstname_Value",
    "Properties_Lastname_Value",
    "Properties_Email_Value",
    "Properties_Phone_Value",
    "Properties_City_Value",
    "Properties_Country_Value",
    "Properties_Jobtitle_Value",
    "Properties_Lifecyclestage_Value",
    "Properties_Hubspotscore_Value",
    "Properties_Date_Of_Birth_Value",
    "Properties_Hs_Language_Value",
    "Added_At",
    "updatedAt",
  ];
  const rows = Array.from({ length: 260 }, (_, at): Cell[] => {
    const first = make.pick(FIRST);
    const updated = make.dateTime(make.pick([2019, 2020, 2020, 2020, 2021]));
    const added = `${make.dateTime(2019).replace(" ", "T")}.${make.whole(100, 999)}Z`;
    return [
      String(5000 + at * 3),
      make.maybe(0.06, () => make.pick([first, ` ${first} `])),
      make.maybe(0.06, () => make.pick(LAST)),
      make.maybe(0.08, () => make.email(first)),
      make.maybe(0.3, () => make.phone()),
      make.maybe(0.2, () => make.pick(CITIES)),
      make.maybe(0.1, () => make.pick(["France", "Korea", "United States", "Deutschland", "Polska"])),
      make.maybe(0.4, () => make.pick(["CTO", "Data engineer", "Head of\nMarketing", 'VP, "Growth"', "学生"])),
      make.pick(["subscriber", "lead", "opportunity", "customer", "evangelist", "Lead"]),
      make.maybe(0.1, () =>
        make.pick([String(make.whole(0, 100)), String(make.whole(0, 100)), `${make.whole(0, 99)}.5`, "n/a"]),
      ),
      make.maybe(0.4, () =>
        make.pick([
          `${make.whole(1950, 2004)}-${make.two(1, 12)}-${make.two(1, 28)}`,
          `${make.whole(1950, 2004)}-${make.two(1, 12)}-${make.two(1, 28)}`,
          "1984-13-45",
          "05/17/1984",
        ]),
      ),
      make.maybe(0.2, () => make.pick(["fr", "ko", "en", "de", "pl"])),
      make.maybe(0.05, () => make.pick([added, added, added, added, "not yet"])),
      // The delta column: mostly dates, some null, some that no run will ever pick up.
      make.maybe(0.05, () =>
        make.pick([
          updated,
          updated,
          updated,
          updated,
          updated,
          updated,
          updated,
          updated,
          "0000-00-00 00:00:00",
          "last week",
        ]),
      ),
    ];
  });
  return toCsv(header, rows);
}

function onDemandWindow(): string {
  const make = new Maker(20220503);
  const header = ["Customer_Id", "Email", "First_Name", "Last_Name", "Points", "Tier", "modified"];
  const rows = Array.from({ length: 220 }, (_, at): Cell[] => {
    const first = make.pick(FIRST);
    return [
      `C-${String(at + 1).padStart(4, "0")}`,
      make.maybe(0.05, () => make.email(first)),
      make.maybe(0.05, () => first),
      make.maybe(0.05, () => make.pick(LAST)),
      make.pick([String(make.whole(0, 9999)), String(make.whole(0, 9999)), String(make.whole(0, 9999)), "1e3", "-"]),
      make.pick(["gold", "silver", "basic", "Gold", "bronze"]),
      // Every tenth row stands exactly on a border between windows.
      at % 10 === 0
        ? make.pick(["2022-05-01 00:00:00", "2022-06-01 00:00:00"])
        : `2022-${make.pick(["04", "05", "05", "06"])}-${make.two(1, 28)} ${make.two(0, 23)}:${make.two(0, 59)}:${make.two(0, 59)}`,
    ];
  });
  return toCsv(header, rows);
}

const samples: Readonly<Record<string, () => string>> = {
  "examples/shopify-orders/orders.csv": shopifyOrders,
  "examples/hubspot-contacts/contacts.csv": hubspotContacts,
  "examples/on-demand-window/customers.csv": onDemandWindow,
};
for (const [path, make] of Object.entries(samples)) {
  mkdirSync(path.slice(0, path.lastIndexOf("/")), { recursive: true });
  writeFileSync(path, make());
}
