// The project file that the examples of plans have.

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';
export const dataset = "/data/foundation/catalog/dataSets";

/** `xdmap plan` with this in the project file's flow, in place of the line that begins alike. */
export function planning(line: string, more: string = "") {
  return { source: mapping, command: "plan", files: { "xdmap.yaml": projectFile(line, more) } } as const;
}

/** The project file that examples have, with another line. */
export function projectFile(line: string, more: string): string {
  const lines = [
    "mapping: example.xdmap",
    "name: Orders",
    "connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c",
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
