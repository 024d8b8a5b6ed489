import fc from "fast-check";
import { printExpression } from "../../src/grammar/index.js";
import { expression } from "../grammar/arbitraries.js";
import { expressionArbitrary } from "../support/expression-arbitraries.js";

/** Names of columns and fields, most of them odd. */
const name = fc.oneof(
  fc.constantFrom("Email", "First_Name", "amount", "größe", "a1", "$x"),
  fc.constantFrom("Created At", "size", "empty", "null", "_errors", "return", "div", "date", "lower", "upper"),
  fc.constantFrom("mapping", "target", "source", "let", "table", "into", "use", "test", "expect", "sample", "delta"),
  fc.constantFrom("__proto__", "constructor", "0", "1st", "1e5", "a-b", "a}b", "a\\b", "a\\", "${x}", "a'b", 'a"b'),
  fc.constantFrom("a -> b", "// no comment", "a/*b", "## x", "@name", "Amount [USD]", "x[y]", "[0]", "tab\there", " "),
  fc.constantFrom("_{TENANT_ID}", "_acme", "lower(Email)", '"quoted"', "a=b", "é́", "日本", "\u0000", "\u200b", "`"),
  fc.string({ unit: "binary", minLength: 1, maxLength: 4 }),
);

const path = (names: fc.Arbitrary<string>) =>
  fc
    .array(fc.tuple(names, fc.constantFrom("", "", "", "[0]", "[*]", "[12][3]")), { minLength: 1, maxLength: 4 })
    .map((parts) => parts.map(([one, items]) => one.replaceAll(".", "\\.") + items).join("."));

/** How people lay expressions out, and what they leave in them. */
const layout: fc.Arbitrary<(text: string) => string> = fc.oneof(
  { weight: 4, arbitrary: fc.constant((text: string) => text) },
  { weight: 2, arbitrary: fc.constant((text: string) => text.replaceAll(", ", ",")) },
  fc.constantFrom(
    (text: string) => text.replaceAll(", ", ",\n"),
    (text: string) => text.replaceAll(", ", ",\r\n    "),
    (text: string) => text.replaceAll("(", "(\t"),
    (text: string) => ` ${text}`,
    (text: string) => `${text}  `,
    (text: string) => `\n${text}\n`,
    (text: string) => `${text} // why`,
    (text: string) => `/* -> x */ ${text}`,
    (text: string) => text.replaceAll(" ", "\n"),
    (text: string) => text.replaceAll(" ", "  "),
    (text: string) => `(${text})`,
    (text: string) => `## first\n${text}`,
  ),
);

/** Expressions that Data Prep reads, every function among them, in all layouts; and what is none. */
const source = fc.oneof(
  { weight: 6, arbitrary: expressionArbitrary({ maxDepth: 3 }) },
  { weight: 3, arbitrary: expression.map(printExpression) },
  { weight: 1, arbitrary: fc.constantFrom("", " ", "Email", "a.b[0]", "${a.b}", "${Created At}", "a.'b c'", "null") },
  {
    weight: 1,
    arbitrary: fc.constantFrom("!${Created At}", "iif(!${a.b}, 1, 2)", "concat('\ud800', a)", "a.b + a[0]"),
  },
  { weight: 1, arbitrary: fc.constantFrom("lower(", "a = 1", "a b", '"open', "new('x')", "x -> x", "${", "a;b", ")") },
  {
    weight: 1,
    arbitrary: fc
      .array(fc.constantFrom("'us', 'United States'", '"a -> b", "c"', "'//', '##'"), { minLength: 20, maxLength: 200 })
      .map((pairs) => `decode(Country_Code, ${pairs.join(", ")}, 'N/A')`),
  },
);

const words = fc.oneof(
  fc.constantFrom("Login", 'Say "hi"', "two\nlines", "a\\b", "// x", "日本", "tab\there"),
  fc.string({ maxLength: 8 }),
);

const target = path(
  fc.oneof(
    { weight: 3, arbitrary: fc.constantFrom("person", "name", "personalEmail", "address", "_acme", "loyalty-id") },
    { weight: 1, arbitrary: name },
  ),
);

/** What a rule of today's dialect holds. */
const rule = fc.oneof(
  { weight: 3, arbitrary: path(name).map((one) => ({ sourceType: "ATTRIBUTE", source: one })) },
  {
    weight: 6,
    arbitrary: fc.tuple(source, layout).map(([one, lay]) => ({ sourceType: "EXPRESSION", source: lay(one) })),
  },
  {
    weight: 1,
    arbitrary: fc.string({ unit: "binary", maxLength: 12 }).map((one) => ({ sourceType: "STATIC", source: one })),
  },
);

const mapping = fc
  .tuple(rule, target, fc.option(words.filter((one) => one !== "")), fc.option(words.filter((one) => one !== "")))
  .map(([one, destination, title, description]) => ({
    ...one,
    destination,
    ...(title === null ? {} : { name: title }),
    ...(description === null ? {} : { description }),
  }));

const schemaId = "https://ns.adobe.com/acme/schemas/0123456789abcdef";

/** Sets of today's dialect. */
export const currentSet = fc
  .tuple(fc.array(mapping, { maxLength: 12 }), words, fc.option(words))
  .map(([mappings, title, description]) => ({
    name: title,
    ...(description === null ? {} : { description }),
    outputSchema: { schemaRef: { id: schemaId, contentType: "application/vnd.adobe.xed-full+json;version=1" } },
    mappings,
  }));

const legacyRule = fc
  .tuple(rule, target, fc.option(fc.constantFrom("Email", "ECID", "crm-id", 'od"d')))
  .map(([{ sourceType, source: text }, destinationXdmPath, namespaceCode]) => ({
    destinationXdmPath,
    sourceAttribute: text,
    ...(sourceType === "ATTRIBUTE" ? {} : { sourceType }),
    identity: namespaceCode !== null,
    identityGroup: null,
    namespaceCode,
    version: 0,
  }));

/** Sets of the tutorials' dialect. */
export const legacySet = fc.array(legacyRule, { maxLength: 12 }).map((mappings) => ({
  version: 0,
  xdmSchema: schemaId,
  xdmVersion: "1.0",
  id: null,
  mappings,
}));

/** Media types, as GET answers with; of STATIC none is known. */
const MEDIA: ReadonlyMap<string, string> = new Map([
  ["ATTRIBUTE", "text/x.schema-path"],
  ["EXPRESSION", "text/x.aep-xl"],
]);

const cased = fc.constantFrom(
  (text: string) => text,
  (text: string) => text.toLowerCase(),
  (text: string) => text.toUpperCase(),
);

/** Sets as GET answers: both spellings of each field, media types, and what the service writes by itself. */
export const answeredSet = fc.tuple(currentSet, cased, fc.boolean()).map(([set, inCase, isMedia]) => {
  const { schemaRef } = set.outputSchema;
  const keeping = { id: "0a1b", version: 2, createdDate: 1, createdBy: "a@b", modifiedDate: 2, modifiedBy: "a@b" };
  return {
    ...keeping,
    ...set,
    inputSchema: {},
    outputSchema: { id: "0c", version: 0, jsonSchema: { type: "object" }, schemaRef },
    schemaRef,
    xdmSchema: schemaRef.id,
    xdmVersion: isMedia ? schemaRef.contentType : "1.0",
    supportVersion: "1.1",
    status: "PUBLISHED",
    strictMapping: false,
    allowNullValues: false,
    mappings: set.mappings.map((one) => ({
      ...keeping,
      ...one,
      sourceType: inCase((isMedia ? MEDIA.get(one.sourceType) : undefined) ?? one.sourceType),
      sourceAttribute: one.source,
      destinationXdmPath: one.destination,
      identity: false,
      primaryIdentity: false,
      matchScore: 0.5,
      functionVersion: "1",
    })),
  };
});
