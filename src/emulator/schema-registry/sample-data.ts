import type { Field } from "../../schema/index.js";
import { problem } from "../errors.js";
import { type Json, objectOf } from "../json.js";
import type { Answer, Context, Route, ServiceRequest } from "../service.js";
import { compose } from "./compose.js";
import { missing } from "./refusals.js";
import { findSchema } from "./resources.js";

/** One record with a value in every field of a schema. Like all of `/rpc`, it needs no `Accept`. */
export const sampleDataRoute: Route = { method: "GET", path: "/rpc/sampledata/{ID}", handle: show };

function show({ parameters }: ServiceRequest, context: Context): Answer {
  const id = parameters.get("ID") ?? "";
  const found = findSchema(context, id);
  if (found === undefined) return missing(id);
  const { schema, diagnostics } = compose(context, found);
  if (schema === null) return problem(400, "Bad Request", diagnostics[0]?.message ?? "The schema cannot be composed");
  return { status: 200, body: sampleOf(schema.root) };
}

function sampleOf(field: Field): Json {
  switch (field.type) {
    case "object":
      return objectOf([...field.fields.values()].map((child) => [child.name, sampleOf(child)]));
    case "array":
      return field.items === null ? [] : [sampleOf(field.items)];
    case "map":
      return field.values === null ? {} : { key: sampleOf(field.values) };
    case "boolean":
      return false;
    case "byte":
    case "short":
    case "int":
    case "long":
    case "number":
      return Math.min(Math.max(0, field.minimum ?? 0), field.maximum ?? Number.POSITIVE_INFINITY);
    case "date":
      return "2018-11-12";
    case "date-time":
      return "2018-11-12T20:20:39+00:00";
    case "string":
      return sampleText(field);
  }
}

function sampleText({ enum: closed, suggested, format, minLength }: Field): string {
  const value = closed?.[0] ?? suggested?.[0];
  if (value !== undefined) return value;
  if (format === "uri" || format === "uri-reference") return "https://ns.adobe.com/xdm/common/uri";
  if (format === "email") return "someone@example.com";
  return "Sample value".padEnd(minLength ?? 0, ".");
}
