import { expect, it } from "vitest";
import { REFUSALS } from "../../../src/emulator/flow-service/refusal-titles.js";
import { describeShared, readShared } from "../../support/shared.js";

/** Codes that Flow Service itself does not bring about here, by what does. */
const elsewhere = {
  "the gateway and the sandboxes of the emulator": [
    ...["2000-401", "2001-401", "2002-401", "2100-404", "2101-404", "2103-404", "2105-400", "2106-404"],
    ...["2110-400", "2111-403", "2114-400", "2115-400"],
  ],
  "a fault that a test adds": [
    ...["1102-500", "1103-503", "1104-504", "1400-500", "2117-500", "2200-500", "2250-500"],
    ...["1006-408", "1011-503", "1012-504", "1603-503", "1604-504"],
  ],
  "a credential with fewer rights, which the emulator does not have": [
    ...["1100-400", "1427-400", "2118-403", "2120-403", "2121-403"],
    ...["1001-401", "1002-403", "1008-401", "1009-403", "1605-401", "1606-403"],
  ],
  "a general code, where a closer one is given": ["1003-404", "1380-400"],
  "a header that no client of this service sends": ["1004-415", "1013-412", "1607-412"],
};

interface Row {
  readonly service: string;
  readonly code: string;
}

describeShared("the catalogue of error codes", "platform/aep-error-codes.json", () => {
  const rows: readonly Row[] = JSON.parse(readShared("platform/aep-error-codes.json")).rows;
  const catalogued = new Set(
    rows.filter(({ service }) => service === "flow-service" || service === "sources-provider").map(({ code }) => code),
  );

  it("has each code that the emulator refuses with", () => {
    expect(Object.keys(REFUSALS).filter((code) => !catalogued.has(code))).toEqual([]);
  });

  it("has no code that is neither produced nor accounted for", () => {
    const known = new Set([...Object.keys(REFUSALS), ...Object.values(elsewhere).flat()]);
    expect([...catalogued].filter((code) => !known.has(code))).toEqual([]);
  });
});
