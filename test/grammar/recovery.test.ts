import { describe, expect, it } from "vitest";
import { parseMapping, type Statement, sameTree } from "../../src/grammar/index.js";
import { createSourceFile } from "../../src/text/index.js";

/** Twenty-one statements, of every kind. */
const FILE = `/// Shopify orders into the profile store.
mapping "Shopify orders"
target  "schemas/shopify-profile.json"
sample  "samples/orders.csv"
delta   updated_at format "yyyy-MM-dd HH:mm:ss" timezone "UTC"
source { Email: string, updated_at: timestamp, tags: string[], address: { city: string } }
use "common.xdmap"

let clean = lower(trim(Email))
def title(s) = concat(upper(left(s, 1)), lower(substr(s, 1, 4096)))
table country = { "us": "United States", "kr": "Korea", else: "N/A" }

// Who it is.
clean                                       -> personalEmail.address   @identity("Email", primary: true)
Shipping_Address_Phone                      -> mobilePhone.number
date(\${Created At}, "yyyy-MM-dd HH:mm:ss")  -> _repo.createDate
country(Country_Code)                       -> homeAddress.country
iif(Amount > 100 and Amount <= 1e3,
  "big",
  "small")                                  -> _acme.order-size

into person.name {
  title(First_Name)                         -> firstName
  title(Last_Name)                          -> lastName
}

test "an unreadable date becomes null, with its reason" {
  given  { Email: "ADA@EXAMPLE.COM ", "Created At": "31/12/2020" }
  expect { personalEmail.address: "ada@example.com", _repo.createDate: null because XM5001 }
}

line_items[*].sku   -> productListItems[*].SKU   /* item by item */
address             -> shippingAddress
Total_Price * 0.9   -> _acme.net
size(tags) > 0 ? tags[0] : "none" -> _acme.firstTag
"shop"              -> _acme.channel @static
`;

const read = (text: string): readonly Statement[] => parseMapping(createSourceFile("m.xdmap", text)).tree.statements;

/** A block counts as its mappings and its own line, so that losing a block's inside is not one loss only. */
function parts(statements: readonly Statement[]): unknown[] {
  return statements.flatMap((statement): unknown[] =>
    statement.kind === "into" ? [statement.target, ...statement.mappings] : [statement],
  );
}

/** How many of the original's parts an edited text has no longer, in their order. */
function lost(original: readonly unknown[], edited: readonly unknown[]): number {
  let at = 0;
  let kept = 0;
  for (const part of original) {
    const found = edited.findIndex((candidate, index) => index >= at && sameTree(candidate, part));
    if (found < 0) continue;
    kept++;
    at = found + 1;
  }
  return original.length - kept;
}

describe("recovery by statement", () => {
  const original = parts(read(FILE));

  it("reads the whole file", () => {
    const { tree, diagnostics } = parseMapping(createSourceFile("m.xdmap", FILE));
    expect(diagnostics).toEqual([]);
    expect(tree.statements).toHaveLength(21);
  });

  it("loses more than one statement to at most one in twenty deletions", () => {
    const costly: string[] = [];
    for (let at = 0; at < FILE.length; at++) {
      const text = FILE.slice(0, at) + FILE.slice(at + 1);
      const loss = lost(original, parts(read(text)));
      if (loss > 1)
        costly.push(
          `${JSON.stringify(FILE.slice(Math.max(0, at - 15), at))} -${JSON.stringify(FILE.charAt(at))}: ${loss}`,
        );
    }
    console.log(`deletions: ${costly.length} of ${FILE.length} cost more than one statement`);
    for (const line of costly.slice(0, 60)) console.log(line);
    expect(costly.length / FILE.length).toBeLessThanOrEqual(1 / 20);
  });

  it("loses nothing before the cut to at most one in twenty truncations", () => {
    const statements = parseMapping(createSourceFile("m.xdmap", FILE)).tree.statements;
    let costly = 0;
    for (let at = 0; at < FILE.length; at++) {
      const whole = statements.filter(({ span }) => span.end <= at);
      const loss = lost(parts(whole), parts(read(FILE.slice(0, at))));
      if (loss > 1) costly++;
    }
    console.log(`truncations: ${costly} of ${FILE.length} cost more than one statement`);
    expect(costly / FILE.length).toBeLessThanOrEqual(1 / 20);
  });
});
