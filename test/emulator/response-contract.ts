import { Ajv, type ValidateFunction } from "ajv";
import { parse } from "yaml";
import { readShared } from "../support/shared.js";

type Tree = { readonly [name: string]: unknown };

/** A fault of Adobe's OpenAPI files that a right answer breaks, and where it shows. */
interface SpecFault {
  readonly file: string;
  readonly why: string;
  readonly mend: (document: Tree) => void;
}

function isTree(value: unknown): value is Tree {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function at(document: unknown, ...path: readonly string[]): Record<string, unknown> {
  let here = document;
  for (const name of path) here = isTree(here) ? here[name] : undefined;
  if (!isTree(here)) throw new Error(`the OpenAPI file has nothing at ${path.join("/")}`);
  return here;
}

const schemas = (document: Tree, ...path: readonly string[]): Record<string, unknown> =>
  at(document, "components", "schemas", ...path);

const faults: readonly SpecFault[] = [
  {
    file: "flow-service.yaml",
    why: "says one transformation, where the tutorials' flow specs show a list",
    mend: (document) => {
      const properties = schemas(document, "FlowSpecItemDTO", "properties");
      properties["transformationSpecs"] = { type: "array", items: properties["transformationSpecs"] };
    },
  },
  {
    file: "flow-service.yaml",
    why: "says a number for the start of a schedule, which the documentation reads back as text",
    mend: (document) => {
      Object.assign(schemas(document, "ScheduleSpecDTO", "properties", "startTime"), { type: ["integer", "string"] });
      Object.assign(schemas(document, "ScheduleSpecDTO", "properties", "backfill"), { type: ["boolean", "string"] });
    },
  },
  {
    file: "flow-service.yaml",
    why: "says text for the version of a mapping set, which a tutorial sends as a number",
    mend: (document) => {
      Object.assign(schemas(document, "TransformationSpecDTO", "properties", "mappingVersion"), {
        type: ["integer", "string"],
      });
    },
  },
  {
    file: "data-prep.yaml",
    why: "says date-time for dates that its own examples have in milliseconds",
    mend: (document) => {
      for (const name of ["SimpleRepresentation", "MappingSet", "MappingOperation"]) {
        for (const member of ["createdDate", "modifiedDate"]) {
          Object.assign(schemas(document, name, "properties", member), { type: "integer" });
        }
      }
    },
  },
  {
    file: "data-prep.yaml",
    why: "leaves out the media types of its own examples",
    mend: (document) => {
      const type = schemas(document, "SourceType");
      type["enum"] = ["ATTRIBUTE", "EXPRESSION", "STATIC", "text/x.schema-path", "text/x.aep-xl"];
    },
  },
];

const FILES = new Map([
  ["flowservice", "flow-service.yaml"],
  ["conversion", "data-prep.yaml"],
  ["catalog", "catalog.yaml"],
  ["schemaregistry", "schema-registry.openapi3.json"],
]);

const documents = new Map<string, Tree>();

function documentOf(file: string): Tree {
  const known = documents.get(file);
  if (known !== undefined) return known;
  // Keys stand twice in examples, which are of no interest here.
  const document = withoutExamples(parse(readShared(`openapi/${file}`), { uniqueKeys: false, logLevel: "silent" }), "");
  if (!isTree(document)) throw new Error(`${file} is no object`);
  for (const fault of faults) if (fault.file === file) fault.mend(document);
  documents.set(file, document);
  return document;
}

/** Examples hold `$id`s, which a validator takes for its own. */
function withoutExamples(value: unknown, name: string): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutExamples(item, ""));
  if (!isTree(value)) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([member]) => name === "properties" || (member !== "example" && member !== "examples"))
      .map(([member, inner]) => [member, withoutExamples(inner, member)]),
  );
}

const compiled = new Map<string, ValidateFunction>();

/**
 * What an answer breaks of the response schema that Adobe's OpenAPI file has for it, faults of the file mended; null where
 * the file has no schema for it. `path` begins with the service: `/flowservice/flows`.
 */
export function contractFaults(method: string, path: string, status: number, body: unknown): readonly string[] | null {
  const [, service = "", ...segments] = path.split("?")[0]?.split("/") ?? [];
  const file = FILES.get(service);
  if (file === undefined) return null;
  const document = documentOf(file);
  const wanted = segments.filter((segment) => segment !== "");
  const paths = Object.entries(at(document, "paths")).filter(([template]) => isMatch(template, wanted));
  // A literal path may shadow the templated one that has the method.
  const found = paths.find(([, item]) => isTree(item) && item[method.toLowerCase()] !== undefined);
  if (found === undefined) return [`${method} ${path} is not in ${file}`];
  const [template] = found;
  const response = isTree(found[1]) ? at(found[1], method.toLowerCase(), "responses") : {};
  const said = response[String(status)];
  if (said === undefined) return [`${file} has no ${status} for ${method} ${template}`];
  const content = isTree(said) && isTree(said["content"]) ? Object.values(said["content"])[0] : undefined;
  const schema = isTree(content) ? content["schema"] : undefined;
  if (schema === undefined) return null;
  const key = `${file} ${method} ${template} ${status}`;
  let validate = compiled.get(key);
  if (validate === undefined) {
    validate = new Ajv({ strict: false, validateFormats: false, allErrors: true }).compile({
      $id: key.replaceAll(" ", "/"),
      components: document["components"],
      allOf: [schema],
    });
    compiled.set(key, validate);
  }
  if (validate(body)) return [];
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
}

function isMatch(template: string, segments: readonly string[]): boolean {
  const parts = template.split("/").filter((part) => part !== "");
  return parts.length === segments.length && parts.every((part, nth) => part.startsWith("{") || part === segments[nth]);
}
