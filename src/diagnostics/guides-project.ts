import type { Guide } from "./guide.js";

const project = (text: string) => ({ "xdmap.yaml": text });
const profile = '{ "$id": "https://ns.adobe.com/xdm/context/profile", "properties": {} }';
const ignored = "A setting that has no effect is worse than none: everyone believes in it.";

/** Guides to XM61…: the project file, and what a command line names. */
export const projectGuides: Readonly<Record<string, Guide>> = {
  XM6100: {
    todo: "Correct the line. A value that begins with a sign needs quotes.",
    files: project('sample:\n  delimiter: ","\n'),
  },
  XM6101: {
    why: "How wide a tab is depends on the editor, so it could mean another level to each of them.",
    todo: "Indent with blanks: two for each level.",
    files: project("sample:\n  header: true\n"),
  },
  XM6102: {
    todo: "Correct the key; the page on the project file lists all of them.",
    files: { ...project("schemas: [components]\n"), "components/profile.json": profile },
  },
  XM6103: { todo: "Keep one of the two.", files: project("expressions: strict\n") },
  XM6104: { todo: "Write a value as the help shows it.", files: project("sample:\n  header: true\n") },
  XM6105: {
    why: ignored,
    todo: "Write one of the values that the message lists.",
    files: project("expressions: strict\n"),
  },
  XM6106: {
    why: "YAML holds several documents apart by `---`, and only one of them could count.",
    todo: "Take the line out.",
    files: project("expressions: strict\n"),
  },
  XM6107: { todo: "Look whether it is the file that was meant.", files: project("expressions: strict\n") },
  XM6108: { todo: "Save the file in UTF-8. Below it stands as it is then.", files: project("expressions: strict\n") },
  XM6109: {
    why: "Without the folder the references of a schema cannot be followed, and no path below them can be checked.",
    todo: "Correct the path; it starts at the folder of the project file.",
    files: { ...project("schemas: [components]\n"), "components/profile.json": profile },
  },
  XM6110: {
    todo: "Move the folder into the project, or move xdmap.yaml up to a folder that holds both.",
    files: { ...project("schemas: [components]\n"), "components/profile.json": profile },
  },
  XM6111: { todo: "Write the character itself, in quotes.", files: project('sample:\n  delimiter: ","\n') },
  XM6112: {
    why: "A reader of the file could not tell a quote from the end of a cell.",
    todo: "Give them two characters; where nothing is quoted, write `quote: none`.",
    files: project('sample:\n  delimiter: ","\n  quote: "\'"\n'),
  },
  XM6113: {
    why: "The tenant's name becomes a field, `_acme`, of every path below it; another name would find none.",
    todo: "Write the tenant's name alone, as in `acme`.",
    files: project("tenant: acme\n"),
  },
  XM6114: {
    why: ignored,
    todo: "Rename the file to xdmap.yaml.",
    files: { "xdmap.yml": null, ...project("expressions: strict\n") },
  },
  XM6115: { todo: "Name the `.xdmap` file. It names its sample itself.", args: [] },
  XM6120: {
    why: ignored,
    todo: "Correct the name. The page on linting lists the rules, `xdmap explain` every code.",
    files: project("lint:\n  week-year-in-date-pattern: warning\n"),
  },
  XM6121: {
    why: "What makes a mapping fail on the platform stays an error here.",
    todo: "Remove the line. Rules, and findings of the check that are warnings or notes, can be set.",
    files: project("lint:\n  XM2027: off\n"),
  },
  XM6122: { why: ignored, todo: "Keep one of the two.", files: project("lint:\n  XM4007: warning\n") },
  XM6123: {
    todo: "Write a baseline with `--update-baseline`, and commit it.",
    files: { "old.json": null },
    args: ["--baseline", "old.json", "--update-baseline"],
  },
  XM6150: {
    todo: "Give a file, a folder that holds `.xdmap` files, or a pattern in quotes that matches some.",
    args: ["*.xdmap"],
  },
};
