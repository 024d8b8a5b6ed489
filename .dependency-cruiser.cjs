/**
 * The direction of imports (docs/architecture.md): a folder imports only from folders above it in this list, or from
 * itself; the engine (everything above `host`) reaches no file, network or process.
 */
const order = [
  "text",
  "diagnostics",
  "grammar",
  "schema",
  "values",
  "functions",
  "compiler",
  "lint",
  "runtime",
  "io",
  "host",
  "project",
  "platform",
  "emulator",
  "lsp",
  "playground",
  "cli",
];
const engine = order.slice(0, order.indexOf("host"));

module.exports = {
  forbidden: [
    ...order.slice(0, -1).map((folder, at) => ({
      name: `${folder}-imports-upwards-only`,
      severity: "error",
      from: { path: `^src/${folder}/` },
      to: { path: `^src/(${order.slice(at + 1).join("|")})/` },
    })),
    {
      name: "engine-runs-in-a-browser",
      comment: "No Node built-in in the engine.",
      severity: "error",
      from: { path: `^src/(${engine.join("|")})/` },
      to: { dependencyTypes: ["core"] },
    },
    {
      name: "sources-import-no-development-package",
      severity: "error",
      from: { path: "^src/" },
      to: { dependencyTypes: ["npm-dev", "npm-no-pkg", "npm-unknown"] },
    },
    {
      name: "no-cycles",
      severity: "error",
      from: {},
      to: { circular: true },
    },
    { name: "every-import-resolves", severity: "error", from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: "node_modules" },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: "tsconfig.json" },
    enhancedResolveOptions: { exportsFields: ["exports"], conditionNames: ["import", "require", "node", "default"] },
  },
};
