import fc from "fast-check";
import { compileMapping, type Program } from "../../src/compiler/index.js";
import type { Services } from "../../src/functions/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { fixedServices } from "../../src/host/services.js";
import { createRowCounter } from "../../src/runtime/count-rows.js";
import {
  columnsOf,
  createBatchMapper,
  emptyTally,
  evaluate,
  mergeTallies,
  printXdm,
  type RowBatch,
  type Tally,
  type Window,
} from "../../src/runtime/index.js";
import { createRowMapper } from "../../src/runtime/map-row.js";
import { planWindow } from "../../src/runtime/window.js";
import { createSourceFile } from "../../src/text/index.js";
import { MISSING, type Value } from "../../src/values/index.js";
import { schemaOf } from "../runtime/support.js";
import { expressionArbitrary, type Fields, rowOf } from "../support/expression-arbitraries.js";

const string = { type: "string" };
const integer = { type: "integer" };
/** A field of every type; with a rule of every kind, with names that deeper objects must have, or free of both. */
const schemaWith = (rules: boolean, needs: boolean) => {
  const held = (rule: object) => (rules ? rule : {});
  const object = (properties: object, required: readonly string[] = []) => ({
    type: "object",
    properties,
    required: needs ? required : [],
  });
  const kind = { ...string, ...held({ enum: ["home", "us"] }) };
  const person = {
    name: object({ firstName: string, lastName: string }, ["firstName"]),
    born: { type: "string", format: "date" },
  };
  const item = object({ sku: { ...string, ...held({ enum: ["a", "x"] }) }, n: integer }, ["n"]);
  const properties = {
    _id: string,
    active: { type: "boolean" },
    tier: { ...string, ...held({ enum: ["basic", "us", "kr"] }) },
    code: { ...string, ...held({ pattern: "^[a-z]", minLength: 1, maxLength: 4 }) },
    score: { type: "number", ...held({ minimum: 0, maximum: 20 }) },
    amount: { type: "number" },
    visits: { ...integer, ...held({ minimum: -1 }) },
    tiny: { ...integer, "meta:xdmType": "byte" },
    small: { ...integer, "meta:xdmType": "short" },
    large: { ...integer, "meta:xdmType": "long" },
    day: { type: "string", format: "date" },
    at: { type: "string", format: "date-time" },
    tags: { type: "array", items: string },
    labels: { type: "object", "meta:xdmType": "map", additionalProperties: string },
    free: { type: "object" },
    person: object(person),
    phone: object({ number: string, kind }, ["number", "kind"]),
    mail: object({ address: { ...string, ...held({ format: "email" }) } }),
    items: { type: "array", items: item },
  };
  return schemaOf({
    $id: "https://ns.adobe.com/acme/schemas/everything",
    "meta:tenantNamespace": "_acme",
    ...object(properties, rules ? ["_id"] : []),
  });
};

const schemas = {
  rules: schemaWith(true, true),
  limits: schemaWith(true, false),
  needs: schemaWith(false, true),
  free: schemaWith(false, false),
};

/** Targets of one value each, that do not touch. */
const LEAVES = [
  "_id",
  "active",
  "tier",
  "code",
  "score",
  "amount",
  "visits",
  "tiny",
  "small",
  "large",
  "day",
  "at",
  "person.name.firstName",
  "person.born",
  "person.name.lastName",
  "phone.number",
  "phone.kind",
  "mail.address",
  "tags",
  "labels",
  "free.x",
  "free.${a b}.__proto__",
] as const;

/** Targets that overlap others, or go through arrays. */
const OTHERS = [
  "_id",
  "person",
  "person.name",
  "items",
  "items[*].sku",
  "items[*].n",
  "items[0].sku",
  "tags[*]",
  "tags[1]",
  "free",
];

const leafText = fc.oneof(
  fc.constantFrom("Email", "t", "n", "flag", "created", "updated", "price", "count", "x", "obj.a.b", "a.b"),
  fc.constantFrom(
    "lower(trim(Email))",
    'date(created, "yyyy-MM-dd HH:mm:ss")',
    "to_integer(count)",
    "sha256(trim(Email))",
  ),
  fc.constantFrom(
    "to_float(price)",
    "to_decimal(price)",
    "size_of(items)",
    "now()",
    "uuid()",
    'concat("a", uuid())',
    "null",
    '"us"',
    "12",
  ),
  fc.constantFrom("items[*].sku", "orders[*].sku", "tags[*]", "obj", "items", "tags", "items[*]"),
);

/** Mappings as a file has them, some of whose parts stand in several. */
export const sourceArbitrary: fc.Arbitrary<string> = fc
  .record({
    delta: fc.constantFrom(
      "",
      "",
      "delta created\n",
      'delta created format "yyyy-MM-dd HH:mm:ss" timezone "Europe/Paris"\n',
      "delta updated\n",
    ),
    shared: expressionArbitrary(),
    leaves: fc.subarray([...LEAVES], { minLength: 0, maxLength: LEAVES.length }),
    others: fc.oneof(fc.constant([]), fc.subarray(OTHERS, { maxLength: 3 })),
    texts: fc.array(fc.oneof(leafText, leafText, leafText, expressionArbitrary(), fc.constant("shared")), {
      minLength: 26,
      maxLength: 26,
    }),
    order: fc.infiniteStream(fc.nat()),
  })
  .map(({ delta, shared, leaves, others, texts, order }) => {
    const targets = [...leaves, ...others].map((target) => ({ target, at: order.next().value }));
    targets.sort((left, right) => left.at - right.at);
    const lines = targets.map(({ target }, at) => `(${texts[at]}) -> ${target}`);
    return `target "schema.json"\n${delta}let shared = ${shared.replace(/\s+/g, " ")}\n${lines.join("\n")}\n`;
  });

/** What a file means, faults and all: a mapping that cannot be read is none. */
export function programOf(source: string, schema: keyof typeof schemas = "free"): Program {
  const { tree } = parseMapping(createSourceFile("test.xdmap", source));
  return compileMapping({ tree, schema: schemas[schema], sample: null }).program;
}

export interface Mapped {
  readonly text: string;
  readonly tally: Tally;
}

export interface RunOptions {
  readonly window: Window | null;
  readonly strict: boolean;
  readonly limit?: number;
}

function fixed(): Services {
  return fixedServices({ now: new Date(1_600_000_000_000), seed: "rows" });
}

/** Rows of several inputs' lines: each begins some lines after the one before. */
function lineOf(at: number): number {
  return 2 + at + Math.floor(at / 3);
}

/** Row by row and by the interpreter alone: what batches are held to. */
export function mapRows(program: Program, rows: readonly Fields[], { window, strict, limit }: RunOptions): Mapped {
  const services = fixed();
  const planned = planWindow(program.delta, window);
  if ("problem" in planned) throw new Error(planned.problem.message);
  const compile = (expression: Parameters<typeof evaluate>[0]) => (env: Parameters<typeof evaluate>[1]) =>
    evaluate(expression, env);
  const mapRow = createRowMapper(program, { services, strict, compile });
  const counter = createRowCounter(program, { services, strict });
  let text = "";
  let mapped = 0;
  for (const [at, fields] of rows.entries()) {
    if (limit !== undefined && mapped >= limit) break;
    const row = { line: lineOf(at), ...rowOf(fields, MISSING) };
    const place = planned.placeOf(row);
    counter.place(row, place);
    if (!place.inside) continue;
    mapped++;
    const result = mapRow(row);
    if (!counter.row(row, result)) text += `${printXdm(result.record)}\n`;
  }
  return { text, tally: counter.tally };
}

/** The same in batches that are cut at some rows; each is counted on its own, from its first line. */
export function mapBatches(
  program: Program,
  rows: readonly Fields[],
  {
    window,
    strict,
    limit,
    cuts,
    warm,
    report = true,
  }: RunOptions & { readonly cuts: readonly number[]; readonly warm: number; readonly report?: boolean },
): Mapped {
  const created = createBatchMapper(program, {
    services: fixed(),
    window,
    strict,
    warm,
    report,
    ...(limit === undefined ? {} : { limit }),
  });
  if (created.kind === "problem") throw new Error(created.diagnostic.message);
  const columns = columnsOf(program);
  const total = emptyTally(program, strict);
  const edges = [0, ...cuts.map((cut) => cut % (rows.length + 1)).toSorted((a, b) => a - b), rows.length];
  let text = "";
  for (const [nth, to] of edges.slice(1).entries()) {
    const from = edges[nth] ?? 0;
    const batch = batchOf(rows.slice(from, to), columns, (at) => lineOf(from + at) - lineOf(from));
    const { bytes, tally, ended } = created.mapper.map(batch, { firstLine: lineOf(from) });
    text += new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
    mergeTallies(total, structuredClone(tally));
    if (ended) break;
  }
  return { text, tally: total };
}

function batchOf(rows: readonly Fields[], columns: readonly string[], line: (row: number) => number): RowBatch {
  const orMissing = (value: Value | undefined) => (value === undefined ? MISSING : value);
  return {
    rows: rows.length,
    lineOf: line,
    valueAt: (row, slot) => orMissing(rows[row]?.get(columns[slot] ?? "")),
  };
}
