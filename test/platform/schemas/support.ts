import type { Emulator, EmulatorOptions } from "../../../src/emulator/index.js";
import { connect, type Platform } from "../../../src/platform/connect.js";
import { ask, emulatorInProcess } from "../../support/emulator.js";
import { readShared, sharedPath } from "../../support/shared.js";

/** A platform of an emulator without a socket, whose clock stands still unless somebody sleeps. */
export async function platformInProcess(
  options: Omit<EmulatorOptions, "port" | "now" | "sleep"> = {},
  start = Date.UTC(2026, 5, 1),
): Promise<{ readonly emulator: Emulator; readonly platform: Platform; readonly clock: Clock }> {
  const clock = makeClock(start);
  const emulator = await emulatorInProcess({ ...options, now: clock.now, sleep: clock.sleep });
  const { clientId, clientSecret, organization } = emulator.credentials;
  const platform = connect({
    credentials: {
      clientId,
      clientSecret,
      accessToken: null,
      organization,
      scopes: "openid",
      platformUrl: emulator.url,
      imsUrl: emulator.url,
    },
    sandbox: "dev",
    fetch: (url, init) => emulator.fetch(url, init),
    clock: clock.now,
    sleep: clock.sleep,
    random: () => 0.5,
  });
  return { emulator, platform, clock };
}

export interface Clock {
  readonly now: () => number;
  readonly sleep: (milliseconds: number) => Promise<void>;
  readonly set: (milliseconds: number) => void;
}

function makeClock(start: number): Clock {
  let time = start;
  return {
    now: () => time,
    sleep: async (milliseconds) => {
      time += milliseconds;
    },
    set: (milliseconds) => {
      time = milliseconds;
    },
  };
}

/** Adobe's components, which the emulator composes schemas of. */
export const components = () => [sharedPath("xdm/components")];

/** Posts one of the compositions beside the oracles; gives its ids. */
export async function postComposition(
  emulator: Emulator,
  key: string,
  title: string,
): Promise<{ readonly id: string; readonly altId: string }> {
  const { allOf } = JSON.parse(readShared("xdm/compositions.json"))[key];
  const told = await ask(emulator, "/schemaregistry/tenant/schemas", {
    body: { type: "object", title, description: "", allOf },
  });
  if (told.status !== 201) throw new Error(told.text);
  return { id: told.body.$id, altId: told.body["meta:altId"] };
}
