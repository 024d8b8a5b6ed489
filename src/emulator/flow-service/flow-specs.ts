import type { Json, JsonObject } from "../json.js";
import { connectionSpecIds } from "./connection-specs.js";
import { schemas } from "./flow-spec-schemas.js";

/** Tables: CRM, e-commerce, marketing automation, databases. */
const CRM_TO_AEP = "14518937-270c-4525-bdec-c2ba7cce3860";
/** Files of cloud storage. */
const CLOUD_STORAGE_TO_AEP = "9753525b-82c7-4dce-8a9b-5ccfce2b9876";
/** The only kind of target a source may have. */
export const DATA_LAKE = "c604ff05-7f1a-43c0-8e18-33bf874cb11c";
const PROVIDER = "0ed90a81-07f4-4586-8190-b40eccef1c5a";

/** A kind of dataflow, and the JSON Schemas its bodies are held to. */
export interface FlowSpec {
  readonly id: string;
  readonly name: string;
  /** What its sources are: tables need a delta column, files have none. */
  readonly reads: "tables" | "files";
  readonly schedule: object;
  readonly frequencies: readonly string[];
  readonly transformations: readonly { readonly name: string; readonly spec: object }[];
  readonly options: object;
  readonly sourceConnectionSpecIds: readonly string[];
}

/** What the tutorials disagree about. */
export interface FlowSpecForm {
  /** `once`: a schedule that knows `once` (most tutorials); `periodic`: the older one, which does not. */
  readonly scheduleSpec: "once" | "periodic";
  /** The name of the key: documentation and some tutorials write it without the `s`. */
  readonly transformationKey: "transformationSpecs" | "transformationSpec";
}

export function flowSpecs({ scheduleSpec }: Pick<FlowSpecForm, "scheduleSpec">): readonly FlowSpec[] {
  const asked = scheduleSpec === "once" ? schemas.onceSchedule : schemas.periodicSchedule;
  return [
    {
      id: CRM_TO_AEP,
      name: "CRMToAEP",
      reads: "tables",
      schedule: asked,
      frequencies: asked.properties.frequency.enum,
      transformations: [schemas.copy, schemas.mapping],
      options: schemas.options.spec,
      sourceConnectionSpecIds: connectionSpecIds("tables"),
    },
    {
      id: CLOUD_STORAGE_TO_AEP,
      name: "CloudStorageToAEP",
      reads: "files",
      schedule: schemas.endingSchedule,
      frequencies: schemas.endingSchedule.properties.frequency.enum,
      transformations: [schemas.mapping],
      options: schemas.options.spec,
      sourceConnectionSpecIds: connectionSpecIds("files"),
    },
  ];
}

/** A flow spec as `GET /flowSpecs` tells it. */
export function flowSpecItem(
  spec: FlowSpec,
  { transformationKey }: Pick<FlowSpecForm, "transformationKey">,
): JsonObject {
  const permission = (name: string): Json => [{ "@type": "lowLevel", name: "EnterpriseSource", permissions: [name] }];
  const transformations = plain(spec.transformations);
  return {
    id: spec.id,
    name: spec.name,
    providerId: PROVIDER,
    version: "1.0",
    attributes: {
      isSourceFlow: true,
      flacValidationSupported: true,
      frequency: "batch",
      notification: { category: "sources", flowRun: { enabled: true } },
    },
    sourceConnectionSpecIds: [...spec.sourceConnectionSpecIds],
    targetConnectionSpecIds: [DATA_LAKE],
    permissionsInfo: { view: permission("read"), manage: permission("write") },
    optionSpec: plain(schemas.options),
    scheduleSpec: { name: "PeriodicSchedule", type: "Periodic", spec: plain(spec.schedule) },
    ...(transformationKey === "transformationSpecs"
      ? { transformationSpecs: transformations }
      : { transformationSpec: transformations }),
    ...(spec.reads === "tables" ? { runSpec: { name: "ProviderParams", spec: plain(schemas.runParameters) } } : {}),
  };
}

/** A copy, so that no one who is answered holds the emulator's own data. */
function plain(value: object): Json {
  return JSON.parse(JSON.stringify(value));
}
