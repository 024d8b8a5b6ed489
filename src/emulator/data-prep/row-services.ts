import type { Services } from "../../functions/index.js";
import { nodeServices } from "../../host/services.js";
import { dateTimeOfMilliseconds } from "../../runtime/instant.js";
import type { Context } from "../service.js";

/** The emulator's clock and identifiers for what expressions ask for. */
export function servicesAt({ now, newId }: Context): Services {
  return { ...nodeServices(), now: () => dateTimeOfMilliseconds(BigInt(now())), uuid: () => newId("uuid") };
}
