import { diagnostics, quote } from "./define.js";

const mapping = 'target "schema.json"\nsample "orders.csv"\nEmail -> personalEmail.address\n';

/** An example whose project file holds this. */
function projectFile(text: string) {
  return { source: mapping, files: { "xdmap.yaml": text } };
}

/** One that shows when the flows are made ready for a sandbox. */
function planned(text: string, others: Readonly<Record<string, string>> = {}) {
  return {
    source: mapping,
    files: { "xdmap.yaml": text, ...others },
    command: "plan",
    args: ["--sandbox", "dev"],
  } as const;
}

/** One that shows when the environment is another. */
function withEnvironment(said: string, env: Readonly<Record<string, string>>) {
  return { ...planned(flow()), sandbox: { said, env } } as const;
}

/** A flow with all that it needs; lines take the place of those that begin alike, or come after them. */
function flow(...lines: readonly string[]): string {
  const own = [
    "mapping: example.xdmap",
    "connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c",
    "source: { table: Shopify.Orders }",
    "dataset: Orders",
    "schedule: { frequency: once }",
  ];
  const keyOf = (line: string) => line.slice(0, line.indexOf(":"));
  const kept = own.map((line) => lines.find((one) => keyOf(one) === keyOf(line)) ?? line);
  const all = [...kept, ...lines.filter((line) => !kept.includes(line))];
  return `flows:\n  orders:\n${all.map((line) => `    ${line}\n`).join("")}`;
}

/** What is wrong with flows, sandboxes and what signs in. */
export const deployments = diagnostics({
  XM6130: {
    severity: "error",
    title: "Text that a key of the project file cannot be",
    what: (p: { subject: string; value: string; why: string }) => `${p.subject} cannot be ${quote(p.value)}: ${p.why}.`,
    todo: (p: { example: string }) => `Write for example ${quote(p.example)}.`,
    details:
      "The key of a flow names it in commands, and stands in what xdmap keeps of it: at most 64 letters, digits, `.`, `_` and `-`, of which the first is a letter or a digit. The name of a sandbox is AEP's: lower-case letters, digits and `-`. Names and paths are one line without blanks around it. A start is in ISO 8601, UTC without an offset, or in seconds since 1970.",
    examples: [
      projectFile("flows:\n  shopify orders: {}\n"),
      projectFile("sandboxes:\n  Dev: {}\n"),
      projectFile(flow("schedule: { start: 2026-02-30, frequency: hour }")),
    ],
  },
  XM6131: {
    severity: "error",
    title: "Secret in the project file",
    what: (p: { key: string | null; looks: string | null }) =>
      p.looks === null
        ? `${quote(p.key ?? "")} is a secret, and the project file is no place for secrets.`
        : `This line holds ${p.looks}, and the project file is no place for secrets.`,
    todo: () =>
      "Take it out, and put it into the environment or into a `.env` that git ignores; docs/project-file.md has the names. If the file was ever committed or sent, renew the secret.",
    details:
      "The project file is committed and reviewed. A line counts as a secret by its key (such as `clientSecret`, `token`, `password`, `accessKey`, `authorization`, at any depth) or by what it looks like: Adobe's client secrets (`p8e-…`), `Bearer …`, web tokens (`eyJ….….…`), private keys, addresses with a password; in comments too. The finding never shows the line, and no other finding is told beside it.",
    examples: [projectFile("flows:\n  orders:\n    connection: { clientSecret: not-a-real-one }\n")],
  },
  XM6132: {
    severity: "error",
    title: "Flow that lacks a setting",
    what: (p: { flow: string; keys: readonly string[]; sandbox: string }) =>
      `The flow ${quote(p.flow)} lacks ${p.keys.map(quote).join(" and ")} in the sandbox ${quote(p.sandbox)}.`,
    todo: (p: { near: string | undefined; example: string }) =>
      p.near === undefined
        ? `Write for example ${quote(p.example)}.`
        : `Did you mean the flow ${quote(p.near)}? A sandbox lays its values over a flow of the same key.`,
    details:
      "A flow needs `mapping`, `connection`, `source`, `dataset` and `schedule`; `source` a table or a path, and a path its format; `dataset` a name or an id; `schedule` a frequency; `delta` a column. What differs between sandboxes may be left out above and be given in each of them.",
    examples: [
      planned(
        "flows:\n  orders:\n    mapping: example.xdmap\n    connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c\n    dataset: Orders\n    schedule: { frequency: once }\n",
      ),
    ],
  },
  XM6133: {
    severity: "error",
    title: "Settings that exclude each other",
    what: (p: { section: string; keys: readonly [string, string]; why: string }) =>
      `${quote(p.keys[1])} and ${quote(p.keys[0])} of ${quote(p.section)} exclude each other: ${p.why}.`,
    todo: () => "Keep one of the two. A sandbox takes a value of the file away by `null`.",
    details:
      "A source is a table or a path, and only a path has a format and folders below it; a dataset is named or has an id.",
    examples: [planned(flow("source: { table: Shopify.Orders, path: /orders, format: json }"))],
  },
  XM6134: {
    severity: "error",
    title: "Schedule in the project file that no flow can have",
    what: (p: { why: string }) => `No flow has this schedule: ${p.why}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "A flow that runs `once` has neither an interval nor a backfill. One that runs by the `minute` has an interval of 15 or more; by the `hour`, `day` or `week` of 1 or more. A sandbox that says `frequency: once` takes the interval, the backfill and the delta of the file away.",
    examples: [planned(flow("schedule: { frequency: minute, interval: 5 }", "delta: { column: Created_At }"))],
  },
  XM6135: {
    severity: "error",
    title: "Delta that a flow cannot have",
    what: (p: { flow: string; why: string }) => `The flow ${quote(p.flow)} can have no delta column: ${p.why}.`,
    todo: () => "Take `delta` out; a sandbox takes it away by `delta: null`.",
    details:
      "AEP refuses a delta column for a flow that runs `once` (1369-400); an on-demand run names it itself. Files are picked up by the time of their change, and their flows have no place for one. The `delta` line of the mapping stays where it is: it says which rows a window holds, and is not sent for such flows.",
    examples: [planned(flow("schedule: { frequency: once }", "delta: { column: Created_At }"))],
  },
  XM6136: {
    severity: "error",
    title: "Two flows of one name",
    what: (p: { name: string; keys: readonly [string, string] }) =>
      `The flows ${quote(p.keys[0])} and ${quote(p.keys[1])} are both named ${quote(p.name)}.`,
    todo: () => "Give one of them another `name`.",
    details:
      "AEP allows it; but a name is how xdmap finds a flow that it does not know yet, and how people tell them apart.",
    examples: [
      planned(`${flow("name: Orders")}${flow("name: Orders").replace("flows:\n", "").replace("orders:", "returns:")}`),
    ],
  },
  XM6137: {
    severity: "error",
    title: "Mapping file of a flow that cannot be used",
    what: (p: { path: string; why: string }) => `The mapping ${quote(p.path)} cannot be used: ${p.why}.`,
    todo: (p: { advice: string }) => p.advice,
    details:
      "The path starts at the project file's folder and is written with `/`. The file lies in the project: not above it, not behind a symbolic link that leaves it, and not in a folder below that has an xdmap.yaml of its own.",
    examples: [planned(flow("mapping: exmaple.xdmap"))],
  },
  XM6138: {
    severity: "error",
    title: "No project file",
    what: (p: { folder: string }) => `There is no xdmap.yaml in ${quote(p.folder)} or above it, so there are no flows.`,
    todo: () => "Go to the project's folder, or write an xdmap.yaml with `flows`.",
    details: "What is sent to AEP, and where to, stands in the project file alone.",
    examples: [{ source: "", instance: { folder: "mappings" } }],
  },
  XM6140: {
    severity: "error",
    title: "Credentials missing",
    what: (p: { names: readonly string[] }) => `To sign in, these are missing: ${p.names.join(", ")}.`,
    todo: (p: { file: string }) =>
      `Set them in the environment, or write them into ${quote(p.file)}, which git has to ignore.`,
    details:
      "To sign in, xdmap needs `XDMAP_CLIENT_ID`, `XDMAP_ORG` and `XDMAP_CLIENT_SECRET`: those of an OAuth server-to-server credential of a project in Adobe's developer console. In place of the secret, `XDMAP_ACCESS_TOKEN` takes a token made elsewhere. A variable that is set to nothing counts as missing.",
    examples: [
      withEnvironment("The environment has no secret and no token.", {
        XDMAP_CLIENT_SECRET: "",
        XDMAP_ACCESS_TOKEN: "",
      }),
    ],
  },
  XM6141: {
    severity: "error",
    title: "Credential that cannot be one",
    what: (p: { name: string; why: string }) => `${p.name} cannot be used: ${p.why}.`,
    todo: () => "Set it again, without quotes, blanks or line ends around it. Its value is not shown here.",
    details: "These values become headers and fields of a form; a line end in one would be another header.",
    examples: [withEnvironment("The client id has a blank in it.", { XDMAP_CLIENT_ID: "client 1" })],
  },
  XM6142: {
    severity: "error",
    title: "Address that nothing is sent to",
    what: (p: { name: string; why: string }) => `${p.name} cannot be used: ${p.why}.`,
    todo: (p: { example: string }) => `Write for example ${quote(p.example)}.`,
    details:
      "Requests carry the token. So an address begins with `https://`; `http://` is taken for this machine alone (`localhost`, `127.0.0.1`, `[::1]`), where the emulator listens. A name and a password in it, a query and a fragment are refused. The address of a proxy (`HTTPS_PROXY`) begins with `http://` or `https://`, and may hold both.",
    examples: [
      withEnvironment("XDMAP_PLATFORM_URL is `http://platform.example.com`.", {
        XDMAP_PLATFORM_URL: "http://platform.example.com",
      }),
    ],
  },
  XM6143: {
    severity: "error",
    title: "Secrets in a file that git does not ignore",
    what: (p: { path: string }) => `${quote(p.path)} holds credentials, and git does not ignore it.`,
    todo: (p: { line: string; file: string }) => `Add the line ${quote(p.line)} to ${quote(p.file)}.`,
    details:
      "One `git add .` would publish the secret. The rules are those of the repository: its .gitignore files and `.git/info/exclude`; what a user's own settings ignore is not ignored for others, and a file that was added before is not ignored whatever the rules say. Outside of a repository nothing is asked.",
    examples: [
      planned(flow(), {
        ".git/HEAD": "ref: refs/heads/main\n",
        ".env": "XDMAP_CLIENT_ID=cli-1\nXDMAP_CLIENT_SECRET=not-a-real-one\nXDMAP_ORG=0123@AdobeOrg\n",
      }),
    ],
  },
  XM6144: {
    severity: "error",
    title: "File of credentials that cannot be read",
    what: (p: { path: string; why: string }) => `${quote(p.path)} cannot be read: ${p.why}.`,
    todo: () => "It holds lines such as `XDMAP_ORG=…`, in UTF-8; `#` begins a comment.",
    details: "It has at most 64 KB. Nothing of it is ever shown.",
    examples: [
      {
        source: mapping,
        files: { "xdmap.yaml": flow() },
        binary: { ".env": "//5YAA==" },
        command: "plan",
        args: ["--sandbox", "dev"],
      },
    ],
  },
});
