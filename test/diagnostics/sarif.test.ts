import { Ajv } from "ajv";
import { describe, expect, it } from "vitest";
import type { Code } from "../../src/diagnostics/define.js";
import { renderSarif } from "../../src/diagnostics/render-sarif.js";
import { sha256 } from "../support/sha256.js";
import { codes, hardFindings, orders } from "./hard-findings.js";

const registry: readonly Code<never>[] = Object.values<Code<never>>(codes);
const render = (findings = hardFindings) =>
  JSON.parse(renderSarif(findings, { version: "1.2.3", codes: registry, files, digest: sha256 }));

const files = ["flows/a.xdmap"];

const text = { type: "string", minLength: 1 };
const closed = (properties: object, required: readonly string[] = Object.keys(properties)) => ({
  type: "object",
  additionalProperties: false,
  properties,
  required,
});
const message = closed({ text });
const count = { type: "integer", minimum: 1 };
const region = closed({ startLine: count, startColumn: count, endLine: count, endColumn: count }, ["startLine"]);
const artifactLocation = closed({ uri: { ...text, pattern: "^[A-Za-z0-9%._~!'()*/-]+$" }, uriBaseId: text }, ["uri"]);
const physicalLocation = closed({ artifactLocation, region }, ["artifactLocation"]);
const level = { enum: ["none", "note", "warning", "error"] };

/** What OASIS' schema demands of the parts that xdmap writes; everything else is refused, so that a slip of a name shows. */
const schema = closed({
  $schema: text,
  version: { const: "2.1.0" },
  runs: {
    type: "array",
    items: closed({
      tool: closed({
        driver: closed({
          name: text,
          version: text,
          semanticVersion: { type: "string", pattern: "^\\d+\\.\\d+\\.\\d+" },
          informationUri: { type: "string", pattern: "^https://" },
          rules: {
            type: "array",
            items: closed(
              {
                id: text,
                shortDescription: message,
                fullDescription: message,
                help: closed({ text, markdown: text }),
                helpUri: { type: "string", pattern: "^https://" },
                defaultConfiguration: closed({ level }),
              },
              ["id"],
            ),
          },
        }),
      }),
      columnKind: { enum: ["utf16CodeUnits", "unicodeCodePoints"] },
      newlineSequences: { type: "array", minItems: 1, uniqueItems: true, items: text },
      originalUriBaseIds: { type: "object", additionalProperties: closed({ description: message }) },
      results: {
        type: "array",
        items: closed(
          {
            ruleId: text,
            ruleIndex: { type: "integer", minimum: -1 },
            level,
            message,
            locations: { type: "array", minItems: 1, items: closed({ physicalLocation }) },
            relatedLocations: {
              type: "array",
              uniqueItems: true,
              items: closed({ id: { type: "integer", minimum: -1 }, message, physicalLocation }),
            },
            partialFingerprints: { type: "object", additionalProperties: text },
            fixes: {
              type: "array",
              uniqueItems: true,
              items: closed({
                description: message,
                properties: closed({ safe: { type: "boolean" } }),
                artifactChanges: {
                  type: "array",
                  minItems: 1,
                  items: closed({
                    artifactLocation,
                    replacements: {
                      type: "array",
                      minItems: 1,
                      items: closed({ deletedRegion: region, insertedContent: closed({ text: { type: "string" } }) }),
                    },
                  }),
                },
              }),
            },
          },
          ["ruleId", "ruleIndex", "level", "message", "locations", "partialFingerprints"],
        ),
      },
    }),
  },
});

describe("findings as SARIF", () => {
  it("have the form of version 2.1.0, with findings of every kind and with none", () => {
    const validate = new Ajv({ strict: false }).compile(schema);
    for (const log of [render(), render([])]) {
      validate(log);
      expect(validate.errors).toBeNull();
    }
  });

  it("lead from each result to its rule", () => {
    const [run] = render().runs;
    for (const { ruleId, ruleIndex } of run.results) expect(run.tool.driver.rules[ruleIndex].id).toBe(ruleId);
  });

  it("count columns from 1 in UTF-16 units, the end exclusive, without the byte order mark", () => {
    const [result] = render().runs[0].results;
    const { region: at, artifactLocation: where } = result.locations[0].physicalLocation;
    expect(where).toEqual({ uri: "flows/orders%20f%C3%BCr%20uns.xdmap", uriBaseId: "%SRCROOT%" });
    expect(at).toEqual({ startLine: 2, startColumn: 4, endLine: 2, endColumn: 9 });
    expect(orders.text.split("\r\n")[1]?.slice(at.startColumn - 1, at.endColumn - 1)).toBe("Emial");
  });

  it("put what has no place at the first file, for GitHub takes no result without a location", () => {
    const found = render().runs[0].results[5].locations;
    expect(found).toEqual([
      { physicalLocation: { artifactLocation: { uri: "flows/a.xdmap", uriBaseId: "%SRCROOT%" } } },
    ]);
  });

  it("leave paths outside of the folder without a base", () => {
    const found = render().runs[0].results[4].locations[0].physicalLocation;
    expect(found).toEqual({ artifactLocation: { uri: "../outside.json" } });
  });

  it("give fixes that, applied by their regions, give what the edits give", () => {
    const [fix, removal] = render().runs[0].results[0].fixes;
    expect([fix.properties.safe, removal.properties.safe]).toEqual([true, false]);
    const apply = ({ artifactChanges }: typeof fix) => {
      const [{ deletedRegion: at, insertedContent }] = artifactChanges[0].replacements;
      const offset = (line: number, column: number) => (orders.lineStarts[line - 1] ?? 0) + column - 1;
      return (
        orders.text.slice(0, offset(at.startLine, at.startColumn)) +
        insertedContent.text +
        orders.text.slice(offset(at.endLine, at.endColumn))
      );
    };
    expect(apply(fix)).toBe('mapping "x"\r\n日本 Email ->\r\n  a.b\r\n');
    expect(apply(removal)).toBe('mapping "x"\r\n\r\n');
  });

  it("say where what belongs to a finding is", () => {
    const related = render().runs[0].results[2].relatedLocations;
    expect(related.map(({ message: said }: { message: { text: string } }) => said.text)).toEqual([
      "It is here too.",
      "And in this line.",
    ]);
    expect(render().runs[0].results[2].message.text).toBe("There is no both. And nowhere.");
  });
});
