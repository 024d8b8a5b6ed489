import { describe, expect, it } from "vitest";
import { evaluated } from "./run-case.js";

describe("set_date_part sets what the documentation lists", () => {
  it.each(["hh", "HH", "hour"])("%s is the hour", (part) => {
    expect(evaluated(`format(set_date_part("${part}", 3, date("2016-11-09")), "HH")`)).toBe("03");
  });

  it.each(["hh24", "hh12", "quarter", "week", "weekday", "dayofyear", "millisecond"])("%s is none of it", (part) => {
    expect(evaluated(`set_date_part("${part}", 3, date("2016-11-09"))`)).toEqual({ fails: "XM5008" });
  });
});
