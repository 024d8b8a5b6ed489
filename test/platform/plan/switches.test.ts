import { expect, it } from "vitest";
import { behaviourSwitches } from "../../../src/emulator/behaviour.js";
import { mapping, openWorld, projectFile } from "./support.js";

const more = ['"x" -> homeAddress.city @static', "lower(Email) -> _id", '"y" -> homeAddress.country', ""].join("\n");

/** Each value but the default of each switch that says how what was written is read back; sign-in, runs and errors have tests of their own. */
const values = Object.entries(behaviourSwitches)
  .filter(([name]) =>
    /ReadBack|Bumps|Version|Coerc|integers|flowSpecAnswer|transformationKey|catalog|Quoting/.test(name),
  )
  .flatMap(([name, [, ...others]]) => others.map((value) => [name, value] as const));

it.each(values)("after a push nothing is to be done, where %s is %s", async (name, value) => {
  const file = projectFile(
    "schedule: { frequency: day, interval: 1 }",
    "delta: { column: Created_At }",
    "options: { partialIngestionPercent: 5 }",
  );
  const files = { "xdmap.yaml": file, "example.xdmap": `${mapping}/// One of them\n${more}` };
  const world = await openWorld(files, { behaviour: { [name]: value } });
  expect((await world.push()).result).toBe("done");
  const plan = await world.plan();
  expect(plan.steps.flatMap(({ changes, drift }) => [...changes, ...drift])).toEqual([]);
  world.write({ "example.xdmap": `${mapping}/// Another\n${more.replace('"x"', '"z"')}` });
  expect((await world.push()).result).toBe("done");
  expect(await world.show()).toMatch(/^Sandbox dev: nothing to do/);
});
