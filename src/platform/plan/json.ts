export type { Json } from "../json.js";
