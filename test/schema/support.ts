import {
  type ComponentIndex,
  indexComponents,
  type Leaf,
  leavesOf,
  loadSchema,
  type XdmSchema,
} from "../../src/schema/index.js";
import { createSourceFile } from "../../src/text/index.js";

/** Components written as objects, in one index; fails when one is not sound. */
export function indexOf(...components: readonly object[]): ComponentIndex {
  const files = components.map((component, at) => createSourceFile(`c${at}.json`, JSON.stringify(component)));
  const { index, diagnostics } = indexComponents(files);
  if (diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return index;
}

export function load(schema: object | string, components?: ComponentIndex, key?: string) {
  const text = typeof schema === "string" ? schema : JSON.stringify(schema);
  return loadSchema(createSourceFile("schema.json", text), {
    ...(components === undefined ? {} : { components }),
    ...(key === undefined ? {} : { key }),
  });
}

/** A schema that has to be sound. */
export function sound(schema: object, ...components: readonly object[]): XdmSchema {
  const { schema: loaded, diagnostics } = load(schema, indexOf(...components));
  if (loaded === null || diagnostics.length > 0) throw new Error(diagnostics.map(({ message }) => message).join("\n"));
  return loaded;
}

export function leaves(schema: object, ...components: readonly object[]): readonly Leaf[] {
  return leavesOf(sound(schema, ...components));
}

export function paths(schema: object, ...components: readonly object[]): readonly string[] {
  return leaves(schema, ...components).map(({ path }) => path);
}

/** Codes with the text they mark. */
export function findings(schema: object | string, components?: ComponentIndex, key?: string): readonly string[] {
  return load(schema, components, key).diagnostics.map(({ code, place }) => {
    if (place === null || !("start" in place)) return code;
    return `${code} ${place.file.text.slice(place.start, place.end)}`.trimEnd();
  });
}

export const text = { type: "string" };

/** A component with properties at its root. */
export function component(id: string, properties: object, more: object = {}): object {
  return { $id: `https://ns.adobe.com/xdm/${id}`, type: "object", properties, ...more };
}

export function ref(id: string, more: object = {}): object {
  return { $ref: `https://ns.adobe.com/xdm/${id}`, ...more };
}
