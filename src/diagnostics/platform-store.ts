import { diagnostics, quote } from "./define.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';

/** XM7200…: what xdmap keeps of its pushes in `.xdmap/`. */
export const platformStore = diagnostics({
  XM7200: {
    severity: "error",
    title: "Name of a sandbox that cannot be a file's",
    what: (p: { sandbox: string }) =>
      `${quote(p.sandbox)} cannot be the name of a sandbox: its state would be kept outside of \`.xdmap/state\`, or under a name that not every system allows.`,
    todo: () => "Sandboxes are named in lower-case letters, digits and `-`. Give the one that AEP shows.",
    examples: [{ source: mapping, instance: { sandbox: "../prod" } }],
  },
  XM7201: {
    severity: "error",
    title: "State of pushes that cannot be read",
    what: (p: { path: string; what: string; why: string }) => `${quote(p.path)} is no ${p.what} of xdmap: ${p.why}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "`.xdmap/state/SANDBOX.json` says which object of AEP belongs to which flow. Without it xdmap finds what it made by names and contents, so a state that is lost is no harm; one that is wrong could lead to the wrong object, so nothing is guessed from half a file. Files are written whole or not at all: one that is cut was cut by something else, often by a merge.",
    examples: [
      {
        source: mapping,
        instance: {
          path: ".xdmap/state/dev.json",
          what: "state",
          why: "it is no JSON, or was cut off",
          advice: "Take the file back from version control.",
        },
      },
    ],
  },
  XM7202: {
    severity: "error",
    title: "State of a later xdmap",
    what: (p: { path: string; version: number }) =>
      `${quote(p.path)} was written by a later xdmap: it has the form ${p.version}, and this one knows the form 1.`,
    todo: () => "Update xdmap. The file was left as it is.",
    details:
      "A field that this version does not know could say that an object is no longer to be touched. So it reads nothing of the file and writes nothing to it.",
    examples: [{ source: mapping, instance: { path: ".xdmap/state/dev.json", version: 2 } }],
  },
  XM7203: {
    severity: "error",
    title: "State of another sandbox",
    what: (p: { path: string; found: string; wanted: string }) =>
      `${quote(p.path)} is of the sandbox ${quote(p.found)}, and this is the sandbox ${quote(p.wanted)}.`,
    todo: () => "Each sandbox has a file of its own name. Rename the file back, or remove the copy.",
    details: "The ids in it lead to nothing in another sandbox, or to something else.",
    examples: [{ source: mapping, instance: { path: ".xdmap/state/dev.json", found: "prod", wanted: "dev" } }],
  },
  XM7204: {
    severity: "error",
    title: "State of another organization",
    what: (p: { path: string }) =>
      `${quote(p.path)} is of another organization than the one of these credentials (XDMAP_ORG).`,
    todo: () => "Use the credentials of its organization, or, where the organization has changed, move the file away.",
    details:
      "The file holds no id of an organization, only a fingerprint of it: enough to see that it is another one. Sandboxes of two organizations can have the same name.",
    examples: [{ source: mapping, instance: { path: ".xdmap/state/dev.json" } }],
  },
  XM7205: {
    severity: "error",
    title: "Another push is at work",
    what: (p: { sandbox: string; pid: number; started: string }) =>
      `Another push to ${quote(p.sandbox)} is at work since ${p.started}: process ${p.pid}.`,
    todo: (p: { path: string }) =>
      `Wait for it to end. If that process is no xdmap, remove ${quote(p.path)}. Nothing was done.`,
    details:
      "One push at a time writes to a sandbox from one project. A push that was killed leaves its lock behind, and the next one takes it over: that is only so while the process that is named still runs.",
    examples: [
      {
        source: mapping,
        instance: { sandbox: "dev", pid: 4711, started: "2026-11-22T18:00:00.000Z", path: ".xdmap/locks/dev.1.json" },
      },
    ],
  },
  XM7206: {
    severity: "error",
    title: "A push on another computer is at work",
    what: (p: { sandbox: string; pid: number; host: string; started: string }) =>
      `A push to ${quote(p.sandbox)} began at ${p.started} on another computer, ${quote(p.host)} (process ${p.pid}), and has not ended.`,
    todo: (p: { path: string }) =>
      `Look whether it still runs there. If it does not, remove ${quote(p.path)} and push again. Nothing was done.`,
    details:
      "Whether a process of another computer still runs cannot be seen from here, so the lock is never taken over. It shows where a project lies on a shared disk, and where a container with a new name takes up the folder of an earlier one.",
    examples: [
      {
        source: mapping,
        instance: {
          sandbox: "dev",
          pid: 4711,
          host: "build-7",
          started: "2026-11-22T18:00:00.000Z",
          path: ".xdmap/locks/dev.1.json",
        },
      },
    ],
  },
  XM7207: {
    severity: "error",
    title: "Folder of xdmap leads out of the project",
    what: (p: { path: string }) => `${quote(p.path)} leads out of the project, by a symbolic link, or is no folder.`,
    todo: () => "Remove it: xdmap makes its folders itself, in the project alone.",
    details: "A project that was fetched from somewhere else must not be able to make xdmap write into other folders.",
    examples: [{ source: mapping, instance: { path: ".xdmap/state" } }],
  },
  XM7208: {
    severity: "error",
    title: "Lock of a push that cannot be read",
    what: (p: { path: string }) => `${quote(p.path)} is the lock of a push, and says nothing that xdmap can read.`,
    todo: () => "If no push to this sandbox runs, remove the file and push again. Nothing was done.",
    details: "Locks are written whole, so something else has changed it. Whose it was cannot be told any more.",
    examples: [{ source: mapping, instance: { path: ".xdmap/locks/dev.1.json" } }],
  },
});
