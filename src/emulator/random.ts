import { randomBytes, randomUUID } from "node:crypto";
import type { IdShape } from "./service.js";

/** Identifiers by shape, and secrets of 256 bits. */
export type RandomText = (shape: IdShape | "secret") => string;

export const randomText: RandomText = (shape) => {
  switch (shape) {
    case "uuid":
      return randomUUID();
    case "hex24":
      return randomBytes(12).toString("hex");
    case "hex32":
      return randomBytes(16).toString("hex");
    case "secret":
      return randomBytes(32).toString("base64url");
  }
};
