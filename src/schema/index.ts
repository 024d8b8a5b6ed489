export { type ComponentIndex, indexComponents } from "./component-index.js";
export type { Field, XdmSchema, XdmType } from "./field.js";
export { type FieldLookup, findField } from "./find-field.js";
export { type Leaf, leavesOf } from "./leaves.js";
export { type LoadOptions, loadSchema } from "./load-schema.js";
export { pathSegment } from "./path-text.js";
export { tenantInId, translateTenant, translateTenantId } from "./translate-tenant.js";
export { writeXedFull } from "./write-xed-full.js";
export { computeXdmType, writtenXdmType, XDM_TYPES } from "./xdm-type.js";
