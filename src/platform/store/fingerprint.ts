import { hash } from "node:crypto";

/** Stands for an organization in files that are committed: enough to see that it is another one, and not its id. */
export function fingerprintOf(organization: string): string {
  return hash("sha256", `xdmap organization ${organization}`, "hex").slice(0, 16);
}
