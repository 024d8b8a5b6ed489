import type { ExampleRequest } from "./define.js";

// What the examples of plans and promotions have.

export const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';

/** The base connection that their flows read. */
export const SHOP = "582f4f8d-71e9-4a5c-a164-9d2056318d6c";

export const exampleSchemaRef = {
  id: "https://ns.adobe.com/acme/schemas/example",
  contentType: "application/vnd.adobe.xed-full+json;version=1",
};

/** A dataset of their schema. */
export function makeDataset(
  name: string,
  { sandbox = "dev", contentType = exampleSchemaRef.contentType } = {},
): ExampleRequest {
  const body = { name, schemaRef: { ...exampleSchemaRef, contentType } };
  return { method: "POST", path: "/data/foundation/catalog/dataSets", body, sandbox };
}

/** `xdmap plan` with this in the project file's flow, in place of the line that begins alike. */
export function planning(line: string, more: string = "") {
  return { source: mapping, command: "plan", files: { "xdmap.yaml": projectFile(line, more) } } as const;
}

/** The project file that examples have, with another line. */
export function projectFile(line: string, more: string): string {
  const lines = [
    "mapping: example.xdmap",
    "name: Orders",
    `connection: ${SHOP}`,
    "source: { table: Shopify.Orders }",
    "dataset: Orders",
    "schedule: { frequency: once }",
  ];
  const key = line.slice(0, line.indexOf(":"));
  const flow = [...lines.filter((one) => !one.startsWith(`${key}:`)), line].map((one) => `    ${one}`);
  return [
    "flows:",
    "  orders:",
    ...flow,
    "sandboxes:",
    "  dev: { tenant: acme }",
    ...(more === "" ? [] : [more]),
    "",
  ].join("\n");
}
