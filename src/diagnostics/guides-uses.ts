import type { Guide } from "./guide.js";

/** Guides to XM205…: `use`. */
export const useGuides: Readonly<Record<string, Guide>> = {
  XM2050: {
    todo: "Move what both files need into a third, and use that in both.",
    files: {
      "common.xdmap": 'use "names.xdmap"\ndef title(s) = upper(clean(s))\n',
      "names.xdmap": "def clean(s) = trim(s)\n",
    },
  },
  XM2051: {
    why: "To take one of the two would change what is deployed whenever somebody changes the order of the lines.",
    todo: "Rename one of the two definitions, or use only one of the files.",
    files: { "names.xdmap": "def shout(s) = upper(s)\n" },
    corrections: [["\ntitle(First_Name)", "\nshout(title(First_Name))"]],
  },
  XM2052: {
    why: "A reader could not tell the column from the definition.",
    todo: "Rename the definition: in one file a name means one thing.",
    files: { "common.xdmap": "def clean(s) = trim(s)\n" },
    corrections: [["Email(Phone)", "clean(Phone)"]],
  },
  XM2053: {
    why: "It does no harm, and misleads: it looks as if it brought in something more.",
    todo: "Remove one of the two statements.",
    corrections: [['use "./common.xdmap"\n', ""]],
  },
  XM2054: {
    todo: "Keep definitions that are shared in a file of their own; what depends on columns stays in the file with the mappings.",
    files: { "common.xdmap": "def title(s) = concat(upper(left(s, 1)), lower(substr(s, 1, 4096)))\n" },
  },
  XM2055: {
    todo: "Remove the statement, or use what it brings in.",
    corrections: [["\nEmail ->", "\ntitle(First_Name) -> person.name.firstName\nEmail ->"]],
  },
  XM2056: {
    why: "A sample or a schema has no definitions to bring in.",
    todo: "Name a `.xdmap` file. A sample is named by `sample`, a schema by `target`.",
    corrections: [['use "orders.csv"\n', ""]],
  },
};
