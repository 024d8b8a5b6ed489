/** What is not known about Flow Service: one switch each, the first value is the default. */
export const flowServiceSwitches = {
  /** The JSON Schema of schedules: today's, which knows `once`, or the older one of a tutorial, which does not. */
  scheduleSpec: ["once", "periodic"],
  /** The key of the transformations in a flow spec. */
  transformationKey: ["transformationSpecs", "transformationSpec"],
  /** A list of flow specs, or the bare object where one was found, as one tutorial shows it. */
  flowSpecAnswer: ["items", "bare"],
  /** Whether a schedule's numbers may be sent as texts. */
  integersAsStrings: ["coerced", "refused"],
  /** How a schedule is read back. */
  scheduleReadBack: ["strings", "numbers"],
  /** How the value of `property=name==…` may be written. */
  nameFilterQuoting: ["both", "quoted", "unquoted"],
  /** `orderby=name` without a sign. */
  orderWithoutSign: ["refused", "ascending"],
  /** What an unknown or deleted flow answers: 404, or the code 1439-400. */
  missingFlow: ["404", "1439-400"],
  /** Whether flows and their changes settle at once, or pass through initializing, updating, enabling… for five seconds. */
  flowTransitions: ["immediate", "slow"],
  /** Whether a flow may be pinned to a version of a mapping set that is not the latest. */
  oldMappingVersionUsable: ["yes", "no"],
  /** What creating a run answers: the whole run, `{items: [{id, etag}]}`, or `{id, etag}`. */
  runCreateShape: ["run", "items", "id"],
  /** Whether a run that is due is done at the next look, or goes through inProgress, one step a look. */
  runProgress: ["immediate", "stepwise"],
  /** Whether the runSpec of the flow spec is enforced: startTime, and integers; the tutorial on runs breaks it. */
  runSpec: ["ignored", "enforced"],
  /** The spelling of a run's activities and etag: the documentation's, or the OpenAPI file's `activites` and `eTag`. */
  runSpelling: ["documentation", "openapi"],
  /** Whether the first run of a flow writes its delta column into the flow. */
  deltaColumnWrittenBack: ["yes", "no"],
} as const satisfies Record<string, readonly [string, string, ...string[]]>;
