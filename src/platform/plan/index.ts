export { type BodyContext, createBody, createPatch, describeContent, matches, ownerOf } from "./body.js";
export { type Difference, findDifferences } from "./differences.js";
export { remoteFields, wantedFields } from "./fields.js";
export { hashFields, hashText } from "./hash.js";
export { makePlan, type PlanInput } from "./make-plan.js";
export { addMarker, readMarker } from "./marker.js";
export type * from "./plan.js";
export { planDocument, printPlan, readSavedPlan, type SavedPlan, whatMoved } from "./plan-document.js";
export { type RenderOptions, renderPlan } from "./render-plan.js";
