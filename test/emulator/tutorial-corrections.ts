import type { Behaviour } from "../../src/emulator/index.js";

/** What is wrong with a request of a tutorial, how it is set right, and what the emulator says to it as it stands. */
export interface Correction {
  readonly seed: string;
  /** Counts from 0. */
  readonly step: number;
  readonly what: string;
  readonly mend: (request: TutorialRequest, clock: { readonly seconds: number }) => void;
  /**
   * The code, or the bare status, that the request gets with this one thing as it was; `after` names a later step that is
   * refused in its place. `accepted` where no service refuses it.
   */
  readonly asItStands:
    | { readonly refused: string; readonly switches?: Partial<Behaviour> }
    | { readonly accepted: true; readonly because: string }
    | { readonly refused: string; readonly after: number };
}

export interface TutorialRequest {
  method: string;
  /** After `/data/foundation`. */
  path: string;
  headers: Record<string, string>;
  // biome-ignore lint/suspicious/noExplicitAny: bodies of any shape, which a correction reaches into
  body: any;
}

const KO = "ecommerce-ko";
const FR = "ecommerce-fr";
const HUBSPOT = "marketing-automation";
const RUNS = "on-demand-runs";
const PARQUET = "parquet-cloud-storage";

const LEAKED = "adobe_mcdp_connectors_stg";
const SOON = 600;

const start = (request: TutorialRequest, { seconds }: { readonly seconds: number }): void => {
  const { scheduleParams } = request.body;
  const soon = seconds + SOON;
  // One correction leaves alone what another is about.
  scheduleParams.startTime = typeof scheduleParams.startTime === "string" ? String(soon) : soon;
};
const asNumber = (request: TutorialRequest): void => {
  request.body.scheduleParams.startTime = Number(request.body.scheduleParams.startTime);
};
const signed = (request: TutorialRequest): void => {
  request.headers["Authorization"] = "Bearer {ACCESS_TOKEN}";
};
const unsigned = { refused: "403010" };
const dataSets = (request: TutorialRequest): void => {
  request.path = request.path.replace(/\/dataSet$/, "/dataSets");
};

/** In the order in which they are applied. */
export const corrections: readonly Correction[] = [
  ...[KO, FR].flatMap((seed): readonly Correction[] => [
    { seed, step: 2, what: "/catalog/dataSet lacks its s", mend: dataSets, asItStands: { refused: "404" } },
    { seed, step: 5, what: "the flow specs are asked for without a token", mend: signed, asItStands: unsigned },
    { seed, step: 6, what: "the flow is made without a token", mend: signed, asItStands: unsigned },
    {
      seed,
      step: 6,
      what: "startTime is a text, and the flow spec says integer",
      mend: asNumber,
      asItStands: { refused: "1340-400", switches: { integersAsStrings: "refused" } },
    },
    { seed, step: 6, what: "startTime is long past", mend: start, asItStands: { refused: "1360-400" } },
    {
      seed,
      step: 0,
      what: "the mapping set reads Shipping_Address_Phone, which is not among the columns",
      mend: ({ body }) => {
        body.params.columns = [
          { name: "Email", type: "string" },
          { name: "Shipping_Address_Phone", type: "string" },
        ];
      },
      asItStands: { accepted: true, because: "nothing holds columns and mappings together but a run" },
    },
  ]),
  {
    seed: KO,
    step: 3,
    what: "the target's schema has the tenant of whoever wrote the page",
    mend: ({ body }) => {
      body.data.schema.id = body.data.schema.id.replace(LEAKED, "{TENANT_ID}");
    },
    asItStands: { accepted: true, because: "no code is documented for the schema that a target names" },
  },
  {
    seed: KO,
    step: 4,
    what: "the mapping set's schema has the tenant of whoever wrote the page, which is not that of the dataset",
    mend: ({ body }) => {
      body.xdmSchema = body.xdmSchema.replace(LEAKED, "{TENANT_ID}");
    },
    asItStands: { refused: "1425-400", after: 6 },
  },
  {
    seed: KO,
    step: 6,
    what: "the frequency is once, which the flow spec on the same page does not know: the newer flow spec does",
    mend: () => {},
    asItStands: { refused: "1397-400", switches: { scheduleSpec: "periodic" } },
  },
  { seed: HUBSPOT, step: 3, what: "the flow specs are asked for without a token", mend: signed, asItStands: unsigned },
  { seed: HUBSPOT, step: 4, what: "the flow is made without a token", mend: signed, asItStands: unsigned },
  {
    seed: HUBSPOT,
    step: 4,
    what: "startTime is a text, and the flow spec says integer",
    mend: asNumber,
    asItStands: { refused: "1340-400", switches: { integersAsStrings: "refused" } },
  },
  { seed: HUBSPOT, step: 4, what: "startTime is long past", mend: start, asItStands: { refused: "1360-400" } },
  {
    seed: HUBSPOT,
    step: 4,
    what: "an interval stands beside once, which the flow spec on the same page refuses",
    mend: ({ body }) => {
      delete body.scheduleParams.interval;
    },
    asItStands: { refused: "1361-400" },
  },
  {
    seed: HUBSPOT,
    step: 4,
    what: "a delta column stands beside once",
    mend: ({ body }) => {
      body.transformations = body.transformations.filter(({ name }: { name: string }) => name !== "Copy");
    },
    asItStands: { refused: "1369-400" },
  },
  {
    seed: RUNS,
    step: 0,
    what: "windowEndTime has a digit too many: it is in the year 2493",
    mend: ({ body }) => {
      body.params.windowEndTime = body.params.windowEndTime.slice(0, 10);
    },
    asItStands: { accepted: true, because: "a window may end in the future" },
  },
  {
    seed: RUNS,
    step: 1,
    what: "windowEndTime has a digit too many: it is in the year 2493",
    mend: ({ body }) => {
      body.params.windowEndTime = body.params.windowEndTime.slice(0, 10);
    },
    asItStands: { accepted: true, because: "a window may end in the future" },
  },
  {
    seed: RUNS,
    step: 0,
    what: "the window is of texts and startTime is missing, and the runSpec of another page says integers and requires it",
    // By the page the service takes it.
    mend: () => {},
    asItStands: { refused: "1384-400", switches: { runSpec: "enforced" } },
  },
  {
    seed: PARQUET,
    step: 1,
    what: "the schema of the source stands twice, and the empty one wins",
    mend: ({ body }) => {
      body.data.schema.id = "{SCHEMA_ID}";
    },
    asItStands: { accepted: true, because: "no code is documented for the schema that a source names" },
  },
  {
    seed: PARQUET,
    step: 1,
    what: "recursive is a text",
    mend: ({ body }) => {
      body.params.recursive = true;
    },
    asItStands: { accepted: true, because: "no code is documented for it" },
  },
  {
    seed: PARQUET,
    step: 1,
    what: "the version of the connection spec is a number, and everywhere else a text",
    mend: ({ body }) => {
      body.connectionSpec.version = "1.0";
    },
    asItStands: { accepted: true, because: "no code is documented for it; the OpenAPI file says text" },
  },
  { seed: PARQUET, step: 4, what: "the flow is made without a token", mend: signed, asItStands: unsigned },
  { seed: PARQUET, step: 4, what: "startTime is long past", mend: start, asItStands: { refused: "1360-400" } },
];
