import { catalog } from "./catalog/index.js";
import { dataPrep } from "./data-prep/index.js";
import { datasetService } from "./dataset/index.js";
import { exportService } from "./export/index.js";
import { flowService } from "./flow-service/index.js";
import { sandboxManagement } from "./sandbox-management/index.js";
import { schemaRegistry } from "./schema-registry/index.js";
import type { Service } from "./service.js";

/** Every service there is. */
export const services: readonly Service[] = [
  sandboxManagement,
  schemaRegistry,
  catalog,
  datasetService,
  exportService,
  flowService,
  dataPrep,
];
