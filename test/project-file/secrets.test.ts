import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { renderJson, renderText } from "../../src/diagnostics/index.js";
import { renderGithub } from "../../src/diagnostics/render-github.js";
import { read } from "./support.js";

const told = (text: string) =>
  read(text).diagnostics.map(({ code, place }) => `${code}:${place !== null && "line" in place ? place.line : "?"}`);

describe("a secret in the project file is an error, XM6131", () => {
  it.each([
    ["a key", "clientSecret: x1\n", 1],
    ["a key of another spelling", "flows:\n  a:\n    client_secret: x1\n", 3],
    ["in a sandbox, in a list", "sandboxes: { dev: { flows: { a: { connection: [ { Password: x1 } ] } } } }\n", 1],
    ["a number", "flows: { a: { token: 12345 } }\n", 1],
    ["several values", "accessKey:\n  - x1\n  - x2\n", 1],
    ["as JSON", '{ "tenant": "acme",\n "authorization": "x1" }\n', 2],
    ["behind an alias", "tenant: &t x1\nflows: { a: { password: *t } }\n", 2],
    ["Adobe's client secret", "flows: { a: { description: p8e-x1x1x1x1 } }\n", 1],
    ["a bearer token", "flows: { a: { description: 'Bearer x1x1x1x1x1' } }\n", 1],
    ["a web token", "tenant: eyJhbGciOiJSUzI1NiJ9.eyJpZCI6IngxIn0.c2ln\n", 1],
    ["a private key", "flows:\n  a:\n    description: |\n      -----BEGIN RSA PRIVATE KEY-----\n      x1\n", 4],
    ["an address with a password", "flows: { a: { schema: 'https://me:x1x1@example.com' } }\n", 1],
    ["in a comment", "tenant: acme\n# p8e-x1x1x1x1\n", 2],
    ["in a key", "p8e-x1x1x1x1: 1\n", 1],
    ["in a file that is no YAML", "schemas: [a\nclientSecret: x1: y\n", 2],
    ["twice in a line", "{ token: x1, password: x1 }\n", 1],
  ])("%s", (_, text, line) => {
    const found = told(text);
    expect(found).toEqual([`XM6131:${line}`]);
    const { diagnostics } = read(text);
    for (const shown of [renderText(diagnostics), renderJson(diagnostics), renderGithub(diagnostics)]) {
      expect(shown).not.toContain("x1");
    }
  });

  it("hides no other: each line is told, and nothing else beside them", () => {
    expect(told("tenant: 5\ntoken: a\nnonsense: p8e-aaaaaaaa\n")).toEqual(["XM6131:2", "XM6131:3"]);
  });

  it.each([
    "flows:\n  token: {}\n  password: {}\n",
    "flows: { a: { name: Bearer of news, description: The token is kept elsewhere } }\n",
    "flows: { a: { schema: https://ns.adobe.com/acme/schemas/eyJ, connection: p8e } }\n",
    "flows: { a: { source: { table: Client_Secret }, dataset: Passwords } }\n",
    "# token: set it in the environment\ntenant: acme\n",
  ])("is not seen where there is none: %j", (text) => {
    expect(read(text).diagnostics).toEqual([]);
  });

  it("is found in every line that looks so, whatever is around", () => {
    const around = fc.string({ unit: "grapheme-ascii", maxLength: 12 }).map((text) => text.replace(/[\n\r\w]/g, " "));
    const secret = fc.constantFrom("p8e-Zx9Zx9Zx9", "Bearer Zx9Zx9Zx9Zx9", "eyJZx9Zx9.eyJZx9Zx9.Zx9Zx9");
    fc.assert(
      fc.property(around, secret, around, (before, text, after) => {
        const { diagnostics } = read(`tenant: acme\n${before} ${text}${after}\n`);
        expect(diagnostics.map(({ code }) => code)).toContain("XM6131");
        expect(renderText(diagnostics)).not.toContain("Zx9");
      }),
      { numRuns: 300 },
    );
  });

  it.each([
    ["eyJ-", "eyJ-"],
    ["Bearer ", "Bearer "],
    ["dashes", "-"],
    ["addresses", "a://b:"],
    ["letters", "a"],
  ])("is looked for in a line of %s soon", (_, piece) => {
    const text = `x: ${piece.repeat(Math.floor(200_000 / piece.length))}\n  - : [\n`;
    const start = performance.now();
    read(text);
    expect(performance.now() - start).toBeLessThan(3000);
  });
});
