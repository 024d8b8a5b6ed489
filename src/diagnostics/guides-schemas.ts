import type { Guide } from "./guide.js";

const email = '{ "type": "object", "properties": { "email": { "type": "string" } } }';

/** Guides to XM60…: schema files. */
export const schemaGuides: Readonly<Record<string, Guide>> = {
  XM6001: {
    todo: "Correct the file at the place shown, or export the schema again.",
    corrections: [["personalEmail.address", "email"]],
    files: { "schema.json": email },
  },
  XM6002: {
    todo: "Export the schema itself, with the header `Accept: application/vnd.adobe.xed-full+json; version=1`, or name a composition.",
    corrections: [["personalEmail.address", "email"]],
    files: { "schema.json": email },
  },
  XM6003: { todo: "Correct the key after `#`.", corrections: [["#B", "#A"]] },
  XM6004: { todo: "Name the composition after `#`.", corrections: [["schema.json", "schema.json#A"]] },
  XM6005: {
    todo: "Give the folders that hold the components with `--components`, or name them in xdmap.yaml. They are exported from the Schema Registry, or a checkout of adobe/xdm.",
    corrections: [["personalEmail.address", "email"]],
    files: {
      "xdmap.yaml": "schemas: [components]\n",
      "components/profile.json":
        '{ "$id": "https://ns.adobe.com/xdm/context/profile", "properties": { "email": { "type": "string" } } }',
    },
  },
  XM6006: { todo: "Remove one of the two files.", files: { "components/old-pet.json": null } },
  XM6007: {
    todo: "Correct the schema file; the Schema Registry would refuse it as it stands.",
    files: { "schema.json": email },
  },
  XM6008: { todo: "Write a type that there is; the help lists them.", files: { "schema.json": email } },
  XM6009: {
    todo: "Take only one of the two field groups: the platform refuses a schema that composes both.",
    files: { "schema.json": '{ "allOf": [{ "properties": { "email": { "type": "string" } } }] }' },
  },
  XM6010: {
    todo: "Compose fewer field groups, and look for data types that hold one another.",
    files: { "schema.json": email },
  },
  XM6011: {
    todo: "Add the `$id` that the Schema Registry gave the component, or move the file out of the folder.",
    files: {
      "components/loyalty.json":
        '{ "$id": "https://ns.adobe.com/acme/mixins/loyalty", "type": "object", "properties": { "_acme": { "type": "object" } } }',
    },
  },
  XM6012: {
    todo: "Write the path of a field that the component has: XED names after slashes.",
    files: {
      "schema.json":
        '{ "allOf": [{ "$ref": "https://ns.adobe.com/xdm/context/pet", "meta:refProperty": "/petName" }] }',
    },
  },
  XM6013: {
    todo: "Give a folder that holds XDM components as `.json` files, at any depth.",
    files: {
      "components/pet.json":
        '{ "$id": "https://ns.adobe.com/xdm/context/pet", "properties": { "xdm:petName": { "type": "string" } } }',
    },
  },
  XM6050: {
    todo: "Write one JSON object a line, with the expression in `expr` and its names in `context`.",
    source: '{"id": 1, "expr": "upper(name)", "context": {"name": "ada"}}',
  },
};
