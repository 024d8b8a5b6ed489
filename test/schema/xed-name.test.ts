import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { opensNamespace, xedName } from "../../src/schema/xed-name.js";

describe("names of standard XDM in the platform's naming", () => {
  it.each([
    ["xdm:personalEmail", "personalEmail"],
    ["@id", "_id"],
    ["@type", "_type"],
    ["repo:createDate", "_repo.createDate"],
    ["schema:latitude", "_schema.latitude"],
    ["https://ns.adobe.com/xdm/channels/email", "_channels.email"],
    ["https://ns.adobe.com/xdm/channels/direct-mail", "_channels.directMail"],
    ["https://ns.adobe.com/experience/analytics/event1", "_experience.analytics.event1"],
    ["https://ns.adobe.com/experience/offer-management/offer-id", "_experience.offerManagement.offerId"],
    ["https://ns.adobe.com/vendora/product/stockNumber", "_vendora.product.stockNumber"],
    ["https://ns.thirdparty.com/color", "_ns.thirdparty.com.color"],
    ["http://schema.org/GeoCircle", "_schema.org.GeoCircle"],
    ["https://ns.adobe.com/xdm/name", "name"],
    // Without a namespace a name is the tenant's or already converted.
    ["personalEmail", "personalEmail"],
    ["_repo", "_repo"],
    ["_{TENANT_ID}", "_{TENANT_ID}"],
    ["loyalty-id", "loyalty-id"],
    ["__proto__", "__proto__"],
    [":", ":"],
    ["x:", "x:"],
    ["@", "@"],
    ["a:b:c", "a:b:c"],
    ["https://host:80/x", "https://host:80/x"],
    ["https://ns.adobe.com/xdm", "https://ns.adobe.com/xdm"],
    ["xdm:@id", "_id"],
    ["", ""],
  ])("%s is %s", (standard, xed) => {
    const { namespace, name } = xedName(standard);
    expect([...namespace, name].join(".")).toBe(xed);
  });

  it("are not converted twice", () => {
    const name = fc.array(fc.constantFrom("xdm:", "@", ":", "https://", "/", "-", "a", "_", ".", " ", "b", "#", "é"), {
      maxLength: 8,
    });
    fc.assert(
      fc.property(name, (parts) => {
        const { namespace, name: own } = xedName(parts.join(""));
        for (const segment of [...namespace, own]) expect(xedName(segment)).toEqual({ namespace: [], name: segment });
      }),
      { numRuns: 5000 },
    );
  });

  it("finds a namespace that a path opens, as whole segments", () => {
    expect(opensNamespace(["_workfront", "task"], ["_workfront"])).toBe(true);
    expect(opensNamespace(["a", "_experience", "analytics", "b"], ["_experience", "analytics"])).toBe(true);
    expect(opensNamespace(["_experience", "target"], ["_experience", "analytics"])).toBe(false);
    expect(opensNamespace(["_work"], ["_workfront"])).toBe(false);
    expect(opensNamespace([], ["_repo"])).toBe(false);
  });
});
