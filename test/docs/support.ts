import { execFile } from "node:child_process";
import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { delimiter, join, resolve } from "node:path";
import { cliPath } from "../support/cli.js";
import { sharedPath } from "../support/shared.js";

/** The pages that people wrote, by their path. Those in docs/diagnostics are made from the registry, whose tests run their examples. */
export const pages: readonly string[] = [
  "README.md",
  ...readdirSync("docs", { recursive: true, encoding: "utf8" })
    .filter((path) => path.endsWith(".md") && !path.startsWith("diagnostics"))
    .map((path) => join("docs", path)),
  ...readdirSync("examples")
    .map((name) => join("examples", name, "README.md"))
    .filter((path) => existsSync(path)),
];

export interface Block {
  readonly page: string;
  /** The language of the fence. */
  readonly language: string;
  /** What stands after it: `error`, or the command whose output the block shows. */
  readonly note: string;
  readonly text: string;
}

export function blocksOf(page: string): readonly Block[] {
  return [...readFileSync(page, "utf8").matchAll(/^```([\w-]*)(?: (.*))?\n([\s\S]*?)^```$/gm)].map(
    ([, language = "", note = "", text = ""]) => ({ page, language, note, text }),
  );
}

export interface Shell {
  readonly folder: string;
  readonly run: (
    command: string,
  ) => Promise<{ readonly status: number; readonly stdout: string; readonly stderr: string }>;
  readonly remove: () => void;
}

/**
 * The folder of a reader who follows the pages: the examples, the files of a first mapping, `xdmap` on the path, and the
 * standard components where the oracles are at hand.
 */
export function openShell(): Shell {
  const root = mkdtempSync(join(tmpdir(), "xdmap-docs-"));
  const folder = join(root, "project");
  cpSync("examples", join(folder, "examples"), { recursive: true });
  cpSync("examples/shopify-orders", folder, { recursive: true });
  cpSync("examples/components", join(folder, "our-field-groups"), { recursive: true });
  const files = {
    "wrong/orders.xdmap":
      'mapping "Orders"\ntarget  "schema.json"\nsample  "orders.csv"\n\nEmial -> personalEmail.address\n',
    "wrong/orders.csv": "Email\nada@example.com\n",
    "wrong/schema.json": readFileSync("examples/shopify-orders/schema.json", "utf8"),
    // What a reader of the page on importing has.
    "set.json": readFileSync("examples/shopify-orders/golden/current.json", "utf8"),
    "exported/set.json": readFileSync("examples/shopify-orders/golden/current.json", "utf8"),
    "mapping.csv": "Source data,Target field\nEmail,personalEmail.address\n",
    "schemas/profile.json": readFileSync("examples/shopify-orders/schema.json", "utf8"),
    "contacts.csv": "Email,updatedAt\nada@example.com,2020-06-05 10:00:00\n",
    "contacts.xdmap":
      blocksOf("docs/getting-started.md").find(({ text }) => text.includes('"contacts.csv"'))?.text ?? "",
  };
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  const bin = join(root, "bin");
  mkdirSync(bin);
  writeFileSync(join(bin, "xdmap"), `#!/bin/sh\nexec "${process.execPath}" "${cliPath}" "$@"\n`);
  chmodSync(join(bin, "xdmap"), 0o755);
  if (existsSync(sharedPath("xdm"))) symlinkSync(resolve(sharedPath("xdm")), join(root, "xdm"));
  const env = { ...process.env, NO_COLOR: "1", PATH: `${bin}${delimiter}${process.env["PATH"] ?? ""}` };
  return {
    folder,
    run: (command) =>
      new Promise((done) => {
        execFile("sh", ["-c", command], { cwd: folder, env, maxBuffer: 2 ** 26 }, (error, stdout, stderr) =>
          done({ status: error === null ? 0 : typeof error.code === "number" ? error.code : -1, stdout, stderr }),
        );
      }),
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
}

/** Whether a command needs the standard components, which are beside the oracles. */
export function needsComponents(command: string): boolean {
  return command.includes("../xdm/") && !existsSync(sharedPath("xdm"));
}
