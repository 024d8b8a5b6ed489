import { Ajv } from "ajv";
import draft06 from "ajv/dist/refs/json-schema-draft-06.json" with { type: "json" };
import addFormats from "ajv-formats";
import { expect, it } from "vitest";
import { type Field, findField, type Leaf, leavesOf, type XdmSchema } from "../../src/schema/index.js";
import { describeShared } from "../support/shared.js";
import { rawPath, recordWith } from "./raw-record.js";
import { composeShared, sharedComponents } from "./shared-components.js";

/**
 * A check that does not trust the expander: ajv on the raw schemas has to accept a right-typed value at each leaf, and to
 * refuse a wrong-typed one there. A misspelt name is the control: open schemas accept anything at it.
 */
const CONTEXT = "https://ns.adobe.com/xdm/context";
const A = ["profile", "profile-person-details", "profile-personal-details"];
const B = [...A, "profile-work-details", "profile-subscriptions", "identitymap"];
const C = ["experienceevent", "experienceevent-commerce", "experienceevent-web", "experienceevent-environment-details"];

describeShared("ajv on the raw schemas", "xdm/components", () => {
  const { files, index } = sharedComponents();
  const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false, logger: false });
  addFormats.default(ajv);
  ajv.addMetaSchema(draft06);
  for (const { text } of files) ajv.addSchema(JSON.parse(text));

  it.each([
    ["A", A, 198],
    ["B", B, 339],
    ["C", C, 376],
    ["work details, without a class", ["profile-work-details", "identitymap"], null],
    ["an event with an identity map", ["experienceevent", "experienceevent-environment-details", "identitymap"], null],
  ] as const)("agrees about every leaf of %s", (_name, names, count) => {
    const ids = names.map((name) => `${CONTEXT}/${name}`);
    const schema = composeShared(index, ids);
    const validate = ajv.compile({ allOf: ids.map((id) => ({ $ref: id })) });
    const errorsAt = (record: unknown, pointer: string) => {
      validate(record);
      return (validate.errors ?? [])
        .filter(({ instancePath }) => instancePath === pointer)
        .map(({ keyword }) => keyword);
    };
    const disagreed: string[] = [];
    const leaves = leavesOf(schema);
    for (const leaf of leaves) {
      const path = rawPath(index, ids, leaf.path);
      if (path === null) {
        disagreed.push(`${leaf.path}: not in the raw schemas`);
        continue;
      }
      const right = recordWith(path, rightValue(schema, leaf));
      const accepted = errorsAt(right.record, right.pointer);
      if (accepted.length > 0) disagreed.push(`${leaf.path}: the right value is refused (${accepted.join(", ")})`);
      const wrong = recordWith(path, wrongValue(leaf));
      if (!errorsAt(wrong.record, wrong.pointer).includes("type"))
        disagreed.push(`${leaf.path}: a wrong value is accepted`);
      const misspelt = path.map((step, at) =>
        at === path.length - 1 ? { ...step, name: `${step.name}Misspelt` } : step,
      );
      const control = recordWith(misspelt, wrongValue(leaf));
      if (path.at(-1)?.kind === "name" && errorsAt(control.record, control.pointer).length > 0) {
        disagreed.push(`${leaf.path}: the control is refused`);
      }
    }
    expect(disagreed).toEqual([]);
    if (count !== null) expect(leaves).toHaveLength(count);
  });

  const SAMPLES = [
    "US",
    "US-CA",
    "1",
    "EUR",
    "12-31",
    "2020-01-31",
    "2020-01-31T10:00:00Z",
    "en-US",
    "urn:x",
    "a@example.com",
    "1.2.3.4",
    "12:00:00Z",
    "::1",
    "x",
  ];

  function rightValue(schema: XdmSchema, leaf: Leaf): unknown {
    const field = fieldOf(schema, leaf.path);
    switch (leaf.type) {
      case "string":
      case "date":
      case "date-time":
        return leaf.enum?.[0] ?? matchingText(field);
      case "byte":
      case "short":
      case "int":
      case "long":
      case "number":
        return Math.max(field.minimum ?? 0, Math.min(field.maximum ?? 1, 1));
      case "boolean":
        return true;
      case "object":
      case "map":
        return {};
      case "array":
        return [];
    }
  }

  /** A sample that the field's format and pattern allow, by ajv. */
  function matchingText({ format, pattern, minLength, maxLength }: Field): string {
    const given = Object.entries({ format, pattern, minLength, maxLength }).filter(([, value]) => value !== null);
    const fits = ajv.compile({ type: "string", ...Object.fromEntries(given) });
    return SAMPLES.find((sample) => fits(sample)) ?? "";
  }

  function wrongValue({ type }: Leaf): unknown {
    return type === "string" || type === "date" || type === "date-time" ? 42 : "wrong";
  }

  function fieldOf(schema: XdmSchema, path: string): Field {
    const span = { file: { path: "", text: "", lineStarts: [0] }, start: 0, end: 0 };
    const segments = (path.match(/\[\*\]|\{\*\}|[^.[{]+/g) ?? []).map((word) =>
      word === "[*]" ? ({ kind: "wildcard", span } as const) : ({ kind: "name", name: word, span } as const),
    );
    const lookup = findField(schema, segments);
    if (lookup.kind !== "found") throw new Error(`${path} is not found`);
    return lookup.field;
  }
});
