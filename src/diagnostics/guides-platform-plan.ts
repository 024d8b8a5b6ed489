import type { Guide } from "./guide.js";

const flow = (...lines: readonly string[]) => ({
  "xdmap.yaml": [
    "flows:",
    "  orders:",
    ...lines.map((line) => `    ${line}`),
    "sandboxes:",
    "  dev: { tenant: acme }",
    "",
  ].join("\n"),
});

const head = ["mapping: example.xdmap", "name: Orders", "connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c"];
const source = "source: { table: Shopify.Orders }";
const once = flow(...head, source, "dataset: Orders", "schedule: { frequency: once }");
const elsewhere = "What has to be done is done in AEP, or on this computer: the files stay as they are.";

/** Guides to XM71…: what a plan finds. */
export const platformPlanGuides: Readonly<Record<string, Guide>> = {
  XM7102: { todo: "Let the computer take its time from a time server.", noAfter: elsewhere },
  XM7103: { todo: "Correct the tenant, or take the credentials of the organisation that is meant.", files: once },
  XM7104: { todo: "Give the id of the one that is meant.", files: once },
  XM7105: { todo: "Correct the name, or make the object in AEP.", files: once },
  XM7106: {
    todo: "Give both flows the same, or one of them another name.",
    noAfter: "Which of the two is meant, nobody else can say.",
  },
  XM7110: { todo: "Name the schema as AEP shows it, or give a composition that it can be made from.", files: once },
  XM7111: {
    todo: "Take over the sandbox's schema with `xdmap schema pull`, then check the mapping.",
    files: { "schema.json": null },
  },
  XM7112: { todo: "Look at the schema in AEP.", noAfter: elsewhere },
  XM7120: { todo: "Name a dataset of this schema, or one that is not there: it is made then.", files: once },
  XM7121: { todo: "Switch Profile on in AEP, for the schema first; or leave `profile` out.", files: once },
  XM7122: { todo: "Give the dataset's new name or its id, if it was renamed.", noAfter: elsewhere },
  XM7130: { todo: "Take the line out.", files: once },
  XM7131: { todo: "Take the line out, so that the flow spec follows from the source.", files: once },
  XM7132: { todo: "Enable the connection in AEP.", noAfter: elsewhere },
  XM7140: { todo: "Correct the value.", noAfter: "Which values a flow spec takes, the message says." },
  XM7141: { todo: "Nothing, unless the platform refuses the flow.", noAfter: elsewhere },
  XM7142: {
    todo: "Give a time that is still to come, or none.",
    files: flow(
      ...head,
      source,
      "dataset: Orders",
      "schedule: { frequency: day, interval: 1 }",
      "delta: { column: Created_At }",
    ),
  },
  XM7143: {
    todo: "Say which column tells what is new.",
    files: flow(
      ...head,
      source,
      "dataset: Orders",
      "schedule: { frequency: day, interval: 1 }",
      "delta: { column: Created_At }",
    ),
  },
  XM7144: {
    todo: "Name a column of the source.",
    files: flow(
      ...head,
      source,
      "dataset: Orders",
      "schedule: { frequency: day, interval: 1 }",
      "delta: { column: Created_At }",
    ),
  },
  XM7150: {
    todo: "Correct the line.",
    noAfter: "`xdmap check` finds what Data Prep would refuse, as far as it is known: there is no example.",
  },
  XM7160: {
    todo: "Give the flow another name, or bring the state file of who made the object.",
    files: flow(
      head[0] ?? "",
      "name: Our orders",
      head[2] ?? "",
      source,
      "dataset: Orders",
      "schedule: { frequency: once }",
    ),
  },
  XM7161: { todo: "Find out why it was deleted. A push makes it anew.", noAfter: elsewhere },
  XM7162: { todo: "Wait until the service is done.", noAfter: elsewhere },
  XM7163: { todo: "Change the key back, or end the old flow.", noAfter: elsewhere },
  XM7180: { todo: "Make the plan anew.", noAfter: "A plan is made by `xdmap plan --out FILE`." },
};
