import type { Guide } from "./guide.js";

const CONNECTION = "connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c";

/** A project file with this flow; other lines than examples have come first. */
function withFlow(...lines: readonly string[]): Readonly<Record<string, string>> {
  const own = ["mapping: example.xdmap", CONNECTION, "source: { table: Shopify.Orders }", "dataset: Orders"];
  const all = [...own, "schedule: { frequency: once }", ...lines].filter(
    (line, _, every) => every.findLast((one) => keyOf(one) === keyOf(line)) === line,
  );
  return { "xdmap.yaml": `flows:\n  orders:\n${all.map((line) => `    ${line}\n`).join("")}` };
}

function keyOf(line: string): string {
  return line.slice(0, line.indexOf(":"));
}

/** Guides to XM6130…: flows, sandboxes and what signs in. */
export const deploymentGuides: Readonly<Record<string, Guide>> = {
  XM6130: {
    todo: "Correct the text; the message says what it may be.",
    files: { "xdmap.yaml": "flows:\n  shopify-orders: {}\n" },
  },
  XM6131: {
    todo: "Take the line out. Who has seen the file has seen the secret: renew it where it was real.",
    files: { "xdmap.yaml": "flows:\n  orders:\n    connection: Shopify\n" },
  },
  XM6132: {
    todo: "Write the setting, in the flow or in the sandbox.",
    files: withFlow(),
  },
  XM6133: { todo: "Keep the one that is meant.", files: withFlow() },
  XM6134: {
    todo: "Write a schedule that flows can have.",
    files: withFlow("schedule: { frequency: minute, interval: 15 }", "delta: { column: Created_At }"),
  },
  XM6135: { todo: "Take `delta` out.", files: withFlow() },
  XM6136: {
    todo: "Give each flow a name of its own; without `name` it is the key.",
    files: withFlow("name: Orders"),
  },
  XM6137: { todo: "Correct the path; it starts at the folder of the project file.", files: withFlow() },
  XM6138: {
    todo: "Go to the project's folder, or write the file.",
    noAfter: "What changes is the folder.",
  },
  XM6140: {
    todo: "Set the variables that the message names.",
    sandbox: null,
  },
  XM6141: { todo: "Set the variable again.", sandbox: null },
  XM6142: { todo: "Write an address that begins with `https://`.", sandbox: null },
  XM6143: {
    todo: "Add `.env` to .gitignore, and commit that.",
    files: { ".gitignore": ".env\n" },
  },
  XM6144: {
    todo: "Save the file in UTF-8.",
    files: { ".env": "XDMAP_SCOPES=openid,AdobeID\n" },
  },
};
