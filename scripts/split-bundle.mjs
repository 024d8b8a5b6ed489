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
  "src/io/parquet/",
  "src/platform/connect.ts",
  "src/platform/import/local-objects.ts",
  "node_modules/undici/",
];

/**
 * Writes main.cjs and later.cjs into a folder; gives what went into them. Each exports `modules`, from which the other gets
 * by their paths those that it does not have itself: nothing that has a state is in both.
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
  let given = [];
  // What the second asks for may make the first larger: they are done when it asks for nothing new.
  for (;;) {
    const main = await bundle("main", reExport, given, "later", isLater, () => true);
    const isHeld = (path) => main.modules.has(path) && !isIndex(path);
    const rest = await bundle("later", [], main.taken, "main", SOURCE, isHeld);
    if (rest.taken.every((path) => given.includes(path))) return [main.metafile, rest.metafile];
    given = rest.taken;
  }

  /** `isOther` is asked for files that fit the filter: whether the other script has them. */
  async function bundle(name, lines, given, other, filter, isOther) {
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
      metafile: true,
      stdin: { contents: [...lines, registryOf(given)].join("\n"), resolveDir: ".", sourcefile: `${name}.js` },
      outfile: `${folder}/${name}.cjs`,
      external: ["main:*", "later:*"],
      plugins: [{ name: "scripts", setup }],
    });
    const [{ inputs }] = Object.values(metafile.outputs);
    const modules = new Set(Object.keys(inputs).filter((path) => inputs[path].bytesInOutput > 0 && !taken.has(path)));
    return { metafile, taken: [...taken].sort(), modules };
  }
}

const DECLARATION = /^(?:export )?(?:async |abstract )?(?:const|let|function|class|enum) /m;
const SOURCE = /\.(?:[cm]?[jt]s|json)$/;

/** Files that only give out what stands in others are in both scripts: each has those names of them that it needs. */
function isIndex(path) {
  return /^src\/.*\/index\.ts$/.test(path) && !DECLARATION.test(readFileSync(path, "utf8"));
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
