import type { Json, JsonObject } from "../json.js";
import type { PatchOperation } from "../services/resource.js";
import { findDifferences } from "./differences.js";
import { extraTransformations, findTransformation, remoteFields, wantedFields } from "./fields.js";
import { hashFields } from "./hash.js";
import { addMarker } from "./marker.js";
import type {
  Applied,
  CopyParams,
  Field,
  FlowContent,
  FlowStep,
  Known,
  Reference,
  ScheduleContent,
  SourceStep,
  Spec,
  TargetStep,
  WantedStep,
} from "./plan.js";
import { memberAt, numberAt } from "./read-json.js";

/** What a body is made with beside its step. */
export interface BodyContext {
  readonly known: Known;
  /** Seconds since 1970: for a schedule that names none. */
  readonly startTime: number;
}

/**
 * The body of the POST of a step's object, and of a mapping set's PUT. Null where the object is never written: a schema or
 * dataset that is there. The steps that it refers to must be done.
 */
export function createBody(step: WantedStep, { known, startTime }: BodyContext): JsonObject | null {
  switch (step.resource) {
    case "schema":
      return step.content === null
        ? null
        : {
            type: "object",
            title: step.content.title,
            description: step.content.description,
            allOf: step.content.references.map(($ref) => ({ $ref })),
            "meta:class": step.content.class,
          };
    case "dataset": {
      const { content } = step;
      if (content === null) return null;
      const enabled = ["enabled:true"];
      return {
        name: content.name,
        schemaRef: { id: idOf(content.schema, known), contentType: content.contentType },
        ...(content.profile ? { tags: { unifiedProfile: enabled, unifiedIdentity: enabled } } : {}),
      };
    }
    case "source": {
      const { name, base, spec, format, params } = step.content;
      return {
        name,
        description: describe(step, known),
        baseConnectionId: base,
        connectionSpec: specOf(spec),
        data: { format },
        params,
      };
    }
    case "target": {
      const { name, spec, schema, contentType, dataset } = step.content;
      return {
        name,
        description: describe(step, known),
        connectionSpec: specOf(spec),
        data: { schema: { id: idOf(schema, known), version: contentType } },
        params: { dataSetId: idOf(dataset, known) },
      };
    }
    case "mapping-set": {
      const { name, description, schema, contentType, mappings } = step.content;
      return {
        ...(name === "" ? {} : { name }),
        description: addMarker(description, ownerOf(step), null),
        outputSchema: { schemaRef: { id: idOf(schema, known), contentType } },
        mappings: mappings.map((line) => ({ ...line })),
      };
    }
    case "flow": {
      const { content } = step;
      return {
        name: content.name,
        description: addMarker(content.description, ownerOf(step), null),
        flowSpec: specOf(content.spec),
        sourceConnectionIds: [idOf(content.source, known)],
        targetConnectionIds: [idOf(content.target, known)],
        transformations: transformationsOf(content, known),
        scheduleParams: scheduleOf(content.schedule, startTime),
        ...(content.options === null ? {} : { options: content.options }),
      };
    }
  }
}

/**
 * The JSON Patch that brings a flow which is there to what its step wants, as far as a flow can be edited: its name, its
 * description, its Mapping transformation (found by its name, wherever it stands), and what has not begun yet of its
 * schedule, delta column and options. `remote` is the flow as it was read with the etag that goes into `If-Match`.
 */
export function createPatch(
  step: FlowStep,
  remote: unknown,
  { known, startTime }: BodyContext,
): readonly PatchOperation[] {
  const { content } = step;
  const changed = new Set(step.changes.map(({ path }) => path.split(".")[0]));
  const operations: PatchOperation[] = [];
  if (changed.has("name")) operations.push({ op: "replace", path: "/name", value: content.name });
  if (changed.has("description")) {
    const value = addMarker(content.description, ownerOf(step), null);
    operations.push({ op: "add", path: "/description", value });
  }
  const mapping = findTransformation(remote, "Mapping");
  const wanted = mappingOf(content, known);
  if (mapping === null) operations.push({ op: "add", path: "/transformations/-", value: wanted });
  else operations.push({ op: "replace", path: `/transformations/${mapping.at}`, value: wanted });
  const removed = extraTransformations(remote).map(({ at }) => at);
  const copy = findTransformation(remote, "Copy");
  if (changed.has("delta") && content.copy !== null) {
    const value = copyOf(content.copy);
    if (copy === null) operations.push({ op: "add", path: "/transformations/-", value });
    else operations.push({ op: "replace", path: `/transformations/${copy.at}`, value });
  }
  if (changed.has("delta") && content.copy === null && copy !== null) removed.push(copy.at);
  // The last first: what stands behind one that is gone has another place.
  for (const at of removed.sort((a, b) => b - a)) operations.push({ op: "remove", path: `/transformations/${at}` });
  if (changed.has("schedule")) {
    // A start that the files do not name stays as it is.
    const value = scheduleOf(content.schedule, numberAt(remote, "scheduleParams", "startTime") ?? startTime);
    operations.push({ op: "replace", path: "/scheduleParams", value });
  }
  if (changed.has("options")) operations.push({ op: "add", path: "/options", value: optionsIn(remote, step) });
  return operations;
}

/** What stands among the options and is nobody's business here stays, as the plan says. */
function optionsIn(remote: unknown, { content, changes }: FlowStep): JsonObject {
  const gone = new Set(changes.flatMap(({ path, after }) => (after === null ? [path] : [])));
  const there = memberAt(remote, "options");
  const kept = isObject(there) ? Object.entries(there).filter(([key]) => !gone.has(`options.${key}`)) : [];
  return { ...Object.fromEntries(kept), ...content.options };
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/**
 * Whether an object has just the content that a step wants, as far as the step says anything: what the service fills in by
 * itself does not count.
 */
export function matches(step: WantedStep, remote: unknown, known: Known): boolean {
  const { content, resource } = step;
  if (content === null) return true;
  return findDifferences(resource, wantedFields(content, known), remoteFields(resource, remote)).length === 0;
}

/** The content of a step as it goes into the state file, with its hash. The steps that it refers to must be done. */
export function describeContent(
  step: WantedStep,
  { known, startTime }: BodyContext,
): { readonly hash: string; readonly fields: readonly Field[] } | null {
  if (step.content === null) return null;
  const { content } = step;
  const fields = [...wantedFields(content, known)];
  if (content.resource === "flow" && content.schedule.start === null) {
    fields.push({ path: "schedule.start", text: String(startTime) });
  }
  return { hash: hashFields(fields), fields };
}

/** `KEY/RESOURCE`, as markers name the owner of an object. */
export function ownerOf({ flow, resource }: Pick<WantedStep, "flow" | "resource">): string {
  return `${flow ?? ""}/${resource}`;
}

function describe(step: SourceStep | TargetStep, known: Known): string {
  return addMarker(step.content.description, ownerOf(step), hashFields(wantedFields(step.content, known)));
}

function transformationsOf(content: FlowContent, known: Known): readonly Json[] {
  return [...(content.copy === null ? [] : [copyOf(content.copy)]), mappingOf(content, known)];
}

function copyOf({ name, dateFormat, timezone }: CopyParams): JsonObject {
  return {
    name: "Copy",
    params: {
      deltaColumn: {
        name,
        ...(dateFormat === null ? {} : { dateFormat }),
        ...(timezone === null ? {} : { timezone }),
      },
    },
  };
}

function mappingOf({ mappingSet, versionAs }: FlowContent, known: Known): JsonObject {
  const { id, version } = applied(mappingSet, known);
  const number = version ?? 0;
  return {
    name: "Mapping",
    params: { mappingId: id, mappingVersion: versionAs === "text" ? String(number) : number },
  };
}

/** Whole numbers and booleans, as the JSON Schemas of flow specs want them. */
export function scheduleOf({ start, frequency, interval, backfill }: ScheduleContent, startTime: number): JsonObject {
  return {
    startTime: start ?? startTime,
    frequency,
    ...(interval === null ? {} : { interval }),
    ...(backfill === null ? {} : { backfill }),
  };
}

function specOf({ id, version }: Spec): JsonObject {
  return { id, version };
}

function idOf(reference: Reference, known: Known): string {
  return applied(reference, known).id;
}

function applied(reference: Reference, known: Known): Applied {
  if (reference.kind === "id") return { id: reference.id, version: null };
  const found = known(reference.key);
  // A step is applied after those that it refers to; without their ids there is nothing to send.
  if (found === undefined) throw new Error(`the step ${reference.key} is not done, but another refers to it`);
  return found;
}
