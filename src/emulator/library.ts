import { readText, shownPath } from "../host/files.js";
import { listFiles } from "../host/list-files.js";
import { type ComponentIndex, indexComponents } from "../schema/index.js";
import { createSourceFile, type SourceFile } from "../text/index.js";
import { isList, isObject, type Json, type JsonObject, memberOf, parseJson, textAt } from "./json.js";

export type ComponentKind = "behaviors" | "classes" | "fieldgroups" | "datatypes";

export interface Component {
  readonly kind: ComponentKind;
  readonly value: JsonObject;
}

/** What is Adobe's: the same in every sandbox, read once. */
export interface Library {
  readonly index: ComponentIndex;
  /** By `$id`. */
  readonly components: ReadonlyMap<string, Component>;
  /** Schemas to begin with, as they were exported. */
  readonly schemas: readonly JsonObject[];
}

/** A file that cannot be read, or is none of what it is given as; the message names it. */
export class UnusableFile extends Error {}

/** Reads component folders and exported schemas. Rejects with `UnusableFile`. */
export async function readLibrary(from: {
  readonly components?: readonly string[];
  readonly schemas?: readonly string[];
}): Promise<Library> {
  const files: SourceFile[] = [];
  for (const folder of from.components ?? []) {
    const found = listFiles(folder, ".json");
    if ("why" in found) throw new UnusableFile(`${folder}: ${found.why}`);
    for (const path of found.paths) files.push(createSourceFile(path, await readWhole(path)));
  }
  const { index, diagnostics } = indexComponents(files);
  const [broken] = diagnostics;
  if (broken !== undefined) throw new UnusableFile(broken.message);
  const components = new Map<string, Component>();
  for (const { path, text } of files) {
    const json = parseJson(text);
    for (const value of isList(json) ? json : [json]) {
      const id = textAt(value, "$id");
      if (isObject(value) && id !== undefined) components.set(id, { kind: kindOf(path, id, value), value });
    }
  }
  const schemas: JsonObject[] = [];
  for (const path of from.schemas ?? []) {
    const schema = parseJson(await readWhole(path));
    if (!isObject(schema) || textAt(schema, "$id") === undefined) {
      throw new UnusableFile(`${shownPath(path)}: this is no schema with an $id`);
    }
    schemas.push(schema);
  }
  return { index, components, schemas };
}

async function readWhole(path: string): Promise<string> {
  const read = await readText(path);
  if (read.kind === "problem") throw new UnusableFile(read.diagnostic.message);
  return read.value;
}

const folders: readonly ComponentKind[] = ["behaviors", "classes", "fieldgroups", "datatypes"];

/** By what the registry wrote, the folder of adobe/xdm that it lies in, or else what it says of itself. */
function kindOf(path: string, id: string, value: JsonObject): ComponentKind {
  const written = textAt(value, "meta:resourceType");
  const parts = path.split(/[\\/]/);
  const kind = written === "mixins" ? "fieldgroups" : written;
  const told = folders.find((folder) => folder === kind) ?? folders.findLast((folder) => parts.includes(folder));
  if (told !== undefined) return told;
  if (id === "https://ns.adobe.com/xdm/data/record" || id === "https://ns.adobe.com/xdm/data/time-series") {
    return "behaviors";
  }
  if (memberOf(value, "meta:intendedToExtend") !== undefined) return "fieldgroups";
  const extended: Json | undefined = memberOf(value, "meta:extends");
  const isClass = isList(extended) && extended.some((one) => typeof one === "string" && /\/xdm\/data\//.test(one));
  return isClass ? "classes" : "datatypes";
}
