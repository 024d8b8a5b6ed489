import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";
import { exampleSchemaRef, makeDataset, planning, projectFile } from "./platform-plan-examples.js";

/** XM71…: what `xdmap plan` finds before anything is written. */
export const platformPlan = diagnostics({
  XM7102: {
    severity: "warning",
    title: "Clocks that differ",
    what: (p: { minutes: number }) =>
      `The clock of this computer is about ${Math.abs(p.minutes) === 1 ? "1 minute" : `${Math.abs(p.minutes)} minutes`} ${p.minutes > 0 ? "behind" : "ahead of"} the platform's.`,
    todo: () => "Set the clock. Where a start is held against the present, xdmap goes by the platform's.",
    details:
      "Tokens and certificates have times of their own, so a clock that is wrong soon makes signing in fail, with messages that say nothing of clocks.",
    examples: [{ source: "", instance: { minutes: 60 } }],
  },
  XM7103: {
    severity: "error",
    title: "Another tenant",
    what: (p: { tenant: string; there: string; sandbox: string }) =>
      `The project file has the tenant ${quote(p.tenant)} for the sandbox ${quote(p.sandbox)}, but the organisation's is ${quote(p.there)}.`,
    todo: () => "Correct `tenant` in xdmap.yaml, or use the credentials of the organisation that is meant.",
    details:
      "The tenant's name is part of every path of its own fields. A mapping that writes to another's would write to fields that are not there.",
    examples: [
      {
        ...planning("dataset: Orders"),
        files: { "xdmap.yaml": projectFile("dataset: Orders", "").replace("acme", "other") },
      },
    ],
  },
  XM7104: {
    severity: "error",
    title: "Name that several objects have",
    what: (p: { what: string; name: string; ids: readonly string[] }) =>
      `${p.ids.length} ${p.what} are named ${quote(p.name)}: ${listed(p.ids)}.`,
    todo: () => "Give the id of the one that is meant in place of the name, or rename the others in AEP.",
    details:
      "AEP does not keep names apart. xdmap never chooses one of several by itself, and never deletes what it may have made twice.",
    examples: [
      {
        ...planning("dataset: Twice"),
        sandbox: {
          said: "Two datasets are named `Twice`.",
          requests: [
            makeDataset("Twice", { contentType: "application/vnd.adobe.xed+json;version=1" }),
            makeDataset("Twice", { contentType: "application/vnd.adobe.xed+json;version=1" }),
          ],
        },
      },
    ],
  },
  XM7105: {
    severity: "error",
    title: "Not in the sandbox",
    what: (p: { what: string; name: string; sandbox: string }) =>
      `The sandbox ${quote(p.sandbox)} has no ${p.what} ${quote(p.name)}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "Base connections hold the sign-in of a source and are made in AEP's pages, once. What xdmap makes itself is schemas of a composition, datasets, connections, mapping sets and flows.",
    examples: [planning("connection: Our shop")],
  },
  XM7106: {
    severity: "error",
    title: "Made in two ways",
    what: (p: { what: string; name: string; flows: readonly string[] }) =>
      `The flows ${listed(p.flows)} would both make the ${p.what} ${quote(p.name)}, and each makes it otherwise.`,
    todo: (p: { what: string }) =>
      p.what === "dataset"
        ? "Give both the same schema and the same `profile`, or one of them a dataset of another name."
        : "Let both mappings name one composition, or give one of them another title.",
    details:
      "Flows that name the same schema or dataset share it. It can be made only once, so one of them would not get what it needs.",
    examples: [{ source: "", instance: { what: "dataset", name: "Orders", flows: ["orders", "refunds"] } }],
  },
  XM7110: {
    severity: "error",
    title: "Schema that is not in the sandbox",
    what: (p: { schema: string; sandbox: string }) =>
      `The sandbox ${quote(p.sandbox)} has no schema ${quote(p.schema)}.`,
    todo: (p: { why: string }) =>
      `Name the one that is meant with \`schema\` in the flow (its id or title). xdmap can make a schema from a composition alone (\`allOf\` of \`$ref\`, with a title), but ${p.why}.`,
    details:
      "A schema file in the registry's xed-full form has everything merged, and the registry takes no such thing: it takes a class and field groups that it has.",
    examples: [planning("schema: Members of a club")],
  },
  XM7111: {
    severity: "error",
    title: "Schema that is another in the sandbox",
    what: (p: { schema: string; paths: readonly string[]; count: number }) =>
      `The sandbox's schema ${quote(p.schema)} is not the one that the mapping was checked against: ${p.count === 1 ? "1 path differs" : `${p.count} paths differ`}, ${listed(p.paths)}.`,
    todo: () => "Take it over with `xdmap schema pull`, and check the mapping again.",
    details:
      "Paths are compared with their types, formats, enums and whether they are required. What was checked against another schema can be refused, or lose values without a word.",
    examples: [
      {
        ...planning("dataset: Orders"),
        files: {
          "schema.json":
            '{"$id":"https://ns.adobe.com/acme/schemas/example","type":"object","properties":{"personalEmail":{"type":"object","properties":{"address":{"type":"string"}}}}}',
        },
      },
    ],
  },
  XM7112: {
    severity: "error",
    title: "Schema of the platform that cannot be read",
    what: (p: { schema: string; why: string }) => `The sandbox's schema ${quote(p.schema)} cannot be read: ${p.why}`,
    todo: () => "Look at it in AEP: a field group that it refers to may be gone.",
    details: "Without the schema's fields nothing says that the mapping fits it.",
    examples: [{ source: "", instance: { schema: "Orders", why: "it has neither `properties` nor `allOf`" } }],
  },
  XM7120: {
    severity: "error",
    title: "Dataset of another schema",
    what: (p: { dataset: string; has: string; wanted: string }) =>
      `The dataset ${quote(p.dataset)} is of ${p.has}, and the flow writes records of ${p.wanted}.`,
    todo: () =>
      "Name another dataset, or the schema of this one (`schema` in the flow). A dataset's schema cannot be changed.",
    details: "AEP refuses the flow (1425-400), or takes it and fails in each run.",
    examples: [
      {
        ...planning("dataset: Older"),
        sandbox: {
          said: "The dataset `Older` is of the second version of the schema.",
          requests: [makeDataset("Older", { contentType: "application/vnd.adobe.xed+json;version=2" })],
        },
      },
    ],
  },
  XM7121: {
    severity: "error",
    title: "Not enabled for Profile",
    what: (p: { what: string; name: string }) =>
      `The flow needs Profile (\`profile: true\`), but the ${p.what} ${quote(p.name)} is not enabled for it.`,
    todo: (p: { what: string }) =>
      p.what === "new schema"
        ? "Push without `profile` first, which makes it; then switch Profile on for the schema and its dataset in AEP, and put `profile` back."
        : p.what === "schema"
          ? "Switch Profile on for the schema in AEP, first: it needs a primary identity, and cannot be switched off again."
          : "Switch Profile on for the dataset in AEP, or leave `profile` out.",
    details:
      "Records of a dataset that is not enabled never reach a profile, and nothing says so. Enabling a schema cannot be undone, so xdmap leaves that to people; a dataset that it makes itself is made as the flow needs it.",
    examples: [planning("dataset: { name: Orders, profile: true }")],
  },
  XM7122: {
    severity: "warning",
    title: "Dataset under another name",
    what: (p: { wanted: string; name: string; id: string }) =>
      `There is no dataset ${quote(p.wanted)}: it would be made. The dataset that the flow wrote into is named ${quote(p.name)} (${p.id}).`,
    todo: (p: { id: string }) =>
      `Where it was renamed in AEP, give its new name or its id (${quote(`dataset: ${p.id}`)}); else nothing is to be done.`,
    details:
      "A dataset is looked for by its name. With another dataset the flow is made anew, and what it took in before stays where it is.",
    examples: [{ source: "", instance: { wanted: "Orders", name: "Orders 2026", id: "5e8e6f4d5dbd4118a8a4d2b8" } }],
  },
  XM7130: {
    severity: "error",
    title: "Connection spec of another connection",
    what: (p: { connection: string; has: string; wanted: string }) =>
      `The base connection ${quote(p.connection)} is of the connection spec ${quote(p.has)}, and the flow says ${quote(p.wanted)}.`,
    todo: () => "Leave `connectionSpec` out: it follows from the connection.",
    details: "A source connection of another spec than its base connection's is refused.",
    examples: [planning("connectionSpec: cc6a4487-9e91-433e-a3a3-9cf6626c1806")],
  },
  XM7131: {
    severity: "warning",
    title: "Source that the flow spec does not list",
    what: (p: { spec: string; flowSpec: string }) =>
      `The flow spec ${quote(p.flowSpec)} does not list sources of the connection spec ${quote(p.spec)}.`,
    todo: () => "Look whether another flow spec is meant: CRMToAEP is for tables, CloudStorageToAEP for files.",
    details: "The lists that AEP publishes are not complete, so this is no error.",
    examples: [planning("flowSpec: CloudStorageToAEP")],
  },
  XM7132: {
    severity: "warning",
    title: "Base connection that is not enabled",
    what: (p: { connection: string; state: string }) =>
      `The base connection ${quote(p.connection)} is ${quote(p.state)}.`,
    todo: () => "Enable it in AEP: until then the flow reads nothing.",
    details: "A connection is disabled where its sign-in no longer works, or by hand.",
    examples: [{ source: "", instance: { connection: "Our shop", state: "disabled" } }],
  },
  XM7140: {
    severity: "error",
    title: "Setting that the flow spec does not take",
    what: (p: { part: string; flowSpec: string; why: string }) =>
      `The flow spec ${quote(p.flowSpec)} does not take this ${p.part}: ${p.why}.`,
    todo: () => "Correct it as the message says. The rules are those of the spec as this sandbox has it.",
    details:
      "A flow spec holds JSON Schemas of the schedule, of each transformation and of the options. What would be sent is held against them before anything is made.",
    examples: [
      {
        source: "",
        instance: {
          part: "schedule",
          flowSpec: "CRMToAEP",
          why: '`frequency` must be one of ["minute","hour","day","week"]',
        },
      },
    ],
  },
  XM7141: {
    severity: "warning",
    title: "Flow spec whose rules cannot be read",
    what: (p: { flowSpec: string; part: string; why: string }) =>
      `The rules of the flow spec ${quote(p.flowSpec)} for the ${p.part} cannot be used: ${p.why}.`,
    todo: () => "Nothing to do here: the platform will check it itself, when the flow is made.",
    details: "The JSON Schema in the spec is not valid.",
    examples: [{ source: "", instance: { flowSpec: "CRMToAEP", part: "schedule", why: "type must be a text" } }],
  },
  XM7142: {
    severity: "error",
    title: "Start in the past",
    what: (p: { start: string; now: string; isNew: boolean }) =>
      `The flow would start at ${p.start}, but for the platform it is ${p.now}${p.isNew ? "" : ", and the flow has to be made anew"}.`,
    todo: () => "Give a start that is still to come, or leave it out: then it is ten minutes after the flow is made.",
    details:
      "AEP refuses to make a flow with such a start (1360-400). Of a flow that is there the start may be long ago.",
    examples: [
      planning(
        "schedule: { frequency: day, interval: 1, start: 2020-01-01T00:00:00Z }\n    delta: { column: Created_At }",
      ),
    ],
  },
  XM7143: {
    severity: "error",
    title: "No delta column",
    what: () => "A flow that reads a table again and again needs a delta column, by which it knows what is new.",
    todo: () => "Write `delta` into the mapping file or into the flow, or let the flow run `once`.",
    details: "AEP refuses such a flow without one (1367-400), since every run would read the whole table.",
    examples: [planning("schedule: { frequency: day, interval: 1 }")],
  },
  XM7144: {
    severity: "error",
    title: "Delta column that the source has not",
    what: (p: { column: string; sample: string }) => `${p.sample} has no column ${quote(p.column)}.`,
    todo: (p: { near?: string | undefined }) =>
      p.near === undefined ? "Correct the column's name." : `Did you mean ${quote(p.near)}?`,
    details: "A run would fail, or read everything each time.",
    examples: [planning("schedule: { frequency: day, interval: 1 }\n    delta: { column: Changed_At }")],
  },
  XM7150: {
    severity: "error",
    title: "Mapping that AEP refuses",
    what: (p: { why: string }) => `AEP does not take this mapping: ${p.why}`,
    todo: () => "Correct the expression. If xdmap should have found it, please report it.",
    details:
      "Every new or changed mapping set is held against Data Prep's own check (`POST /mappingSets/validate`), which changes nothing. What it says of the nth mapping is shown at its line.",
    examples: [{ source: "", instance: { why: "Unknown function lowr." } }],
  },
  XM7160: {
    severity: "error",
    title: "Another object of that name",
    what: (p: { what: string; name: string; id: string; paths: readonly string[] }) =>
      `There is a ${p.what} ${quote(p.name)} already (${p.id}), of which the state of this project knows nothing. It has other content: ${listed(p.paths)}.`,
    todo: () =>
      "Give the flow another name; or bring the state file (`.xdmap/state`) of the last push; or make the files as it is: with `xdmap import`, or, where only this sandbox has it so, by saying it under `sandboxes` in xdmap.yaml.",
    details:
      "An object that is exactly as the files want it is adopted. One that is not may be somebody else's, so nothing is written over.",
    examples: [
      {
        ...planning("dataset: Orders"),
        sandbox: {
          said: "Somebody else has made a mapping set `Orders`.",
          requests: [
            {
              method: "POST",
              path: "/data/foundation/conversion/mappingSets",
              body: {
                name: "Orders",
                outputSchema: {
                  schemaRef: exampleSchemaRef,
                },
                mappings: [{ sourceType: "ATTRIBUTE", source: "Phone", destination: "mobilePhone.number" }],
              },
            },
          ],
        },
      },
    ],
  },
  XM7161: {
    severity: "warning",
    title: "Object that was deleted",
    what: (p: { what: string; id: string }) =>
      `The ${p.what} ${quote(p.id)} of the last push is gone: it would be made anew.`,
    todo: () => "Look who deleted it, and why, before you push.",
    details: "It may have been deleted because the flow was not wanted any more.",
    examples: [{ source: "", instance: { what: "flow", id: "20c115bc-46e3-40f3-bfe9-fb25abe4ba76" } }],
  },
  XM7162: {
    severity: "warning",
    title: "Flow under way",
    what: (p: { name: string; state: string }) =>
      `The flow ${quote(p.name)} is ${quote(p.state)} just now, and cannot be changed until it is done.`,
    todo: () => "Plan again in a minute.",
    details: "The service makes, changes and deletes flows over some time; meanwhile it refuses other changes.",
    examples: [{ source: "", instance: { name: "Orders", state: "updating" } }],
  },
  XM7163: {
    severity: "warning",
    title: "Flow beside its former self",
    what: (p: { key: string; name: string; former: string; id: string }) =>
      `The flow ${quote(p.key)} has the name ${quote(p.name)} of a flow that is there still (${p.id}), and that xdmap.yaml named ${quote(p.former)} before.`,
    todo: (p: { former: string }) =>
      `Where only the key was changed, change it back to ${quote(p.former)}; else disable or delete the old flow (\`--allow-delete\`): both would take in the same rows.`,
    details:
      "The state file knows flows by their keys in xdmap.yaml. Another key is another flow, and the one before it runs on until somebody ends it.",
    examples: [
      {
        source: "",
        instance: { key: "shop", name: "Orders", former: "orders", id: "20c115bc-46e3-40f3-bfe9-fb25abe4ba76" },
      },
    ],
  },
  XM7180: {
    severity: "error",
    title: "Not a saved plan",
    what: (p: { path: string; why: string }) => `${quote(p.path)} is no plan: ${p.why}.`,
    todo: () => "Save one with `xdmap plan --out FILE`.",
    details: "A plan is read whole or not at all: nothing is applied of one that was cut or edited.",
    examples: [{ source: "", instance: { path: "orders.plan", why: "it is no JSON" } }],
  },
});
