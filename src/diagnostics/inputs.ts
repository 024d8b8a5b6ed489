import { diagnostics, quote } from "./define.js";

/** XM615…: what a command is given to work on. */
export const inputs = diagnostics({
  XM6150: {
    severity: "error",
    title: "No mapping file found",
    what: (p: { given: string; why: string | null }) =>
      `${quote(p.given)} leads to no mapping file${p.why === null ? "" : `: ${p.why}`}.`,
    todo: () => "Give a file, a folder that holds `.xdmap` files, or a pattern in quotes that matches some.",
    details:
      'A folder stands for all `.xdmap` files below it, a pattern such as `"mappings/**/*.xdmap"` for those that match. Hidden folders and `node_modules` are left out of both. A check that checks nothing would pass without having looked at anything, so nothing found is an error.',
    examples: [
      {
        source: `target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n`,
        args: ["flows/**/*.xdmap"],
      },
    ],
  },
});
