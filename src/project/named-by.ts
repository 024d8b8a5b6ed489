import { resolve } from "node:path";
import { filesNamedBy } from "../host/named-files.js";
import { openProjects } from "./load-project.js";
import { type Given, settle } from "./settings.js";

/** All that a mapping file is made of, as full paths: the files that it names, and the folders of its schema's components. */
export async function namedBy(
  path: string,
  given: Given,
): Promise<{ readonly files: ReadonlySet<string>; readonly folders: ReadonlySet<string> }> {
  const files = await filesNamedBy(path);
  const loaded = await openProjects().ofFile(path);
  const project = loaded.kind === "project" ? loaded.project : null;
  const { components } = settle(given, project).settings;
  return { files, folders: new Set(components.map((folder) => resolve(folder))) };
}
