import type { Guide } from "./guide.js";

const schema = '"outputSchema": {"schemaRef": {"id": "https://ns.adobe.com/acme/schemas/profile"}}';
const email = '{"sourceType": "ATTRIBUTE", "source": "Email", "destination": "personalEmail.address"}';
const template = "Source data,Target field\nEmail,personalEmail.address\n";

/** The objects of a flow, one a file, that can be imported. */
const flowFiles = {
  "xdmap.yaml": "{}\n",
  "flow.json": JSON.stringify({
    id: "f1",
    name: "Orders",
    flowSpec: { id: "14518937-270c-4525-bdec-c2ba7cce3860", version: "1.0" },
    sourceConnectionIds: ["s1"],
    targetConnectionIds: ["t1"],
    transformations: [{ name: "Mapping", params: { mappingId: "m1", mappingVersion: 0 } }],
    scheduleParams: { startTime: 1796083200, frequency: "once" },
  }),
  "source.json":
    '{"id": "s1", "baseConnectionId": "b1", "connectionSpec": {"id": "c1"}, "data": {"format": "tabular"}, "params": {"tableName": "Orders"}}',
  "target.json":
    '{"id": "t1", "connectionSpec": {"id": "c604ff05-7f1a-43c0-8e18-33bf874cb11c"}, "params": {"dataSetId": "6273a3a1e6a9c519481a2b3c"}}',
  "set.json": `{"id": "m1", "version": 0, ${schema}, "mappings": [${email}]}`,
};

const FLOW_ARGS = ["flow.json", "source.json", "target.json", "set.json"];

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
    why: "A description becomes a comment. Comments lose blanks at the ends of their lines, and no file in UTF-8 holds half of a character (an emoji that was cut in two).",
    todo: "Leave it: what is built from the file has the description without the blanks, and a `�` for half of a character.",
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
  XM7516: {
    why: "Two tools may read such a file in two ways: what one deploys is not what the other shows.",
    todo: "Take one of the two away where the file comes from.",
    files: mended(email),
  },
  XM7517: {
    why: "A mapping set has no place for it, and a column that is not known by its name could be one that was meant.",
    todo: "Rename the column to what it is, or take it away.",
    files: { "set.csv": template },
  },
  XM7518: {
    why: "Where a row's cells end, only its quotes say. A guess could make two mappings of one, or a wrong one.",
    todo: "Double the quotes of the expression, and put the cell in quotes.",
    files: { "set.csv": 'Source data,Target field\nEmail,personalEmail.address\n"lower(""x"")",a.b\n' },
  },
  XM7519: {
    why: "Whoever opens the template in a spreadsheet program and saves it has another mapping, and may run what a stranger wrote.",
    todo: "Upload the template as it was written, or write the expression with another beginning.",
    corrections: [["-1 ->", "0 - 1 ->"]],
  },
  XM7520: {
    why: "A mapping file of nothing looks like an import that went well.",
    todo: "Give the mapping set that is meant.",
    files: mended(email),
  },
  XM7521: {
    why: "What such a mapping gives is null in every row, or not what its author meant; nobody looked after it was deployed.",
    todo: "Correct it in the file, take the line that silences it away, and see with `xdmap plan` what changes.",
    files: mended(
      email,
      '{"sourceType": "EXPRESSION", "source": "left(First_Name, 1)", "destination": "person.name.firstName"}',
    ),
  },
  XM7550: {
    why: "An import that took another object of a similar name would bring in what nobody asked for.",
    todo: "Look the id up in the interface, in the sandbox that is meant. `xdmap import flow:*` takes all flows there are.",
    noAfter: "What the sandbox has is not in the example.",
  },
  XM7551: {
    why: "The service lets several flows have one name. Which of them is meant only an id says.",
    todo: "Take the id from the message, or from the address of the flow in the interface.",
    noAfter: "What the sandbox has is not in the example.",
  },
  XM7552: {
    why: "Half a flow in xdmap.yaml would be deployed as half a flow. So it is left out as a whole, and the others are imported.",
    todo: "Where an object is missing, give its file too, or `--sandbox`, which gets it.",
    files: flowFiles,
    args: FLOW_ARGS,
  },
  XM7553: {
    why: "What the project file has no place for is not pushed, and not taken away either. Where the flow is replaced one day it is lost.",
    todo: "Note it down, or take it off the flow where it means nothing to you.",
    files: flowFiles,
    args: FLOW_ARGS,
  },
  XM7554: {
    why: "What stands in the file may have been changed since, and is nothing to write over unasked.",
    todo: "Nothing, where the file is right; `--force` to bring in what is deployed.",
    files: { ...flowFiles, "xdmap.yaml": "flows: {}\n" },
    args: FLOW_ARGS,
  },
  XM7555: {
    why: "Two flows can have names that make one key, as `Orders (new)` and `Orders: new`. A key names one flow.",
    todo: "Nothing has to be done: the number tells them apart.",
    files: { ...flowFiles, "xdmap.yaml": "flows:\n  shop: { name: Old orders, mapping: old.xdmap }\n" },
    args: FLOW_ARGS,
  },
  XM7556: {
    why: "A flow runs the version that it was pinned to. Somebody changed the mapping set since, and did not tell the flow.",
    todo: "Decide which of both is meant before the next push: it pins the flow to what the file says.",
    noAfter: "What the sandbox has is not in the example.",
  },
  XM7557: {
    why: "A project file is edited so that everything else in it stays as it is. Where that is not possible it is left alone.",
    todo: "Write `flows` as a section with a key a line.",
    files: flowFiles,
    args: FLOW_ARGS,
  },
  XM7558: {
    why: "A `source` block has to have all columns that the mappings read, or `check` finds them missing; and a plan compares it with what the source connection declares. Where both cannot be, there is none.",
    todo: "Declare the columns that are missing, in AEP, or write the block and let the connection be replaced.",
    files: flowFiles,
    args: FLOW_ARGS,
  },
  XM7559: {
    why: "A flow goes on running for a while without what it was made with, and then fails. It is imported with the id, which nothing in the sandbox has any more.",
    todo: "Find out what took its place, and write that into the flow of xdmap.yaml; or leave the flow out.",
    noAfter: "What the sandbox has is not in the example.",
  },
  XM7560: {
    why: "Where the sign-in ends, or call after call fails, the rest would fail too, each after its deadline. So the reading ends.",
    todo: "Run the same command again once the platform answers: what was imported is told as there already (XM7554).",
    noAfter: "Whether the platform answers is not in the example.",
  },
  XM7561: {
    why: "A flow is written above the sandboxes of the file, and what a sandbox says is laid over it: with that the flow may differ from the one that is deployed.",
    todo: "Compare both with `xdmap plan`, and keep in the sandbox's section what is meant to differ.",
    noAfter: "What the sandbox has is not in the example.",
  },
  XM7562: {
    why: "A mapping set has one content, its latest version. With two files a push of the one changes it, and the next push of the other changes it back.",
    todo: "Let both flows name one mapping file in xdmap.yaml, with the delta column in each flow's `delta`; or make a set for each.",
    files: flowFiles,
    args: FLOW_ARGS,
  },
  XM7563: {
    why: "Pages of AEP show such patterns, and flows are deployed with them. With the error of the linter no plan could be made; so the file says that it is known.",
    todo: "Mend the pattern when the flow is next made anew: a delta column cannot be changed once the flow has started.",
    files: flowFiles,
    args: FLOW_ARGS,
  },
};
