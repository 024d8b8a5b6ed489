import type { Guide } from "./guide.js";

/** Guides to XM7300…: runs. */
export const platformRunGuides: Readonly<Record<string, Guide>> = {
  XM7300: {
    todo: "Write ISO 8601 (`2026-05-01T00:00:00Z`), which cannot be mistaken, or whole seconds since 1970.",
    noAfter: "The command line changes, and no file.",
  },
  XM7301: { todo: "Exchange the two times, or move the end.", noAfter: "The command line changes, and no file." },
  XM7302: {
    todo: "Look at the number of digits: seconds of this century have ten. Where the window is meant, answer the question, or add `--yes`.",
    noAfter: "The command line changes, and no file.",
  },
  XM7303: {
    todo: "Add a flow of its own to xdmap.yaml with `schedule: { frequency: once }`, and push it; the flow that runs by a schedule stays as it is.",
    noAfter: "What changes is a flow in AEP.",
  },
  XM7304: {
    todo: "Find out who disabled the flow, and enable it in AEP.",
    noAfter: "What changes is a flow in AEP.",
  },
  XM7305: {
    todo: 'Add `delta updated_at format "yyyy-MM-dd HH:mm:ss" timezone "UTC"` to the mapping, with the column that says when a row changed.',
    noAfter: "The finding depends on what runs the flow had.",
  },
  XM7306: {
    todo: "Take the flow's delta column over into the files. Where the new one is right, give the flow another key and name, push, and disable the old one.",
    noAfter: "The finding depends on what runs the flow had.",
  },
  XM7307: {
    todo: "See what the flow spec's `runSpec` demands; a source that takes other params cannot be run from here yet.",
    noAfter: "The finding depends on the kind of source.",
  },
  XM7308: {
    todo: "Run `xdmap status FLOW` until the list of runs is up to date, then the same `xdmap run` again: it adopts the run where it is there, and sends nothing where it is not.",
    noAfter: "The finding depends on a connection that broke.",
  },
  XM7309: {
    todo: "Open the flow in AEP and look at its runs. Only where there is none of this window, add `--again`.",
    noAfter: "The finding depends on a connection that broke.",
  },
  XM7310: {
    todo: "Choose the window that follows (leave `--window-start` out), or add `--again` where the rows have to be taken in once more.",
    noAfter: "The finding depends on what runs the flow had.",
  },
  XM7311: {
    todo: "Run `xdmap push`, or fetch the state that another made from version control.",
    noAfter: "The finding depends on what was pushed.",
  },
  XM7312: {
    todo: "Ask who started the other runs; then see with `xdmap status FLOW` how often the rows were taken in.",
    noAfter: "The finding depends on what others do.",
  },
  XM7320: {
    todo: "Read what `xdmap status FLOW` says of the run, correct it, and run the window again.",
    noAfter: "The finding depends on how a run went.",
  },
  XM7321: {
    todo: "Read the row errors in `xdmap status FLOW`, preview those rows, correct the mapping, push it, and run the window again.",
    noAfter: "The finding depends on how a run went.",
  },
  XM7322: {
    todo: "Ask for the permission to read datasets, and switch `errorDiagnosticsEnabled` on.",
    noAfter: "The finding depends on permissions in AEP.",
  },
  XM7330: {
    todo: "Copy the title or the id from `xdmap schema list`, and look whether `--sandbox` is the right one.",
    noAfter: "The command line changes, and no file.",
  },
  XM7331: {
    todo: "Give the `$id` in place of the title.",
    noAfter: "The command line changes, and no file.",
  },
  XM7332: {
    todo: "Choose another file with `--output`; `--force` writes over the one that is there.",
    noAfter: "The command line changes, and no file.",
  },
  XM7333: {
    todo: "Leave `--form xed` out: the whole form needs no parts.",
    noAfter: "The finding depends on what the registry holds.",
  },
  XM7334: {
    todo: "Try again, and report it where it stays so.",
    noAfter: "The finding depends on an answer of the service.",
  },
};
