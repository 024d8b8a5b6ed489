import type { Guide } from "./guide.js";

const schema = '"outputSchema": {"schemaRef": {"id": "https://ns.adobe.com/acme/schemas/profile"}}';
const email = '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address"}';
const template = "Source data,Target field\nEmail,personalEmail.address\n";

/** The set of an example as it is after. */
function mended(...mappings: readonly string[]): Readonly<Record<string, string>> {
  return { "set.json": `{${schema}, "mappings": [${mappings.join(", ")}]}` };
}

/** Guides to what `xdmap import` and `xdmap export` have to say. */
export const platformImportGuides: Readonly<Record<string, Guide>> = {
  XM7500: {
    why: "What is read as a mapping set without being one would become a mapping file of nothing.",
    todo: "Save what `GET /mappingSets/ID` answers, as it is.",
    files: mended(email),
  },
  XM7501: {
    why: "A mapping without a source or a target says nothing that could be deployed.",
    todo: "Look at the mapping in the file, by its number, and give it what it lacks.",
    files: mended(email, '{"sourceType": "ATTRIBUTE", "source": "Name", "destination": "person.name.firstName"}'),
  },
  XM7502: {
    why: "What type a source has decides how its text is read. A guess could make a column of an expression.",
    todo: "Give the type that is meant.",
    files: mended(email, '{"sourceType": "ATTRIBUTE", "source": "x", "destination": "person.name.firstName"}'),
  },
  XM7503: {
    why: "Which of two mappings to one target the platform keeps is not documented, and a check of the file refuses both.",
    todo: "Keep the mapping that is meant, and delete the other.",
    files: mended(email),
  },
  XM7504: {
    why: "The service answers with an old and a new spelling of a field. Where a file has two values, somebody changed one of them by hand.",
    todo: "Change both, or take the old spelling away.",
    files: mended(email),
  },
  XM7505: {
    todo: "Nothing has to be done where the field means nothing to you. Else set it again on the platform after each push.",
    files: mended(email),
  },
  XM7506: {
    why: "The tutorials' mapping sets name no types: every source is a path. An expression among them would be read as the name of a column that no source has.",
    todo: "Give the mapping its type, or write the expression into the mapping file.",
    files: {
      "set.json": `{${schema}, "mappings": [{"sourceAttribute": "lower(Email)", "destinationXdmPath": "personalEmail.address", "sourceType": "EXPRESSION"}]}`,
    },
  },
  XM7507: {
    todo: "Mend the expression: in the mapping set, or in the comment that became of it.",
    files: mended(
      email,
      '{"sourceType": "EXPRESSION", "source": "lower(trim(Phone))", "destination": "mobilePhone.number"}',
    ),
  },
  XM7508: {
    why: "Without a target neither the paths nor the types of the mappings can be checked, and nothing can be built.",
    todo: "Say which schema the mappings are for.",
    args: ["set.json", "--target", "schema.json"],
  },
  XM7509: {
    why: "A description becomes a comment, and comments lose blanks at the ends of their lines.",
    todo: "Leave it: what is built from the file has the description without these blanks.",
    files: mended(
      '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address", "description": "The address."}',
    ),
  },
  XM7510: {
    todo: "Name the columns as the interface does.",
    files: { "set.csv": template },
    args: ["set.csv", "--target", "schema.json"],
  },
  XM7511: {
    why: "A row that was forgotten looks like one that was left empty on purpose.",
    todo: "Fill in what is missing, or leave the row as it is.",
    files: { "set.csv": `${template}Phone,mobilePhone.number\n` },
  },
  XM7512: {
    why: "Which letters a file's bytes mean, only its encoding says. A name that is read wrong is the name of no column.",
    todo: "Save the file in UTF-8.",
    files: { "set.csv": template },
  },
  XM7513: {
    why: "The second file would be written over the first.",
    todo: "Rename one of the two, or import them into folders of their own.",
    files: {
      "sets/a.json": `{${schema}, "mappings": [${email}]}`,
      "sets/a.csv": null,
    },
  },
  XM7514: {
    why: "An import that finds nothing has most likely been given the wrong folder.",
    todo: "Give the folder that holds the mapping sets.",
    files: { "sets/readme.txt": "", "sets/a.json": `{${schema}, "mappings": [${email}]}` },
  },
  XM7515: {
    why: "Whoever goes on in the interface would miss it there without a word.",
    todo: "Set it by hand in the interface, or deploy the mapping with `xdmap push`, which carries it.",
    corrections: [[' @identity("Email")', ""]],
  },
};
