import { existsSync, readFileSync } from "node:fs";
import { dirname } from "node:path";
import { expect, it } from "vitest";
import { cliPath } from "../support/cli.js";

interface Locked {
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

it("package-lock.json holds the packages of every platform: without them `npm ci` refuses to install on a fresh clone", () => {
  const { packages }: { packages: Readonly<Record<string, Locked>> } = JSON.parse(
    readFileSync("package-lock.json", "utf8"),
  );
  const missing = Object.entries(packages).flatMap(([folder, { optionalDependencies = {} }]) =>
    Object.keys(optionalDependencies).filter(
      (name) =>
        packages[`node_modules/${name}`] === undefined && packages[`${folder}/node_modules/${name}`] === undefined,
    ),
  );
  expect(missing).toEqual([]);
});

it("every script that README.md names is in package.json", () => {
  const { scripts }: { scripts: Readonly<Record<string, string>> } = JSON.parse(readFileSync("package.json", "utf8"));
  const named = [...readFileSync("README.md", "utf8").matchAll(/npm run ([\w:-]+)/g)].map(([, name = ""]) => name);
  expect(named.filter((name) => scripts[name] === undefined)).toEqual([]);
});

it("every file of the sources that package.json names is there", () => {
  const text = readFileSync("package.json", "utf8");
  const named = [...text.matchAll(/(?:scripts|examples|src)\/[\w./-]+/g)].map(([path]) => path);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

it("the command line comes with the licence of every package that is bundled into it", () => {
  const { dependencies }: { dependencies: Readonly<Record<string, string>> } = JSON.parse(
    readFileSync("package.json", "utf8"),
  );
  const licences = readFileSync(`${dirname(cliPath)}/third-party-licences.txt`, "utf8");
  const named = [...licences.matchAll(/^(\S+) \d\S* \([\w.-]+\)$/gm)].map(([, name]) => name);
  expect(named).toEqual(expect.arrayContaining(Object.keys(dependencies)));
});
