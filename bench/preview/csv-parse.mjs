// The job as anyone would write it with csv-parse. Usage: node bench/preview/csv-parse.mjs CSV NDJSON
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";

const [csv, ndjson] = process.argv.slice(2);
const start = Date.parse("2026-09-03T00:00:00Z");
const end = Date.parse("2026-09-29T00:00:00Z");
const instant = (text) => Date.parse(`${text.replace(" ", "T")}Z`);

async function* map(rows) {
  for await (const row of rows) {
    const updated = instant(row.updated_at);
    if (updated < start || updated >= end) continue;
    const address = row.email.trim().toLowerCase();
    const record = {
      _id: row.id,
      person: {
        name: {
          firstName: row.first_name,
          lastName: row.last_name,
          fullName: `${row.first_name} ${row.last_name}`,
        },
      },
      personalEmail: { address },
      _acme: {
        emailHash: createHash("sha256").update(address).digest("hex"),
        active: row.status === "active",
        items: Number.parseInt(row.quantity, 10),
      },
      mobilePhone: { number: row.phone },
      homeAddress: { city: row.city, countryCode: row.country.toUpperCase() },
      _repo: { createDate: `${new Date(instant(row.created_at)).toISOString().slice(0, 19)}Z` },
    };
    yield `${JSON.stringify(record)}\n`;
  }
}

await pipeline(createReadStream(csv), parse({ columns: true }), map, createWriteStream(ndjson));
