export type { Promotion } from "./make-promotion.js";
export { type PromoteInput, type PromoteOutcome, promote } from "./promote.js";
export { promotionDocument, renderPromotion } from "./render-promotion.js";
