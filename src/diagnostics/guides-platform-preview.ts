import type { Guide } from "./guide.js";

const args = ["example.xdmap", "--sandbox", "dev"];

/** Guides to XM7650…: comparing with Data Prep. */
export const platformPreviewGuides: Readonly<Record<string, Guide>> = {
  XM7650: {
    todo: "Read the example of the target, what was applied there, and how sure that is. Where the schema of the sandbox is another one than the mapping's, run `xdmap schema pull`. Where a function or a conversion does otherwise than xdmap says, record the rows and report it: that is a bug of xdmap, whatever its label.",
    files: { "schema.json": null },
  },
  XM7651: {
    todo: "Take rows that are smaller, with `--rows` or `--where`: what a function does shows on small values, too.",
    noAfter: "The finding depends on a row of a million bytes.",
  },
  XM7652: {
    todo: "Look through the file, change what names people, and run `xdmap preview --remote --record` again over rows that you made up, where that shows the same difference.",
    args,
  },
  XM7653: {
    todo: "Where xdmap was changed, the case shows what the change broke. Where it never agreed, the case is evidence: send it with a report, and keep it out of the tests that have to pass until then.",
    corrections: [['"expected":"Ada"', '"expected":"ADA"']],
  },
  XM7654: {
    todo: "Leave it so. To keep a case of such a target, map a part of it by itself: one child of the object, or the expression without `uuid()` or `now()`.",
    corrections: [["uuid() -> _id\n", ""]],
  },
  XM7655: {
    todo: "Loosen what chooses the rows, or give a sample that has some.",
    args: [...args, "--where", "Email != null"],
  },
  XM7656: {
    todo: "Send the rows one by one, with `--data object`, and look whether the differences go away. Where they do, report it: then xdmap has to send them so by itself.",
    noAfter: "The finding depends on the order of a service's answer.",
  },
  XM7657: {
    todo: "Choose targets with `--select`, which makes the mapping set smaller, and rows that are small.",
    noAfter: "The finding depends on what a service takes.",
  },
};
