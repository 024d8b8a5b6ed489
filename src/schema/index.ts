export type { Field, XdmSchema, XdmType } from "./field.js";
