import { diagnostics, quote } from "./define.js";
import { flowFiles, flowJson, importingFlow } from "./platform-import-examples.js";

/** What an import of flows tells beside the flows that it leaves out. */
export const importedFlows = diagnostics({
  XM7559: {
    severity: "warning",
    title: "What a flow uses is gone",
    what: (p: { flow: string; what: string; id: string }) =>
      `The flow ${quote(p.flow)} was imported, but its ${p.what} ${quote(p.id)} is gone from the sandbox.`,
    todo: () => "Name another one in xdmap.yaml: no plan can be made with this one.",
    examples: [
      {
        source: "",
        command: "import",
        args: ["flow:Orders", "--sandbox", "dev"],
        instance: { flow: "Orders", what: "dataset", id: "6273a3a1e6a9c519481a2b3c" },
      },
    ],
  },
  XM7560: {
    severity: "error",
    title: "Flows that were not read",
    what: (p: { count: number; all: number }) =>
      `${p.count} of ${p.all} flows were not read: the platform failed before, and nothing was asked any more.`,
    todo: () =>
      "Mend what the other errors tell, and run the command again: flows that are imported already stay as they are.",
    examples: [
      {
        source: "",
        command: "import",
        args: ["flow:*", "--sandbox", "dev"],
        instance: { count: 12, all: 40 },
      },
    ],
  },
  XM7561: {
    severity: "warning",
    title: "What a sandbox says of an imported flow",
    what: (p: { flow: string; key: string; sandbox: string }) =>
      `The flow ${quote(p.flow)} was written over, but the section of the sandbox ${quote(p.sandbox)} says something of ${quote(p.key)}, too, which counts before it.`,
    todo: () => "Look at `xdmap plan`, and take out of that section what is not meant any more.",
    examples: [
      {
        source: "",
        command: "import",
        args: ["flow:Orders", "--force", "--sandbox", "dev"],
        instance: { flow: "Orders", key: "orders", sandbox: "dev" },
      },
    ],
  },
  XM7562: {
    severity: "warning",
    title: "Two flows of one mapping set",
    what: (p: { first: string; second: string; set: string }) =>
      `The flows ${quote(p.first)} and ${quote(p.second)} share the mapping set ${quote(p.set)}, but not their versions, columns or delta column: each has a mapping file of its own.`,
    todo: () =>
      "Change both files alike, or give one of the flows a mapping set of its own: a push of one file changes the set of both flows.",
    examples: [
      importingFlow({
        ...flowFiles,
        "other.json": flowJson({ id: "f2", name: "Returns", sourceConnectionIds: ["s2"] }),
        "other-source.json": flowFiles["source.json"]
          .replace('"s1"', '"s2"')
          .replace('"Orders"}}', '"Returns", "columns": [{"name": "Email", "type": "string"}]}}'),
      }),
    ],
  },
  XM7563: {
    severity: "warning",
    title: "A delta column with a pattern that reads nothing",
    what: (p: { flow: string; pattern: string; codes: readonly string[] }) =>
      `The flow ${quote(p.flow)} reads its delta column with ${quote(p.pattern)}, which is an error elsewhere (${p.codes.join(", ")}).`,
    todo: () =>
      "It is imported as it is deployed, with a comment that silences the error. To mend it, change the pattern and take the comment out: the flow is then made anew.",
    examples: [
      importingFlow({
        ...flowFiles,
        "flow.json": flowJson({
          transformations: [
            { name: "Copy", params: { deltaColumn: { name: "updated_at", dateFormat: "YYYY-MM-DD" } } },
            { name: "Mapping", params: { mappingId: "m1", mappingVersion: 0 } },
          ],
          scheduleParams: { startTime: 1796083200, frequency: "day", interval: 1 },
        }),
      }),
    ],
  },
});
