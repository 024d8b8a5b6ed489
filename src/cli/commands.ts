import type { Command } from "commander";

/** Every command with what its module gives; a module loads only when its command is used, or for help. */
export interface CommandEntry {
  readonly name: string;
  readonly summary: string;
  readonly load: () => Promise<Command>;
}

export const commands: readonly CommandEntry[] = [
  {
    name: "init",
    summary: "write a first mapping file from a sample and a schema",
    load: async () => (await import("./init.js")).initCommand(),
  },
  {
    name: "check",
    summary: "check syntax, names and types of a mapping",
    load: async () => (await import("./check.js")).checkCommand(),
  },
  {
    name: "fmt",
    summary: "format mapping files",
    load: async () => (await import("./fmt.js")).fmtCommand(),
  },
  {
    name: "build",
    summary: "write the mapping set payload",
    load: async () => (await import("./build.js")).buildCommand(),
  },
  {
    name: "import",
    summary: "write mapping files from what is deployed, or from mapping templates",
    load: async () => (await import("./import.js")).importCommand(),
  },
  {
    name: "export",
    summary: "write a mapping file as the interface's template",
    load: async () => (await import("./export.js")).exportCommand(),
  },
  {
    name: "preview",
    summary: "map a sample to XDM records and report what is lost",
    load: async () => (await import("./preview.js")).previewCommand(),
  },
  {
    name: "windows",
    summary: "show which rows each scheduled run would pick up, and which none would",
    load: async () => (await import("./windows.js")).windowsCommand(),
  },
  {
    name: "test",
    summary: "run the test blocks of mappings, and say what they do not reach",
    load: async () => (await import("./test.js")).testCommand(),
  },
  {
    name: "trace",
    summary: "show how one target of one row comes about",
    load: async () => (await import("./trace.js")).traceCommand(),
  },
  {
    name: "eval",
    summary: "evaluate one expression, or a file of cases",
    load: async () => (await import("./eval.js")).evalCommand(),
  },
  {
    name: "schema",
    summary: "list the XDM paths of a schema, compose one, or get one from a sandbox",
    load: async () => (await import("./schema.js")).schemaCommand(),
  },
  {
    name: "emulator",
    summary: "serve a local AEP for tests and dry runs",
    load: async () => (await import("./emulator.js")).emulatorCommand(),
  },
  {
    name: "plan",
    summary: "show what a push would change in a sandbox",
    load: async () => (await import("./plan.js")).planCommand(),
  },
  {
    name: "push",
    summary: "make in a sandbox what the project file and its mappings say",
    load: async () => (await import("./push.js")).pushCommand(),
  },
  {
    name: "promote",
    summary: "bring the flows of one sandbox into another",
    load: async () => (await import("./promote.js")).promoteCommand(),
  },
  {
    name: "run",
    summary: "run a flow for a window of time, once",
    load: async () => (await import("./run-flow.js")).runCommand(),
  },
  {
    name: "status",
    summary: "show how flows stand and how their runs went",
    load: async () => (await import("./status.js")).statusCommand(),
  },
  {
    name: "functions",
    summary: "print the manual of a function, or list all of them",
    load: async () => (await import("./functions.js")).functionsCommand(),
  },
  {
    name: "explain",
    summary: "explain a diagnostic code",
    load: async () => (await import("./explain.js")).explainCommand(),
  },
];
