import type { ConnectOptions } from "./connect-options.js";
import { createClient } from "./http/client.js";
import type { Reply } from "./problem.js";
import { createCatalogService } from "./services/catalog.js";
import type { CatalogService, SandboxService } from "./services/catalog-types.js";
import { createMappingSetService } from "./services/data-prep.js";
import type { MappingSetService } from "./services/data-prep-types.js";
import { createFlowService } from "./services/flow-service.js";
import type { FlowService } from "./services/flow-service-types.js";
import type { CallOptions } from "./services/resource.js";
import { createSandboxService } from "./services/sandboxes.js";
import { createSchemaService } from "./services/schema-registry.js";
import type { SchemaService } from "./services/schema-registry-types.js";

/** A sandbox of the platform, and all that can be asked of it. */
export interface Platform {
  readonly sandbox: string;
  readonly flows: FlowService;
  readonly mappingSets: MappingSetService;
  readonly schemas: SchemaService;
  readonly catalog: CatalogService;
  readonly sandboxes: SandboxService;
  /** Makes sure that there is a token, for who wants to know before anything else. It asks the sign-in service, and no other. */
  readonly signIn: (options?: CallOptions) => Promise<Reply<null>>;
  /** What time it is for the platform, in milliseconds since 1970: from the `Date` of its last answer; before the first, the own clock's. */
  readonly serverTime: () => number;
  /** Milliseconds that the platform's clock is ahead of ours, to the second; null before the first answer. */
  readonly clockSkew: () => number | null;
}

/** Opens nothing yet: the first call signs in. Nothing that is done with it throws for what a server or a network does. */
export function connect(options: ConnectOptions): Platform {
  const client = createClient(options);
  return {
    sandbox: options.sandbox,
    flows: createFlowService(client),
    mappingSets: createMappingSetService(client),
    schemas: createSchemaService(client),
    catalog: createCatalogService(client),
    sandboxes: createSandboxService(client),
    signIn: ({ signal } = {}) => client.signIn(signal),
    serverTime: client.serverTime,
    clockSkew: client.clockSkew,
  };
}
