import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { build } from "esbuild";
import { afterAll, describe, expect, it } from "vitest";
import { parseMapping, printMapping, sameTree } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { blocksOf, needsComponents, openShell, pages } from "./support.js";

const blocks = pages.flatMap(blocksOf);
const shell = openShell();
afterAll(shell.remove);

/** A heading's anchor, as forges make it. */
const anchor = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
    .replaceAll(" ", "-");

it.each(pages)("the links of %s lead somewhere", (page) => {
  const links = [...readFileSync(page, "utf8").matchAll(/\]\((?!https?:)([^)\s]+)\)/g)].map(([, link = ""]) => link);
  const broken = links.filter((link) => {
    const [path = "", fragment] = link.split("#");
    const file = path === "" ? page : join(dirname(page), path);
    if (!existsSync(file)) return true;
    if (fragment === undefined) return false;
    return ![...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].some(
      ([, heading = ""]) => anchor(heading) === fragment,
    );
  });
  expect(broken).toEqual([]);
});

describe("the mappings of the pages", () => {
  const mappings = blocks.filter(({ language }) => language === "xdmap");

  it.each(mappings)("are read as they say, in $page: $text", ({ note, text }) => {
    const { tree, diagnostics } = parseMapping(createSourceFile("example.xdmap", text));
    const found = diagnostics.map(({ code, message }) => `${code} ${message}`);
    if (note === "error") return expect(found).not.toEqual([]);
    expect(found).toEqual([]);
    const again = parseMapping(createSourceFile("again.xdmap", printMapping(tree)));
    expect(sameTree(again.tree.statements, tree.statements)).toBe(true);
  });

  it.each(mappings.filter(({ text }) => /^target +"schema.json"/m.test(text)))(
    "that are whole files have neither errors nor warnings, in $page: $text",
    async ({ text }) => {
      writeFileSync(join(shell.folder, "page.xdmap"), text);
      const { stdout } = await shell.run("xdmap check page.xdmap");
      // The sample is meant to have rows that fail: what is told of those is no fault of the page.
      expect(stdout).not.toMatch(/^(error|warning)(?!\[XM3022\]|\[XM2041\]|\[XM4043\])/m);
    },
  );
});

describe("the commands of the pages", () => {
  const commands = blocks
    .filter(({ language }) => language === "sh")
    .flatMap(({ page, text }) =>
      text
        .split("\n")
        .filter((line) => line.startsWith("xdmap "))
        .map((command) => ({ page, command })),
    );

  it("are many", () => expect(commands.length).toBeGreaterThan(15));

  it.each(commands.filter(({ command }) => !needsComponents(command)))(
    "work, in $page: $command",
    async ({ command }) => {
      const { status, stderr } = await shell.run(command);
      expect(status === 0 ? "" : stderr).toBe("");
    },
  );

  it.each(blocks.filter(({ language, note }) => language === "text" && note !== ""))(
    "print what is shown, in $page: $note",
    async ({ note, text }) => {
      const { stdout, stderr } = await shell.run(note);
      expect(stdout + stderr).toContain(text);
    },
  );

  it.each(blocks.filter(({ language, note }) => language === "json" && note !== ""))(
    "print the JSON that is shown, in $page: $note",
    async ({ note, text }) => {
      const { stdout } = await shell.run(note);
      expect(JSON.parse(stdout)).toEqual(JSON.parse(text));
    },
  );
});

it("the pages name no command and no option that is not there", async () => {
  const named = pages.flatMap((page) =>
    [...readFileSync(page, "utf8").matchAll(/(?<!`)`xdmap ((?:[a-z]+ ?)+)([^`\n]*)`/g)].map(
      ([text, words = "", rest = ""]) => {
        const [first = "", second = ""] = words.trim().split(" ");
        const command = first === "schema" ? `${first} ${second}`.trim() : first;
        return {
          text: `${page}: ${text}`,
          command,
          options: [...rest.matchAll(/--[a-z-]+/g)].map(([option]) => option),
        };
      },
    ),
  );
  const helps = new Map<string, string>();
  for (const command of new Set(named.map((each) => each.command))) {
    helps.set(command, (await shell.run(`xdmap ${command} --help`)).stdout);
  }
  const wrong = named.filter(({ command, options }) => {
    const help = helps.get(command) ?? "";
    return !help.startsWith(`Usage: xdmap ${command} `) || options.some((option) => !help.includes(`${option} `));
  });
  expect(wrong.map(({ text }) => text)).toEqual([]);
});

it("the program of docs/library.md writes the payload", async () => {
  const [program] = blocksOf("docs/library.md");
  await build({
    stdin: { contents: program?.text ?? "", resolveDir: "." },
    alias: { xdmap: "./src/index.ts" },
    outfile: join(shell.folder, "library.mjs"),
    bundle: true,
    platform: "node",
    format: "esm",
  });
  const { stdout, stderr } = await shell.run("node library.mjs");
  expect(stderr).toBe("");
  expect(stdout).toBe(readFileSync("examples/shopify-orders/golden/current.json", "utf8"));
});

it("the report's JSON has the shape that docs/commands.md shows", async () => {
  const shown = JSON.parse(blocksOf("docs/commands.md").find(({ text }) => text.includes('"rejections"'))?.text ?? "");
  await shell.run("xdmap preview orders.xdmap --report report.json");
  const report = JSON.parse(readFileSync(join(shell.folder, "report.json"), "utf8"));
  const targets = report.targets.filter(({ path }: { path: string }) => path === shown.targets[0].path);
  expect({ ...report, rejections: report.rejections.slice(0, 1), targets }).toEqual(shown);
});
