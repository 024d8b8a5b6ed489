import type { Service } from "../service.js";
import { connectionRoutes, seedConnections } from "./connections.js";
import { flowRoutes } from "./flows.js";
import { runRoutes } from "./runs.js";
import { sourceConnectionRoutes, targetConnectionRoutes } from "./source-connections.js";
import { specRoutes } from "./specs.js";

/** Flow Service: connections, flows and their runs. */
export const flowService: Service = {
  name: "flowservice",
  seed: seedConnections,
  routes: [
    ...specRoutes,
    ...connectionRoutes,
    ...sourceConnectionRoutes,
    ...targetConnectionRoutes,
    ...flowRoutes,
    ...runRoutes,
  ],
};
