import { type Diagnostic, diagnostic } from "../../diagnostics/index.js";
import { platformPlan as codes } from "../../diagnostics/platform-plan.js";
import type { FlowDataset, FlowSettings } from "../../project/deployment/flow-settings.js";
import type { Span } from "../../text/index.js";
import type { Dataset } from "../services/catalog-types.js";
import { deleted } from "./conflicts.js";
import { type Context, missing, onlyOne, rememberedOf } from "./context.js";
import { isForProfile, versionIn } from "./fields.js";
import type { Desired } from "./load-desired.js";
import type { DatasetContent, DatasetStep } from "./plan.js";
import type { PlannedSchema } from "./plan-schema.js";
import { type Found, openMemo } from "./reader.js";
import { hashOfWanted, type Planned, seeRemote, TO_MAKE } from "./step-parts.js";

/** The form and the major version of the schema that new datasets, targets and mapping sets refer to. */
export const CONTENT_TYPE = "application/vnd.adobe.xed-full+json;version=1";

export type PlanDataset = (desired: Desired, schema: PlannedSchema) => Promise<Planned<DatasetStep>>;

/** Finds the dataset of a flow; each is looked for once, however many flows write into it. */
export function openPlanDataset(context: Context): PlanDataset {
  const lookUp = openMemo<Found<readonly Dataset[]>>();
  const former = openMemo<Found<Dataset>>();
  const { reader, deployment } = context;

  return async ({ settings }, schema) => {
    const { value: wanted, span } = settings.dataset;
    const name = wanted.named.value;
    const place = wanted.named.span;
    const found = await lookUp(`${wanted.by} ${name}`, () => find(wanted));
    if (found.kind === "failed") return { step: null, diagnostics: [] };
    if (found.kind === "absent") {
      const advice = "Give the id of another dataset, or a name: xdmap makes a dataset of a name that is not there.";
      return { step: null, diagnostics: [missing("dataset", name, deployment.sandbox, place, advice)] };
    }
    const one = onlyOne(found, "datasets", name, place);
    if ("problem" in one) return { step: null, diagnostics: [one.problem] };
    const profile = wanted.profile?.value === true;
    const ofSchema = profile ? checkUnion(schema, wanted.profile?.span ?? span) : null;
    if (ofSchema !== null) return { step: null, diagnostics: [ofSchema] };
    return one.value === undefined
      ? { step: create(name, schema, profile), diagnostics: await lookForFormer(settings, place) }
      : use(one.value, schema, wanted, span);
  };

  /** What became of the dataset of the last push, where there is none of the name that is wanted. */
  async function lookForFormer({ key, dataset }: FlowSettings, place: Span): Promise<readonly Diagnostic[]> {
    const remembered = rememberedOf(context.state, key.value, "dataset");
    if (remembered === null) return [];
    const { id } = remembered;
    const found = await former(id, () =>
      reader.read(`reading the dataset ${id}`, (options) => reader.platform.catalog.datasets.get(id, options)),
    );
    if (found.kind === "failed") return [];
    if (found.kind === "absent") return [deleted("dataset", id, place)];
    const { name } = found.value;
    return [diagnostic(codes.XM7122, place, { wanted: dataset.value.named.value, name, id })];
  }

  async function find({ by, named }: FlowDataset): Promise<Found<readonly Dataset[]>> {
    const { datasets } = reader.platform.catalog;
    const { value } = named;
    if (by === "name") {
      return reader.read(`looking for the dataset ${value}`, (options) => datasets.named(value, options));
    }
    const found = await reader.read(`reading the dataset ${value}`, (options) => datasets.get(value, options));
    return found.kind === "there" ? { kind: "there", value: [found.value] } : found;
  }

  function use(dataset: Dataset, schema: PlannedSchema, wanted: FlowDataset, span: Span): Planned<DatasetStep> {
    const refuse = (problem: Diagnostic) => ({ step: null, diagnostics: [problem] });
    const has = dataset.schema;
    const version = versionIn(has?.contentType ?? CONTENT_TYPE);
    if (has === null || has.id !== schema.remote?.id || version !== versionIn(CONTENT_TYPE)) {
      const parameters = {
        dataset: dataset.name,
        has: has === null ? "no schema" : `version ${version} of the schema ${has.id}`,
        wanted: `version 1 of ${schema.remote?.id ?? `the schema ${schema.step.name}, which is to be made`}`,
      };
      return refuse(diagnostic(codes.XM7120, wanted.named.span, parameters));
    }
    if (wanted.profile?.value === true && !isForProfile(dataset.raw)) {
      return refuse(diagnostic(codes.XM7121, wanted.profile.span ?? span, { what: "dataset", name: dataset.name }));
    }
    const seen = seeRemote("dataset", dataset.raw);
    // Names are not unique: two flows may give the ids of two datasets that have one.
    const key = `dataset/${wanted.by === "id" ? dataset.id : dataset.name}`;
    context.applied.set(key, { id: dataset.id, version: null });
    const step: DatasetStep = {
      key,
      resource: "dataset",
      flow: null,
      name: dataset.name,
      action: "leave",
      id: dataset.id,
      seen,
      changes: [],
      drift: [],
      wanted: seen.hash,
      content: null,
    };
    return { step, diagnostics: [] };
  }
}

function create(name: string, schema: PlannedSchema, profile: boolean): DatasetStep {
  const content: DatasetContent = {
    resource: "dataset",
    name,
    schema: { kind: "step", key: schema.step.key },
    contentType: CONTENT_TYPE,
    profile,
  };
  return {
    key: `dataset/${name}`,
    resource: "dataset",
    flow: null,
    name,
    ...TO_MAKE,
    wanted: hashOfWanted(content),
    content,
  };
}

function checkUnion({ remote, step }: PlannedSchema, place: Span): Diagnostic | null {
  if (remote?.immutableTags.includes("union") === true) return null;
  return diagnostic(codes.XM7121, place, { what: remote === null ? "new schema" : "schema", name: step.name });
}
