import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { compileMapping, emitMappingSet, formatPayload, type Program } from "../../src/compiler/index.js";
import { parseMapping } from "../../src/grammar/index.js";
import { loadSchema } from "../../src/schema/index.js";
import { createSourceFile } from "../../src/text/index.js";
import { describeShared, readShared } from "../support/shared.js";
import { mark } from "./support.js";

const folder = join(import.meta.dirname, "../golden/tutorials");
const tutorials = ["ecommerce-ko", "ecommerce-fr", "marketing-automation"];

function compileTutorial(name: string): Program {
  const read = (path: string) => createSourceFile(path, readFileSync(join(folder, name, path), "utf8"));
  const file = read("input.xdmap");
  const { tree, diagnostics: syntax } = parseMapping(file);
  const { schema, diagnostics: schemas } = loadSchema(read("schema.json"));
  const { program, diagnostics } = compileMapping({ tree, schema, sample: null });
  expect([...syntax, ...schemas, ...diagnostics].map(mark)).toEqual([]);
  return program;
}

/** The text of the payload in a dialect, with the id of the golden's own schema. */
function payloadText(program: Program, dialect: "current" | "legacy"): string {
  const { payload } = emitMappingSet(program, dialect);
  return payload === null ? "" : formatPayload(payload);
}

describe.each(tutorials)("the mapping of the tutorial %s", (name) => {
  it.each(["current", "legacy"] as const)("gives its golden in the %s dialect", async (dialect) => {
    await expect(payloadText(compileTutorial(name), dialect)).toMatchFileSnapshot(
      join(folder, name, `${dialect}.json`),
    );
  });
});

interface Seed {
  readonly steps: readonly { readonly method: string; readonly path: string; readonly request: MappingSetBody }[];
}

interface MappingSetBody {
  readonly xdmSchema: string;
  readonly mappings: readonly Readonly<Record<string, unknown>>[];
}

describeShared("the tutorials' own requests", "seeds", () => {
  it.each(tutorials)("%s: built with its schema id, the payload is what the tutorial posts", (name) => {
    const seed = JSON.parse(readShared(`seeds/${name}.json`)) as Seed;
    const posted = seed.steps.find(({ method, path }) => method === "POST" && path.endsWith("/mappingSets"))?.request;
    if (posted === undefined) throw new Error("The tutorial posts no mapping set");
    const { payload } = emitMappingSet(compileTutorial(name), "legacy", { schemaId: posted.xdmSchema });
    // As it would arrive: through JSON.
    const built = JSON.parse(JSON.stringify(payload)) as MappingSetBody;
    expect(withoutNullIdentities(built)).toEqual(withoutNullIdentities(posted));
    expect(built.mappings).toHaveLength(name === "marketing-automation" ? 3 : 2);
  });
});

/** Two tutorials leave `identityGroup` and `namespaceCode` out, one writes them as null. */
function withoutNullIdentities(body: MappingSetBody): MappingSetBody {
  const mappings = body.mappings.map((mapping) => {
    const kept = Object.entries(mapping).filter(([key, value]) => {
      return value !== null || (key !== "identityGroup" && key !== "namespaceCode");
    });
    return Object.fromEntries(kept);
  });
  return { ...body, mappings };
}
