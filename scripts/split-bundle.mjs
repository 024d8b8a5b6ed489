// Bundles the command line as two scripts: what a check needs, which is read at every start, and what comes later.
import { readFileSync } from "node:fs";
import { relative, sep } from "node:path";
import { build } from "esbuild";

/** The commands that run at every save and in every pull request. The others come with the second script. */
const FIRST_COMMANDS = ["check", "fmt", "build", "import"];

/** What else is large and imported only when it is used: the beginnings of paths. */
const LATER = [
  "src/cli/import-remote.ts",
  "src/host/preview-worker.ts",
  "src/platform/connect.ts",
  "src/platform/import/local-objects.ts",
  "node_modules/undici/",
  "node_modules/hyparquet/",
  "node_modules/hyparquet-compressors/",
  "node_modules/hyparquet-writer/",
];

/**
 * Writes main.cjs and later.cjs into a folder; gives what went into them. Each exports `modules`, from which the other gets
 * by their paths those that it does not have itself: none is in both.
 */
export async function splitBundle(folder, entry, options) {
  const commands = [...readFileSync("src/cli/commands.ts", "utf8").matchAll(/import\("\.\/([\w-]+)\.js"\)/g)];
  const later = [
    ...LATER,
    ...commands.flatMap(([, name]) => (FIRST_COMMANDS.includes(name) ? [] : `src/cli/${name}.ts`)),
  ];
  const isLater = new RegExp(
    later.map((path) => `\\/${path.replaceAll(".", "\\.").replaceAll("/", "[\\\\/]")}`).join("|"),
  );
  const reExport = [`export * from "./${entry}";`];
  // First only to see what the main script reaches: all that stays there.
  const { reached, taken } = await bundle("main", reExport, [], "later", isLater, () => true, false);
  const rest = await bundle("later", [], taken, "main", /\.(?:[cm]?[jt]s|json)$/, (path) => reached.has(path), true);
  const main = await bundle("main", reExport, rest.taken, "later", isLater, () => true, true);
  return [main.metafile, rest.metafile];

  async function bundle(name, lines, given, other, filter, isOther, write) {
    const taken = new Set();
    const setup = ({ onLoad }) =>
      onLoad({ filter }, (args) => {
        const path = relative("", args.path).split(sep).join("/");
        if (!isOther(path)) return undefined;
        taken.add(path);
        return { contents: standIn(`${other}:${path}`), loader: "js" };
      });
    const { metafile } = await build({
      ...options,
      write,
      metafile: true,
      stdin: { contents: [...lines, registryOf(given)].join("\n"), resolveDir: ".", sourcefile: `${name}.js` },
      outfile: `${folder}/${name}.cjs`,
      external: ["main:*", "later:*"],
      plugins: [{ name: "scripts", setup }],
    });
    return {
      metafile,
      taken: [...taken].sort(),
      reached: new Set(Object.keys(metafile.inputs).filter((path) => !taken.has(path))),
    };
  }
}

/** What one script gives to the other. */
function registryOf(paths) {
  const modules = paths.map((path) => `${JSON.stringify(path)}: () => require(${JSON.stringify(`./${path}`)})`);
  return `export const modules = {${modules.join(",\n")}};`;
}

/** What stands in a script for a module of the other one. */
function standIn(id) {
  const quoted = JSON.stringify(id);
  return `export * from ${quoted};\nconst held = require(${quoted}).default;\nexport { held as default };\n`;
}
