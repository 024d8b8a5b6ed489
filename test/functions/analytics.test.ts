import { describe, expect, it } from "vitest";
import { evaluated } from "./run-case.js";

const PRODUCTS = ";a;1;4.20;event1=2.3|event2=5:1;eVar1=x=y|eVar2,books;b;;;event1|event2:7,,c";

describe("the functions of Analytics", () => {
  it.each([
    ['aa_get_event_id(e, "event1")', { e: "event1=1:x,event1=2:y" }, "x"],
    ['aa_get_event_id(e, "event1")', { e: "event10:1, event1 :2" }, "2"],
    ['aa_get_event_id(e, "event1")', { e: "event1=" }, null],
    ['aa_get_event_id(e, "")', { e: "event1" }, null],
    ['aa_get_event_value(e, "event1")', { e: "event1=:7" }, "1"],
    ['aa_get_event_value(e, "event1")', { e: "event1=2.5:7" }, "2.5"],
    ['aa_get_event_value(e, "Event1")', { e: "event1=2" }, null],
    ['aa_get_event_value(e, "event1")', { e: "" }, null],
    ["aa_get_product_categories(p)", { p: PRODUCTS }, [null, "books", null, "c"]],
    ["aa_get_product_names(p)", { p: PRODUCTS }, ["a", "b", null, null]],
    ["aa_get_product_quantities(p)", { p: PRODUCTS }, ["1", null, null, null]],
    ["aa_get_product_prices(p)", { p: PRODUCTS }, ["4.20", null, null, null]],
    ['aa_get_product_event_values(p, "event1")', { p: PRODUCTS }, ["2.3", "1", null, null]],
    ['aa_get_product_event_ids(p, "event2")', { p: PRODUCTS }, ["1", "7", null, null]],
    [
      'aa_get_product_events(p, "event2")',
      { p: PRODUCTS },
      [{ id: "1", value: "5" }, { id: "7", value: "1" }, null, null],
    ],
    ['aa_get_product_evars(p, "eVar1")', { p: PRODUCTS }, ["x=y", null, null, null]],
    ['aa_get_product_evars(p, "eVar2")', { p: PRODUCTS }, [null, null, null, null]],
    ["aa_get_product_names(p)", { p: "" }, []],
    ["aa_get_product_names(p)", { p: "x;a,," }, ["a"]],
    ["aa_get_product_names(p)", { p: null }, null],
    ["aa_get_product_names(p)", {}, null],
    ['aa_get_event_value("event1", null)', {}, null],
  ])("%s of %j", (expr, context, result) => {
    expect(evaluated(expr, context)).toEqual(result);
  });

  it("take texts of 10 million characters", () => {
    const commas = ",".repeat(10_000_000);
    expect(evaluated("size(aa_get_product_names(p))", { p: commas })).toBe(0);
    expect(evaluated("size(aa_get_product_names(p))", { p: `${";a,".repeat(1_000_000)};a` })).toBe(1_000_001);
    expect(evaluated('aa_get_event_value(e, "x")', { e: `${commas}x` })).toBe("1");
  }, 60_000);
});
