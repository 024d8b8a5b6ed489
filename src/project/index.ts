export { type BaselineOptions, type Compared, compareWithBaseline } from "./baseline-file.js";
export { type Credentials, type ReadCredentials, readCredentials } from "./deployment/credentials.js";
export type { WrittenFlow } from "./deployment/flow-keys.js";
export type {
  FileFormat,
  FlowDataset,
  FlowDelta,
  FlowOptions,
  FlowSchedule,
  FlowSettings,
  FlowSource,
} from "./deployment/flow-settings.js";
export { type OpenedDeployment, type OpenOptions, openDeployment, sandboxOf } from "./deployment/open-deployment.js";
export type { Deployment, Environment } from "./deployment/settings.js";
export { type FoundFlow, findFlow } from "./find-flow.js";
export { type FixedMapping, fixMapping } from "./fix-mapping.js";
export { flowsOf } from "./flows-of.js";
export { type InitInput, type InitResult, initMapping } from "./init.js";
export { type LoadedMapping, loadMapping } from "./load-mapping.js";
export { type LoadedProject, openProjects, type Projects } from "./load-project.js";
export { namedBy } from "./named-by.js";
export type { ExpressionMode, Project } from "./project.js";
export { type Given, type Settings, settle } from "./settings.js";
export { tenantNamed } from "./tenant.js";
export type { Placed } from "./yaml-tree.js";
