import type { Guide } from "./guide.js";

const noAfter = "What changes is the sandbox, or what a push keeps of it, and none of the project's files.";

/** Guides to XM72…: what pushes keep, and what stops them. */
export const platformPushGuides: Readonly<Record<string, Guide>> = {
  XM7200: {
    why: "The name becomes the name of a file.",
    todo: "Give the name that AEP shows in the list of sandboxes.",
    noAfter,
  },
  XM7201: {
    todo: "Take the file back from version control. Where there is no good one, move it away and run `xdmap plan`: what xdmap made is found by names and contents.",
    noAfter,
  },
  XM7202: { todo: "Update xdmap to the version that your colleagues use.", noAfter },
  XM7203: { todo: "Rename the file back, or remove the copy.", noAfter },
  XM7204: { todo: "Use the credentials of the organization that the file belongs to.", noAfter },
  XM7205: { todo: "Wait for the other push. Where the process that is named is no xdmap, remove the lock.", noAfter },
  XM7206: { todo: "Look on the other computer. Where nothing runs there any more, remove the lock.", noAfter },
  XM7207: { todo: "Remove the link or the file of that name.", noAfter },
  XM7208: { todo: "Make sure that no push runs, and remove the file.", noAfter },
  XM7220: { todo: "Push again in some minutes.", noAfter },
  XM7221: { todo: "Look at the objects in AEP, keep one, and push again.", noAfter },
  XM7222: { todo: "Look at the versions of the mapping set in AEP, and agree with whoever wrote it.", noAfter },
  XM7223: { todo: "Run `xdmap plan`, and decide which of the two is to stay.", noAfter },
  XM7224: { todo: "Where the flow is to be replaced, push with `--allow-replace`.", noAfter },
  XM7225: { todo: "Make the plan anew.", noAfter },
  XM7226: { todo: "Wait until AEP has ended what it does, and push again.", noAfter },
  XM7227: { todo: "Give the schema another title, or use the one that is there.", noAfter },
  XM7228: { todo: "Run `xdmap plan` to see what would be made anew.", noAfter },
  XM7229: { todo: "Push again.", noAfter },
  XM7230: { todo: "Give the path of a snapshot, or its name in `.xdmap/snapshots`.", noAfter },
  XM7231: { todo: "Make it anew with a push of the files as they were.", noAfter },
  XM7232: { todo: "Look in AEP for an object of that name.", noAfter },
  XM7233: { todo: "End the rollback by running it again, or go on.", noAfter },
  XM7234: { todo: "Push again.", noAfter },
  XM7235: { todo: "Delete the object in AEP, or write the files as they were; then push again.", noAfter },
  XM7237: { todo: "Make room on the disk, or look who may write to `.xdmap`; then push again.", noAfter },
  XM7236: { todo: "Push again in a minute.", noAfter },
};
