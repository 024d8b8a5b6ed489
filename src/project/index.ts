export { type BaselineOptions, type Compared, compareWithBaseline } from "./baseline-file.js";
export { type FixedMapping, fixMapping } from "./fix-mapping.js";
export { type InitInput, type InitResult, initMapping } from "./init.js";
export { type LoadedMapping, loadMapping } from "./load-mapping.js";
export { type LoadedProject, openProjects, type Projects } from "./load-project.js";
export { namedBy } from "./named-by.js";
export type { ExpressionMode, Project } from "./project.js";
export { type Given, type Settings, settle } from "./settings.js";
export { tenantNamed } from "./tenant.js";
