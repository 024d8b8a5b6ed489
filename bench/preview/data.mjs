// The table of the job: 20 columns of what a shop knows of its customers, some 220 bytes a row, the same for everybody.
// Usage: node bench/preview/data.mjs ROWS FILE
import { closeSync, openSync, writeSync } from "node:fs";
import { pathToFileURL } from "node:url";

const FIRST = ["Ada", "Grace", "Alan", "Edsger", "Barbara", "Donald", "Frances", "Ken", "Radia", "Tim"];
const LAST = ["Lovelace", "Hopper", "Turing", "Dijkstra", "Liskov", "Knuth", "Allen", "Thompson", "Perlman", "Berners"];
const CITIES = ["Lyon", "Seoul", "Boston", "Utrecht", "Oslo", "Porto", "Graz", "Turin", "Brno", "Ghent"];
const COUNTRIES = ["fr", "kr", "us", "nl", "no", "pt", "at", "it", "cz", "be"];
const STATUS = ["active", "inactive", "pending", "blocked"];
const NOTES = ['"call, in the morning"', "none", '"said ""thank you"" twice"', "at the desk"];

export const HEADER =
  "id,email,first_name,last_name,phone,created_at,updated_at,country,city,postal_code,street,amount,currency,quantity,product,sku,status,notes,consent,channel";

/** A generator of numbers below 1 that gives the same row for the same seed (mulberry32). */
function createRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const two = (number) => String(number).padStart(2, "0");

/** Writes that many rows. Updates are spread evenly over the thirty days of September 2026. */
export function writeTable(rows, file) {
  const random = createRandom(2026);
  const below = (limit) => Math.floor(random() * limit);
  const pick = (list) => list[below(list.length)];
  const time = () => `${two(below(24))}:${two(below(60))}:${two(below(60))}`;
  const descriptor = openSync(file, "w");
  let text = `${HEADER}\n`;
  for (let row = 0; row < rows; row++) {
    const first = pick(FIRST);
    const last = pick(LAST);
    const country = below(COUNTRIES.length);
    const email = `${first}.${last}.${row}@example${below(50)}.com`;
    const cells = [
      `C-${String(row).padStart(8, "0")}`,
      random() < 0.2 ? ` ${email} ` : email,
      first,
      last,
      `+${10 + below(80)}-555-${String(below(10_000)).padStart(4, "0")}`,
      `20${two(10 + below(16))}-${two(1 + below(12))}-${two(1 + below(28))} ${time()}`,
      `2026-09-${two(1 + Math.floor((row * 30) / rows))} ${time()}`,
      COUNTRIES[country],
      CITIES[country],
      String(10_000 + below(89_999)),
      `"${1 + below(400)} Engine Road, floor ${below(9)}"`,
      `${1 + below(900)}.${two(below(100))}`,
      "EUR",
      String(1 + below(12)),
      `Model ${below(90)}`,
      `SKU-${String(below(1_000_000)).padStart(7, "0")}`,
      pick(STATUS),
      pick(NOTES),
      below(2) === 1 ? "true" : "false",
      "web-shop",
    ];
    text += `${cells.join(",")}\n`;
    if (text.length > 1 << 20) {
      writeSync(descriptor, text);
      text = "";
    }
  }
  writeSync(descriptor, text);
  closeSync(descriptor);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  writeTable(Number(process.argv[2]), process.argv[3]);
}
