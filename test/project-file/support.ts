import { readProject } from "../../src/project/read-project.js";
import { createSourceFile } from "../../src/text/index.js";

/** What is read of a text, as if it were the project file of the working folder. */
export function read(text: string): ReturnType<typeof readProject> {
  return readProject(createSourceFile("xdmap.yaml", text));
}
