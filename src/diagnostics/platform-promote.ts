import { diagnostics, type Example, type ExampleRequest, quote } from "./define.js";
import { listed } from "./listed.js";
import { exampleSchemaRef, makeDataset, projectFile, SHOP, mapping as source } from "./platform-plan-examples.js";

const FLOWS = "/data/foundation/flowservice";
const SCHEMAS = "/data/foundation/schemaregistry/tenant/schemas";

/** Of the same title as that of the examples. */
const otherSchema = {
  type: "object",
  title: "Example profile",
  description: "",
  allOf: [{ $ref: "https://ns.adobe.com/xdm/context/profile" }],
};
const shopify = {
  name: "Shopify connection",
  auth: { specName: "Basic Authentication" },
  connectionSpec: { id: "4f63aa36-bd48-4e33-bb83-49fbcd11c708", version: "1.0" },
};
const hubspot = {
  name: "Shopify connection",
  auth: { specName: "Basic Authentication" },
  connectionSpec: { id: "cc6a4487-9e91-433e-a3a3-9cf6626c1806", version: "1.0" },
};

const promoting = { source, command: "promote", args: ["dev", "prod", "--yes"] } as const;

/** `said` tells in words what the requests make of the other sandbox; the flow of the examples runs in `dev`. */
function promotingTo(said: string, requests: readonly ExampleRequest[]): Example {
  return { ...promoting, sandbox: { said, requests, commands: ["push --yes"] } };
}

/** `the flow \`a\``, `the flows \`a\` and \`b\`` */
function flowsOf(keys: readonly string[]): string {
  return `the ${keys.length === 1 ? "flow" : "flows"} ${keys.map(quote).join(", ")}`;
}

/** A line each, indented as the text around it is. */
function lines(all: readonly string[]): string {
  return all.map((line) => `\n  ${line}`).join("");
}

/** XM7600…: what stands in the way of promoting flows from one sandbox to another. */
export const platformPromote = diagnostics({
  XM7600: {
    severity: "error",
    title: "Not in the sandbox as in the files",
    what: (p: { flow: string; from: string; lines: readonly string[] }) =>
      `The flow ${quote(p.flow)} is not in ${quote(p.from)} as the files say it, and is not promoted:${lines(p.lines)}`,
    todo: (p: { from: string }) =>
      `Push it to ${quote(p.from)} first, or take over what was changed there. \`--allow-drift\` promotes what the files say all the same.`,
    details:
      "What is promoted is what was reviewed, deployed and seen to run. So the sandbox that flows come from is read: where a push would still change something there, or somebody changed by hand what the files do not say, the flow is left out, and the others go on. That a flow was disabled is no difference.",
    examples: [
      {
        ...promoting,
        sandbox: {
          said: "The flow was pushed to `dev`; then somebody wrote `lower(Email)` into the mapping file.",
          commands: ["push --yes"],
          files: { "example.xdmap": source.replace("Email ->", "lower(Email) ->") },
        },
      },
    ],
  },
  XM7601: {
    severity: "error",
    title: "Missing in the sandbox that is promoted to",
    what: (p: { what: string; name: string; to: string; flows: readonly string[] }) =>
      `The sandbox ${quote(p.to)} has no ${p.what} ${quote(p.name)}, which ${flowsOf(p.flows)} ${p.flows.length === 1 ? "needs" : "need"}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "Ids are different in each sandbox, so what a flow uses is looked up by its name. Base connections hold the sign-in of a source and are made in AEP's pages. Datasets, and schemas that are compositions, are made by the push. All that is missing is told at once, and nothing is written.",
    examples: [
      promotingTo("The flow runs in `dev`; `prod` has no connection of the name that it has in `dev`.", [
        { method: "DELETE", path: `${FLOWS}/connections/${SHOP}`, sandbox: "prod" },
      ]),
    ],
  },
  XM7602: {
    severity: "error",
    title: "Name that several have where it is promoted to",
    what: (p: { what: string; name: string; to: string; ids: readonly string[]; flows: readonly string[] }) =>
      `The sandbox ${quote(p.to)} has ${p.ids.length} ${p.what}s named ${quote(p.name)}, which ${flowsOf(p.flows)} ${p.flows.length === 1 ? "uses" : "use"}: ${listed(p.ids)}.`,
    todo: (p: { to: string; setting: string }) =>
      `Say which one is meant: its id as ${quote(p.setting)} of the flow, under ${quote(`sandboxes: { ${p.to}: { flows: … } }`)} in xdmap.yaml. Or rename the others in AEP.`,
    details:
      "AEP does not keep names apart, and xdmap never chooses one of several. Base connections of the same name and of different kinds are told apart by their connection spec.",
    examples: [
      promotingTo("The flow runs in `dev`; `prod` has two datasets of the name that its dataset has.", [
        makeDataset("Orders", { sandbox: "prod" }),
        makeDataset("Orders", { sandbox: "prod" }),
      ]),
    ],
  },
  XM7603: {
    severity: "error",
    title: "Base connection of another kind",
    what: (p: { name: string; from: string; to: string; has: string; wanted: string }) =>
      `The base connection ${quote(p.name)} is of the connection spec ${p.has} in ${quote(p.to)}, and of ${p.wanted} in ${quote(p.from)}.`,
    todo: (p: { to: string }) =>
      `Make a connection of the same kind there, or give the id of one under ${quote(`sandboxes: { ${p.to}: { flows: … } }`)} in xdmap.yaml.`,
    details:
      "The same name may stand for another source. A flow that reads another kind of source would fail in each run, or read something else.",
    examples: [
      promotingTo("The flow runs in `dev`; in `prod` the connection of that name is of another kind of source.", [
        { method: "DELETE", path: `${FLOWS}/connections/${SHOP}`, sandbox: "prod" },
        { method: "POST", path: `${FLOWS}/connections`, body: hubspot, sandbox: "prod" },
      ]),
    ],
  },
  XM7604: {
    severity: "error",
    title: "Schema that differs between the sandboxes",
    what: (p: { schema: string; from: string; to: string; count: number; paths: readonly string[] }) =>
      `The schema ${quote(p.schema)} is another in ${quote(p.to)} than in ${quote(p.from)}: ${p.count === 1 ? "1 path differs" : `${p.count} paths differ`}, ${listed(p.paths)}.`,
    todo: (p: { from: string; to: string }) =>
      `Bring the schema of ${quote(p.to)} to where that of ${quote(p.from)} is (Adobe's sandbox packages carry schemas), or name another with \`schema\` in the flow.`,
    details:
      "Paths are compared with their types, formats, enums and whether they are required, each tenant's own fields as the other's. What ran with one schema can be refused with another, or lose values without a word.",
    examples: [
      promotingTo("The flow runs in `dev`; the schema of that title in `prod` has other fields.", [
        { method: "DELETE", path: `${SCHEMAS}/${encodeURIComponent(exampleSchemaRef.id)}`, sandbox: "prod" },
        { method: "POST", path: SCHEMAS, body: otherSchema, sandbox: "prod" },
      ]),
    ],
  },
  XM7605: {
    severity: "error",
    title: "Start that has passed",
    what: (p: { flow: string; to: string; start: string }) =>
      `The flow ${quote(p.flow)} is new in ${quote(p.to)}, and its start ${p.start} has passed: AEP refuses to make it (1360-400).`,
    todo: (p: { flow: string; to: string }) =>
      `Give it a start of its own there, ${quote(`sandboxes: { ${p.to}: { flows: { ${p.flow}: { schedule: { start: … } } } } }`)}, or \`start: null\`: then it starts ten minutes after it is made. With \`backfill: true\` its first run takes what was there before.`,
    details: "The start that was to come when the flow was made in one sandbox is often past when it is promoted.",
    examples: [{ source, instance: { flow: "orders", to: "prod", start: "2026-12-01T00:00:00Z" } }],
  },
  XM7606: {
    severity: "error",
    title: "Tenant written out in a mapping",
    what: (p: { tenant: string; from: string; to: string }) =>
      `This path names ${quote(p.tenant)}, the tenant of ${quote(p.from)}; ${quote(p.to)} has another.`,
    todo: () => "Write `_{TENANT_ID}` in its place: each sandbox puts its own tenant there.",
    details: "`xdmap import` writes it so. The tenant of each sandbox stands in xdmap.yaml.",
    examples: [{ source, instance: { tenant: "_acme_dev", from: "dev", to: "prod" } }],
  },
  XM7607: {
    severity: "warning",
    title: "Profile in one of the sandboxes only",
    what: (p: { dataset: string; from: string; to: string; isNew: boolean }) =>
      `The dataset ${quote(p.dataset)} is enabled for Profile in ${quote(p.from)}, and ${p.isNew ? `would be made in ${quote(p.to)} without` : `is not in ${quote(p.to)}`}.`,
    todo: () =>
      "Where profiles are to be made of it, write `dataset: { name: …, profile: true }` into the flow, and enable the schema and a dataset that is there in AEP's pages.",
    details:
      "xdmap enables nothing by itself on what is there, because that cannot be taken back. A dataset without Profile takes the records, and no profile ever shows them.",
    examples: [{ source, instance: { dataset: "Orders", from: "dev", to: "prod", isNew: false } }],
  },
  XM7608: {
    severity: "error",
    title: "Project file that was changed meanwhile",
    what: (p: { path: string }) =>
      `${p.path} was changed since it was read, so it was left as it is, and nothing was done.`,
    todo: () => "Promote again: the plan is then made of what the file says now.",
    details: "What is written is what was shown, and somebody else's change is not written over.",
    examples: [{ source, instance: { path: "xdmap.yaml" } }],
  },
  XM7609: {
    severity: "error",
    title: "Project file that cannot be edited here",
    what: (p: { path: string; why: string }) =>
      `What ${p.path} says of its sandboxes cannot be changed without changing something else: ${p.why}.`,
    todo: (p: { overlay: string }) => `Write this into it by hand, and promote again:${lines(p.overlay.split("\n"))}`,
    details: "xdmap changes only what it has shown, and holds the text that comes out against what was to come out.",
    examples: [
      {
        ...promotingTo("The flow runs in `dev`; the connection of that name has another id in `prod`.", [
          { method: "DELETE", path: `${FLOWS}/connections/${SHOP}`, sandbox: "prod" },
          { method: "POST", path: `${FLOWS}/connections`, body: shopify, sandbox: "prod" },
        ]),
        files: {
          "xdmap.yaml": projectFile("dataset: Orders", "  prod: *all # the same").replace("dev: {", "dev: &all {"),
        },
      },
    ],
  },
});
