const string = { type: "string" };
const integer = { type: "integer" };

/** A small schema with one of each kind of field. */
export const exampleSchema = {
  $id: "https://ns.adobe.com/acme/schemas/example",
  title: "Example profile",
  type: "object",
  "meta:tenantNamespace": "_acme",
  properties: {
    _id: string,
    active: { type: "boolean" },
    tier: { type: "string", enum: ["basic", "premium"] },
    code: { type: "string", pattern: "^[A-Z]{2}$", maxLength: 2 },
    score: { type: "number", minimum: 0, maximum: 1 },
    visits: integer,
    tags: { type: "array", items: string },
    labels: { type: "object", "meta:xdmType": "map", additionalProperties: string },
    loyalty: { type: "object", properties: { points: integer } },
    mobilePhone: { type: "object", properties: { number: string, kind: { type: "string", enum: ["home", "work"] } } },
    person: {
      type: "object",
      properties: {
        name: { type: "object", properties: { firstName: string, lastName: string } },
        birthDate: { type: "string", format: "date" },
      },
    },
    personalEmail: { type: "object", properties: { address: { type: "string", format: "email" } } },
    homeAddress: { type: "object", properties: { city: string, country: string } },
    productListItems: {
      type: "array",
      items: {
        type: "object",
        properties: { SKU: string, name: string, quantity: integer, priceTotal: { type: "number" } },
      },
    },
    _repo: { type: "object", properties: { createDate: { type: "string", format: "date-time" } } },
    _acme: { type: "object", properties: { "loyalty-id": string, points: integer } },
  },
};

/** The files that the example of every diagnostic has beside it. */
export const exampleFiles: Readonly<Record<string, string>> = {
  "schema.json": JSON.stringify(exampleSchema),
  "orders.csv": [
    "Email,First_Name,Last_Name,Phone,Amount,Created_At,Country_Code,Vid",
    "ada@example.com,Ada,Lovelace,+44 20 7946 0000,12.50,2020-11-09 10:00:00,gb,1",
    "bob@example.com,Bob,Byrne,,7,2020-11-10 11:30:00,us,2",
    "",
  ].join("\n"),
};

/** What the examples of commands that speak with AEP have beside them, too. */
export const platformFiles: Readonly<Record<string, string>> = {
  "xdmap.yaml": [
    "flows:",
    "  orders:",
    "    mapping: example.xdmap",
    "    name: Orders",
    "    connection: 582f4f8d-71e9-4a5c-a164-9d2056318d6c",
    "    source: { table: Shopify.Orders }",
    "    dataset: Orders",
    "    schedule: { frequency: once }",
    "sandboxes:",
    "  dev: { tenant: acme }",
    "",
  ].join("\n"),
};
