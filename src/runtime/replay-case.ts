import { type Field, XDM_TYPES, type XdmType } from "../schema/index.js";
import { fieldOf, type JavaMap, type Value } from "../values/index.js";
import { compareTrees, xdmOfJson } from "./compare-records.js";
import { convert } from "./convert.js";
import { hasFailed } from "./loss.js";
import { printXdm, type XdmValue } from "./xdm-value.js";

/** What Data Prep made of a case when it was recorded: the `expected` of its line, and what goes with it. */
export interface RecordedAnswer {
  /** What stood in the record at the target; null where nothing did. */
  readonly expected: XdmValue | null;
  /** The target's path, where the line tells it. */
  readonly path: string | null;
  /** What the value is converted to; null: it is taken as it is. */
  readonly field: Field | null;
  /** JEXL's strict mode; null where the line says nothing. */
  readonly strict: boolean | null;
  /** Whether xdmap agreed when it was recorded; null where the line says nothing. */
  readonly agreed: boolean | null;
  /** When it was recorded, as the line has it. */
  readonly date: string | null;
}

const TYPES: ReadonlySet<string> = new Set(XDM_TYPES);

/** The recorded answer of a line; null where it has no `expected`; a sentence where it cannot be followed. */
export function readRecordedAnswer(line: JavaMap): RecordedAnswer | null | { readonly problem: string } {
  const expected = fieldOf(line, "expected");
  if (expected === undefined) return null;
  const target = fieldOf(line, "target") ?? null;
  const [strict = null, agreed = null] = ["strict", "agrees"].map((name) => fieldOf(line, name));
  const wrong = [strict, agreed].some((value) => value !== null && typeof value !== "boolean");
  if (wrong) return { problem: "Its `strict` and its `agrees` are true or false, where it has them." };
  if (!isTarget(target)) {
    return { problem: 'Its target is an object, {"path", "type", "items"}, of texts, where it has one.' };
  }
  const type = memberText(target, "type");
  const items = memberText(target, "items");
  const unknown = [type, items].find((name) => name !== null && !TYPES.has(name));
  if (unknown !== undefined && unknown !== null)
    return { problem: `Its target has the type ${JSON.stringify(unknown)}, which XDM has not.` };
  return {
    expected: xdmOfJson(expected),
    path: memberText(target, "path"),
    field: isType(type) ? plainField(type, isType(items) ? plainField(items, null) : null) : null,
    strict: typeof strict === "boolean" ? strict : null,
    agreed: typeof agreed === "boolean" ? agreed : null,
    date: memberText(line, "date"),
  };
}

/** Whether a case comes to what was recorded. `instant`: it is the same point in time, written otherwise. */
export type Judgement =
  | { readonly kind: "agrees"; readonly instant: boolean }
  | { readonly kind: "differs"; readonly here: string; readonly recorded: string };

/** Holds what a case comes to against what was recorded: converted into the target's type, as a mapping converts it. */
export function judgeCase(result: Evaluated, { expected, field }: RecordedAnswer): Judgement {
  return judgeValue(result, expected, field);
}

type Evaluated = { readonly value: Value } | { readonly error: object };

/** The same for what is about to be recorded. */
export function judgeValue(result: Evaluated, expected: XdmValue | null, field: Field | null): Judgement {
  const here = "error" in result ? null : convertedTo(result.value, field);
  const relation = compareTrees(here, expected, field);
  if (relation === "same" || relation === "instant") return { kind: "agrees", instant: relation === "instant" };
  return { kind: "differs", here: printOrNull(here), recorded: printOrNull(expected) };
}

/** What a value becomes in a field; null where it becomes nothing. */
export function convertedTo(value: Value, field: Field | null): XdmValue | null {
  const converted = convert(value, field);
  return hasFailed(converted) ? null : converted.value;
}

function printOrNull(value: XdmValue | null): string {
  return value === null ? "null" : printXdm(value);
}

function isType(name: string | null): name is XdmType {
  return name !== null && TYPES.has(name);
}

/** A value that is not converted as its line wants it would be held against another. */
function isTarget(target: Value): boolean {
  if (target === null) return true;
  if (typeof target !== "object" || target.kind !== "map") return false;
  return ["path", "type", "items"].every((name) => ["string", "undefined"].includes(typeof fieldOf(target, name)));
}

function memberText(value: Value, name: string): string | null {
  if (value === null || typeof value !== "object" || value.kind !== "map") return null;
  const member = fieldOf(value, name);
  return typeof member === "string" ? member : null;
}

/** A field of which nothing but the type is known. */
function plainField(type: XdmType, items: Field | null): Field {
  return {
    name: "",
    type,
    title: null,
    format: null,
    pattern: null,
    enum: null,
    suggested: null,
    minimum: null,
    maximum: null,
    minLength: null,
    maxLength: null,
    required: false,
    deprecated: false,
    recursive: false,
    fields: new Map(),
    items,
    values: null,
  };
}
