import { diagnostics, quote } from "./define.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';

/** A line each, indented as the text around it is. */
function list(lines: readonly string[]): string {
  return lines.map((line) => `\n  ${line}`).join("");
}

/** XM7220…: what stops a push, or a rollback. */
export const platformApply = diagnostics({
  XM7220: {
    severity: "error",
    title: "Unknown whether something was made",
    what: (p: { what: string; name: string; seconds: number }) =>
      `Whether AEP has made the ${p.what} ${quote(p.name)} is not known: its answer was lost, and in ${p.seconds} seconds it did not show up in the list of its service.`,
    todo: () =>
      "Push again in some minutes: that push looks for it first, and makes it only where it is not there. `--settle SECONDS` waits longer.",
    details:
      "AEP has no way to say that two requests are one. A request whose answer was lost may have been carried out, and lists may lag behind, so sending it once more could make a second object. It is sent again only where the list is known to be up to date: something that this push had made in the same service showed up in its list at once. Otherwise what was sent stays in the journal (`.xdmap/journal`), and the next push goes on from there.",
    examples: [{ source: mapping, instance: { what: "mapping set", name: "Shopify orders", seconds: 30 } }],
  },
  XM7221: {
    severity: "error",
    title: "Made more than once",
    what: (p: { what: string; name: string; ids: readonly string[] }) =>
      `${p.ids.length} objects could be the ${p.what} ${quote(p.name)} that was sent and whose answer was lost: ${p.ids.join(", ")}.`,
    todo: () =>
      "Look at them in AEP, delete all but one, and push again: the one that is left is taken up. xdmap deletes none of them, since it cannot know which are in use.",
    details: "Their names and contents are the same, so nothing says which of them came of this push.",
    examples: [{ source: mapping, instance: { what: "dataset", name: "Shopify profiles", ids: ["5f5c…1", "5f5c…2"] } }],
  },
  XM7222: {
    severity: "error",
    title: "Somebody else wrote the mapping set at the same time",
    what: (p: { name: string; id: string; before: number; after: number | null; isOurs: boolean }) =>
      `While version ${p.before} of the mapping set ${quote(p.name)} (${p.id}) was replaced, somebody else wrote it, too: ${
        p.isOurs
          ? `it is at version ${p.after} with the content of this push, and theirs is in a version before`
          : `it is at version ${p.after} with another content`
      }.`,
    todo: (p: { id: string; before: number }) =>
      `Compare the versions after ${p.before} of ${p.id} in AEP, take over what is to stay, and push again. The flow still uses the version that it used before.`,
    details:
      "Data Prep takes the whole of a mapping set and knows no precondition: of two writers the last one wins, and neither is told. So xdmap reads the set right before it writes and right after. The flow is pinned to a version and changes only in the step that follows, so nothing has become of it yet.",
    examples: [
      { source: mapping, instance: { name: "Shopify orders", id: "16fc…", before: 3, after: 5, isOurs: true } },
    ],
  },
  XM7223: {
    severity: "error",
    title: "Changed since the plan",
    what: (p: { what: string; name: string; id: string; lines: readonly string[] }) =>
      `The ${p.what} ${quote(p.name)} (${p.id}) was changed by somebody else since the plan was made:${list(p.lines)}`,
    todo: () =>
      "Run `xdmap plan` to see both, and push again, or take over what they changed. Nothing of it was written.",
    details:
      "A push changes what its plan showed and nothing else. Where somebody changed the same fields in the meantime their change would be lost, so it stops. Changes of other fields are kept, and do not stop it.",
    examples: [
      {
        source: mapping,
        instance: {
          what: "flow",
          name: "Shopify orders",
          id: "2d3b…",
          lines: ["mapping version: was 3, is 7 now, and this push wants 4"],
        },
      },
    ],
  },
  XM7224: {
    severity: "error",
    title: "Cannot be edited, only replaced",
    what: (p: { flows: readonly string[] }) =>
      `What the plan changes of ${p.flows.map(quote).join(", ")} cannot be edited in AEP: the flow has to be replaced by a new one.`,
    todo: () =>
      "`xdmap plan` shows what, and why. With `--allow-replace` the old flow is disabled and a new one made beside it; it is deleted only with `--allow-delete`. Nothing was done.",
    details:
      "A flow does not take up changes of its connections, and the start, the frequency and the delta column of one that has begun are frozen. A new flow starts its schedule anew, and what the old one has read it does not know: look at its start and its backfill, or rows are read twice or never.",
    examples: [{ source: mapping, instance: { flows: ["shopify-orders"] } }],
  },
  XM7225: {
    severity: "error",
    title: "The plan holds no more",
    what: (p: { path: string | null; lines: readonly string[] }) =>
      `${p.path === null ? "What was shown" : `The plan in ${quote(p.path)}`} is not what would be done now:${list(p.lines)}`,
    todo: () => "Make the plan anew, look at it, and begin again with that. Nothing was done.",
    details:
      "A plan that was saved, or shown with a question, is what somebody has looked at and agreed to. When the files or the sandbox have changed since, doing what it says would be something else than what it showed, so nothing is done. A question can stand for long: after a yes everything is looked at once more. `--yes` and saved plans ask nothing, and the latter are looked at once.",
    examples: [
      {
        source: mapping,
        instance: { path: "plan.json", lines: ["flow/shopify-orders/mapping-set: it is at version 4, and was at 3"] },
      },
    ],
  },
  XM7226: {
    severity: "error",
    title: "Still busy with an earlier change",
    what: (p: { what: string; name: string; id: string; state: string; seconds: number }) =>
      `The ${p.what} ${quote(p.name)} (${p.id}) takes no change: after ${p.seconds} seconds it is still ${quote(p.state)}.`,
    todo: () => "Push again when it has ended; what was done so far stays.",
    details:
      "AEP refuses changes of a flow that it is just making, changing or deleting (1416, 1420, 1421, 1457). A push waits for it to end, and stops where that takes too long.",
    examples: [
      {
        source: mapping,
        instance: { what: "flow", name: "Shopify orders", id: "2d3b…", state: "updating", seconds: 120 },
      },
    ],
  },
  XM7227: {
    severity: "error",
    title: "Title of a schema is taken",
    what: (p: { title: string; id: string | null }) =>
      p.id === null
        ? `AEP has something else with the title ${quote(p.title)}, so the schema cannot be made.`
        : `AEP has something else with the title ${quote(p.title)}, so the schema cannot be made: ${p.id}.`,
    todo: (p: { id: string | null }) =>
      p.id === null
        ? "Give the schema another title."
        : "Give the schema another title, or name that one in xdmap.yaml (`schema:`) where it is the one you mean.",
    details:
      "Titles are unique over schemas, classes, field groups and data types together. A schema of that title with just the content that is wanted is taken up; this one differs, or is no schema.",
    examples: [
      { source: mapping, instance: { title: "Shopify profile", id: "https://ns.adobe.com/acme/schemas/1234" } },
    ],
  },
  XM7228: {
    severity: "error",
    title: "Gone since the plan",
    what: (p: { what: string; name: string; id: string }) =>
      `The ${p.what} ${quote(p.name)} (${p.id}) is not there any more: somebody deleted it since the plan was made.`,
    todo: () => "Run `xdmap plan` to see what follows from that. It is not made again on the quiet.",
    details:
      "What hangs on it may be gone, too, and a new object would have another id. So a push stops, and the next plan shows what would be made.",
    examples: [{ source: mapping, instance: { what: "flow", name: "Shopify orders", id: "2d3b…" } }],
  },
  XM7229: {
    severity: "error",
    title: "Unknown whether something was changed",
    what: (p: { what: string; name: string; id: string }) =>
      `Whether AEP has changed the ${p.what} ${quote(p.name)} (${p.id}) is not known: the answer was lost, and it does not show the change.`,
    todo: () => "Push again: it looks what is there first, and changes only what is missing.",
    details:
      "A change names the version that it is made on, and the whole of a mapping set can be sent twice, so nothing is made twice by pushing again.",
    examples: [{ source: mapping, instance: { what: "flow", name: "Shopify orders", id: "2d3b…" } }],
  },
  XM7230: {
    severity: "error",
    title: "No such snapshot",
    what: (p: { path: string; known: readonly string[] }) =>
      `There is no snapshot ${quote(p.path)}.${p.known.length === 0 ? " This sandbox has none." : ` There are:${list(p.known)}`}`,
    todo: () => "Name one as the push that wrote it printed it. Nothing was done.",
    details:
      "Each push that changes something writes down first how it was, in `.xdmap/snapshots`. Those files stay on the computer that pushed: git ignores them.",
    examples: [
      { source: mapping, instance: { path: ".xdmap/snapshots/gone.json", known: ["dev-20261122T180000Z.json"] } },
    ],
  },
  XM7231: {
    severity: "error",
    title: "Cannot be brought back",
    what: (p: { what: string; name: string; id: string }) =>
      `The ${p.what} ${quote(p.name)} (${p.id}) of the snapshot is not there any more, so it cannot be brought back.`,
    todo: () =>
      "The snapshot holds it as it was: make it anew from the project's files, as they were, with `xdmap push`. The rest was brought back.",
    details: "AEP gives no id a second time. What was deleted can only be made anew, and then it is another object.",
    examples: [{ source: mapping, instance: { what: "flow", name: "Shopify orders", id: "2d3b…" } }],
  },
  XM7232: {
    severity: "warning",
    title: "Sent earlier, wanted no more",
    what: (p: { what: string; name: string; time: string; ids: readonly string[] }) =>
      `An earlier push (${p.time}) sent the ${p.what} ${quote(p.name)} and never heard whether it was made. The project file does not want it any more, and ${
        p.ids.length === 0 ? "it was not found" : `there is one of that name: ${p.ids.join(", ")}`
      }.`,
    todo: () =>
      "Look in AEP whether it is in use, and delete it there where it is not. xdmap does not look for it again.",
    details:
      "What a push has sent without hearing the outcome stays in its journal until it is known. Where the flow was renamed or taken out of the project file in the meantime nothing else would tell of it.",
    examples: [
      {
        source: mapping,
        instance: { what: "flow", name: "Shopify orders", time: "2026-11-22T18:00:00.000Z", ids: [] },
      },
    ],
  },
  XM7233: {
    severity: "warning",
    title: "A rollback has not ended",
    what: (p: { snapshot: string }) => `A rollback to ${quote(p.snapshot)} was begun and has not ended.`,
    todo: (p: { snapshot: string }) =>
      `To end it: \`xdmap push --rollback ${p.snapshot}\`. This push goes forward from what is there.`,
    details: "A rollback that is run again does what is left of it.",
    examples: [{ source: mapping, instance: { snapshot: "dev-20261122T180000Z.json" } }],
  },
  XM7234: {
    severity: "error",
    title: "Interrupted",
    what: (p: { key: string | null; done: number; all: number }) =>
      p.key === null
        ? `The push was interrupted before anything was written.`
        : `The push was interrupted before ${quote(p.key)}: ${p.done} of ${p.all} steps are done, and their state is saved.`,
    todo: () => "Push again: it goes on from there.",
    details:
      "On Ctrl-C a push lets the request that it has sent come to its end and writes its outcome down, then stops, with exit status 130. A second Ctrl-C ends it at once; the next push finds out what became of that request.",
    examples: [{ source: mapping, instance: { key: "flow/shopify-orders", done: 5, all: 6 } }],
  },
  XM7235: {
    severity: "error",
    title: "Made by an earlier push with other content",
    what: (p: { what: string; name: string; ids: readonly string[] }) =>
      `An earlier push sent the ${p.what} ${quote(p.name)} with another content than the project's files want now, and it was made: ${p.ids.join(", ")}.`,
    todo: () => "Look at it in AEP. Delete it there, or write the files as they were; then push again.",
    details:
      "That push never heard the outcome, and the files have changed since. Making a second object beside the first would leave a flow at work that nobody knows of.",
    examples: [{ source: mapping, instance: { what: "flow", name: "Shopify orders", ids: ["2d3b…"] } }],
  },
  XM7236: {
    severity: "error",
    title: "A list lags behind",
    what: (p: { what: string; name: string; id: string }) =>
      `AEP has the ${p.what} ${quote(p.name)} (${p.id}), but its list does not show it yet, so the plan would make a second one.`,
    todo: () => "Push again in a minute. Nothing was done.",
    details:
      "The state knows the object from an earlier push, and asked for by its id it is there. Lists of AEP may be behind for a while after something was made.",
    examples: [{ source: mapping, instance: { what: "dataset", name: "Shopify profiles", id: "5f5c…" } }],
  },
  XM7237: {
    severity: "error",
    title: "Done, and not written down",
    what: (p: { what: string; name: string; deed: string; id: string; why: string }) =>
      `The ${p.what} ${quote(p.name)} (${p.id}) was ${p.deed} in AEP, and that could not be written down. ${p.why}`,
    todo: () =>
      "Put right what the sentence names, and push again: what was done is looked for by name and content, and taken up. Nothing is made twice.",
    details:
      "What is about to be made stands in the journal before it is sent. So where the disk is full, or the folder can no longer be written to, between the two, the next push knows what to look for.",
    examples: [
      {
        source: mapping,
        instance: {
          what: "source connection",
          name: "Shopify orders (source)",
          deed: "created",
          id: "2d3b…",
          why: "`.xdmap/state/dev.json` cannot be written: the disk is full.",
        },
      },
    ],
  },
});
