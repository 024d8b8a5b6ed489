import { isSameFile } from "../host/files.js";
import { locateInProject } from "../host/project-folder.js";
import type { WrittenFlow } from "./deployment/flow-keys.js";
import type { Project } from "./project.js";

/** The flows of the project file that name a mapping file, by their keys, as they are without a sandbox. */
export function flowsOf(project: Project | null, mappingFile: string): ReadonlyMap<string, WrittenFlow> {
  const flows = new Map<string, WrittenFlow>();
  for (const [key, { value }] of project?.flows ?? []) {
    const { mapping } = value;
    if (project === null || mapping === undefined) continue;
    const located = locateInProject(mapping.value, project.file.path);
    if (located.kind === "inside" && isSameFile(located.path, mappingFile)) flows.set(key, value);
  }
  return flows;
}
