// The job in JSONata, row by row. Usage: node bench/preview/jsonata.mjs CSV NDJSON
import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { pipeline } from "node:stream/promises";
import { parse } from "csv-parse";
import jsonata from "jsonata";

const [csv, ndjson] = process.argv.slice(2);
const read = '"[Y0001]-[M01]-[D01] [H01]:[m01]:[s01]"';
const expression = jsonata(`(
  $updated := $toMillis(updated_at, ${read});
  $address := $lowercase($trim(email));
  $updated >= $toMillis("2026-09-03T00:00:00Z") and $updated < $toMillis("2026-09-29T00:00:00Z") ? {
    "_id": id,
    "person": { "name": {
      "firstName": first_name, "lastName": last_name, "fullName": first_name & " " & last_name
    } },
    "personalEmail": { "address": $address },
    "_acme": { "emailHash": $sha256($address), "active": status = "active", "items": $number(quantity) },
    "mobilePhone": { "number": phone },
    "homeAddress": { "city": city, "countryCode": $uppercase(country) },
    "_repo": { "createDate": $fromMillis($toMillis(created_at, ${read}), "[Y0001]-[M01]-[D01]T[H01]:[m01]:[s01]Z") }
  }
)`);
expression.registerFunction("sha256", (text) => createHash("sha256").update(text).digest("hex"));

async function* map(rows) {
  for await (const row of rows) {
    const record = await expression.evaluate(row);
    if (record !== undefined) yield `${JSON.stringify(record)}\n`;
  }
}

await pipeline(createReadStream(csv), parse({ columns: true }), map, createWriteStream(ndjson));
