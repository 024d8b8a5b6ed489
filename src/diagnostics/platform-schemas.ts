import { diagnostics, quote } from "./define.js";
import { listed } from "./listed.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';
const id = "https://ns.adobe.com/acme/schemas/1f2e";

/** XM7330…: schemas that are pulled from the registry. */
export const platformSchemas = diagnostics({
  XM7330: {
    severity: "error",
    title: "No such schema in the sandbox",
    what: (p: { named: string; sandbox: string }) => `${quote(p.sandbox)} has no schema ${quote(p.named)}.`,
    todo: (p: { near: readonly string[] }) =>
      p.near.length === 0 ? "`xdmap schema list` names those that there are." : `Did you mean ${listed(p.near)}?`,
    details:
      "A schema is named by its exact title, by its `$id` or by its `meta:altId`. Every sandbox has its own schemas, and xdmap never looks in another.",
    examples: [{ source: mapping, instance: { named: "Shopify order", sandbox: "dev", near: ["Shopify orders"] } }],
  },
  XM7331: {
    severity: "error",
    title: "Several schemas of one title",
    what: (p: { named: string; sandbox: string; ids: readonly string[] }) =>
      `${quote(p.sandbox)} has ${p.ids.length} schemas with the title ${quote(p.named)}: ${listed(p.ids)}.`,
    todo: () => "Name one by its id.",
    details: "The registry allows a title once; a list may still show one that was deleted, or renamed, a moment ago.",
    examples: [
      {
        source: mapping,
        instance: { named: "Orders", sandbox: "dev", ids: [id, "https://ns.adobe.com/acme/schemas/77aa"] },
      },
    ],
  },
  XM7332: {
    severity: "error",
    title: "File that is not this schema",
    what: (p: { path: string; found: string | null; id: string }) =>
      p.found === null
        ? `${quote(p.path)} is there, and is not the schema ${quote(p.id)}.`
        : `${quote(p.path)} holds another schema: ${quote(p.found)}, and not ${quote(p.id)}.`,
    todo: () => "Give another `--output`, or add `--force` to write over it.",
    details:
      "A pull writes over an earlier pull of the same schema, which its `$id` tells. Everything else is left as it is: two schemas can have one file name, and a file may have been written by hand.",
    examples: [
      { source: mapping, instance: { path: "orders.json", found: "https://ns.adobe.com/acme/schemas/77aa", id } },
    ],
  },
  XM7333: {
    severity: "error",
    title: "Component that the registry does not have",
    what: (p: { id: string; by: string }) =>
      `${quote(p.by)} refers to ${quote(p.id)}, which the registry has neither as a class nor as a field group, a data type or a behavior. Nothing was written.`,
    todo: () =>
      "Pull the schema in its whole form, without `--form xed`, or give the component in a folder of `schemas`.",
    details:
      "In its xed form a schema names its parts, and is worth nothing without them. xdmap looks for each in the project's component folders first, and then in the registry, under the tenant's and the global resources.",
    examples: [{ source: mapping, instance: { id: "https://ns.adobe.com/acme/mixins/9f3c", by: "Orders" } }],
  },
  XM7334: {
    severity: "error",
    title: "Answer that is no schema",
    what: (p: { named: string; why: string }) =>
      `What the registry gave for ${quote(p.named)} cannot be used: ${p.why}. Nothing was written.`,
    todo: () => "Try again; if it stays so, report it with the output of `--verbose`.",
    details:
      "A schema is read as a mapping would read it before it is written, so that a file that is there is never replaced by one that does not work.",
    examples: [
      { source: mapping, instance: { named: "Orders", why: "`properties` has to be an object, but it is a list" } },
    ],
  },
});
