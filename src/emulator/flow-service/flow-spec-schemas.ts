/**
 * The JSON Schemas (draft 07) that flow specs carry, as the tutorials and Adobe's OpenAPI file show them. They are what
 * the emulator holds the bodies of flows to: the OpenAPI file types the same values otherwise and is weaker.
 */

const DRAFT = "http://json-schema.org/draft-07/schema#";

/** Fewer than 15 minutes are refused, everything else from 1 on is taken. */
const leastInterval = {
  if: { properties: { frequency: { const: "minute" } } },
  then: { properties: { interval: { minimum: 15 } } },
  else: { properties: { interval: { minimum: 1 } } },
};

const epoch = { description: "epoch time", type: "integer" };
const backfill = { type: "boolean", default: true };

/** Today's schedule: `once` exists, and takes neither interval nor backfill. */
const onceSchedule = {
  $schema: DRAFT,
  type: "object",
  properties: {
    startTime: epoch,
    frequency: { type: "string", enum: ["once", "minute", "hour", "day", "week"] },
    interval: { type: "integer" },
    backfill,
  },
  required: ["startTime", "frequency"],
  if: { properties: { frequency: { const: "once" } } },
  then: { allOf: [{ not: { required: ["interval"] } }, { not: { required: ["backfill"] } }] },
  else: { required: ["interval"], ...leastInterval },
};

/** The older schedule, which one of the tutorials still shows: no `once`, always an interval, and an end. */
const periodicSchedule = {
  $schema: DRAFT,
  type: "object",
  properties: {
    startTime: epoch,
    endTime: epoch,
    interval: { type: "integer" },
    frequency: { type: "string", enum: ["minute", "hour", "day", "week"] },
    backfill,
  },
  required: ["startTime", "frequency", "interval"],
  ...leastInterval,
};

/** Files may end: today's schedule with an `endTime` (documented for CloudStorageToAEP). */
const endingSchedule = { ...onceSchedule, properties: { ...onceSchedule.properties, endTime: epoch } };

const deltaColumn = {
  type: "object",
  properties: { name: { type: "string" }, dateFormat: { type: "string" }, timezone: { type: "string" } },
  required: ["name"],
};

const copy = {
  name: "Copy",
  spec: { $schema: DRAFT, type: "object", properties: { deltaColumn }, required: ["deltaColumn"] },
};

const mapping = {
  name: "Mapping",
  spec: {
    $schema: DRAFT,
    type: "object",
    description: "Which mapping set maps the source to the target, and in which version.",
    properties: { mappingId: { type: "string" }, mappingVersion: { type: "string" } },
  },
};

const options = {
  name: "OptionSpec",
  spec: {
    $schema: DRAFT,
    type: "object",
    properties: {
      errorDiagnosticsEnabled: {
        title: "Error diagnostics.",
        description: "Whether errors of single records are kept.",
        type: "boolean",
        default: false,
      },
      partialIngestionPercent: {
        title: "Partial ingestion threshold.",
        description: "How many percent of the records may fail before the run fails.",
        type: "number",
        exclusiveMinimum: 0,
      },
    },
  },
};

const runParameters = {
  $schema: DRAFT,
  type: "object",
  description: "What a run on demand is given.",
  properties: {
    startTime: { type: "integer", description: "When the run starts: epoch time." },
    windowStartTime: { type: "integer", description: "From when on data is taken: epoch time." },
    windowEndTime: { type: "integer", description: "Until when data is taken: epoch time." },
    deltaColumn: { ...deltaColumn, description: "The column that tells new data from old." },
  },
  required: ["startTime", "windowStartTime", "windowEndTime", "deltaColumn"],
};

export const schemas = { onceSchedule, periodicSchedule, endingSchedule, copy, mapping, options, runParameters };
