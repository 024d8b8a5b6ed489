import { sandboxManagement } from "./sandbox-management/index.js";
import type { Service } from "./service.js";

/** Every service there is. The organisation's come first: the others are seeded into the sandboxes that these make. */
export const services: readonly Service[] = [sandboxManagement];
