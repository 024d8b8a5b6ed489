import { expect, test } from "vitest";
import { plainPalette } from "../../../src/diagnostics/index.js";
import { renderDone } from "../../../src/platform/apply/render-done.js";

const done = [
  {
    deed: "created",
    resource: "dataset",
    key: "dataset/Orders",
    name: "Orders",
    id: "5e7439b1ad55a618ad4c5102",
    version: null,
  },
  {
    deed: "updated",
    resource: "mapping-set",
    key: "flow/o/mapping-set",
    name: "Orders of the day",
    id: "500a9b74",
    version: 2,
  },
] as const;

test("what was done has a line each where it fits", () => {
  expect(renderDone(done, { width: 100, palette: plainPalette })).toBe(
    "created  dataset      Orders             5e7439b1ad55a618ad4c5102\nupdated  mapping set  Orders of the day  500a9b74 version 2\n",
  );
});

test("names stay whole where the ids do not fit beside them", () => {
  expect(renderDone(done, { width: 50, palette: plainPalette })).toBe(
    "created  dataset      Orders\n         5e7439b1ad55a618ad4c5102\nupdated  mapping set  Orders of the day\n         500a9b74 version 2\n",
  );
});
