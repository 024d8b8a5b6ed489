import { expect, onTestFinished } from "vitest";
import { checkAnswer } from "../../src/emulator/contract/check.js";
import type { EmulatorOptions } from "../../src/emulator/index.js";

/**
 * Options under which every answer below 300, over a socket or without one, is held to Adobe's response schemas: the test
 * fails at its end.
 */
export function heldToContract<Options extends Pick<EmulatorOptions, "onAnswer">>(options: Options): Options {
  const checks: Promise<readonly string[]>[] = [];
  onTestFinished(async () => expect([...new Set((await Promise.all(checks)).flat())]).toEqual([]));
  return {
    ...options,
    onAnswer: (service, request, answer) => {
      const { method, path } = request;
      checks.push(
        checkAnswer(service, request, answer).then((faults) =>
          faults.map((fault) => `${method} /${service}${path}: ${fault}`),
        ),
      );
    },
  };
}
