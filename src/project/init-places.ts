import type { SourceProfile, SourceShape, ValueProfile } from "../compiler/index.js";
import { printColumn, printString } from "../grammar/index.js";
import type { Field, XdmSchema } from "../schema/index.js";
import { pathSegment } from "../schema/index.js";
import type { Type } from "../values/index.js";

/** A column, or a field of a record, that holds values without fields of their own. */
export interface SourcePlace {
  readonly names: readonly string[];
  /** How many lists it lies in, or is. */
  readonly lists: number;
  /** As an expression reads it; null where the language cannot write the name. */
  readonly expression: string | null;
  /** As a comment names it. */
  readonly label: string;
  readonly profile: ValueProfile | null;
}

/** A field of the schema that takes values without fields of their own. */
export interface TargetPlace {
  /** Without the tenant's namespace. */
  readonly names: readonly string[];
  readonly lists: number;
  /** As a mapping writes it. */
  readonly path: string;
  readonly field: Field;
}

/** More places than anyone maps; a schema may have more. */
const MOST_PLACES = 5000;
const DEEPEST = 30;

export function sourcePlaces(shape: SourceShape): readonly SourcePlace[] {
  const places: SourcePlace[] = [];
  for (const [name, type] of shape.columns) {
    const profile = profileOfColumn(shape.profile, name);
    const column: Walk = { names: [name], expression: columnText(name), lists: 0, profile };
    addSource(column, type, shape.flat, places);
  }
  return places;
}

function profileOfColumn(profile: SourceProfile | undefined, name: string): ValueProfile | null {
  return profile?.columns.get(name) ?? null;
}

interface Walk {
  readonly names: readonly string[];
  readonly expression: string | null;
  readonly lists: number;
  readonly profile: ValueProfile | null;
}

function addSource(walk: Walk, type: Type, flat: boolean, places: SourcePlace[]): void {
  if (places.length >= MOST_PLACES || walk.names.length > DEEPEST || walk.lists > DEEPEST) return;
  const { names, expression, lists, profile } = walk;
  if (!flat && type.kind === "object" && type.fields !== null && type.fields.size > 0) {
    for (const [name, child] of type.fields) {
      const inside = expression === null ? null : memberText(expression, name, names, lists);
      const next: Walk = {
        names: [...names, name],
        expression: inside,
        lists,
        profile: profile?.fields.get(name) ?? null,
      };
      addSource(next, child, flat, places);
    }
    return;
  }
  if (!flat && type.kind === "array") {
    const items: Walk = {
      names,
      expression: expression === null ? null : `${expression}[*]`,
      lists: lists + 1,
      profile: profile?.items ?? null,
    };
    addSource(items, type.items, flat, places);
    return;
  }
  const label = cleanText(expression ?? names.map((name) => printString(name)).join("."));
  places.push({ names, lists, expression, label, profile });
}

/** Names with these cannot stand in a line. */
const UNWRITABLE = /[\p{Cc}\p{Cs}\u2028\u2029]/u;

function columnText(name: string): string | null {
  return UNWRITABLE.test(name) || name === "" ? null : printColumn([name]);
}

/** A field of what an expression reads. Names stand in one `${}` as long as no list is between them. */
function memberText(expression: string, name: string, before: readonly string[], lists: number): string | null {
  if (UNWRITABLE.test(name) || name === "") return null;
  if (lists === 0) return printColumn([...before, name]);
  return /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && printColumn(["a", name]) === `a.${name}`
    ? `${expression}.${name}`
    : `${expression}.${printString(name, "'")}`;
}

const LONGEST_TEXT = 500;

/** A user's text in a comment: on one line, and not endless. */
export function cleanText(text: string): string {
  const clean = text.replace(
    /[\p{Cc}\p{Cs}\u2028\u2029]/gu,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
  return clean.length > LONGEST_TEXT ? `${clean.slice(0, LONGEST_TEXT - 1)}…` : clean;
}

/** What can be written to, but for what is deprecated, contains itself, or is a map. */
export function targetPlaces(schema: XdmSchema): readonly TargetPlace[] {
  const places: TargetPlace[] = [];
  for (const field of schema.root.fields.values()) {
    const isTenant = field.name === schema.tenant || field.name === "_{TENANT_ID}";
    addTarget(field, field.deprecated, isTenant ? [] : [field.name], 0, pathSegment(field.name), places);
  }
  return places;
}

function addTarget(
  field: Field,
  deprecated: boolean,
  names: readonly string[],
  lists: number,
  path: string,
  places: TargetPlace[],
): void {
  if (deprecated || field.recursive || field.type === "map" || names.length > DEEPEST) return;
  if (field.items !== null) {
    addTarget(field.items, field.items.deprecated, names, lists + 1, `${path}[*]`, places);
    return;
  }
  for (const child of field.fields.values()) {
    addTarget(child, child.deprecated, [...names, child.name], lists, `${path}.${pathSegment(child.name)}`, places);
  }
  if (field.fields.size === 0 && field.type !== "object" && names.length > 0) {
    places.push({ names, lists, path, field });
  }
}
