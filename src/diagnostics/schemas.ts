import { diagnostics, quote } from "./define.js";

/** Schema files and component folders. */
export const schemas = diagnostics({
  XM6001: {
    severity: "error",
    title: "Schema file is not JSON",
    what: (p: { file: string; message: string }) => `${quote(p.file)} is not JSON. ${p.message}`,
    todo: () => "Correct the file at this place, or export the schema again.",
    details:
      "A schema file is JSON. The place shown is where reading stopped; the mistake is there or just before it: a missing comma, a comma too many, a quote that is not closed, a comment. A file that was cut off while it was saved stops at its last character.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address',
        files: { "schema.json": '{ "type": "object", "properties": ' },
      },
    ],
  },
  XM6002: {
    severity: "error",
    title: "JSON that is no schema",
    what: (p: { file: string; why: string }) => `${quote(p.file)} is JSON, but no XDM schema: ${p.why}.`,
    todo: () =>
      "Export the schema with the header `Accept: application/vnd.adobe.xed-full+json; version=1`, or name a composition: an object whose `allOf` lists the `$ref` of a class and of field groups.",
    details:
      "xdmap reads four forms: what the Schema Registry answers when a schema is asked for in its xed-full form (`properties` with everything merged), or in its xed form (`allOf` of `$ref`, whose components stand in the component folders), a composition as it is posted to the registry, and a single standard XDM file. A list of schemas, an error answer of the API or the short `xed-id` form hold no fields.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address',
        files: { "schema.json": '{ "results": [] }' },
      },
    ],
  },
  XM6003: {
    severity: "error",
    title: "No composition of this key",
    what: (p: { file: string; key: string }) => `${quote(p.file)} holds no composition ${quote(p.key)}.`,
    todo: (p: { near: string | undefined; keys: string }) =>
      p.near === undefined ? `It holds ${p.keys}.` : `Did you mean ${quote(p.near)}? It holds ${p.keys}.`,
    details:
      "A file may hold several compositions, each under a key of its own; `FILE#KEY` names one. The key is compared exactly, with upper and lower case.",
    examples: [
      {
        source: 'target "schema.json#B"\nsample "orders.csv"\nEmail -> email',
        files: { "schema.json": '{ "A": { "type": "object", "properties": { "email": { "type": "string" } } } }' },
      },
    ],
  },
  XM6004: {
    severity: "error",
    title: "Several compositions, none named",
    what: (p: { file: string; keys: string }) => `${quote(p.file)} holds several compositions: ${p.keys}.`,
    todo: (p: { example: string }) => `Name one, as in ${quote(p.example)}.`,
    details: "Where a file holds more than one composition, xdmap does not choose; write `FILE#KEY`.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> email',
        files: {
          "schema.json":
            '{ "A": { "type": "object", "properties": { "email": { "type": "string" } } }, "B": { "type": "object", "properties": {} } }',
        },
      },
    ],
  },
  XM6005: {
    severity: "error",
    title: "Unknown $ref",
    what: (p: { file: string; id: string; target: string | null }) =>
      p.target === null
        ? `${quote(p.file)} refers to ${quote(p.id)}, which no component file has as its \`$id\`.`
        : `${quote(p.file)} refers to ${quote(p.id)}, but ${quote(p.target)} has no such place.`,
    todo: (p: { near: string | undefined; components: number; target: string | null }) => {
      if (p.target !== null) return "Correct what stands after `#`, or export the component again.";
      if (p.near !== undefined) return `Did you mean ${quote(p.near)}?`;
      if (p.components === 0) return "Give the folders that hold the XDM components: `--components FOLDER`.";
      return "Add the folder that holds it with `--components FOLDER`: a tenant's own field groups have to be exported too.";
    },
    details:
      "A `$ref` names a component by its `$id`. Components are found by the `$id` written inside their files, never by file name or folder, because in adobe/xdm the two often differ. The part after `#`, if any, is a place inside that component and must exist too.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address',
        files: { "schema.json": '{ "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/profile" }] }' },
      },
    ],
  },
  XM6006: {
    severity: "error",
    title: "Same $id twice",
    what: (p: { id: string; file: string; other: string }) =>
      `${quote(p.file)} and ${quote(p.other)} both have the \`$id\` ${quote(p.id)}, so a \`$ref\` to it could mean either.`,
    todo: () => "Remove one of the two, or give only one of the folders.",
    details:
      "Components are found by `$id`. Two files with one `$id` are usually two versions of one component, or a folder given together with its copy. The same file reached through two folders is counted once.",
    examples: [
      {
        source: 'target "schema.json"',
        command: "schema",
        files: {
          "schema.json": '{ "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/pet" }] }',
          "components/pet.json":
            '{ "$id": "https://ns.adobe.com/xdm/context/pet", "properties": { "xdm:petName": { "type": "string" } } }',
          "components/old-pet.json":
            '{ "$id": "https://ns.adobe.com/xdm/context/pet", "properties": { "xdm:name": { "type": "string" } } }',
        },
      },
    ],
  },
  XM6007: {
    severity: "error",
    title: "Keyword of the wrong type",
    what: (p: { keyword: string; expected: string; found: string }) =>
      `${quote(p.keyword)} has to be ${p.expected}, but it is ${p.found}.`,
    todo: () => "Correct the schema file; the Schema Registry would refuse it as it stands.",
    details:
      "JSON Schema fixes the type of each of its keywords: `properties` and `definitions` are objects, `allOf` is a list of schemas, `$ref` a text, `type` one of string, integer, number, boolean, object and array.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> email',
        files: { "schema.json": '{ "type": "object", "properties": [{ "email": { "type": "string" } }] }' },
      },
    ],
  },
  XM6008: {
    severity: "error",
    title: "Unknown type",
    what: (p: { keyword: string; type: string }) => `${quote(p.type)} is no \`${p.keyword}\`.`,
    todo: (p: { near: string | undefined; types: string }) =>
      p.near === undefined ? `It is one of ${p.types}.` : `Did you mean ${quote(p.near)}?`,
    details:
      "`type` takes JSON Schema's types; `meta:xdmType` takes the registry's: string, boolean, byte, short, int, long, number, date, date-time, object, array and map.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> email',
        files: { "schema.json": '{ "type": "object", "properties": { "email": { "type": "strng" } } }' },
      },
    ],
  },
  XM6009: {
    severity: "warning",
    title: "Field defined with two types",
    what: (p: { path: string; first: string; second: string; other: string }) =>
      `${quote(p.path)} is ${p.second} here, but ${p.first} in ${quote(p.other)}; ${p.first} is kept.`,
    todo: () => "Take only one of the two field groups; the platform refuses a schema that composes both.",
    details:
      "Field groups that define the same path are merged. Where they disagree about its type, xdmap keeps the definition that comes first in the composition (assumed).",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> email',
        files: {
          "schema.json":
            '{ "allOf": [{ "properties": { "email": { "type": "string" } } }, { "properties": { "email": { "type": "integer" } } }] }',
        },
      },
    ],
  },
  XM6010: {
    severity: "error",
    title: "Schema too large",
    what: (p: { file: string; fields: number }) =>
      `${quote(p.file)} describes more than ${p.fields} fields when its references are followed.`,
    todo: () => "Compose fewer field groups; the platform itself takes some thousands of fields in a schema.",
    details:
      "Data types that hold one another several times over multiply. xdmap stops before the memory is full; no schema of the platform comes near this size.",
    examples: [
      {
        source: 'target "schema.json"\nsample "orders.csv"\nEmail -> email',
        files: { "schema.json": manyFields() },
      },
    ],
  },
  XM6011: {
    severity: "warning",
    title: "Component without $id",
    what: (p: { file: string }) => `${quote(p.file)} has no \`$id\`, so no \`$ref\` can name it.`,
    todo: () => "Add the `$id` that the Schema Registry gave it, or move the file out of the component folder.",
    details:
      "A component is a class, a field group or a data type. It is known by its `$id`. Files of a component folder that are not schemas at all (an index, a licence, data) are left aside.",
    examples: [
      {
        source: 'target "schema.json"',
        command: "schema",
        files: {
          "schema.json": '{ "type": "object", "properties": { "email": { "type": "string" } } }',
          "components/loyalty.json": '{ "type": "object", "properties": { "_acme": { "type": "object" } } }',
        },
      },
    ],
  },
  XM6012: {
    severity: "warning",
    title: "No such field to select",
    what: (p: { path: string; id: string }) => `${quote(p.id)} has no field ${quote(p.path)}, so nothing is selected.`,
    todo: () => "Correct the path in `meta:refProperty`: XED names after slashes, as in `/person/name/firstName`.",
    details:
      "`meta:refProperty` beside a `$ref` takes only some fields of a field group into the schema. Each is a path of XED names from the record, with a leading slash and without `properties`.",
    examples: [
      {
        source: 'target "schema.json"',
        command: "schema",
        files: {
          "schema.json":
            '{ "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/pet", "meta:refProperty": "/petAge" }] }',
          "components/pet.json":
            '{ "$id": "https://ns.adobe.com/xdm/context/pet", "properties": { "xdm:petName": { "type": "string" } } }',
        },
      },
    ],
  },
  XM6013: {
    severity: "error",
    title: "Component folder cannot be read",
    what: (p: { folder: string; why: string }) => `The component folder ${quote(p.folder)} cannot be read: ${p.why}.`,
    todo: () =>
      "Give a folder that holds XDM components as `.json` files, at any depth: a checkout of adobe/xdm, or what was exported from the registry.",
    details:
      "Every file below the folder whose name ends in `.json` is read; folders whose name starts with a dot, and `node_modules`, are not.",
    examples: [
      { source: 'target "schema.json"', command: "schema", files: { "components/readme.txt": "nothing here" } },
    ],
  },
});

/** Two to the eighteenth fields: each definition holds the next one twice. */
function manyFields(): string {
  const steps = Array.from({ length: 18 }, (_, at) => [
    `d${at}`,
    { properties: { a: { $ref: `#/definitions/d${at + 1}` }, b: { $ref: `#/definitions/d${at + 1}` } } },
  ]);
  const last = ["d18", { properties: { a: { type: "string" } } }];
  return JSON.stringify({
    type: "object",
    definitions: Object.fromEntries([...steps, last]),
    allOf: [{ $ref: "#/definitions/d0" }],
  });
}
