import { dirname, join, resolve } from "node:path";
import { type MappingFile, parseMapping } from "../grammar/index.js";
import { createSourceFile } from "../text/index.js";
import { readText } from "./files.js";
import { findProject, findProjectFile, PROJECT_FILE, resolveInProject } from "./project-folder.js";

/** A mapping file and all that it names, as full paths: schema, samples, rows of tests, what it uses, its project file. */
export async function filesNamedBy(path: string): Promise<ReadonlySet<string>> {
  const files = new Set<string>();
  const waiting = [path];
  const folder = dirname(resolve(path));
  // The nearest project file counts: one that comes into the mapping's own folder would be nearer.
  for (const project of [findProjectFile(folder).path, join(folder, PROJECT_FILE)]) {
    if (project !== null) files.add(resolve(project));
  }
  // What is used belongs to the project of the mapping that uses it.
  const root = findProject(path);
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    if (files.has(resolve(next))) continue;
    files.add(resolve(next));
    const read = await readText(next);
    if (read.kind === "problem") continue;
    const { tree } = parseMapping(createSourceFile(next, read.value));
    for (const { name, isMapping } of namesIn(tree)) {
      const found = resolveInProject(name, next, null, root);
      if (found.kind === "problem") continue;
      if (isMapping) waiting.push(found.value);
      else files.add(resolve(found.value));
    }
  }
  return files;
}

function namesIn({ statements }: MappingFile): readonly { readonly name: string; readonly isMapping: boolean }[] {
  const data = (name: string) => ({ name, isMapping: false });
  return statements.flatMap((statement) => {
    switch (statement.kind) {
      case "target-header":
        return [data(statement.path.value.split("#", 1)[0] ?? "")];
      case "sample-header":
        return statement.paths.map(({ value }) => data(value));
      case "use":
        return [{ name: statement.path.value, isMapping: true }];
      case "test":
        return (statement.given ?? []).flatMap((row) => (row.kind === "sample-row" ? [data(row.path.value)] : []));
      default:
        return [];
    }
  });
}
