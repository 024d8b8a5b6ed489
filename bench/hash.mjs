// How much faster the host's SHA-256 is than crypto.createHash, and what the function sha256 costs on top: medians of 15
// rounds, by turns, so that what else the machine does falls on all. Usage: npm run bench:hash
import { createHash } from "node:crypto";
import { functionNamed } from "../src/functions/table.ts";
import { nodeServices } from "../src/host/services.ts";

const ROUNDS = 15;
const addresses = Array.from({ length: 20_000 }, (_, at) => `customer.${at}@example.com`);
const services = nodeServices();
const sha256 = functionNamed("sha256");
const context = { services, strict: false, span: null, lookup: () => null };

const WAYS = {
  createHash: (text) => createHash("sha256").update(text).digest("hex"),
  "the host's digest": (text) => services.digest("SHA-256", text),
  "sha256()": (text) => sha256.invoke([() => text], context),
  'sha256(…, "UTF-16")': (text) => sha256.invoke([() => text, () => "UTF-16"], context),
};

const [first] = addresses;
for (const [name, way] of Object.entries(WAYS).slice(0, 3)) {
  if (way(first) !== WAYS.createHash(first)) throw new Error(`${name}: ${way(first)}`);
}

function measure(way) {
  const start = process.hrtime.bigint();
  let digits = 0;
  for (const address of addresses) digits += way(address).length;
  const took = Number(process.hrtime.bigint() - start);
  if (digits !== 64 * addresses.length) throw new Error(`${digits} digits`);
  return took / addresses.length;
}
const median = (values) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];

for (const way of Object.values(WAYS)) measure(way);
const rounds = Array.from({ length: ROUNDS }, () => Object.values(WAYS).map(measure));
for (const [at, name] of Object.keys(WAYS).entries()) {
  const nanoseconds = median(rounds.map((round) => round[at]));
  const ratio = median(rounds.map((round) => round[0] / round[at]));
  process.stdout.write(
    `${name}: ${nanoseconds.toFixed(0)} ns a text, ${ratio.toFixed(2)} times as fast as createHash\n`,
  );
}
