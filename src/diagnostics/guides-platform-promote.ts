import type { Guide } from "./guide.js";

const elsewhere = "What has to be done depends on what is in the two sandboxes: the message says it.";

/** Guides to XM76…: what a promotion finds. */
export const platformPromoteGuides: Readonly<Record<string, Guide>> = {
  XM7600: {
    todo: "Run `xdmap plan` for the sandbox that flows come from, push what the files say, or take over what was changed.",
    noAfter: elsewhere,
  },
  XM7601: { todo: "Make what is missing, with the same name, and promote again.", noAfter: elsewhere },
  XM7602: { todo: "Give the id of the one that is meant, for this sandbox alone.", noAfter: elsewhere },
  XM7603: { todo: "Make a connection of the same kind, or name another.", noAfter: elsewhere },
  XM7604: { todo: "Make the two schemas the same.", noAfter: elsewhere },
  XM7605: { todo: "Give the flow a start of its own in the other sandbox, or none.", noAfter: elsewhere },
  XM7606: { todo: "Write `_{TENANT_ID}` in place of the tenant's name.", noAfter: elsewhere },
  XM7607: { todo: "Decide whether profiles are to be made of this dataset.", noAfter: elsewhere },
  XM7608: { todo: "Promote again.", noAfter: elsewhere },
  XM7609: { todo: "Write what the message shows into xdmap.yaml by hand.", noAfter: elsewhere },
};
