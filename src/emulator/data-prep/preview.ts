import { openSample } from "../../io/index.js";
import { printXdm } from "../../runtime/index.js";
import { createRowMapper } from "../../runtime/map-row.js";
import { fieldOf, itemsOf, parseJson as parseValue, toJson } from "../../values/index.js";
import { isList, isObject, type Json, memberOf, parseJson } from "../json.js";
import type { Answer, Context, ServiceRequest } from "../service.js";
import { programOf } from "./compile-mapping-set.js";
import { badRequest } from "./problems.js";
import { servicesAt } from "./row-services.js";

/**
 * `POST /mappingSets/preview`: rows, or one row as documentation and a community client send it, through a mapping set that
 * is not kept. One entry for each row, whatever was sent.
 */
export async function previewMappingSet({ body, bodyText }: ServiceRequest, context: Context): Promise<Answer> {
  const data = memberOf(body, "data");
  const set = memberOf(body, "mappingSet");
  const rows = isList(data) ? data : isObject(data) ? [data] : null;
  if (rows === null || !rows.every(isObject) || !isObject(set)) {
    return badRequest("A preview needs data, which is a row or a list of rows, and a mappingSet.");
  }
  if (rows.length === 0) return { status: 200, body: [] };
  // As the rows of a file are read, so that their values have the same types.
  const opened = await openSample(
    "preview.ndjson",
    bytesOf(rowTexts(bodyText ?? "") ?? rows.map((row) => JSON.stringify(row))),
    { format: "ndjson" },
  );
  if (opened.kind === "problem") return badRequest(opened.diagnostic.message);
  const { program, mappings } = programOf(set, context, opened.shape);
  const refused = mappings.flatMap(({ mapping, faults }) =>
    faults.map((exception): Json => ({ source: mapping.source, destination: mapping.destination, exception })),
  );
  const mapRow = createRowMapper(program, { services: servicesAt(context) });
  const answers: Json[] = [];
  const texts: string[] = [];
  for await (const event of opened.events) {
    if (event.kind === "problem") return badRequest(event.diagnostic.message);
    const { record, targets } = mapRow(event.row);
    const lost = targets.flatMap(({ losses }, at) =>
      losses.map(({ message }): Json => {
        const mapping = program.mappings[at];
        return { destination: mapping?.path ?? "", source: mapping?.emitted.text ?? "", exception: message };
      }),
    );
    const data = printXdm(record);
    const errors = [...refused, ...lost];
    answers.push({ data: parseJson(data) ?? {}, errors });
    texts.push(`{"data":${data},"errors":${JSON.stringify(errors)}}`);
  }
  const text = `[${texts.join(",")}]`;
  // Whole numbers that JavaScript would round keep their digits.
  return JSON.stringify(answers) === text ? { status: 200, body: answers } : { status: 200, text };
}

/** The rows with the digits of their numbers: `1.0` is another text than `1` where it is mapped to one. */
function rowTexts(body: string): readonly string[] | null {
  const read = parseValue(body);
  const { value } = "value" in read ? read : { value: null };
  const data = value !== null && typeof value === "object" && value.kind === "map" ? fieldOf(value, "data") : undefined;
  if (data === undefined) return null;
  return (itemsOf(data) ?? [data]).map(toJson);
}

async function* bytesOf(rows: readonly string[]): AsyncGenerator<Uint8Array> {
  yield new TextEncoder().encode(rows.map((row) => `${row}\n`).join(""));
}
