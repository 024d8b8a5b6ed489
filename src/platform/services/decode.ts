import * as v from "valibot";
import { isJsonObject, type Json, type JsonObject } from "../json.js";
import type { SpecReference } from "./flow-service-types.js";
import type { CountedError } from "./resource.js";

/** Without it an object is none that could be named again. */
export const id = v.pipe(v.string(), v.nonEmpty());

/** What is absent or of another kind is null: no field but the id is worth losing a whole list for. */
export const text = v.fallback(v.nullable(v.string()), null);

/** A number, also where a service writes it as text. */
export const number = v.fallback(
  v.nullable(v.union([v.number(), v.pipe(v.string(), v.nonEmpty(), v.transform(Number), v.finite())])),
  null,
);

export const boolean = v.fallback(v.nullable(v.boolean()), null);

/** Numbers as text: "1" and 1 are the same version. */
export const versionText = v.fallback(v.nullable(v.union([v.string(), v.pipe(v.number(), v.transform(String))])), null);

export const texts = v.fallback(
  v.pipe(
    v.array(v.unknown()),
    v.transform((items) => items.filter((item) => typeof item === "string")),
  ),
  [],
);

const isObject = (value: unknown): value is JsonObject =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** An object as it is; an empty one in place of anything else. */
export const object = v.fallback(v.custom<JsonObject>(isObject), {});

export const optionalObject = v.fallback(v.nullable(v.custom<JsonObject>(isObject)), null);

export const specReference = v.fallback(
  v.nullable(
    v.pipe(
      v.object({ id, version: versionText }),
      v.transform((each): SpecReference => each),
    ),
  ),
  null,
);

/** The items that are objects, each as `schema` reads it; what it cannot read is left out. */
export function objects<T>(schema: v.GenericSchema<unknown, T>): v.GenericSchema<unknown, readonly T[]> {
  return v.fallback(
    v.pipe(
      v.array(v.unknown()),
      v.transform((items) =>
        items.flatMap((item) => {
          const read = v.safeParse(schema, item);
          return read.success ? [read.output] : [];
        }),
      ),
    ),
    [],
  );
}

const countedErrorFields = v.object({ code: text, message: text, description: text, recordCount: number });

export const countedErrors = objects<CountedError>(
  v.pipe(
    countedErrorFields,
    v.transform(({ code, message, description, recordCount }) => ({
      code,
      message: message ?? description ?? "",
      recordCount,
    })),
  ),
);

/** Reads an object by its schema, and keeps it beside what was read; null where it is none. */
export function decode<T extends object>(
  schema: v.GenericSchema<unknown, T>,
  json: Json,
): (T & { readonly raw: JsonObject }) | null {
  if (!isJsonObject(json)) return null;
  const read = v.safeParse(schema, json);
  return read.success ? { ...read.output, raw: json } : null;
}
